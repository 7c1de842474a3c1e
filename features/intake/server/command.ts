import { createHash } from 'node:crypto';
import type { CaseId, Day, Instant, StreetId } from '../../../kernel/brand.ts';
import { type Result, ok, refuse } from '../../../kernel/result.ts';
import { dayOf } from '../../../kernel/time/calendar.ts';
import type { Person } from '../../people/rules/person.ts';
import { believe } from '../../case/rules/believe.ts';
import { type Case, type CasePlace, type Channel, finished, openChannels } from '../../case/rules/case.ts';
import type { Event } from '../../case/rules/event.ts';
import { evolve } from '../../case/rules/evolve.ts';
import { caseNumber, readCaseNumber } from '../../case/rules/number.ts';
import type { Reference } from '../../case/rules/occasion.ts';
import type { CaseRefusal } from '../../case/rules/refusals.ts';
import { stageClock, timersOf } from '../../case/rules/stage.ts';
import { type CaseIo, caseColumns, commandJoin } from '../../case/server/command.ts';
import { type CaseReads, findCase, lookUp } from '../../case/server/queries.ts';
import type { ReportBody } from '../rules/report.ts';
import { type ReportRow, keepConflict, keyUsed } from './store.ts';

export type Located = { readonly street: StreetId; readonly place: CasePlace; readonly centre: Case['centre'] };
export type IntakeIo = CaseIo &
  CaseReads & {
    readonly newCaseId: () => CaseId;
    /** Where the said place is, in WGS-84, with its street's command centre; undefined when outside every street. */
    readonly locateReport: (said: ReportBody['place']) => Located | undefined;
    readonly isDanger: (text: string) => boolean;
    readonly serial: (street: StreetId, day: Day) => Promise<number>;
    /** Writes a report durably; false when its key was used before. */
    readonly take: (row: ReportRow) => Promise<boolean>;
  };

/** `danger`: the words speak of danger to life, whatever the case has become since. */
export type Taken = { readonly it: Case; readonly again: boolean; readonly joinedTo: string | null; readonly danger: boolean };
type TakeRefusal = Extract<
  CaseRefusal,
  {
    code:
      | 'key-used-for-something-else'
      | 'place-outside'
      | 'unknown-matter'
      | 'no-such-case'
      | 'target-not-open'
      | 'other-street'
      | 'session-over';
  }
>;

/**
 * Takes a report, whatever the door, and answers only after it is durably committed. The key is the reporter's promise to
 * say this once: heard again with the same content it answers the same case, with other content it is refused and kept.
 */
export async function takeReport(
  io: IntakeIo,
  who: Person | null,
  { body, key }: { body: ReportBody; key: string },
): Promise<Result<Taken, TakeRefusal>> {
  // A seat whose session ran out while it typed must not turn into a resident without a name: it signs in and sends again.
  if (!who && body.channel && !openChannels.includes(body.channel)) return refuse({ code: 'session-over' });
  const bodyHash = createHash('sha256').update(JSON.stringify(body)).digest();
  const heardAt = io.now();
  const located = io.locateReport(body.place);
  if (!located) return refuse({ code: 'place-outside' });
  const reference = io.reference();
  if (body.matter && !reference.matterExists(body.matter)) return refuse({ code: 'unknown-matter', matter: body.matter });
  const target = body.joins ? await joinable(io, body.joins, located.street) : undefined;
  if (target && !target.ok) return target;
  const at = believe(body.saidAt ?? null, heardAt);
  const day = dayOf(heardAt, reference.calendar);
  const number = caseNumber(located.street, day, await io.serial(located.street, day));
  const event = opened({ io, body, located, reference, who, number, at });
  const it = evolve(undefined, event, at);
  const taken = await io.take(rowOf({ it, event, body, key, bodyHash, heardAt, who }, reference));
  if (!taken) return heardAgain(io, { key, bodyHash, body, heardAt });
  if (!target) return ok({ it, again: false, joinedTo: null, danger: event.urgent });
  const joined = await commandJoin(io, it.id, target.value.id);
  return ok({ it: joined.ok ? joined.value : it, again: false, joinedTo: joined.ok ? target.value.number : null, danger: event.urgent });
}

