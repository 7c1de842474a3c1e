import type { CaseId, Instant, UnitId } from '../../../kernel/brand.ts';
import { light } from '../../../kernel/time/clock.ts';
import type { Words } from '../../../kernel/words.ts';
import type { Matter, MatterKey } from '../../catalogue/rules/matter.ts';
import type { Step } from '../../responsibility/rules/rank.ts';
import { type Case, hopsOf } from '../rules/case.ts';
import { clockOf, leftOf } from '../rules/clocks.ts';
import type { Logged } from '../rules/event.ts';
import { offered } from '../rules/may.ts';
import type { Actor, Reference } from '../rules/occasion.ts';
import { publicEvents, publicFacts } from '../rules/public.ts';
import { assigneeOf } from '../rules/sees.ts';
import type { CaseRow, CaseView, FollowView } from '../rules/view.ts';

/** Names for the ids in a case. Everything is in memory: a list of a thousand rows asks nothing of the database. */
export type Directory = Reference & {
  readonly matter: (key: MatterKey) => Matter | undefined;
  readonly placeName: (code: string) => Words | undefined;
  readonly assetName: (code: string) => Words | undefined;
  readonly duty: (row: string) => { basis: Words; fallback: boolean; party: UnitId | null } | undefined;
};

const unknown = (id: string): Words => ({ zh: id, en: id });

function unitNamed(from: Directory, id: UnitId) {
  return { id, name: from.unit(id)?.name ?? unknown(id) };
}

function personNamed(from: Directory, id: string | null) {
  return id === null ? null : { id, name: from.person(id as never)?.name ?? id };
}

function placeNamed(from: Directory, code: string | null) {
  return code === null ? null : { id: code, name: from.placeName(code) ?? unknown(code) };
}

export function rowOf(it: Case, from: Directory, at: Instant): CaseRow {
  return {
    id: it.id,
    street: it.street,
    number: it.number,
    version: it.version,
    status: it.status,
    channel: it.channel,
    text: it.text,
    matter: it.matter && { id: it.matter, name: from.matter(it.matter)?.name ?? unknown(it.matter) },
    urgent: it.urgent,
    supervised: it.supervised,
    joined: it.joined,
    accountable: unitNamed(from, it.accountable),
    point: it.place.point,
    address: it.place.address,
    grid: placeNamed(from, it.place.dutyGrid),
    reportedAt: it.reportedAt,
    due: it.clock?.due ?? null,
    left: leftOf(it.clock, from, at),
    light: it.clock ? light(it.clock, at, from.calendar) : 'none',
    photo: it.photos[0]?.id ?? null,
  };
}

export type Known = { history: readonly Logged[]; contact: { name: string; phone: string } | null; intoNumber: string | null };

export function viewOf(
  it: Case,
  { history, contact, intoNumber }: Known,
  { from, by, at }: { from: Directory; by: Actor; at: Instant },
): CaseView {
  const condition = it.matter && it.condition ? from.condition(it.matter, it.condition) : undefined;
  return {
    ...rowOf(it, from, at),
    condition: condition ? { key: condition.key, text: { ...condition.text }, closing: { ...condition.closing } } : null,
    community: placeNamed(from, it.place.community),
    unitGrid: it.place.unitGrid,
    insistedAgainst: it.place.insistedAgainst ?? null,
    asset: it.place.asset ? { code: it.place.asset, name: from.assetName(it.place.asset) ?? unknown(it.place.asset) } : null,
    proposal: proposalView(it, from),
    decidedBy: it.decidedBy,
    clock: clockOf(it.clock, from, at),
    handling: clockOf(it.handling, from, at),
    orders: it.orders.map(({ id, unit, lead, act, task, handler, status, sentAt, guard = false }) => ({
      id,
      unit: unitNamed(from, unit),
      lead,
      act,
      task,
      handler: personNamed(from, handler),
      status,
      sentAt,
      guard,
    })),
    photos: it.photos.map(({ id, kind, at: taken, order }) => ({ id, kind, at: taken, order })),
    request: it.request && { ...it.request, by: personNamed(from, it.request.by)?.name ?? '' },
    ...disputeView(it, from),
    assignee: personNamed(from, assigneeOf(it)),
    until: it.status === 'suspended' ? it.until : null,
    into: it.status === 'merged' ? { id: it.into, number: intoNumber ?? '' } : null,
    reason: it.status === 'refused' || it.status === 'voided' ? it.reason : null,
    rating: it.rating,
    counts: { reworks: it.reworks, returns: it.returns, hops: hopsOf(it), extensions: it.extensions, reopenings: it.reopenings },
    contact,
    offered: offered(by, it),
    history: history.map(({ seq, event: { type, ...facts }, actor, role, saidAt, heardAt }) => ({
      seq,
      type,
      facts,
      actor: { id: actor, name: from.person(actor as never)?.name ?? '', role },
      saidAt,
      heardAt,
    })),
  };
}

