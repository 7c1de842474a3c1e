import type { Ground } from './ground.ts';
import type { DutyRow } from './row.ts';
import { lineageOf } from '../../territory/rules/atlas.ts';

/** The streets a row's ground lies in, as far as its place or its thing tells; none for a road, an owner, a drawing and everywhere. */
function streetsOf({ territory }: Pick<DutyRow, 'territory'>, ground: Ground): readonly string[] {
  if (territory === null) return [];
  if ('place' in territory) return streetsOfArea(territory.place, ground);
  if (!('asset' in territory)) return [];
  const thing = ground.pieces.find(({ asset }) => asset === territory.asset);
  return (thing?.areas ?? []).filter((area) => ground.levels.get(area) === 'street');
}

/** A named place has no line of parents; the ground it holds has. */
export function streetsOfArea(code: string, { atlas, levels, pieces }: Ground): readonly string[] {
  const line = levels.get(code) === 'named' ? pieces.flatMap(({ areas }) => (areas.includes(code) ? areas : [])) : lineageOf(atlas, code);
  return [...new Set(line.filter((area) => levels.get(area) === 'street'))];
}

/** Whether somebody of these streets has no business with any of these: each lies in streets, and none of them is theirs. */
export function isBeyond(streets: readonly string[], lying: readonly (readonly string[])[]): boolean {
  return lying.some((among) => among.length > 0 && !among.some((street) => streets.includes(street)));
}

/** A row that was, or becomes, the business of other streets only. Rows for everywhere are everybody's. */
export function changesBeyond(
  streets: readonly string[],
  { ids, before, after }: { ids: readonly string[]; before: readonly DutyRow[]; after: readonly DutyRow[] },
  ground: Ground,
): boolean {
  const touched = new Set(ids);
  return isBeyond(
    streets,
    [...before, ...after].filter(({ id }) => touched.has(id)).map((row) => streetsOf(row, ground)),
  );
}
