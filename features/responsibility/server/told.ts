import type { Instant, UnitId } from '../../../kernel/brand.ts';
import type { Words } from '../../../kernel/words.ts';
import { keyOf } from '../../catalogue/rules/matter.ts';
import { type Level } from '../../territory/rules/place.ts';
import { explain } from '../rules/explain.ts';
import type { Ground } from '../rules/ground.ts';
import { type DutyMap, partyOf } from '../rules/map.ts';
import { matrixOf } from '../rules/matrix.ts';
import type { Fault, Proof } from '../rules/prove.ts';
import { type DutyRow, isFallback } from '../rules/row.ts';
import type { ProofView } from '../rules/view.ts';
import { writeRow } from '../rules/wire.ts';
import type { Spot } from '../rules/zones.ts';

/** What the answers need of the world, as it is now. */
export type ResponsibilityReads = {
  readonly now: () => Instant;
  readonly map: () => DutyMap;
  readonly unitName: (id: string) => Words | undefined;
  readonly placeName: (code: string) => Words | undefined;
};

const named = (id: string, name: Words | undefined) => ({ id, name: name ?? { zh: id, en: id } });
const unitNamed = (io: Pick<ResponsibilityReads, 'unitName'>, id: string) => named(id, io.unitName(id));

export function matrixAt(io: ResponsibilityReads, at: Instant, { level, within }: { level: Level; within?: string | undefined }) {
  const map = io.map();
  const { places } = map.ground.atlas;
  const lineage = (code: string): string[] => {
    const parent = places.get(code)?.parent;
    return parent ? [parent, ...lineage(parent)] : [];
  };
  const areas = [...places.values()]
    .filter((place) => place.level === level && (within === undefined || lineage(place.code).includes(within)))
    .sort((a, b) => (a.code < b.code ? -1 : 1));
  const matrix = matrixOf(map, { areas: areas.map(({ code }) => code), at });
  const order = familiesOf(map);
  const position = new Map(matrix.matters.map((key, i) => [key, i]));
  const cells = order.flatMap(({ matters }) =>
    matters.flatMap(({ id }) => {
      const from = (position.get(id) as number) * areas.length;
      return [...matrix.cells.subarray(from, from + areas.length)];
    }),
  );
  const parties = new Set(matrix.outcomes.flatMap((outcome) => outcome.parties));
  return {
    at,
    families: order,
    areas: areas.map(({ code, name, parent }) => ({ id: code, name, within: parent ? (io.placeName(parent) ?? name) : name })),
    parties: [...parties].map((id) => unitNamed(io, id)),
    places: placesNamed(map).map((code) => named(code, io.placeName(code))),
    outcomes: matrix.outcomes.map(({ parties: of, rows, gap }) => ({ parties: [...of], rows: rows.map(({ id }) => id), gap })),
    cells,
  };
}

function placesNamed({ rows }: DutyMap): string[] {
  return [...new Set(rows.flatMap(({ territory }) => (territory && 'place' in territory ? [territory.place] : [])))];
}

type FamilyMatter = { id: ReturnType<typeof keyOf>; name: Words; conditions: { id: string; name: Words }[] };

function familiesOf({ ground }: DutyMap) {
  const families = new Map<string, { id: string; name: Words; matters: FamilyMatter[] }>();
  for (const matter of ground.matters) {
    const id = `${matter.kind}:${matter.major.code}`;
    const family = families.get(id) ?? { id, name: matter.major.name, matters: [] };
    family.matters.push({ id: keyOf(matter), name: matter.name, conditions: matter.conditions.map(({ key, text }) => named(key, text)) });
    families.set(id, family);
  }
  return [...families.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

export function whyOf(io: ResponsibilityReads, spot: Spot, asked: Parameters<typeof explain>[1]) {
  const map = io.map();
  const found = explain(map, asked);
  const thing = spot.asset === null ? undefined : map.ground.things.get(spot.asset);
  const party = (row: DutyRow) => unitNamed(io, partyOf(row, thing));
  const [innermost = ''] = spot.areas;
  return {
    party: found ? party(found.row) : null,
    row: found ? writeRow(found.row) : null,
    fallback: found ? isFallback(found.row) : false,
    beaten: (found?.beaten ?? []).map(({ row, by }) => ({ row: writeRow(row), party: party(row), by })),
    place: io.placeName(spot.asset ?? innermost) ?? { zh: innermost, en: innermost },
  };
}

/** More than this and the list is not ready to be read fault by fault. */
export const MOST_FAULTS = 200;

export function toldProof(io: ResponsibilityReads, map: DutyMap, { span, faults, complete, sound }: Proof): ProofView {
  return {
    ...span,
    rows: map.rows.length,
    complete,
    sound,
    counts: countsOf({ faults }),
    faults: faults.slice(0, MOST_FAULTS).map((fault) => toldFault(io, map.ground, fault)),
  };
}

export function countsOf({ faults }: Pick<Proof, 'faults'>) {
  const count = (kind: Fault['kind']) => faults.filter((fault) => fault.kind === kind).length;
  return { nobody: count('nobody'), fallback: count('fallback'), overlap: count('overlap') };
}

export function toldFault(
  io: Pick<ResponsibilityReads, 'unitName' | 'placeName'>,
  ground: Ground,
  { kind, rows, questions, zones, example }: Fault,
): ProofView['faults'][number] {
  const matter = ground.matters.find((each) => keyOf(each) === example.matter);
  const condition = matter?.conditions.find(({ key }) => key === example.condition);
  const { place } = example;
  const parties = [...new Set(rows.flatMap(({ party }) => (typeof party === 'string' ? [party as UnitId] : [])))];
  return {
    kind,
    rows: rows.map(writeRow),
    parties: parties.map((id) => unitNamed(io, id)),
    questions: questions.length,
    places: zones.length,
    example: {
      matter: named(example.matter, matter?.name),
      condition: condition ? named(condition.key, condition.text) : null,
      place: {
        ...named(place.code, io.placeName(place.code)),
        lon: place.at?.lon ?? null,
        lat: place.at?.lat ?? null,
        asset: place.asset,
        areas: [...place.areas],
      },
      at: example.at,
    },
  };
}
