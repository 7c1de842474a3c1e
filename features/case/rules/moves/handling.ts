import type { Instant, OrderId, PersonId, UnitId } from '../../../../kernel/brand.ts';
import { type Result, ok, refuse } from '../../../../kernel/result.ts';
import { extend, pause, resume as resumeClock, startClock } from '../../../../kernel/time/clock.ts';
import { disputeOver } from '../arbiter.ts';
import { type Act, type Case, type In, type Order, leadOrder, openOrders } from '../case.ts';
import type { Event } from '../event.ts';
import { type Move, type Occasion, personOf, unauthorised } from '../occasion.ts';
import type { CaseRefusal } from '../refusals.ts';
import { LONGEST_SUSPENSION_DAYS, MOST_EXTENSIONS, stageClock } from '../stage.ts';

const DAY = 86_400_000;

/**
 * Where orders are worked on. A case whose lead order came back waits for the dispatcher, but who acts beside it goes on:
 * the cover over the hole is not to wait for the argument about whose hole it is (先办后议).
 */
type Worked = In<'handling'> | In<'to_dispatch'> | In<'disputed'>;

/** Who may be given this work: the unit exists, and nobody but government is ever given an act of enforcement. */
function ableTo(act: Act, unit: UnitId, on: Occasion): CaseRefusal | undefined {
  const found = on.unit(unit);
  if (!found) return { code: 'unknown-unit', unit };
  return act === 'enforcement' && found.sector !== 'government' ? { code: 'enforcement-not-delegable', unit } : undefined;
}

export const dispatch: Move<In<'to_dispatch'>, 'dispatch'> = (it, { unit, act, task, order }, on) =>
  sentTo(it, { unit, act, task, order }, on);

/** The lead order, sent: by the dispatcher, or by a ruling. */
export function sentTo(
  it: Case,
  { unit, act, task, order }: { unit: UnitId; act: Act; task: string; order: OrderId },
  on: Occasion,
): Result<Event[], CaseRefusal> {
  const no = ableTo(act, unit, on);
  if (no) return refuse(no);
  if (it.orders.some(({ id }) => id === order)) return refuse({ code: 'order-exists' });
  const condition = it.matter && it.condition ? on.condition(it.matter, it.condition) : undefined;
  if (!condition) return refuse({ code: 'unknown-condition', condition: it.condition ?? '' });
  // The handling clock starts once. A second dispatch after a return inherits it: being sent to the wrong party first is not the resident's fault.
  const byList = it.proposal.unit === unit;
  const clock = it.handling ?? startClock(on.at, (byList && it.proposal.limit) || condition.limit, on.calendar);
  const row = byList ? it.proposal.row : null;
  return ok([{ type: 'dispatched', order, unit, act, task, row, clock }]);
}

export const add_order: Move<Case, 'add_order'> = (it, { unit, act, task, order }, on) => {
  const no = ableTo(act, unit, on);
  if (no) return refuse(no);
  if (it.orders.some(({ id }) => id === order)) return refuse({ code: 'order-exists' });
  return ok([{ type: 'order_added', order, unit, act, task }]);
};

function orderIn(it: Case, id: OrderId, ...wanted: Order['status'][]): Result<Order, CaseRefusal> {
  const order = it.orders.find((each) => each.id === id);
  if (!order) return refuse({ code: 'no-such-order' });
  return wanted.includes(order.status) ? ok(order) : refuse({ code: 'order-not-open', status: order.status });
}

/** The same, for what only the order's own unit may say; acts of enforcement also need a government officer's hand. */
function ownOrder(
  it: Case,
  command: { type: string; order: OrderId },
  on: Occasion,
  ...wanted: Order['status'][]
): Result<Order, CaseRefusal> {
  const order = orderIn(it, command.order, ...wanted);
  if (!order.ok || on.by.kind !== 'person') return order;
  const { unit, sector } = on.by.person;
  if (order.value.unit !== unit) return refuse({ code: 'not-allowed', command: command.type });
  return order.value.act === 'enforcement' && sector !== 'government' ? refuse({ code: 'enforcement-not-delegable', unit }) : order;
}

