import { createHmac } from 'node:crypto';
import type { CaseId, Day, Instant } from '../../../kernel/brand.ts';
import { type Result, ok, refuse } from '../../../kernel/result.ts';
import { dayOf, startOfDay } from '../../../kernel/time/calendar.ts';
import type { Database, Tx } from '../../../platform/db/database.ts';
import type { Person } from '../../people/rules/person.ts';
import type { DutyBook, DutyList } from '../rules/book.ts';
import { type Change, changed, difference, inOrder } from '../rules/change.ts';
import { type Registers, type RowIssue, checkRows } from '../rules/check.ts';
import { type Preview, compare } from '../rules/compare.ts';
import { compile } from '../rules/map.ts';
import { changesBeyond } from '../rules/reach.ts';
import { yearFrom } from '../rules/moments.ts';
import { type Fault, type Proof, proveMap } from '../rules/prove.ts';
import type { DutyRefusal } from '../rules/refusals.ts';
import type { Past } from './past.ts';
import { handoverWithList } from './handoverstore.ts';
import { addList, latestList, listBefore, lockLists, record, savedWith, withdrawList } from './store.ts';

export type DutyIo = {
  readonly database: Database;
  readonly now: () => Instant;
  readonly secret: Buffer;
  readonly book: () => DutyBook;
  /** Reads the lists again, so that whoever saved sees what was saved. */
  readonly look: () => Promise<void>;
  readonly registers: () => Registers;
  readonly past: (tx: Tx) => Promise<Past>;
  readonly rulings: Rulings;
};

/** The rulings (裁定) that a row may put down, kept by the feature whose cases they are. */
export type Rulings = {
  readonly isOpenTo: (tx: Tx, who: Person, ruled: CaseId) => Promise<boolean>;
  readonly becameRow: (tx: Tx, ruled: CaseId, made: { row: string; list: number }) => Promise<void>;
};

/** A change and the day it begins; null is at once. */
export type Asked = { readonly change: Change; readonly onDay: Day | null };
export type Previewed = {
  readonly token: string;
  readonly base: number;
  readonly rows: number;
  readonly put: readonly string[];
  readonly removed: readonly string[];
  readonly issues: readonly RowIssue[];
  readonly before: Proof;
  readonly after: Proof;
  readonly appeared: readonly Fault[];
  readonly vanished: readonly Fault[];
  readonly preview: Preview;
  readonly past: Past;
};

/** What a change would do, against the newest list, waiting ones included: that is the one it would follow. */
export async function previewChange(io: DutyIo, asked: Asked): Promise<Previewed> {
  const base = await newest(io.database);
  const rows = changed(base.rows, asked.change);
  const { ground } = io.book();
  const day = asked.onDay ?? dayOf(io.now(), ground.calendar);
  const [was, becomes] = [io.book().mapOf(base), compile(rows, ground)];
  const [before, after] = [proveMap(was, yearFrom(day)), proveMap(becomes, yearFrom(day))];
  const past = await io.past(io.database);
  const [known, fresh] = [new Set(before.faults.map(faultKey)), new Set(after.faults.map(faultKey))];
  return {
    token: tokenOf(io, base, asked),
    base: base.version,
    rows: rows.length,
    ...difference(base.rows, rows),
    issues: checkRows(rows, ground, io.registers()),
    before,
    after,
    appeared: after.faults.filter((fault) => !known.has(faultKey(fault))),
    vanished: before.faults.filter((fault) => !fresh.has(faultKey(fault))),
    preview: compare(was, becomes, past, day),
    past,
  };
}

/** The same fault in two lists: its kind, its rows, and where and when its example lies. */
function faultKey({ kind, rows, example: { matter, condition, place } }: Fault): string {
  return [kind, ...rows.map(({ id }) => id), matter, condition, place.code].join(' ');
}

async function newest(tx: Tx): Promise<DutyList> {
  const list = await latestList(tx);
  if (!list) throw new Error('there is no duty list');
  return list;
}

/** Only a preview hands this out, for this change on this list from this day: what is saved is what was looked at. */
function tokenOf({ secret }: DutyIo, base: Pick<DutyList, 'version'>, { change, onDay }: Asked): string {
  const seal = createHmac('sha256', secret).update(JSON.stringify([base.version, onDay, inOrder(change)]));
  return `${base.version}.${seal.digest('base64url')}`;
}

type Saved = { readonly version: number; readonly effectiveAt: Instant };
/** What else is done in the transaction that saves a list, and what may keep it from being saved. */
type Along = { readonly hinders: (tx: Tx) => Promise<DutyRefusal | undefined>; readonly follows: (tx: Tx, saved: Saved) => Promise<void> };
type Saving = {
  readonly asked: Asked;
  readonly token: string;
  readonly reason: string;
  readonly ruling?: CaseId | undefined;
  readonly along?: Along;
};