/** Whose side said what, who is to end it, and how it ended. */
export function disputeView(it: Case, from: Directory): Pick<CaseView, 'dispute' | 'argued' | 'ruling'> {
  const { argued = [], ruling, orders } = it;
  const person = (id: string) => ({ id, name: from.person(id as never)?.name ?? id });
  const guard = orders.findLast((order) => order.guard);
  return {
    dispute:
      it.status === 'disputed' ? { arbiter: person(it.arbiter), since: it.since, guard: guard ? unitNamed(from, guard.unit) : null } : null,
    argued: argued.map(({ unit, reason, facts = null, counter, at }) => ({
      ...{ unit: unitNamed(from, unit), reason, facts, at },
      counter: counter && unitNamed(from, counter),
    })),
    ruling: ruling ? { ...ruling, unit: unitNamed(from, ruling.unit), by: person(ruling.by) } : null,
  };
}

function proposalView({ proposal }: Case, from: Directory) {
  const { unit, row, coHandlers = [], beat = [] } = proposal;
  const duty = from.duty(row);
  return {
    unit: unitNamed(from, unit),
    row,
    basis: duty?.basis ?? unknown(''),
    fallback: duty?.fallback ?? false,
    list: proposal.list ?? null,
    limit: proposal.limit ?? null,
    coHandlers: coHandlers.map((helper) => unitNamed(from, helper)),
    beat: beat.map(({ row: beaten, by }) => beatenView(from, beaten, by)),
  };
}

/** A row that also held; its party is left open where it is read off the thing. */
function beatenView(from: Directory, row: string, by: Step | 'id') {
  const duty = from.duty(row);
  return { row, by, basis: duty?.basis ?? unknown(''), unit: duty?.party ? unitNamed(from, duty.party) : null };
}

/** The reporter's view. A joined report follows the case it was joined to; its own number stays on top. */
export function followOf(
  own: Case,
  { lead, history }: { lead: Case; history: readonly Logged[] },
  { from, at }: { from: Directory; at: Instant },
): FollowView {
  const matter = lead.matter ?? own.matter;
  const shown = lead.photos.filter(({ kind }) => kind === 'after' || kind === 'check');
  return {
    number: own.number,
    status: lead.status,
    text: own.text,
    matter: matter ? (from.matter(matter)?.name ?? null) : null,
    address: own.place.address,
    point: own.place.point,
    reportedAt: own.reportedAt,
    accountable: from.unit(lead.accountable)?.name ?? unknown(lead.accountable),
    clock: lead.clock && clockOf(lead.handling ?? lead.clock, from, at),
    due: lead.clock && (lead.handling ?? lead.clock).due,
    photos: [...own.photos.filter(({ kind }) => kind === 'report'), ...shown].map(({ id, kind, at: taken, order }) => ({
      id,
      kind,
      at: taken,
      order,
    })),
    joinedTo: own.id === lead.id ? null : lead.number,
    joined: lead.joined,
    rating: own.rating ?? lead.rating,
    offered: offered({ kind: 'reporter' }, lead).filter(
      (command) => command === 'rate' || command === 'reopen' || command === 'add_photos',
    ),
    history: history
      .filter(({ event }) => publicEvents.includes(event.type))
      .map(({ seq, event, saidAt }) => ({ seq, type: event.type, facts: namedFacts(publicFacts(event), from), at: saidAt })),
  };
}

/** The reporter has no list of units, so the name travels with the fact. */
function namedFacts(facts: Record<string, unknown>, from: Directory): Record<string, unknown> {
  return typeof facts.unit === 'string' ? { ...facts, unit: unitNamed(from, facts.unit as UnitId).name } : facts;
}

/** Whose picture a reporter may open: their own, and what proves the result. */
export function mayOpenPhoto(own: Case, lead: Case, photo: string): boolean {
  return (
    own.photos.some(({ id }) => id === photo) || lead.photos.some(({ id, kind }) => id === photo && (kind === 'after' || kind === 'check'))
  );
}

export function leadId(own: Case): CaseId {
  return own.status === 'merged' ? own.into : own.id;
}
