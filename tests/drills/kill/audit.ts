import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { join } from 'node:path';
import type { Instant } from '../../../kernel/brand.ts';
import type { Tx } from '../../../platform/db/database.ts';
import { believe } from '../../../features/case/rules/believe.ts';
import { type Case, finished } from '../../../features/case/rules/case.ts';
import type { Event } from '../../../features/case/rules/event.ts';
import { evolve } from '../../../features/case/rules/evolve.ts';
import type { Ledger } from './ledger.ts';

const kinds = ['lost', 'doubled', 'altered', 'history', 'timers', 'orders', 'keys', 'refused', 'fell'] as const;
export type FindingKind = (typeof kinds)[number];
export type Finding = { readonly kind: FindingKind; readonly what: string };

type Found = {
  state: Case;
  status: string;
  version: number;
  yellow_at: Instant | null;
  due_at: Instant | null;
  phone: string | null;
  key: string | null;
};
type Logged = { case_id: string; seq: number; body: Event; said_at: Instant; heard_at: Instant };
type Timer = { subject: string; kind: string; due_at: Instant };
type Seen = { cases: Map<string, Found>; events: Map<string, Logged[]>; timers: Map<string, Timer[]> };

/** Everything that is not as it was promised, read from the database alone and held against what the clients know. */
export async function audit(tx: Tx, ledger: Ledger, photoFolder: string): Promise<Finding[]> {
  const rows = await tx.many<Found>(
    `select c.state, c.status, c.version, c.yellow_at, c.due_at, r.contact_phone as phone, k.key
     from casefile c left join report r on r.street_id = c.street_id and r.case_id = c.id left join report_key k on k.case_id = c.id`,
  );
  const seen: Seen = {
    cases: new Map(rows.map((row) => [row.state.id, row])),
    events: grouped(
      await tx.many<Logged>('select case_id, seq, body, said_at, heard_at from case_event order by case_id, seq'),
      (row) => row.case_id,
    ),
    timers: grouped(await tx.many<Timer>('select subject, kind, due_at from timer'), (row) => row.subject),
  };
  return [
    ...ledger.refused.map((what): Finding => ({ kind: 'refused', what })),
    ...ledger.reports.flatMap((report) => kept(report, seen)),
    ...twice(rows, ledger),
    ...rows.flatMap((row) => [...whole(row, seen), ...woken(row, seen)]),
    ...done(ledger, seen),
    ...(await pictures(tx, ledger, photoFolder)),
    ...(await alone(tx, seen)),
  ];
}

function kept({ id, number, text, address, phone, saidAt }: Ledger['reports'][number], { cases }: Seen): Finding[] {
  const found = cases.get(id);
  if (!found) return [{ kind: 'lost', what: `report ${number} ${text}` }];
  const { state } = found;
  const same =
    state.number === number &&
    state.text === text &&
    state.place.address === address &&
    found.phone === phone &&
    (saidAt === null || state.reportedAt === saidAt);
  return same ? [] : [{ kind: 'altered', what: `report ${number} ${text}` }];
}

function twice(rows: readonly Found[], ledger: Ledger): Finding[] {
  const findings: Finding[] = [];
  const counted = new Map<string, number>();
  for (const { state, key } of rows) {
    counted.set(state.text, (counted.get(state.text) ?? 0) + 1);
    if (!ledger.said.has(state.text)) findings.push({ kind: 'altered', what: `case ${state.number} says what nobody said: ${state.text}` });
    if (key === null) findings.push({ kind: 'keys', what: `case ${state.number} has no key` });
  }
  for (const [text, times] of counted) if (times > 1) findings.push({ kind: 'doubled', what: `${times} times: ${text}` });
  return findings;
}

/** The history is gapless, ends at the version, and told again gives the state; the columns say the same as the state. */
function whole({ state, status, version }: Found, { events }: Seen): Finding[] {
  const history = events.get(state.id) ?? [];
  const bad = (what: string): Finding[] => [{ kind: 'history', what: `case ${state.number}: ${what}` }];
  if (history.length === 0) return bad('no event');
  if (history.some(({ seq }, i) => seq !== i + 1)) return bad('a gap in the events');
  if (history.length !== version || state.version !== version || state.status !== status)
    return bad(`${history.length} events, version ${version}, state ${state.version} ${state.status}`);
  const told = history.reduce<Case | undefined>(
    (before, { body, said_at, heard_at }) => evolve(before, body, believe(said_at, heard_at)),
    undefined,
  );
  return isDeepStrictEqual(JSON.parse(JSON.stringify(told)), state) ? [] : bad('the events do not lead to the state');
}