export async function saveChange(
  io: DutyIo,
  who: Person,
  { asked, token, reason, ruling, along }: Saving,
): Promise<Result<Saved, DutyRefusal>> {
  const saved = await io.database.transaction(async (tx): Promise<Result<Saved, DutyRefusal>> => {
    await lockLists(tx);
    const earlier = await savedWith(tx, token);
    // Said again it is answered again; a used token under other rows has seen no preview. A handover plans its rows anew each time.
    if (earlier && (along || token === tokenOf(io, { version: baseSaid(token) }, asked))) return ok(earlier);
    const hinders = await along?.hinders(tx);
    if (hinders) return refuse(hinders);
    const base = await newest(tx);
    const rows = changed(base.rows, asked.change);
    const { put, removed } = difference(base.rows, rows);
    const no = hindrance(io, base, { asked, token, rows });
    if (no) return refuse(no);
    if (put.length + removed.length === 0) return refuse({ code: 'nothing-changes' });
    if (ruling && !(await io.rulings.isOpenTo(tx, who, ruling))) return refuse({ code: 'not-a-ruling' });
    // A contract is handed over wherever it holds, by those who may.
    if (!along && isBeyondReach(io, who, base.rows, rows)) return refuse({ code: 'street-not-yours' });
    const effectiveAt = beginsAt(io, asked.onDay);
    if (effectiveAt < base.effectiveAt)
      return refuse({ code: 'later-version-waits', version: base.version, effectiveAt: base.effectiveAt });
    const at = io.now();
    const version = await addList(tx, { effectiveAt, savedAt: at, savedBy: who.id, reason, rows });
    await record(tx, {
      at,
      actor: who.id,
      type: 'list_saved',
      body: { version, base: base.version, effectiveAt, reason, put, removed, token, ...(ruling ? { ruling } : {}) },
    });
    await along?.follows(tx, { version, effectiveAt });
    if (ruling && put[0]) await io.rulings.becameRow(tx, ruling, { row: put[0], list: version });
    return ok({ version, effectiveAt });
  });
  if (saved.ok) await io.look();
  return saved;
}

/** The version a token says it was held against; its seal tells whether that is true. */
const baseSaid = (token: string) => Number.parseInt(token, 10) || 0;

function isBeyondReach({ book }: DutyIo, { streets }: Person, before: DutyList['rows'], after: DutyList['rows']): boolean {
  const { put, removed } = difference(before, after);
  return changesBeyond(streets, { ids: [...put, ...removed], before, after }, book().ground);
}

function beginsAt({ now, book }: DutyIo, onDay: Day | null): Instant {
  return onDay === null ? now() : startOfDay(onDay, book().ground.calendar);
}

function hindrance(
  io: DutyIo,
  base: DutyList,
  { asked, token, rows }: { asked: Asked; token: string; rows: DutyList['rows'] },
): DutyRefusal | undefined {
  if (token !== tokenOf(io, base, asked)) return { code: 'preview-stale', base: baseSaid(token), now: base.version };
  const today = dayOf(io.now(), io.book().ground.calendar);
  if (asked.onDay !== null && asked.onDay <= today) return { code: 'day-is-past', earliest: today };
  const issues = checkRows(rows, io.book().ground, io.registers());
  return issues.length > 0 ? { code: 'list-has-faults', issues: issues.length } : undefined;
}

/** Takes back a version that has not begun. */
export async function withdraw(io: DutyIo, who: Person, version: number): Promise<Result<null, DutyRefusal>> {
  const done = await io.database.transaction(async (tx): Promise<Result<null, DutyRefusal>> => {
    await lockLists(tx);
    // A version that a handover waits for is taken back with the handover, and only so.
    if (await handoverWithList(tx, version)) return refuse({ code: 'version-of-handover' as const, version });
    const base = await newest(tx);
    const before = (await listBefore(tx, version))?.rows ?? [];
    if (base.version === version && base.effectiveAt > io.now() && isBeyondReach(io, who, before, base.rows))
      return refuse({ code: 'street-not-yours' as const });
    return withdrawIn(tx, { version, at: io.now(), actor: who.id });
  });
  if (done.ok) await io.look();
  return done;
}

export async function withdrawIn(
  tx: Tx,
  { version, at, actor }: { version: number; at: Instant; actor: string },
): Promise<Result<null, DutyRefusal>> {
  const base = await newest(tx);
  if (base.version !== version) return refuse({ code: 'no-such-version', version });
  if (base.effectiveAt <= at) return refuse({ code: 'version-has-held', version });
  await withdrawList(tx, version, at);
  await record(tx, { at, actor, type: 'list_withdrawn', body: { version } });
  return ok(null);
}
