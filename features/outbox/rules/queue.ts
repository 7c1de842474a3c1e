import type { Instant } from '../../../kernel/brand.ts';
import { type Entry, type Picture, keyFor, threadOf } from './entry.ts';

/** The next request of an entry. */
export type Step =
  | { readonly do: 'report'; readonly key: string; readonly body: Readonly<Record<string, unknown>> }
  | { readonly do: 'photo'; readonly to: string; readonly picture: Picture }
  | { readonly do: 'command'; readonly to: string; readonly key: string; readonly body: Readonly<Record<string, unknown>> };

/**
 * What this person's phone sends next: of all that waits and is not held back, what was said first. Nothing overtakes an
 * earlier entry about the same thing, and nothing is said to a report that the server has not taken.
 */
export function nextToSend(all: readonly Entry[], by: string, now: Instant): Entry | undefined {
  const ordered = [...all].sort((a, b) => a.seq - b.seq);
  const busy = new Set<string>();
  for (const entry of ordered) {
    if (entry.state.status !== 'waiting') continue;
    const thread = threadOf(entry, all);
    const isFirst = !busy.has(thread);
    busy.add(thread);
    if (isFirst && entry.by === by && entry.state.notBefore <= now && caseOf(entry, all) !== undefined) return entry;
  }
  return undefined;
}

/** The case an entry speaks to: null for a new report, undefined while its report is not taken. */
export function caseOf({ to }: Entry, all: readonly Entry[]): string | null | undefined {
  if (to.kind === 'new') return null;
  if (to.kind === 'case') return to.id;
  const report = all.find(({ key }) => key === to.key);
  return report?.state.status === 'stored' ? report.taken?.id : undefined;
}

/** When the earliest held-back entry may go; undefined when nothing waits. */
export function nextMoment(all: readonly Entry[], by: string): Instant | undefined {
  const moments = all.flatMap(({ by: whose, state }) => (whose === by && state.status === 'waiting' ? [state.notBefore] : []));
  return moments.length === 0 ? undefined : moments.reduce((a, b) => (a < b ? a : b));
}

/** One request after the other: a report, its pictures, then what binds them; for a command its pictures first. */
export function stepOf(entry: Entry, all: readonly Entry[]): Step | undefined {
  const { said, pictures, key, saidAt } = entry;
  if (said.type === 'report' && !entry.taken) return { do: 'report', key, body: { ...said.body, photosToCome: pictures.length, saidAt } };
  const to = entry.taken?.id ?? caseOf(entry, all);
  if (!to) return undefined;
  const picture = pictures.find(({ id }) => id === null);
  if (picture) return { do: 'photo', to, picture };
  if (said.type === 'report') {
    const command = { type: 'add_photos', kind: 'report', photos: idsOf(pictures) };
    return { do: 'command', to, key: keyFor(key, 'pictures'), body: { command, saidAt } };
  }
  const lists = ['photos', 'before'].filter((place) => place in said.command);
  const command = { ...said.command, ...Object.fromEntries(lists.map((place) => [place, idsOf(pictures, place)])) };
  // No version: what is said in the field are facts (arrived, done, seen), and facts are added to whatever the case has become.
  return { do: 'command', to, key, body: { command, saidAt } };
}

function idsOf(pictures: readonly Picture[], place?: string): string[] {
  const ids = pictures.flatMap((picture) => (picture.id !== null && (!place || picture.place === place) ? [picture.id] : []));
  return [...new Set(ids)];
}