export const accept_order: Move<Worked, 'accept_order'> = (it, command, on) => {
  const { order: id, handler } = command;
  const order = ownOrder(it, command, on, 'sent');
  if (!order.ok) return order;
  const who = handler ?? personOf(on.by);
  const person = who && on.person(who);
  if (!person) return refuse({ code: 'unknown-person', person: who ?? '' });
  if (person.unit !== order.value.unit) return refuse({ code: 'handler-elsewhere' });
  return ok([{ type: 'order_accepted', order: id, handler: person.id }]);
};

/**
 * "Not ours": the order goes back with a reason and, better, the name of whose it is. Two views of whose it is, or a second
 * refusal, are for the arbiter to end. A ruling binds whom it names, unless new facts are told.
 */
export const return_order: Move<Worked, 'return_order'> = (it, command, on) => {
  const { order: id, reason, counter, facts } = command;
  const order = ownOrder(it, command, on, 'sent', 'underway');
  if (!order.ok) return order;
  if (counter && !on.unit(counter)) return refuse({ code: 'unknown-unit', unit: counter });
  const { lead, guard } = order.value;
  if (guard) return refuse({ code: 'site-is-guarded' });
  const isBound = lead && it.ruling?.unit === order.value.unit;
  if (isBound && !facts) return refuse({ code: 'already-ruled', unit: order.value.unit });
  const clock = lead ? stageClock('dispatch', it.urgent, on.at, on.calendar) : null;
  const returned = { type: 'order_returned' as const, order: id, reason, counter, lead, clock, ...(facts ? { facts } : {}) };
  const isArgued = lead && (counter !== null || it.argued !== undefined);
  const dispute = isArgued ? disputeOver(it, { order: order.value, counter, wish: null }, on) : undefined;
  return ok([returned, ...(dispute ? [dispute] : []), ...doneWhenLast(it, order.value, on, !lead)]);
};

export const finish_order: Move<Worked, 'finish_order'> = (it, command, on) => {
  const { order: id, note, photos, before, under } = command;
  const order = ownOrder(it, command, on, 'underway');
  if (!order.ok) return order;
  if (photos.length === 0) return refuse({ code: 'photo-needed', kind: 'after' });
  const no = unauthorised(under, it, on);
  if (no) return refuse(no);
  const by = personOf(on.by) as PersonId; // `may` lets only people finish an order
  return ok([
    ...(before.length > 0 ? [{ type: 'photos_added' as const, kind: 'before' as const, order: id, photos: before, by }] : []),
    { type: 'photos_added', kind: 'after', order: id, photos, by },
    { type: 'order_finished', order: id, note, by, ...(under ? { under } : {}) },
    ...doneWhenLast(it, order.value, on, true),
  ]);
};

/** The crew goes on with its own order; the officer's stands beside it, and the case is not checked before it is answered. */
export const hand_over: Move<In<'handling'>, 'hand_over'> = (it, { unit, reason, order }, on) => {
  const no = ableTo('enforcement', unit, on);
  if (no) return refuse(no);
  if (it.orders.some(({ id }) => id === order)) return refuse({ code: 'order-exists' });
  return ok([{ type: 'handed_over', order, unit, act: 'enforcement', task: reason, by: personOf(on.by) as PersonId }]);
};

export const withdraw_order: Move<Worked, 'withdraw_order'> = (it, { order: id, reason }, on) => {
  const order = orderIn(it, id, 'sent', 'underway');
  if (!order.ok) return order;
  if (order.value.lead) return refuse({ code: 'lead-order-stays' });
  return ok([{ type: 'order_withdrawn', order: id, reason }, ...doneWhenLast(it, order.value, on, true)]);
};

