import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { FastifyRequest } from 'fastify';
import type { CaseId, Instant } from '../../kernel/brand.ts';
import { coveredUntil } from '../../kernel/time/calendar.ts';
import { uuidv7 } from '../../kernel/uuid.ts';
import { openPhotos } from '../../platform/blobs/photo.ts';
import { StartRefused } from '../../platform/db/refused.ts';
import { buildServer, keyOf } from '../../platform/http/server.ts';
import { disputeRoutes } from '../../features/case/server/disputeroutes.ts';
import { caseRoutes } from '../../features/case/server/routes.ts';
import { serialNumbers } from '../../features/intake/server/serial.ts';
import { reportsInLots } from '../../features/intake/server/lots.ts';
import { type Intake, intakeRoutes } from '../../features/intake/server/routes.ts';
import type { MatterKey } from '../../features/catalogue/rules/matter.ts';
import { isDanger } from '../../features/catalogue/rules/safety.ts';
import { type Exchange, exchangeRoutes } from '../../features/exchange/server/routes.ts';
import { isoLocal, parseIso } from '../../kernel/time/iso.ts';
import { opinionRoutes } from '../../features/judgement/server/opinion.ts';
import { judgementRoutes } from '../../features/judgement/server/routes.ts';
import { outboxRoutes } from '../../features/outbox/server/routes.ts';
import { mapRoutes } from '../../features/map/server/routes.ts';
import { type Telemetry, keepInLots } from '../../features/telemetry/server/command.ts';
import type { Enrolling } from '../../features/telemetry/server/enrol.ts';
import { phoneRoutes } from '../../features/telemetry/server/phones.ts';
import { telemetryRoutes } from '../../features/telemetry/server/routes.ts';
import { patrolRoutes } from '../../features/patrol/server/routes.ts';
import { sayPatrolProblem } from '../../features/patrol/words/problems.ts';
import { demoRoutes, peopleRoutes, tokenOf } from '../../features/people/server/routes.ts';
import { responsibilityReads } from '../../features/responsibility/server/read.ts';
import { personBehind } from '../../features/people/server/queries.ts';
import { sayProblem } from '../../features/case/words/problems.ts';
import { responsibilityRoutes } from '../../features/responsibility/server/routes.ts';
import { sayDutyProblem } from '../../features/responsibility/words/problems.ts';
import { openDeviceDoors } from './devicedoors.ts';
import { dutyDoors } from './dutydoors.ts';
import type { Ground } from './ground.ts';
import { DEMO_PASSWORD, projectFolder } from './ground.ts';
import { openTeacher } from './judge.ts';
import { healthRoutes } from './health.ts';
import { startLive } from './live.ts';
import type { Options } from './options.ts';
import { pageRoutes } from './pages.ts';
import { patrolIo } from './patrol.ts';
import { startPatrolLive } from './patrollive.ts';
import { referenceRoutes } from './referenceroutes.ts';
import { opinionDoors } from './opiniondoors.ts';

export type SiteParts = { options: Options; now: () => Instant; chance: (bytes: number) => Buffer; photoFolder: string };

