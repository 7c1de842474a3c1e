import type { Instant } from '../../../kernel/brand.ts';
import type { Entry, No, Receipt } from './entry.ts';
import type { Step } from './queue.ts';

/** What came back: the server's value, or its no. Status 0 means that nobody answered. */
export type Answer = { readonly ok: true; readonly value: unknown } | ({ readonly ok: false } & No);

/** `again`: nobody decided anything. `sign-in`: the server wants to know who speaks. `anew`: it no longer has the pictures. */
export type Meaning = 'again' | 'sign-in' | 'anew' | 'returned';

/** What a no means for an entry. Only a decision of the server's sends it back; a broken line or a tired server never does. */
export function meaningOf({ status, code }: Pick<No, 'status' | 'code'>): Meaning {
  if (status === 401 || code === 'other-person') return 'sign-in';
  if (status === 0 || status >= 500 || status === 408 || status === 425 || status === 429) return 'again';
  // Cut on the way, or spoken to by something that is not our server (a hotel's sign-in page answers in its own way).
  if (status < 400 || ['cut-short', 'upload-broken', 'not-http', 'csrf'].includes(code)) return 'again';
  return code === 'no-such-photo' ? 'anew' : 'returned';
}

const FIRST = 2_000;
const LONGEST = 300_000;

/** Doubling from two seconds to five minutes, a little apart for each phone: when a tunnel ends, not all come at once. */
export function heldBack(now: Instant, tries: number, chance: number): Instant {
  const wait = Math.min(LONGEST, FIRST * 2 ** Math.min(tries, 20));
  return Math.round(now + wait * (0.75 + chance / 2)) as Instant;
}

/** Two times without its pictures is a fault that trying again does not mend. */
const MOST_ANEW = 2;

/** The entry after an answer to one of its steps. What it does not understand it asks again: a receipt is never assumed. */
export function heard(entry: Entry, step: Step, answer: Answer, { now, chance }: { now: Instant; chance: number }): Entry {
  if (entry.state.status !== 'waiting') return entry;
  const { tries, anew } = entry.state;
  const again = (): Entry => ({
    ...entry,
    state: { status: 'waiting', tries: tries + 1, anew, notBefore: heldBack(now, tries, chance) },
  });
  if (answer.ok) return taken(entry, step, answer.value, { now, anew }) ?? again();
  const { status, code, facts } = answer;
  const meaning = meaningOf(answer);
  if (meaning === 'sign-in') return entry;
  if (meaning === 'again') return again();
  if (meaning === 'anew' && anew < MOST_ANEW) {
    const pictures = entry.pictures.map((picture) => ({ ...picture, id: null }));
    return { ...entry, pictures, state: { status: 'waiting', tries, anew: anew + 1, notBefore: now } };
  }
  return { ...entry, state: { status: 'returned', at: now, no: { status, code, facts }, rescued: false } };
}

/** Undefined when the answer is not one that our server gives to this step. */
function taken(entry: Entry, step: Step, value: unknown, { now, anew }: { now: Instant; anew: number }): Entry | undefined {
  const said = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>;
  if (typeof said.id !== 'string') return undefined;
  const { id } = said;
  if (step.do === 'photo') {
    if (!/^[0-9a-f]{64}$/.test(id)) return undefined;
    const pictures = entry.pictures.map((picture) => (picture.file === step.picture.file ? { ...picture, id } : picture));
    return { ...entry, pictures, state: { status: 'waiting', tries: 0, anew, notBefore: now } };
  }
  if (typeof said.number !== 'string') return undefined;
  const receipt: Receipt = { id, number: said.number, version: typeof said.version === 'number' ? said.version : 1 };
  if (step.do === 'command') return id === step.to ? { ...entry, state: { status: 'stored', at: now, receipt } } : undefined;
  // Without pictures the report is whole; with them the receipt waits until the last one is bound to it.
  if (entry.pictures.length === 0) return { ...entry, taken: receipt, state: { status: 'stored', at: now, receipt } };
  return { ...entry, taken: receipt, state: { status: 'waiting', tries: 0, anew, notBefore: now } };
}