/** When the order that just ended was the last open one, the case goes on to be checked, unless its lead is yet to be found. */
function doneWhenLast(it: Worked, ended: Order, on: Occasion, goesOn: boolean): Event[] {
  if (!goesOn || it.status !== 'handling' || openOrders(it).some(({ id }) => id !== ended.id)) return [];
  return [{ type: 'all_orders_done', late: isLate(it, on.at), clock: stageClock('check', it.urgent, on.at, on.calendar) }];
}

function isLate(it: Case, at: Instant): boolean {
  return it.handling !== null && at > it.handling.due;
}

/** One extension is one original limit; at most two, never once the promise is broken (domain handbook 3.3). */
export const request_extension: Move<In<'handling'>, 'request_extension'> = (it, { reason }, on) => {
  if (it.request) return refuse({ code: 'request-pending' });
  if (isLate(it, on.at)) return refuse({ code: 'already-overdue' });
  if (it.extensions >= MOST_EXTENSIONS) return refuse({ code: 'extension-limit', limit: MOST_EXTENSIONS });
  return ok([{ type: 'extension_requested', reason, by: personOf(on.by) as PersonId }]);
};

export const request_suspension: Move<In<'handling'>, 'request_suspension'> = (it, { reason, until }, on) => {
  if (it.request) return refuse({ code: 'request-pending' });
  if (it.suspensions > 0) return refuse({ code: 'suspended-before' });
  const latest = on.at + LONGEST_SUSPENSION_DAYS * DAY;
  if (until <= on.at || until > latest) return refuse({ code: 'date-out-of-range', earliest: on.at, latest });
  return ok([{ type: 'suspension_requested', reason, until, by: personOf(on.by) as PersonId }]);
};

export const grant_request: Move<In<'handling'>, 'grant_request'> = (it, _command, on) => {
  if (!it.request || !it.handling) return refuse({ code: 'no-request' });
  if (it.request.kind === 'suspension') {
    const until = it.request.until as Instant; // a suspension request always carries its end
    if (until <= on.at) return refuse({ code: 'date-out-of-range', earliest: on.at, latest: on.at + LONGEST_SUSPENSION_DAYS * DAY });
    return ok([{ type: 'suspended', until, clock: pause(it.handling, on.at, on.calendar) }]);
  }
  return ok([{ type: 'extended', clock: extend(it.handling, it.handling.limit, on.calendar) }]);
};

export const decline_request: Move<In<'handling'>, 'decline_request'> = (it, { reason }) =>
  it.request ? ok([{ type: 'request_declined', kind: it.request.kind, reason }]) : refuse({ code: 'no-request' });

export const resume: Move<In<'suspended'>, 'resume'> = (it, { reason }, on) => resumed(it, reason, on);

/** The suspension's end has come. Idempotent by state: once resumed the table has no such cell. */
export const resume_when_due: Move<In<'suspended'>, 'resume_when_due'> = (it, _command, on) =>
  on.at < it.until ? ok([]) : resumed(it, '', on);

function resumed(it: In<'suspended'>, reason: string, on: Occasion): Result<Event[], CaseRefusal> {
  if (!it.handling) throw new Error(`case ${it.id} is suspended without a handling clock`);
  return ok([{ type: 'resumed', reason, clock: resumeClock(it.handling, on.at, on.calendar) }]);
}

/** The order that failed its check is opened again; its unit stays accountable and its clock was never reset. */
export function sentBack(it: Case, reason: string, on: Occasion): Result<Event[], CaseRefusal> {
  const order = leadOrder(it);
  if (!order || !it.handling) {
    // Put right on the spot, but not well enough: it becomes an ordinary case and is filed.
    return ok([{ type: 'self_handling_rejected', reason, clock: stageClock('file', it.urgent, on.at, on.calendar) }]);
  }
  return ok([{ type: 'reworked', reason, order: order.id, clock: it.handling }]);
}
