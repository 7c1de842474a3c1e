import type { Road } from '../../features/territory/rules/place.ts';

/** The places the morning's stories tell of, as people say them. */
export type Named = { readonly lane: string; readonly avenue: string; readonly street: string; readonly home: string };

/** What the small world's people say; another world is told of its own roads. */
const small: Named = { lane: '三巷', avenue: '采莲街', street: '百果街', home: '石榴村二巷' };

type Here = { readonly roads: readonly Road[]; readonly isHere: (lon: number, lat: number) => boolean };

/** Names that this world has, in the street that plays: its longest roads. Undefined where no road is named. */
export function namedIn({ roads, isHere }: Here): Named | undefined {
  const lengths = new Map<string, number>();
  const leaving = new Set<string>();
  for (const { name, line } of roads) {
    if (!name || !/^\p{Script=Han}+$/u.test(name)) continue;
    const inside = line.filter(([lon, lat]) => isHere(lon, lat)).length;
    if (inside > 0) lengths.set(name, (lengths.get(name) ?? 0) + inside);
    if (inside < line.length) leaving.add(name);
  }
  if (lengths.has(small.avenue) && lengths.has(small.street)) return small;
  // A road that goes on elsewhere would say two streets when it stands for an address. Among roads as long the name decides,
  // so that every start tells the same morning.
  const staying = [...lengths].filter(([name]) => !leaving.has(name)).sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  const [avenue, street, home, lane] = staying.map(([name]) => name);
  if (!avenue) return undefined;
  return { avenue, street: street ?? avenue, home: home ?? avenue, lane: lane ?? avenue };
}
