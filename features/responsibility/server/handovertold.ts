import type { z } from 'zod';
import type { UnitId } from '../../../kernel/brand.ts';
import { dayOf } from '../../../kernel/time/calendar.ts';
import { casesOnRows, countOnRows } from '../../case/server/queries.ts';
import { standingOf } from '../rules/authorisation.ts';
import { type Handover, type Planned, followedUnits, papersNaming, rowsUnder, teamsOf } from '../rules/handover.ts';
import type { ContractsView, HandoverPreview, handoverView } from '../rules/handoverview.ts';
import type { DutyRow } from '../rules/row.ts';
import type { DutyDoors } from './asking.ts';
import type { Previewed } from './edit.ts';
import { streetsOf } from './handover.ts';
import { allHandovers, movedCounts, operatorsNow } from './handoverstore.ts';
import { type Names, previewViewOf, unitNamed } from './present.ts';
import { allAuthorisations } from './store.ts';

const MOST_SHOWN = 2_000;

/** Every contract with who has it, its packages, and the handover that waits or runs. */
export async function contractsOf(io: DutyDoors): Promise<ContractsView> {
  const { units, contracts } = io.operators();
  const names = io.names();
  const { rows } = io.book().listAt(io.now());
  const now = await operatorsNow(io.database, io.now());
  const open = (await allHandovers(io.database)).filter(({ state }) => state === 'waiting' || state === 'running');
  return {
    contracts: contracts.map(({ id, name, party, from, until }) => {
      const operator = now.get(id) ?? (party as UnitId);
      const teams = teamsOf(operator, units);
      const under = rowsUnder(rows, { contract: id, clauses: null }, teams);
      return {
        id,
        name: { ...name },
        operator: unitNamed(names, operator),
        from,
        until,
        packages: packagesOf(under, teams),
        units: followedUnits(under, teams).map((unit) => unitNamed(names, unit)),
        handover: open.find(({ contract }) => contract === id)?.id ?? null,
      };
    }),
    // A unit that belongs to nobody and does not govern may have a contract: a company with or without teams.
    operators: units
      .filter(({ parent, sector, kind }) => parent === null && sector !== 'government' && kind !== 'supervisor')
      .map(({ id }) => ({
        ...unitNamed(names, id),
        teams: [...teamsOf(id, units)].filter((team) => team !== id).map((team) => unitNamed(names, team)),
      })),
  };
}

function packagesOf(rows: readonly DutyRow[], teams: ReadonlySet<UnitId>) {
  const found = new Map<string, DutyRow[]>();
  for (const row of rows) found.set(row.clause?.clause ?? '', [...(found.get(row.clause?.clause ?? '') ?? []), row]);
  return [...found]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([clause, of]) => ({
      clause,
      basis: { zh: of[0]?.basis.zh ?? clause, en: of[0]?.basis.en ?? clause },
      rows: of.length,
      units: followedUnits(of, teams),
    }));
}

export async function previewViewOfHandover(
  io: DutyDoors,
  { plan, previewed, streets }: { plan: Planned; previewed: Previewed; streets: readonly string[] },
): Promise<HandoverPreview> {
  const names = io.names();
  const named = (unit: unknown) => unitNamed(names, unit as UnitId);
  const after = new Map(plan.put.map((row) => [row.id, row.party]));
  const today = dayOf(io.now(), io.book().ground.calendar);
  const papers = papersNaming(teamsOf(plan.from, io.operators().units), await allAuthorisations(io.database));
  return {
    rows: plan.rows.map(({ id, basis, party }) => ({ id, basis: { ...basis }, from: named(party), to: named(after.get(id)) })),
    heirs: plan.heirs.map(({ from, to }) => ({ from: named(from), to: named(to) })),
    papers: papers.map((paper) => ({
      id: paper.id,
      name: { ...paper.name },
      document: paper.document,
      standing: standingOf(paper, today),
    })),
    cases: await casesGoing(io, plan, names),
    preview: previewViewOf(previewed, io.book(), { names, streets }),
  };
}

async function casesGoing(io: DutyDoors, { rows, heirs }: Planned, names: Names): Promise<HandoverPreview['cases']> {
  const asked = { streets: streetsOf(io), rows: rows.map(({ id }) => id), units: heirs.map(({ from }) => from) };
  const { counts, staying } = await countOnRows(io.database, asked);
  const some = await casesOnRows(io.database, asked, { after: null, most: MOST_SHOWN });
  const parties = (unit: UnitId) => ({
    from: unitNamed(names, unit),
    to: unitNamed(names, heirs.find(({ from }) => from === unit)?.to ?? unit),
  });
  return {
    count: counts.reduce((sum, { count }) => sum + count, 0),
    counts: counts.map(({ unit, status, count }) => ({ ...parties(unit), status, count })),
    some: some.slice(0, 300).map(({ id, number, status, unit }) => ({ id, number, status, ...parties(unit) })),
    at: some.flatMap(({ lon, lat }) => (lon === null || lat === null ? [] : [{ lon, lat }])),
    staying,
  };
}

type View = z.output<typeof handoverView>;

export async function handoversOf(io: DutyDoors): Promise<View[]> {
  const moved = await movedCounts(io.database);
  const views: View[] = [];
  for (const it of await allHandovers(io.database)) views.push(await viewOf(io, it, moved.get(it.id) ?? 0));
  return views;
}

async function viewOf(io: DutyDoors, it: Handover, moved: number): Promise<View> {
  const names = io.names();
  const { contracts } = io.operators();
  const name = contracts.find(({ id }) => id === it.contract)?.name ?? { zh: it.contract, en: it.contract };
  return {
    id: it.id,
    contract: { id: it.contract, name: { ...name } },
    from: unitNamed(names, it.from),
    to: unitNamed(names, it.to),
    heirs: it.heirs.map(({ from, to }) => ({ from: unitNamed(names, from), to: unitNamed(names, to) })),
    rows: it.rows.length,
    cutOver: it.cutOver,
    list: it.list,
    state: it.state,
    reason: it.reason,
    plannedAt: it.plannedAt,
    plannedBy: names.person(it.plannedBy) ?? it.plannedBy,
    doneAt: it.doneAt,
    moved,
    left: it.state === 'waiting' || it.state === 'running' ? await leftOf(io, it) : 0,
  };
}

async function leftOf(io: DutyDoors, { streets, rows, heirs }: Handover): Promise<number> {
  const { counts } = await countOnRows(io.database, { streets, rows, units: heirs.map(({ from }) => from) });
  return counts.reduce((sum, { count }) => sum + count, 0);
}
