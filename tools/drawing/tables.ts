import { drawLife, drawStages } from './life.ts';
import { drawPermits } from './permits.ts';
import { placeDrawn } from './place.ts';

/** The papers that show running tables, and which. */
export const shown: Record<string, Record<string, () => string>> = {
  'features/case/README.md': { 'life cycle': drawLife, permits: drawPermits },
  'ARCHITECTURE.md': { stages: drawStages },
};

/** A paper as it should read, and the tables it has no place for. */
export function redraw(path: string, paper: string): { fresh: string; homeless: string[] } {
  let fresh = paper;
  const homeless: string[] = [];
  for (const [name, draw] of Object.entries(shown[path] ?? {})) {
    const placed = placeDrawn(fresh, name, draw());
    if (placed === undefined) homeless.push(name);
    fresh = placed ?? fresh;
  }
  return { fresh, homeless };
}

export function staleTables(path: string, paper: string): string[] {
  const { fresh, homeless } = redraw(path, paper);
  return [
    ...homeless.map((name) => `${path}: the table "${name}" has no place; put <!-- drawn: ${name} --> and <!-- /drawn --> there`),
    ...(fresh === paper ? [] : [`${path}: the tables are not those that run; draw them again: node --import tsx tools/drawlifecycle.ts`]),
  ];
}
