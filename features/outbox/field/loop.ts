import type { Instant } from '../../../kernel/brand.ts';
import { ask, photoForm } from '../../../ui/outbox/ask.ts';
import { type Answer, heard, meaningOf } from '../rules/answer.ts';
import { type Entry, isForgettable } from '../rules/entry.ts';
import { lateEvidence } from '../rules/late.ts';
import { type Step, nextMoment, nextToSend, stepOf } from '../rules/queue.ts';
import { allEntries, changeEntry, dropEntries, fileOf } from './store.ts';

export type Ear = {
  /** Something of the entries has changed; `sending` is the one on its way now. */
  readonly onChange: (sending: string | null) => void;
  /** The server wants to know who speaks. */
  readonly onSignIn: () => void;
  readonly onStored: (entry: Entry) => void;
  /** The note that marks late evidence, in the person's language. */
  readonly lateWords: (entry: Entry) => string;
};

/** Even when nothing tells us that the network is back. */
const LOOK_EVERY = 30_000;
const PATIENCE = { report: 30_000, command: 30_000, photo: 120_000 } as const;

/**
 * Sends what one person said, as soon as it can: when the page opens, the network returns, the page is looked at again, and every
 * half minute. The page itself does it, because background sync is missing in half of the browsers people have.
 */
export function startLoop(person: string, ear: Ear): { kick: () => void; stop: () => void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running = false;
  let again = false;
  let stopped = false;
  const run = async (hurry: boolean) => {
    if (stopped) return;
    if (running) {
      again = true;
      return;
    }
    running = true;
    clearTimeout(timer);
    try {
      await alone(() => sendAll(person, ear, { hurry, isOver: () => stopped }));
    } catch {
      // The phone's own store refused; the screens say so where something is kept, and we look again later.
    }
    running = false;
    ear.onChange(null);
    if (again) {
      again = false;
      return run(true);
    }
    const moment = await allEntries().then(
      (all) => nextMoment(all, person),
      () => undefined,
    );
    const wait = moment === undefined ? LOOK_EVERY : Math.min(LOOK_EVERY, Math.max(500, moment - Date.now()));
    if (!stopped) timer = setTimeout(() => void run(false), wait);
  };
  const kick = () => void run(true);
  const seen = () => document.visibilityState === 'visible' && kick();
  addEventListener('online', kick);
  addEventListener('pageshow', kick);
  document.addEventListener('visibilitychange', seen);
  kick();
  return {
    kick,
    stop: () => {
      stopped = true;
      clearTimeout(timer);
      removeEventListener('online', kick);
      removeEventListener('pageshow', kick);
      document.removeEventListener('visibilitychange', seen);
    },
  };
}

/** Of several open tabs one sends. Where a browser has no locks the keys alone keep it single. */
async function alone(work: () => Promise<void>): Promise<void> {
  if (!('locks' in navigator)) return work();
  await navigator.locks.request('guanjia-outbox', { ifAvailable: true }, (lock) => (lock ? work() : undefined));
}

async function sendAll(person: string, ear: Ear, { hurry, isOver }: { hurry: boolean; isOver: () => boolean }): Promise<void> {
  const forgettable = (await allEntries()).filter((entry) => isForgettable(entry, Date.now() as Instant));
  if (forgettable.length > 0) await dropEntries(forgettable.map(({ key }) => key));
  // Just told that the network is back: what was held back need not wait, but once only.
  const from = Date.now();
  const tried = new Set<string>();
  while (!isOver()) {
    const all = await allEntries();
    const now = Date.now() as Instant;
    const next = nextToSend(hurry ? all.map((entry) => hurried(entry, tried, now)) : all, person, now);
    const step = next && stepOf(next, all);
    if (!next || !step) return;
    ear.onChange(next.key);
    const answer = await sendStep(step, next);
    const no = answer.ok ? undefined : meaningOf(answer);
    if (no === 'sign-in') return ear.onSignIn();
    const chance = crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;
    const kept = await changeEntry(next.key, (entry) => {
      const after = heard(entry, step, answer, { now: Date.now() as Instant, chance: chance / 2 ** 32 });
      const late = lateEvidence(after, after.state.status === 'returned' ? ear.lateWords(after) : '');
      const rescued = late.length > 0 && after.state.status === 'returned' ? { ...after, state: { ...after.state, rescued: true } } : after;
      return [rescued, ...late];
    });
    if (!kept.ok) return;
    if (no === 'again') tried.add(next.key);
    const after = (await allEntries()).find(({ key }) => key === next.key);
    if (after?.state.status === 'stored') ear.onStored(after);
    // Nobody there: the others would only wait for the same silence.
    if (!answer.ok && answer.status === 0) return;
    if (Date.now() - from > 600_000) return;
  }
}

function hurried(entry: Entry, tried: ReadonlySet<string>, now: Instant): Entry {
  const { state, key } = entry;
  return state.status === 'waiting' && !tried.has(key) && state.notBefore > now ? { ...entry, state: { ...state, notBefore: now } } : entry;
}

/** One request, as the person who said it and as nobody else. */
async function sendStep(step: Step, { by }: Entry): Promise<Answer> {
  const giveUp = new AbortController();
  const late = setTimeout(() => giveUp.abort(), PATIENCE[step.do]);
  const with_ = { locale: 'zh', person: by, signal: giveUp.signal } as const;
  try {
    if (step.do === 'report') return flat(await ask('POST', '/api/reports', { ...with_, body: step.body, key: step.key }));
    if (step.do === 'command')
      return flat(await ask('POST', `/api/cases/${step.to}/commands`, { ...with_, body: step.body, key: step.key }));
    const bytes = await fileOf(step.picture.file);
    if (!bytes) return { ok: false, status: 422, code: 'photo-missing', facts: {} };
    const photo = new Blob([bytes], { type: 'image/jpeg' });
    return flat(await ask('POST', `/api/cases/${step.to}/photos`, { ...with_, body: photoForm(photo) }));
  } finally {
    clearTimeout(late);
  }
}

function flat(answer: Awaited<ReturnType<typeof ask<unknown>>>): Answer {
  if (answer.ok) return answer;
  const { status, code, facts } = answer.problem;
  return { ok: false, status, code, facts };
}
