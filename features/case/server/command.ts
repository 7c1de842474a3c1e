import { createHash } from 'node:crypto';
import type { CaseId, Instant, PhotoId } from '../../../kernel/brand.ts';
import { type Result, ok, refuse } from '../../../kernel/result.ts';
import type { Database, Tx } from '../../../platform/db/database.ts';
import { dropTimers, setTimer } from '../../../platform/jobs/timers.ts';
import { believe } from '../rules/believe.ts';
import type { Case } from '../rules/case.ts';
import type { Command, Spoken } from '../rules/command.ts';
import type { Event } from '../rules/event.ts';
import { evolve } from '../rules/evolve.ts';
import { decide } from '../rules/life.ts';
import { may } from '../rules/may.ts';
import type { Actor, Reference } from '../rules/occasion.ts';
import type { CaseRefusal } from '../rules/refusals.ts';
import { scopeOf, sees } from '../rules/sees.ts';
import { MOST_PHOTOS, timersOf } from '../rules/stage.ts';
import {
  type PhotoRow,
  caseById,
  heardBefore,
  keepPhoto,
  lock,
  log,
  missingPhotos,
  photosKept,
  rememberKey,
  save,
  streetOf,
} from './store.ts';

// Intake writes a new case in one statement with its own rows; this is the case's half of it.
export { columnsOf as caseColumns } from './store.ts';

export type CaseIo = { readonly database: Database; readonly now: () => Instant; readonly reference: () => Reference };

/** A command as it was said: by whom, to which case, under which key, and against which version if the speaker looked first. */
export type Sent = {
  readonly to: CaseId;
  readonly command: Spoken;
  readonly key: string;
  readonly version: number | undefined;
  readonly saidAt: Instant | undefined;
};

/**
 * The one way in for every change to a case, whatever the door. Answers the case as it stands after the commit.
 * A key heard before answers the same again without doing it twice; the same key with other content is refused.
 */
export function commandCase(io: CaseIo, by: Actor, sent: Sent): Promise<Result<Case, CaseRefusal>> {
  return io.database.transaction(async (tx) => {
    const { it, other } = await both(tx, sent.to, sent.command);
    // A case that this person may not know of is not there, whether they speak to it or merge into it.
    if (!it || !isThereFor(by, it) || (other && !isThereFor(by, other))) return refuse({ code: 'no-such-case' });
    const bodyHash = createHash('sha256').update(JSON.stringify(sent.command)).digest();
    const earlier = await heardBefore(tx, it, sent.key);
    if (earlier) return earlier.body_hash.equals(bodyHash) ? ok(it) : refuse({ code: 'key-used-for-something-else' });
    if (sent.version !== undefined && sent.version !== it.version)
      return refuse({ code: 'changed-meanwhile', yours: sent.version, now: it.version });
    if (!may[sent.command.type](by, it)) return refuse({ code: 'not-allowed', command: sent.command.type });
    const missing = await missingPhotos(tx, it, photosIn(sent.command));
    if (missing.length > 0) return refuse({ code: 'no-such-photo' });
    const heardAt = io.now();
    const at = believe(sent.saidAt ?? null, heardAt);
    const reference = io.reference();
    const decision = decide(it, sent.command, { ...reference, at, by, ...(other ? { other } : {}) });
    if (!decision.ok) return decision;
    const envelope = { ...actorOf(by), saidAt: sent.saidAt ?? heardAt, heardAt };
    const after = await append(tx, it, decision.value, { envelope, at, reference });
    if (other) await tellOther(tx, { it, other, command: sent.command }, { at, heardAt, reference });
    await rememberKey(tx, it, sent.key, bodyHash);
    return ok(after);
  });
}

function isThereFor(by: Actor, it: Case): boolean {
  return by.kind !== 'person' || sees(scopeOf(by.person), it);
}

/** What the system itself says, inside a transaction of the caller's (a timer's firing is removed with its effect). */
export async function commandBySystem(
  tx: Tx,
  io: Omit<CaseIo, 'database'>,
  to: CaseId,
  command: Command,
): Promise<Result<Case, CaseRefusal>> {
  const { it } = await both(tx, to, command);
  if (!it) return refuse({ code: 'no-such-case' });
  const at = io.now();
  const reference = io.reference();
  const decision = decide(it, command, { ...reference, at, by: { kind: 'system' } });
  if (!decision.ok) return decision;
  return ok(await append(tx, it, decision.value, { envelope: { ...actorOf({ kind: 'system' }), saidAt: at, heardAt: at }, at, reference }));
}

