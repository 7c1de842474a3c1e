import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Instant } from '../../kernel/brand.ts';
import { readCsv } from '../../kernel/csv.ts';
import type { Point } from '../../kernel/place/point.ts';
import type { MatterKey } from '../../features/catalogue/rules/matter.ts';

export type Report = {
  readonly id: string;
  readonly label: MatterKey;
  readonly incident: string;
  readonly mark: '' | 'repeat' | 'false-friend' | 'injection' | 'several';
  readonly place: string;
  readonly point: Point;
  readonly at: Instant;
  readonly text: string;
};

/** The five hundred reports of `reports.csv`, in the order they came in. */
export function readReports(): Report[] {
  const { rows } = readCsv(readFileSync(join(import.meta.dirname, 'reports.csv'), 'utf8'));
  return rows.map(({ cells }) => {
    const cell = (name: string) => cells.get(name) ?? '';
    return {
      id: cell('id'),
      label: cell('label') as MatterKey,
      incident: cell('incident'),
      mark: cell('mark') as Report['mark'],
      place: cell('place'),
      point: { lon: Number(cell('lon')), lat: Number(cell('lat')) },
      at: Date.parse(cell('at')) as Instant,
      text: cell('text'),
    };
  });
}
