import type { Instant } from '../../../kernel/brand.ts';

/** Which list of a command a picture belongs to; `report` pictures follow the report they were taken for. */
export type Place = 'photos' | 'before' | 'report';

/** A picture of an entry: the file on this phone, and what the server named it once it has it. */
export type Picture = { readonly file: string; readonly place: Place; readonly id: string | null };

/** What an entry speaks to: a case of the server's, or a report that is still in this same outbox. */
export type Target =
  | { readonly kind: 'new' }
  | { readonly kind: 'case'; readonly id: string }
  | { readonly kind: 'entry'; readonly key: string };

/** What was said: a report, or a command without its pictures. Both are the wire's own shapes and checked by the server. */
export type Said =
  | { readonly type: 'report'; readonly body: Readonly<Record<string, unknown>> }
  | { readonly type: 'command'; readonly command: { readonly type: string } & Readonly<Record<string, unknown>> };

/** Given by the server and by nobody else: which case it is in, and the version that holds it. */
export type Receipt = { readonly id: string; readonly number: string; readonly version: number };

/** The server's no, as code and facts, so that every screen says it in the words of its language. */
export type No = { readonly status: number; readonly code: string; readonly facts: Readonly<Record<string, unknown>> };

export type EntryState =
  | { readonly status: 'draft' }
  /** `anew` counts how often its pictures had to be sent a second time. */
  | { readonly status: 'waiting'; readonly tries: number; readonly anew: number; readonly notBefore: Instant }
  | { readonly status: 'stored'; readonly at: Instant; readonly receipt: Receipt }
  | { readonly status: 'returned'; readonly at: Instant; readonly no: No; readonly rescued: boolean };

/** One thing somebody entered on this phone. The key is made with it, so that however often it is sent, it is said once. */
export type Entry = {
  readonly key: string;
  /** The order in which things were said on this phone. */
  readonly seq: number;
  /** The person who said it: it goes to the server as theirs or not at all. */
  readonly by: string;
  readonly byName: string;
  readonly to: Target;
  readonly said: Said;
  /** When it was entered; the server keeps it beside the time it heard it. */
  readonly saidAt: Instant;
  /** What a list shows of it: the case's number, or the words of the report. */
  readonly about: string;
  readonly pictures: readonly Picture[];
  /** The case a report has become, known before its pictures are there. */
  readonly taken: Receipt | null;
  readonly state: EntryState;
};

/** Entries about one thing, which the server must hear in the order in which they were said. */
export function threadOf({ key, to }: Pick<Entry, 'key' | 'to'>, all: readonly Entry[]): string {
  if (to.kind === 'new') return key;
  if (to.kind === 'entry') return to.key;
  return all.find(({ taken, to: { kind } }) => kind === 'new' && taken?.id === to.id)?.key ?? to.id;
}

/** A key for the further requests of an entry: the same each time, and never one that was made by chance (those are version 4). */
export function keyFor(key: string, part: 'own' | 'pictures' | 'late-photos' | 'late-before' | 'late-note'): string {
  const version = { own: '4', pictures: '8', 'late-photos': '5', 'late-before': '6', 'late-note': '7' }[part];
  return `${key.slice(0, 14)}${version}${key.slice(15)}`;
}

const DAY = 86_400_000;
/** How long a phone keeps what the server has: a week to notice that something is not where it should be. */
const KEEP = 7 * DAY;

/** Whether the phone may forget it. What the server has not acknowledged is never forgotten by itself. */
export function isForgettable({ state }: Entry, now: Instant): boolean {
  return state.status === 'stored' && now - state.at > KEEP;
}
