import type { Instant, PersonId } from '../../../kernel/brand.ts';
import type { Argument, Case, CaseFacts, Order } from './case.ts';
import type { Event, EventType } from './event.ts';

/** What each event makes of a case. Total: an event without a line here does not compile. */
type Evolving = { readonly [E in Exclude<EventType, 'reported'>]: (before: Case, event: Extract<Event, { type: E }>, at: Instant) => Case };
type Next = (before: Case, event: Event, at: Instant) => Case;

/** The case after an event. `at` is the accepted time of the event (said or heard, see `believe`). The first event must be `reported`. */
export function evolve(before: Case | undefined, event: Event, at: Instant): Case {
  if (event.type === 'reported') return born(event, at);
  if (!before) throw new Error(`a case begins with "reported", not "${event.type}"`);
  // The one cast: `Evolving` pairs every type with its own event.
  const next = evolving[event.type] as Next;
  return { ...next(before, event, at), version: before.version + 1 };
}

function born(event: Extract<Event, { type: 'reported' }>, at: Instant): Case {
  return {
    id: event.id,
    street: event.street,
    number: event.number,
    version: 1,
    channel: event.channel,
    text: event.text,
    place: event.place,
    matter: event.matter,
    condition: null,
    urgent: event.urgent,
    reportedAt: at,
    reportedBy: event.by,
    proposal: event.proposal,
    accountable: event.centre,
    decidedBy: null,
    centre: event.centre,
    orders: [],
    photos: [],
    clock: event.clock,
    handling: null,
    request: null,
    extensions: 0,
    suspensions: 0,
    reworks: 0,
    returns: 0,
    reopenings: 0,
    joined: 0,
    supervised: false,
    selfHandled: false,
    rating: null,
    status: 'reported',
  };
}

/** The facts without the stage's own: what carries over when the stage changes. */
function facts(before: Case): CaseFacts {
  const {
    verifier: _v,
    checker: _c,
    until: _u,
    closedAt: _a,
    informed: _i,
    reason: _r,
    into: _n,
    arbiter: _b,
    since: _t,
    status: _s,
    ...rest
  } = before as Case & Record<string, unknown>;
  return rest as CaseFacts;
}

function withOrder(before: CaseFacts, id: string, change: Partial<Order>): Order[] {
  return before.orders.map((order) => (order.id === id ? { ...order, ...change } : order));
}

const isUntouched = (before: CaseFacts, id: string) => before.orders.some((order) => order.id === id && order.handler === null);

function handedTo(before: CaseFacts, id: string, person: PersonId): PersonId[] {
  const hands = before.orders.find((order) => order.id === id)?.hands ?? [];
  return hands.includes(person) ? [...hands] : [...hands, person];
}

function argued(before: CaseFacts, said: Argument): readonly Argument[] {
  return [...(before.argued ?? []), said];
}

/** Whoever guarded the site is free once the accountable party is there. */
function relieved(orders: readonly Order[], accepted: string): Order[] {
  const isLead = orders.some(({ id, lead }) => id === accepted && lead);
  const guards = ({ guard, status }: Order) => guard && (status === 'sent' || status === 'underway');
  return orders.map((order) => (isLead && guards(order) ? { ...order, status: 'withdrawn' } : order));
}

function sent(event: Extract<Event, { type: 'dispatched' | 'order_added' | 'handed_over' }>, sentAt: Instant): Order {
  const { order: id, unit, act, task } = event;
  const lead = event.type === 'dispatched';
  return { id, unit, lead, act, task, handler: null, status: 'sent', sentAt, hands: [] };
}

const opening = {
  verification_asked: (before, { verifier, clock }) => ({ ...facts(before), status: 'verifying', verifier, clock }),
  verified: (before, { clock }) => ({ ...facts(before), status: 'to_file', clock }),
  corrected: (before, { matter, text, place, proposal }) => ({
    ...before,
    matter: matter ?? before.matter,
    text: text ?? before.text,
    place: place ?? before.place,
    proposal,
  }),
  filed: (before, { matter, condition, urgent, proposal, clock }) => ({
    ...facts(before),
    status: 'to_dispatch',
    matter,
    condition,
    urgent,
    proposal,
    clock,
  }),
  refused: (before, { reason }) => ({ ...facts(before), status: 'refused', reason, clock: null }),
  self_handled: (before, { clock }) => ({ ...facts(before), status: 'to_close', selfHandled: true, clock }),
  dispatched: (before, event, at) => ({
    ...facts(before),
    status: 'handling',
    accountable: event.unit,
    decidedBy: event.row,
    orders: [...before.orders, sent(event, at)],
    clock: event.clock,
    handling: event.clock,
    request: null,
  }),
} satisfies Partial<Evolving>;

