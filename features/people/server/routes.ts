import { z } from 'zod';
import { Refused } from '../../../platform/http/problem.ts';
import type { Server } from '../../../platform/http/server.ts';
import { text } from '../../case/rules/wire.ts';
import type { Person, Unit } from '../rules/person.ts';
import { roles } from '../rules/person.ts';
import { type People, signIn, signOut } from './command.ts';
import { type Seeded, seededAccounts } from './demo.ts';

const personView = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    roles: z.array(z.enum(roles)),
    unit: z.strictObject({ id: z.string(), name: z.strictObject({ zh: z.string(), en: z.string() }) }),
    sector: z.enum(['government', 'enterprise', 'community']),
    streets: z.array(z.string()),
  })
  .meta({ id: 'SignedIn' });

const COOKIE = 'guanjia';

/** The secret a request carries, by cookie (browsers) or bearer header (programs). */
export function tokenOf(request: {
  headers: { authorization?: string | undefined };
  cookies: Record<string, string | undefined>;
}): string | undefined {
  const bearer = request.headers.authorization?.match(/^Bearer ([\w-]{20,100})$/)?.[1];
  return bearer ?? (request.headers.authorization ? undefined : request.cookies[COOKIE]);
}

export function peopleRoutes(app: Server, people: People, unit: (id: string) => Unit | undefined) {
  const view = ({ id, name, roles: posts, unit: of, sector, streets }: Person) => ({
    id,
    name,
    roles: [...posts],
    unit: { id: of, name: unit(of)?.name ?? { zh: of, en: of } },
    sector,
    streets: [...streets],
  });

  app.post(
    '/api/session',
    {
      config: { permit: { open: 'signing in is how one gets an account’s rights' } },
      schema: {
        body: z.strictObject({ account: text(64, 1), password: z.string().min(1).max(200) }),
        response: { 200: z.strictObject({ person: personView, token: z.string() }) },
      },
    },
    async (request, reply) => {
      const answer = await signIn(people, { ...request.body, address: request.ip });
      if (!answer.ok) throw new Refused(answer.refusal.code === 'locked-out' ? 429 : 401, answer.refusal);
      const { person, token, endsAt } = answer.value;
      reply.setCookie(COOKIE, token, {
        path: '/',
        httpOnly: true,
        sameSite: 'lax',
        secure: request.protocol === 'https',
        expires: new Date(endsAt),
      });
      return { person: view(person), token };
    },
  );
  app.get(
    '/api/session',
    { config: { permit: { roles: 'any' } }, schema: { response: { 200: z.strictObject({ person: personView }) } } },
    async (request) => ({
      person: view(request.caller as Person),
    }),
  );
  app.delete('/api/session', { config: { permit: { roles: 'any' } }, schema: { response: { 204: z.null() } } }, async (request, reply) => {
    await signOut(people, tokenOf(request) ?? '');
    return reply.clearCookie(COOKIE, { path: '/' }).code(204).send(null);
  });
}

const thisMachine = {
  address: ['127.0.0.1', '::1', '::ffff:127.0.0.1'],
  name: ['localhost', '127.0.0.1', '[::1]'],
};

/** How a newcomer gets in: told only on the machine itself, and only while the seeded password still opens the account. */
export function demoRoutes(app: Server, database: People['database'], seeded: () => Seeded) {
  const accountOf = seededAccounts(database, seeded);
  app.get(
    '/api/session/demo',
    {
      config: { permit: { open: 'the sign-in page asks before anybody is signed in; another machine is told nothing' } },
      schema: { response: { 200: z.strictObject({ demo: z.strictObject({ account: z.string(), password: z.string() }).nullable() }) } },
    },
    async (request) => {
      const isHere = thisMachine.address.includes(request.ip) && thisMachine.name.includes(request.hostname);
      const account = isHere ? await accountOf() : null;
      return { demo: account === null ? null : { account, password: seeded().password } };
    },
  );
}
