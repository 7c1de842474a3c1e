import { drawLife } from './life.ts';
import { drawPermits } from './permits.ts';
import { placeDrawn } from './place.ts';

/** The paper that shows the running tables, and what it shows of them. */
export const shownIn = 'features/case/README.md';
const tables: Record<string, () => string> = { 'life cycle': drawLife, permits: drawPermits };

/** The paper as it should read, and what it lacks a place for. */
export function redraw(paper: string): { fresh: string; homeless: string[] } {
  let fresh = paper;
  const homeless: string[] = [];
  for (const [name, draw] of Object.entries(tables)) {
    const placed = placeDrawn(fresh, name, draw());
    if (placed === undefined) homeless.push(name);
    fresh = placed ?? fresh;
  }
  return { fresh, homeless };
}

export function staleTables(paper: string): string[] {
  const { fresh, homeless } = redraw(paper);
  return [
    ...homeless.map((name) => `${shownIn}: the table "${name}" has no place; put <!-- drawn: ${name} --> and <!-- /drawn --> there`),
    ...(fresh === paper
      ? []
      : [`${shownIn}: the tables are not those that run; draw them again: node --import tsx tools/drawlifecycle.ts`]),
  ];
}
