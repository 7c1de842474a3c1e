import type { Instant, UnitId } from '../../../kernel/brand.ts';
import type { Tx } from '../../../platform/db/database.ts';
import type { Handover, HandoverState } from '../rules/handover.ts';

type Body = Pick<Handover, 'rows' | 'heirs' | 'streets' | 'reason'>;
type Row = {
  id: string;
  contract: string;
  from_unit: UnitId;
  to_unit: UnitId;
  cut_over_at: Instant;
  list_version: number;
  state: HandoverState;
  body: Body;
  planned_at: Instant;
  planned_by: string;
  done_at: Instant | null;
};
const columns = 'id, contract, from_unit, to_unit, cut_over_at, list_version, state, body, planned_at, planned_by, done_at';

const handoverOf = ({ body, ...row }: Row): Handover => ({
  ...body,
  id: row.id,
  contract: row.contract,
  from: row.from_unit,
  to: row.to_unit,
  cutOver: row.cut_over_at,
  list: row.list_version,
  state: row.state,
  plannedAt: row.planned_at,
  plannedBy: row.planned_by,
  doneAt: row.done_at,
});

export async function addHandover(tx: Tx, it: Handover) {
  const { rows, heirs, streets, reason } = it;
  await tx.run(
    `insert into handover (${columns}) values ($1, $2, $3, $4, to_timestamp($5 / 1000.0), $6, $7, $8, to_timestamp($9 / 1000.0), $10, null)`,
    [
      it.id,
      it.contract,
      it.from,
      it.to,
      it.cutOver,
      it.list,
      it.state,
      JSON.stringify({ rows, heirs, streets, reason }),
      it.plannedAt,
      it.plannedBy,
    ],
  );
  await tx.run('insert into handover_street (street_id, handover_id) select street, $1 from unnest($2::text[]) as street', [
    it.id,
    streets,
  ]);
}

export async function openHandover(tx: Tx, contract: string): Promise<Handover | undefined> {
  const row = await tx.maybe<Row>(`select ${columns} from handover where contract = $1 and state in ('waiting', 'running')`, [contract]);
  return row && handoverOf(row);
}

export async function handoverWithList(tx: Tx, list: number): Promise<Handover | undefined> {
  const row = await tx.maybe<Row>(`select ${columns} from handover where list_version = $1 limit 1`, [list]);
  return row && handoverOf(row);
}

/** Locked, so that of two workers one goes first and a cancellation meets either all of it or nothing. */
export async function lockHandover(tx: Tx, id: string): Promise<Handover | undefined> {
  const row = await tx.maybe<Row>(`select ${columns} from handover where id = $1 for update`, [id]);
  return row && handoverOf(row);
}

export async function allHandovers(tx: Tx): Promise<Handover[]> {
  return (await tx.many<Row>(`select ${columns} from handover order by planned_at desc limit 200`)).map(handoverOf);
}

/** Who has a contract after the handovers that have come to their instant. */
export async function operatorsNow(tx: Tx, at: Instant): Promise<Map<string, UnitId>> {
  const rows = await tx.many<{ contract: string; to_unit: UnitId }>(
    `select distinct on (contract) contract, to_unit from handover
     where state <> 'cancelled' and cut_over_at <= to_timestamp($1 / 1000.0) order by contract, cut_over_at desc`,
    [at],
  );
  return new Map(rows.map(({ contract, to_unit }) => [contract, to_unit]));
}

export function setState(tx: Tx, id: string, state: HandoverState, doneAt: Instant | null = null) {
  return tx.run('update handover set state = $2, done_at = to_timestamp($3 / 1000.0) where id = $1', [id, state, doneAt]);
}

export type StreetPass = {
  readonly lastCase: string | null;
  readonly movedInPass: number;
  readonly looks: number;
  readonly doneAt: Instant | null;
};

export async function passOf(tx: Tx, id: string, street: string): Promise<StreetPass | undefined> {
  const row = await tx.maybe<{ last_case: string | null; moved_in_pass: number; looks: number; done_at: Instant | null }>(
    'select last_case, moved_in_pass, looks, done_at from handover_street where handover_id = $1 and street_id = $2',
    [id, street],
  );
  return row && { lastCase: row.last_case, movedInPass: row.moved_in_pass, looks: row.looks, doneAt: row.done_at };
}

export function keepPass(tx: Tx, id: string, street: string, { lastCase, movedInPass, looks, doneAt }: StreetPass) {
  return tx.run(
    `update handover_street set last_case = $3, moved_in_pass = $4, looks = $5, done_at = to_timestamp($6 / 1000.0)
     where handover_id = $1 and street_id = $2`,
    [id, street, lastCase, movedInPass, looks, doneAt],
  );
}

export async function streetsLeft(tx: Tx, id: string): Promise<number> {
  return (
    await tx.one<{ left: number }>('select count(*)::int as left from handover_street where handover_id = $1 and done_at is null', [id])
  ).left;
}

export type Handed = {
  readonly street: string;
  readonly id: string;
  readonly number: string;
  readonly from: UnitId;
  readonly to: UnitId;
  readonly orders: number;
  readonly at: Instant;
};

export function keepHanded(tx: Tx, handover: string, { street, id, number, from, to, orders, at }: Handed) {
  return tx.run(
    `insert into handover_case (street_id, handover_id, case_id, number, from_unit, to_unit, orders, at)
     values ($1, $2, $3, $4, $5, $6, $7, to_timestamp($8 / 1000.0))
     on conflict (street_id, handover_id, case_id) do update set orders = handover_case.orders + excluded.orders`,
    [street, handover, id, number, from, to, orders, at],
  );
}

export async function movedCounts(tx: Tx): Promise<Map<string, number>> {
  const rows = await tx.many<{ id: string; moved: number }>(
    'select handover_id as id, count(*)::int as moved from handover_case group by 1',
  );
  return new Map(rows.map(({ id, moved }) => [id, moved]));
}

export function handedCasesOf(tx: Tx, id: string, most: number): Promise<Omit<Handed, 'street'>[]> {
  return tx.many(
    `select case_id as id, number, from_unit as "from", to_unit as "to", orders, at from handover_case
     where handover_id = $1 order by at, number limit $2`,
    [id, most],
  );
}