/** Joins a report to the case its own reporter pointed at; the system carries it out, since a resident has no merge of their own. */
export function commandJoin(io: CaseIo, from: CaseId, into: CaseId): Promise<Result<Case, CaseRefusal>> {
  const command = { type: 'merge', into } as const;
  return io.database.transaction(async (tx) => {
    const { it, other } = await both(tx, from, command);
    if (!it || !other) return refuse({ code: 'no-such-case' });
    const at = io.now();
    const reference = io.reference();
    const decision = decide(it, command, { ...reference, at, by: { kind: 'system' }, other });
    if (!decision.ok) return decision;
    const after = await append(tx, it, decision.value, {
      envelope: { ...actorOf({ kind: 'reporter' }), saidAt: at, heardAt: at },
      at,
      reference,
    });
    await tellOther(tx, { it, other, command }, { at, heardAt: at, reference });
    return ok(after);
  });
}

/** The case, and for a merge or split the other one, locked in one order. */
async function both(tx: Tx, id: CaseId, command: Command): Promise<{ it: Case | undefined; other?: Case | undefined }> {
  const otherId = command.type === 'merge' ? command.into : command.type === 'split' ? await intoOf(tx, id) : undefined;
  const street = await streetOf(tx, id);
  if (!street) return { it: undefined };
  const found = await lock(tx, street, otherId ? [id, otherId] : [id]);
  const other = otherId && (found.find((each) => each.id === otherId) ?? (await caseById(tx, otherId)));
  return { it: found.find((each) => each.id === id), ...(other ? { other } : {}) };
}

async function intoOf(tx: Tx, id: CaseId): Promise<CaseId | undefined> {
  const it = await caseById(tx, id);
  return it?.status === 'merged' ? it.into : undefined;
}

async function tellOther(
  tx: Tx,
  { it, other, command }: { it: Case; other: Case; command: Spoken },
  when: { at: Instant; heardAt: Instant; reference: Reference },
) {
  const said: Command = command.type === 'merge' ? { type: 'absorb', from: it.id } : { type: 'release', from: it.id };
  const decision = decide(other, said, { ...when.reference, at: when.at, by: { kind: 'system' } });
  if (!decision.ok) throw new Error(`case ${other.id} would not ${said.type}: ${decision.refusal.code}`);
  const envelope = { ...actorOf({ kind: 'system' }), saidAt: when.at, heardAt: when.heardAt };
  await append(tx, other, decision.value, { envelope, at: when.at, reference: when.reference });
}

type Appending = { envelope: { actor: string; role: string; saidAt: Instant; heardAt: Instant }; at: Instant; reference: Reference };

/** State, history, orders and timers together: all or none. */
async function append(tx: Tx, it: Case, events: readonly Event[], { envelope, at, reference }: Appending): Promise<Case> {
  if (events.length === 0) return it;
  const after = events.reduce((state: Case, event) => evolve(state, event, at), it);
  const timers = timersOf(after, reference.calendar);
  await log(tx, it, it.version + 1, { events, envelope });
  await save(tx, after, timers, envelope.heardAt);
  if (after.clock !== it.clock || after.status !== it.status) {
    await dropTimers(tx, after.street, after.id);
    for (const { kind, dueAt } of timers) await setTimer(tx, { street: after.street, subject: after.id, kind, dueAt });
  }
  return after;
}

/** Stores a picture's row with its case, before any command quotes it. False when the case already holds all it may. */
export async function keepEvidence(io: CaseIo, it: Case, photo: PhotoRow): Promise<boolean> {
  // Twice the limit of quoted pictures: a phone that failed half-way may send a set again before it quotes any.
  if ((await photosKept(io.database, it)) >= MOST_PHOTOS * 2) return false;
  await keepPhoto(io.database, it, photo, io.now());
  return true;
}

export function actorOf(by: Actor): { actor: string; role: string } {
  if (by.kind === 'person') return { actor: by.person.id, role: by.person.roles[0] ?? 'none' };
  return { actor: by.kind, role: by.kind };
}

function photosIn(command: Spoken): readonly PhotoId[] {
  const photos = 'photos' in command ? command.photos : [];
  return 'before' in command ? [...photos, ...command.before] : photos;
}