/** Every promise under way is watched by its timers, or they have fired once each; a finished case is watched by none. */
function woken({ state, yellow_at, due_at }: Found, { events, timers }: Seen): Finding[] {
  const pending = timers.get(state.id) ?? [];
  const bad = (what: string): Finding => ({ kind: 'timers', what: `case ${state.number}: ${what}` });
  if (finished.includes(state.status)) return pending.length > 0 ? [bad('finished, yet watched')] : [];
  return (['yellow', 'red'] as const).flatMap((light) => {
    const dueAt = light === 'red' ? due_at : yellow_at;
    const set = pending.filter(({ kind }) => kind === light);
    const raised = (events.get(state.id) ?? []).filter(
      ({ body }) => body.type === 'escalated' && body.light === light && body.due === state.clock?.due,
    );
    if (set.some(({ due_at: at }) => at !== dueAt)) return [bad(`the ${light} timer stands at another time`)];
    return set.length + raised.length === 1 ? [] : [bad(`${light}: ${set.length} timers, ${raised.length} raised`)];
  });
}

/** Every command somebody was told is done has happened once. */
function done({ commands, reports }: Ledger, { events }: Seen): Finding[] {
  const marks: Record<string, (event: Event) => string | undefined> = {
    noted: (event) => (event.type === 'noted' ? event.text : undefined),
    filed: (event) => (event.type === 'filed' ? event.matter : undefined),
    dispatched: (event) => (event.type === 'dispatched' ? event.order : undefined),
    order_accepted: (event) => (event.type === 'order_accepted' ? event.order : undefined),
  };
  const once = (caseId: string, what: string, is: (event: Event) => boolean): Finding[] => {
    const times = (events.get(caseId) ?? []).filter(({ body }) => is(body)).length;
    return times === 1 ? [] : [{ kind: times === 0 ? 'lost' : 'doubled', what: `${what} on ${caseId}: ${times} times` }];
  };
  return [
    ...commands.flatMap(({ caseId, type, mark }) => once(caseId, type, (event) => marks[type]?.(event) === mark)),
    ...reports
      .filter(({ overdue }) => overdue)
      .flatMap(({ id }) =>
        (['yellow', 'red'] as const).flatMap((light) =>
          once(id, `${light} light`, (event) => event.type === 'escalated' && event.light === light),
        ),
      ),
  ];
}

/** The picture is on disk, is what its name says, and its case has it once. */
async function pictures(tx: Tx, { photos }: Ledger, folder: string): Promise<Finding[]> {
  const rows = await tx.many<{ case_id: string; id: string }>('select case_id, id from photo');
  return photos.flatMap(({ caseId, id }): Finding[] => {
    const file = join(folder, id.slice(0, 2), id.slice(2, 4), `${id}.jpg`);
    const there = existsSync(file) && createHash('sha256').update(readFileSync(file)).digest('hex') === id;
    const known = rows.filter((row) => row.case_id === caseId && row.id === id).length === 1;
    return there && known ? [] : [{ kind: 'lost', what: `photo ${id} of ${caseId}: file ${there}, row ${known}` }];
  });
}

/** Rows that point at no case, and orders that are not those of the state. */
async function alone(tx: Tx, { cases, events, timers }: Seen): Promise<Finding[]> {
  const strays = await tx.many<{ what: string }>(
    `select 'key ' || key as what from report_key k where not exists (select 1 from casefile c where c.street_id = k.street_id and c.id = k.case_id)
     union all select 'dead timer ' || subject || ' ' || error from timer_dead
     union all select 'unsettled conflict ' || key from key_conflict`,
  );
  const rows = await tx.many<{ case_id: string; id: string; status: string }>('select case_id, id, status from work_order');
  const orders = grouped(rows, ({ case_id }) => case_id);
  return [
    ...strays.map(({ what }): Finding => ({ kind: 'keys', what })),
    ...[...events.keys()].filter((id) => !cases.has(id)).map((id): Finding => ({ kind: 'history', what: `events of no case ${id}` })),
    ...[...timers.keys()].filter((id) => !cases.has(id)).map((id): Finding => ({ kind: 'timers', what: `timers of no case ${id}` })),
    ...[...cases.values()].flatMap(({ state }): Finding[] => {
      const said = state.orders.map(({ id, status }) => `${id} ${status}`).sort();
      const stored = (orders.get(state.id) ?? []).map(({ id, status }) => `${id} ${status}`).sort();
      return said.join() === stored.join()
        ? []
        : [{ kind: 'orders', what: `case ${state.number}: ${said.join()} against ${stored.join()}` }];
    }),
  ];
}

function grouped<T>(rows: readonly T[], by: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const key = by(row);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}