const working = {
  order_added: (before, event, at) => ({ ...before, orders: [...before.orders, sent(event, at)] }),
  order_accepted: (before, { order, handler }) => ({
    ...before,
    orders: relieved(withOrder(before, order, { status: 'underway', handler, hands: handedTo(before, order, handler) }), order),
  }),
  order_returned: (before, { order, lead, clock, reason, counter, facts: fresh }, at) => {
    const after = { ...before, orders: withOrder(before, order, { status: 'returned' }), returns: before.returns + 1 };
    if (!lead) return after;
    const unit = before.orders.find(({ id }) => id === order)?.unit ?? before.accountable;
    const said = { unit, reason, ...(fresh ? { facts: fresh } : {}), counter, at };
    return {
      ...facts(after),
      status: 'to_dispatch',
      argued: argued(before, said),
      accountable: before.centre,
      decidedBy: null,
      clock,
      request: null,
    };
  },
  order_finished: (before, { order, by }) => ({
    ...before,
    orders: withOrder(before, order, { status: 'done', hands: handedTo(before, order, by) }),
  }),
  handed_over: (before, event, at) => ({ ...before, orders: [...before.orders, sent(event, at)] }),
  order_withdrawn: (before, { order }) => ({ ...before, orders: withOrder(before, order, { status: 'withdrawn' }) }),
  all_orders_done: (before, { clock }) => ({ ...facts(before), status: 'to_check', clock, request: null }),
  extension_requested: (before, { reason, by }) => ({ ...before, request: { kind: 'extension', reason, until: null, by } }),
  suspension_requested: (before, { reason, until, by }) => ({ ...before, request: { kind: 'suspension', reason, until, by } }),
  request_declined: (before) => ({ ...before, request: null }),
  extended: (before, { clock }) => ({ ...before, request: null, extensions: before.extensions + 1, clock, handling: clock }),
  suspended: (before, { until, clock }) => ({
    ...facts(before),
    status: 'suspended',
    until,
    request: null,
    suspensions: before.suspensions + 1,
    clock,
    handling: clock,
  }),
  resumed: (before, { clock }) => ({ ...facts(before), status: 'handling', clock, handling: clock }),
} satisfies Partial<Evolving>;

/** The old orders end and the new ones begin in one step. Work that was done stays done by whom it was done, and is led by who follows. */
function followed(before: CaseFacts, issued: Extract<Event, { type: 'operator_changed' }>['orders'], at: Instant): Order[] {
  const of = new Map(issued.map((each) => [each.was, each]));
  const kept = before.orders.map((order): Order => {
    if (!of.has(order.id)) return order;
    return order.status === 'done' ? { ...order, lead: false } : { ...order, status: 'withdrawn' };
  });
  const anew = before.orders.flatMap((order): Order[] => {
    const next = of.get(order.id);
    if (!next) return [];
    const status = order.status === 'done' ? 'done' : 'sent';
    return [{ ...order, id: next.order, unit: next.unit, status, handler: null, sentAt: at, hands: [] }];
  });
  return [...kept, ...anew];
}

const succession = {
  operator_changed: (before, { accountable, proposal, orders }, at) => ({
    ...before,
    accountable,
    proposal,
    orders: followed(before, orders, at),
  }),
} satisfies Partial<Evolving>;

const arguing = {
  disputed: (before, { order, arbiter, wish, clock }, at) => {
    const holder = before.orders.find(({ id }) => id === order);
    const said = wish && { unit: before.centre, ...wish, at };
    return {
      ...facts(before),
      status: 'disputed',
      arbiter,
      since: at,
      ...(said ? { argued: argued(before, said) } : {}),
      // The party that had it stays accountable for a safe site, so that the case is nobody's at no moment.
      accountable: holder?.unit ?? before.centre,
      decidedBy: null,
      orders: holder
        ? withOrder(before, holder.id, { status: holder.handler === null ? 'sent' : 'underway', lead: false, guard: true })
        : before.orders,
      clock,
      request: null,
    };
  },
  ruled: (before, { unit, reason, by, becomesRow }, at) => ({ ...before, ruling: { unit, reason, by, at, becomesRow, row: null } }),
  row_made: (before, { row }) => (before.ruling ? { ...before, ruling: { ...before.ruling, row } } : before),
} satisfies Partial<Evolving>;

const ending = {
  check_asked: (before, { checker, clock }) => ({ ...facts(before), status: 'checking', checker, clock }),
  checked: (before, { result, clock }) => ({ ...facts(before), status: result === 'pass' ? 'to_close' : 'to_check', clock }),
  reworked: (before, { order, clock }) => ({
    ...facts(before),
    status: 'handling',
    reworks: before.reworks + 1,
    selfHandled: false,
    // Whoever follows another operator has not been there yet, and accepts first.
    orders: withOrder(before, order, { status: isUntouched(before, order) ? 'sent' : 'underway' }),
    clock,
    handling: clock,
  }),
  self_handling_rejected: (before, { clock }) => ({ ...facts(before), status: 'to_file', selfHandled: false, clock }),
  closed: (before, { informed }, at) => ({ ...facts(before), status: 'closed', closedAt: at, informed, clock: null }),
  called_back: (before) => before,
  rated: (before, { stars }) => ({ ...before, rating: stars }),
  reopened: (before, { clock }) => ({
    ...facts(before),
    status: before.condition ? 'to_dispatch' : 'to_file',
    reopenings: before.reopenings + 1,
    accountable: before.centre,
    decidedBy: null,
    handling: null,
    rating: null,
    selfHandled: false,
    clock,
  }),
} satisfies Partial<Evolving>;

const anytime = {
  supervised: (before) => ({ ...before, supervised: true }),
  voided: (before, { reason }) => ({ ...facts(before), status: 'voided', reason, clock: null }),
  merged: (before, { into }) => ({ ...facts(before), status: 'merged', into, clock: null }),
  split: (before, { clock }) => ({ ...facts(before), status: 'reported', clock }),
  absorbed: (before) => ({ ...before, joined: before.joined + 1 }),
  released: (before) => ({ ...before, joined: before.joined - 1 }),
  photos_added: (before, { kind, order, by, photos }, at) => ({
    ...before,
    photos: [...before.photos, ...photos.map((id) => ({ id, kind, order, by, at }))],
  }),
  escalated: (before) => before,
  noted: (before) => before,
} satisfies Partial<Evolving>;

const evolving: Evolving = { ...opening, ...working, ...arguing, ...succession, ...ending, ...anytime };
