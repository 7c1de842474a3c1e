import { randomBytes } from 'node:crypto';
import type { Day, Instant, StreetId } from '../../kernel/brand.ts';
import { type Chance, pick } from '../../kernel/chance.ts';
import { uuidv7 } from '../../kernel/uuid.ts';
import { finished } from '../../features/case/rules/case.ts';
import { caseNumber } from '../../features/case/rules/number.ts';
import type { Database } from '../../platform/db/database.ts';

/** Where a made case may lie. */
export type Ground = { street: StreetId; community: string | null; dutyGrid: string | null; lon: number; lat: number; address: string };
export type Making = { database: Database; grounds: readonly Ground[]; chance: Chance; now: Instant; withHistory: boolean };

const DAY = 86_400_000;
const SPAN = 730 * DAY;
/** Of the cases of the last five weeks this share is still open: three of a hundred of all. */
const RECENT = 0.05;
const OPEN = 0.6;
const CHUNK = 10_000;
/** Serial numbers of real reports of the same day lie below. */
const FIRST_SERIAL = 5000;

type Sample = { n: number; status: string; promised: boolean };

/**
 * Makes many cases of the few that are there now: each is a copy of one of them with its history, at another place, in another
 * street, at another time of the last two years, with words and a number of its own. One case of thirty is still open, as on
 * any working desk; they lie in the table in the order in which they were reported.
 */
export async function caseMaker({ database, grounds, chance, now, withHistory }: Making): Promise<(count: number) => Promise<void>> {
  await database.run('create table if not exists sample_case as select row_number() over (order by number) - 1 as n, c.* from casefile c');
  const samples = await database.many<Sample>('select n, status, due_at is not null as promised from sample_case order by n');
  const over = samples.filter(({ status }) => finished.some((each) => each === status));
  const open = samples.filter((each) => !over.includes(each));
  const serials = new Map<string, number>();
  const numbered = (street: StreetId, at: Instant) => {
    const day = new Date(at).toISOString().slice(0, 10) as Day;
    const serial = serials.get(street + day) ?? FIRST_SERIAL;
    serials.set(street + day, serial + 1);
    return caseNumber(street, day, serial);
  };
  const one = (share: number) => {
    const ground = pick(grounds, chance);
    const at = Math.round(now - SPAN * (1 - share)) as Instant;
    const isOpen = share > 1 - RECENT && chance() < OPEN;
    const { n, promised } = pick(isOpen ? open : over, chance);
    return {
      n,
      id: uuidv7(at, randomBytes(10)),
      number: numbered(ground.street, at),
      street: ground.street,
      community: ground.community,
      grid: ground.dutyGrid,
      // About fifty metres around, so that no two lie on one spot.
      lon: ground.lon + (chance() - 0.5) * 0.001,
      lat: ground.lat + (chance() - 0.5) * 0.001,
      address: `${ground.address}${1 + Math.floor(chance() * 300)}号`,
      at,
      due: promised ? at + Math.round((0.1 + chance() * 45) * DAY) : null,
    };
  };
  return async (count) => {
    for (let from = 0; from < count; from += CHUNK) {
      const made = Array.from({ length: Math.min(CHUNK, count - from) }, (_, i) => one((from + i) / count));
      await database.run(CASES, [JSON.stringify(made)]);
      await database.run(withHistory ? BESIDE + EVENTS : BESIDE + REPORTED, [JSON.stringify(made)]);
    }
    await database.run('vacuum (analyze) casefile');
    await database.run('vacuum (analyze) case_event');
    await database.run('vacuum (analyze) work_order');
    await database.run('vacuum (analyze) report');
  };
}

const MADE = `made as (
  select m.*, to_timestamp(m.at / 1000.0) - s.reported_at as later from jsonb_to_recordset($1::jsonb) as m (n int, id uuid, number text, street text,
    community text, grid text, lon float8, lat float8, address text, at float8, due float8) join sample_case s using (n)
)`;

const CASES = `
  with ${MADE}
  insert into casefile (street_id, id, number, version, status, channel, matter, urgent, accountable, assignee, community, duty_grid, lon, lat,
    due_at, yellow_at, reported_at, updated_at, seen_by, words, state)
  select m.street, m.id, m.number, s.version, s.status, s.channel, s.matter, s.urgent, s.accountable, s.assignee, m.community, m.grid, m.lon, m.lat,
    to_timestamp(m.due / 1000.0), to_timestamp((m.at + (m.due - m.at) * 0.8) / 1000.0), to_timestamp(m.at / 1000.0), s.updated_at + m.later,
    s.seen_by, lower(concat_ws(' ', m.number, m.address || (s.state ->> 'text'), m.address)),
    s.state || jsonb_build_object('id', m.id, 'street', m.street, 'number', m.number, 'reportedAt', m.at, 'text', m.address || (s.state ->> 'text'),
      'place', (s.state -> 'place') || jsonb_build_object('point', jsonb_build_object('lon', m.lon, 'lat', m.lat), 'address', m.address,
        'community', m.community, 'dutyGrid', m.grid),
      'clock', case when m.due is null then s.state -> 'clock' else (s.state -> 'clock') || jsonb_build_object('startedAt', m.at, 'due', m.due) end)
  from made m join sample_case s using (n)`;

const BESIDE = `
  with ${MADE}, the_orders as (
    insert into work_order (street_id, case_id, id, unit, handler, lead, status)
    select m.street, m.id, o.id, o.unit, o.handler, o.lead, o.status
    from made m join sample_case s using (n) join work_order o on o.street_id = s.street_id and o.case_id = s.id
  ), the_reports as (
    insert into report (street_id, case_id, contact_name, contact_phone, original_place, photos_to_come)
    select m.street, m.id, r.contact_name, r.contact_phone, r.original_place, r.photos_to_come
    from made m join sample_case s using (n) join report r on r.street_id = s.street_id and r.case_id = s.id
  )`;

const EVENTS = `
  insert into case_event (street_id, case_id, seq, type, body, actor, role, said_at, heard_at)
  select m.street, m.id, e.seq, e.type, e.body, e.actor, e.role, e.said_at + m.later, e.heard_at + m.later
  from made m join sample_case s using (n) join case_event e on e.street_id = s.street_id and e.case_id = s.id`;
const REPORTED = `${EVENTS} where e.seq = 1`;