type Opening = { io: IntakeIo; body: ReportBody; located: Located; reference: Reference; who: Person | null; number: string; at: Instant };

function opened({ io, body, located, reference, who, number, at }: Opening): Event & { type: 'reported' } {
  const urgent = io.isDanger(body.text);
  const matter = body.matter ?? null;
  return {
    type: 'reported',
    id: io.newCaseId(),
    street: located.street,
    number,
    channel: channelOf(body, who),
    text: body.text,
    place: located.place,
    matter,
    urgent,
    by: who?.id ?? null,
    proposal: reference.propose(located.street, matter, null, located.place, at),
    centre: located.centre,
    clock: stageClock('accept', urgent, at, reference.calendar),
  };
}

/** Only staff may say which channel they type for; everyone else came by an open one. */
function channelOf({ channel }: ReportBody, who: Person | null): Channel {
  if (!who) return channel === 'open311' ? 'open311' : 'resident';
  if (channel) return channel;
  return who.roles.includes('patroller') ? 'patrol' : 'phone';
}

type Said = { it: Case; event: Event; body: ReportBody; key: string; bodyHash: Buffer; heardAt: Instant; who: Person | null };

function rowOf({ it, event, body, key, bodyHash, heardAt, who }: Said, { calendar }: Reference): ReportRow {
  const beside = {
    event,
    actor: who?.id ?? 'reporter',
    role: who?.roles[0] ?? 'reporter',
    said_at: body.saidAt ?? heardAt,
    contact_name: body.contact?.name ?? '',
    contact_phone: body.contact?.phone ?? '',
    original_place: body.place,
    photos_to_come: body.photosToCome,
    key,
    body_hash: bodyHash.toString('base64'),
  };
  // Not a spread: with this many properties V8 takes 25 µs for one, a twentieth of the whole report.
  return Object.assign(caseColumns(it, timersOf(it, calendar), heardAt), beside);
}

async function heardAgain(
  io: IntakeIo,
  { key, bodyHash, body, heardAt }: { key: string; bodyHash: Buffer; body: ReportBody; heardAt: Instant },
): Promise<Result<Taken, TakeRefusal>> {
  const earlier = await keyUsed(io.database, key);
  if (!earlier) throw new Error(`key ${key} was used a moment ago and is gone`);
  if (!earlier.body_hash.equals(bodyHash)) {
    await keepConflict(io.database, key, { bodyHash, body, heardAt });
    return refuse({ code: 'key-used-for-something-else' });
  }
  let it = await findCase(io, earlier.case_id);
  if (!it) throw new Error(`report ${key} has no case`);
  // We may have died between taking the report and joining it: the retry finishes what was asked.
  if (body.joins && it.status === 'reported') {
    const target = await joinable(io, body.joins, it.street);
    const joined = target.ok ? await commandJoin(io, it.id, target.value.id) : undefined;
    if (joined?.ok) it = joined.value;
  }
  const into = it.status === 'merged' ? await findCase(io, it.into) : undefined;
  return ok({ it, again: true, joinedTo: into?.number ?? null, danger: io.isDanger(body.text) });
}

/** The open case of this street with that number. A closed case never swallows a new report. */
async function joinable(io: CaseReads, said: string, street: StreetId): Promise<Result<Case, TakeRefusal>> {
  const number = readCaseNumber(said);
  const found = number ? await lookUp(io, number) : undefined;
  if (!found) return refuse({ code: 'no-such-case' });
  const target = found.status === 'merged' ? await findCase(io, found.into) : found;
  if (!target) return refuse({ code: 'no-such-case' });
  if (target.street !== street) return refuse({ code: 'other-street' });
  if (finished.includes(target.status)) return refuse({ code: 'target-not-open', status: target.status });
  return ok(target);
}
