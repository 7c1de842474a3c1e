import { z } from 'zod';
import type { PersonId } from '../../../kernel/brand.ts';
import { Refused } from '../../../platform/http/problem.ts';
import { type Server, keyOf } from '../../../platform/http/server.ts';
import type { Person } from '../../people/rules/person.ts';
import { askRoles, boardRoles, mayPatrol } from '../rules/may.ts';
import { type PatrolRefusal, patrolRefusals } from '../rules/refusals.ts';
import { askView, boardView, whyView } from '../rules/view.ts';
import { answerShape, askShape } from '../rules/wire.ts';
import { type Ask, asksFor } from './asks.ts';
import { type PatrolReads, askViewOf, boardFor, whyOf } from './board.ts';
import { heldNow } from './book.ts';
import { answerTo, askToGo } from './command.ts';

const any = { permit: { roles: 'any' as const } };
const keyed = z.looseObject({ 'idempotency-key': z.string().optional() });

export function patrolRoutes(app: Server, io: PatrolReads) {
  app.get(
    '/api/patrol/board',
    { config: { permit: { roles: boardRoles } }, schema: { tags: ['patrol'], response: { 200: boardView } } },
    async (request) => ({ now: io.now(), promises: await boardFor(io, request.caller as Person) }),
  );
  app.get(
    '/api/patrol/promises/:street/:promise/targets/:target',
    {
      config: { permit: { roles: boardRoles } },
      schema: {
        tags: ['patrol'],
        params: z.strictObject({ street: z.string().max(9), promise: z.string().max(60), target: z.string().max(80) }),
        response: { 200: whyView },
      },
    },
    async (request) => {
      const { street, promise, target } = request.params;
      const held = await heldOf(io, street, promise);
      if (!held || !mayPatrol.look(request.caller as Person, { street: held.street, line: io.line(held.team) }))
        throw refused('no-such-promise');
      return (await whyOf(io, io.database, held, target)) ?? raise('no-such-target');
    },
  );
  app.post(
    '/api/patrol/asks',
    { config: { permit: { roles: askRoles } }, schema: { tags: ['patrol'], headers: keyed, body: askShape, response: { 201: askView } } },
    async (request, reply) => {
      const asked = await askToGo(io, request.caller as Person, request.body, keyOf(request));
      if (!asked.ok) throw refused(asked.refusal.code);
      return reply.code(201).send(await said(io, asked.value));
    },
  );
  app.get(
    '/api/patrol/asks',
    { config: any, schema: { tags: ['patrol'], response: { 200: z.strictObject({ now: z.number(), asks: z.array(askView) }) } } },
    async (request) => {
      const who = request.caller as Person;
      const asks = await asksFor(io.database, who.id, who.streets);
      return { now: io.now(), asks: await Promise.all(asks.map((ask) => said(io, ask))) };
    },
  );
  app.post(
    '/api/patrol/asks/:id/answer',
    {
      config: any,
      schema: { tags: ['patrol'], params: z.strictObject({ id: z.uuid() }), headers: keyed, body: answerShape, response: { 200: askView } },
    },
    async (request) => {
      keyOf(request);
      const answered = await answerTo(io, request.caller as Person, request.params.id, request.body.answer);
      if (!answered.ok) throw refused(answered.refusal.code);
      return said(io, answered.value);
    },
  );
}

const refused = (code: PatrolRefusal['code']) => new Refused(patrolRefusals[code], { code });

function raise(code: PatrolRefusal['code']): never {
  throw refused(code);
}

async function heldOf(io: PatrolReads, street: string, promise: string) {
  const kept = (await io.promises()).find(street, promise);
  return kept && heldNow(kept, io.now(), io.utcOffsetMinutes());
}

async function said(io: PatrolReads, ask: Ask) {
  const kept = (await io.promises()).find(ask.street, ask.promise);
  // A promise withdrawn meanwhile still has a name: that of its last text.
  const held = (kept && heldNow(kept, io.now(), io.utcOffsetMinutes())) ?? kept?.versions.findLast((each) => each.held)?.held;
  return held ? askViewOf(io, held, ask) : raise('no-such-promise');
}

/** What a listener answers to: the street's overseers hear all of it, a lead what concerns the team, everybody what concerns them. */
export function namesOf(io: PatrolReads, who: Person): string[] {
  const oversees = who.roles.some((role) => boardRoles.some((each) => each === role));
  return who.streets.flatMap((street) => [`${street} person ${who.id as PersonId}`, ...(oversees ? [street] : [])]);
}