/** The web role: every route and the live feed on one port. */
export async function startSite(ground: Ground, { options, now, chance, photoFolder }: SiteParts) {
  const { database } = ground;
  const version = (JSON.parse(readFileSync(join(projectFolder, 'package.json'), 'utf8')) as { version: string }).version;
  const identify = async (request: FastifyRequest) => personOf(database, tokenOf(request), now());
  const app = buildServer({
    version,
    log: !options.quiet,
    say: (locale, problem, facts) =>
      sayDutyProblem(locale, problem, facts) ?? sayPatrolProblem(locale, problem) ?? sayProblem(locale, problem, facts),
    identify,
  });
  const io: Intake = {
    database,
    now,
    reference: () => ground.living().directory,
    directory: () => ground.living().directory,
    world: () => ground.living().world,
    locateReport: (said) => ground.living().locateReport(said),
    newCaseId: () => uuidv7(now(), chance(10)) as CaseId,
    serial: serialNumbers(database),
    take: reportsInLots(database),
    isDanger,
    guess: (text) =>
      ground
        .living()
        .world.propose(text, undefined, 3)
        .matters.map(({ key }) => key as MatterKey),
    photos: openPhotos(photoFolder),
    secret: ground.secret,
  };
  const telemetry: Telemetry = { database, now, chance, keep: keepInLots({ database, now }) };
  const patrol = patrolIo(ground, now);
  const patrolLive = startPatrolLive(patrol, { now, identify });
  const live = startLive(ground, { now, identify });
  const teacher = openTeacher({
    database,
    now,
    matters: () => ground.living().stored.catalogue,
    taught: ground.look,
    log: (line) => app.log.error(line),
  });
  // Fastify learns of its plugins first, so that every route below is documented and decorated.
  await app.register(async (scope) => {
    peopleRoutes(scope as never, { database, now, token: () => chance(32).toString('base64url') }, (id) =>
      ground.living().directory.unit(id as never),
    );
    demoRoutes(scope as never, database, () => ({ street: ground.living().stored.frame.homeStreet, password: DEMO_PASSWORD }));
    caseRoutes(scope as never, io, (said) => ground.living().locateSaid(said));
    disputeRoutes(scope as never, io);
    intakeRoutes(scope as never, io);
    outboxRoutes(scope as never, io);
    mapRoutes(scope as never, () => ground.living().stored, now);
    exchangeRoutes(scope as never, exchangeOf(io, ground, chance));
    responsibilityRoutes(scope as never, dutyDoors(ground, now));
    judgementRoutes(scope as never, { database, isTeaching: teacher.isTeaching, startTeaching: teacher.start });
    opinionRoutes(
      scope as never,
      opinionDoors(io, ground, { setting: options.second, log: (entry) => app.log.info({ second: entry }, 'second opinion') }),
    );
    referenceRoutes(scope as never, () => ground.living());
    responsibilityReads(scope as never, {
      now,
      map: () => ground.book().mapOf(ground.book().listAt(now())),
      unitName: (id) => ground.living().directory.unit(id as never)?.name,
      placeName: (code) => ground.living().directory.placeName(code) ?? ground.living().directory.assetName(code),
    });
    telemetryRoutes(scope as never, enrollingOf(telemetry, ground));
    phoneRoutes(scope as never, telemetry);
    patrolRoutes(scope as never, patrol);
    patrolLive.routes(scope as never);
    live.routes(scope as never);
    healthRoutes(scope as never, { ground, version, now, coveredUntil: () => coveredUntil(ground.living().directory.calendar) });
    await pageRoutes(scope as never, join(projectFolder, 'dist', 'web'));
  });
  app.get('/openapi.json', { config: { permit: { open: 'the description of the doors is public' } }, schema: { hide: true } }, async () =>
    app.swagger(),
  );
  try {
    await app.listen({ port: options.port, host: options.host });
  } catch (error) {
    const { code } = error as { code?: string };
    const { port, host } = options;
    if (code === 'EADDRINUSE') throw new StartRefused({ code: 'port-taken', port });
    if (code === 'EACCES') throw new StartRefused({ code: 'port-forbidden', port });
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND' || code === 'EAI_AGAIN') throw new StartRefused({ code: 'host-unusable', host });
    throw error;
  }
  const doors = await openDeviceDoors(telemetry, options);
  return {
    port: (app.server.address() as AddressInfo).port,
    doors: app.doors,
    close: async () => {
      live.stop();
      patrolLive.stop();
      await teacher.stop();
      await doors.close();
      await app.close();
    },
  };
}

const enrollingOf = (telemetry: Telemetry, { secret, living }: Ground): Enrolling => ({
  ...telemetry,
  secret,
  worksIn: (id, street) => living().stored.people.some((person) => person.id === id && person.streets.includes(street)),
});

/** Open311 clients know nothing of our keys: one is made for each call unless they send their own. */
function exchangeOf(io: Intake, ground: Ground, chance: (bytes: number) => Buffer): Exchange {
  const offset = () => ground.living().stored.frame.utcOffsetMinutes;
  return {
    ...io,
    matters: () => ground.living().stored.catalogue,
    streets: () => ground.living().stored.places.flatMap(({ level, code }) => (level === 'street' ? [code] : [])),
    jurisdiction: () => ground.living().stored.frame.homeStreet.slice(0, 6),
    time: (at) => isoLocal(at, offset()),
    readTime: (text) => parseIso(text, offset()),
    keyFor: (request) => (request.headers['idempotency-key'] ? keyOf(request) : uuidv7(io.now(), chance(10))),
    sayCode: (locale, code, facts) => sayProblem(locale, code, facts).detail,
  };
}

async function personOf(database: Ground['database'], token: string | undefined, at: Instant) {
  return token ? personBehind(database, token, at) : null;
}
