import type { Instant } from '../../../../kernel/brand.ts';
import { ownPosition, readOwn } from '../doors/own.ts';
import type { Position } from '../position.ts';

export type Row = Readonly<Record<string, string>>;

/** The rows of a plain CSV: no quotes, as in the shared track files. */
export function rowsOf(text: string): Row[] {
  const [head = '', ...lines] = text.trim().split('\n');
  const names = head.split(',');
  return lines.map((line) => Object.fromEntries(line.split(',').map((cell, at) => [names[at] ?? '', cell])));
}

/** A track row through our own door, its speed taken to be metres per second whatever the file meant. */
export function throughOwnDoor({ lat = '', lon = '', speed_raw = '' }: Row, at: number, heardAt = at): Position {
  const said = { t: at, lat: Number(lat), lon: Number(lon), crs: 'wgs84', ...(speed_raw === '' ? {} : { spd: Number(speed_raw) }) };
  return readOwn(ownPosition.parse(said), heardAt as Instant);
}
