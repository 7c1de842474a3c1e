import { useSyncExternalStore } from 'react';
import type { Instant } from '../../../kernel/brand.ts';
import type { Entry } from '../rules/entry.ts';
import { type Ear, startLoop } from './loop.ts';
import { type Kept, type KeptFile, type Unordered, allEntries, changeEntry, dropEntries, keepEntries } from './store.ts';

/** What the screens see of the outbox. `refused`: this browser keeps nothing, so nothing may be entered without a network. */
export type Outbox = {
  readonly entries: readonly Entry[];
  readonly sending: string | null;
  readonly mustSignIn: boolean;
  readonly refused: boolean;
};

let seen: Outbox = { entries: [], sending: null, mustSignIn: false, refused: false };
const listeners = new Set<() => void>();
/** Other tabs of this phone hear of changes here. */
const channel = 'BroadcastChannel' in globalThis ? new BroadcastChannel('guanjia-outbox') : undefined;
let loop: ReturnType<typeof startLoop> | undefined;

function show(part: Partial<Outbox>) {
  seen = { ...seen, ...part };
  for (const listener of listeners) listener();
}

export async function lookAtOutbox(part: Partial<Outbox> = {}) {
  try {
    show({ ...part, entries: await allEntries(), refused: false });
  } catch {
    show({ ...part, refused: true });
  }
}

async function changed() {
  await lookAtOutbox();
  channel?.postMessage('changed');
}
channel?.addEventListener('message', () => void lookAtOutbox());

/** Sends as this person from now on; what others said on this phone waits for them. */
export function openOutbox(person: string, { onStored, lateWords }: Pick<Ear, 'onStored' | 'lateWords'>): () => void {
  void lookAtOutbox({ mustSignIn: false });
  const mine = startLoop(person, {
    onChange: (sending) => void lookAtOutbox({ sending }),
    onSignIn: () => show({ mustSignIn: true }),
    onStored,
    lateWords,
  });
  loop = mine;
  return () => {
    mine.stop();
    if (loop === mine) loop = undefined;
  };
}

export function useOutbox(): Outbox {
  return useSyncExternalStore(subscribe, () => seen);
}

export function outboxNow(): Outbox {
  return seen;
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Keeps what is being entered. Nothing is sent before it was said. */
export async function keepDraft(draft: Unordered, files: readonly KeptFile[] = []): Promise<Kept<unknown>> {
  const kept = await keepEntries([draft], files);
  await changed();
  return kept;
}

/** Said: from here on it is on its way, whatever happens to the page. */
export async function say(entries: readonly Unordered[], files: readonly KeptFile[] = []): Promise<Kept<unknown>> {
  const kept = await keepEntries(entries, files);
  await changed();
  loop?.kick();
  return kept;
}

/** What the server made of an entry, once it has decided; undefined when it has not by then. Milliseconds. */
export function outcomeOf(key: string, patience: number): Promise<Entry['state'] | undefined> {
  return new Promise((told) => {
    const end = (outcome?: Entry['state']) => {
      clearTimeout(late);
      leave();
      told(outcome);
    };
    const look = () => {
      const state = seen.entries.find((entry) => entry.key === key)?.state;
      if (state?.status === 'stored' || state?.status === 'returned') end(state);
    };
    const late = setTimeout(end, patience);
    const leave = subscribe(look);
    look();
  });
}

/** Gives a returned entry back to the form it came from, to be said otherwise. */
export async function backToDraft(key: string): Promise<void> {
  await changeEntry(key, (entry) => [entry.state.status === 'returned' ? { ...entry, state: { status: 'draft' } } : entry]);
  await changed();
}

/** Sends again what was returned, or at once what was held back. */
export async function sendAgain(key: string): Promise<void> {
  const waiting = { status: 'waiting', tries: 0, anew: 0, notBefore: Date.now() as Instant } as const;
  await changeEntry(key, (entry) => [entry.state.status === 'returned' ? { ...entry, state: waiting } : entry]);
  await changed();
  loop?.kick();
}

/** Takes drafts and returned entries off the phone; the person said so. */
export async function discard(keys: readonly string[]): Promise<void> {
  await dropEntries(keys);
  await changed();
}
