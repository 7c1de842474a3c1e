import type { Database } from '../../platform/db/database.ts';
import { type Caller, requestOf } from './caller.ts';

/** Every account of a demo world opens with it. */
const PASSWORD = 'guanjia-demo';

export async function tokenOf(caller: Caller, account: string): Promise<string> {
  const { status, body } = await caller.ask(requestOf('POST', '/api/session', { body: JSON.stringify({ account, password: PASSWORD }) }));
  if (status !== 200) throw new Error(`${account} could not sign in: ${body}`);
  return (JSON.parse(body) as { token: string }).token;
}

async function account(database: Database, where: string): Promise<string> {
  return (await database.one<{ account: string }>(`select account from person where ${where} order by id limit 1`)).account;
}

/** Who sees every street. */
export const ofDistrict = (database: Database) => account(database, "body -> 'roles' ? 'district'");

/** Who sees the home street and no other. */
export const ofStreet = (database: Database) =>
  account(
    database,
    "jsonb_array_length(body -> 'streets') = 1 and body -> 'roles' ?| array['leader', 'dispatcher'] and body -> 'streets' ? (select body ->> 'homeStreet' from world)",
  );

/** Who sees what their unit has in hand: one of the unit with the most. */
export const ofCrew = (database: Database) =>
  account(
    database,
    `body -> 'roles' ? 'handler' and not body -> 'roles' ?| array['leader', 'dispatcher', 'shift_leader'] and body ->> 'unit' = (
       select accountable from casefile c join person p on p.body ->> 'unit' = c.accountable and p.body -> 'roles' ? 'handler'
       where status = 'handling' group by 1 order by count(*) desc limit 1)`,
  );
