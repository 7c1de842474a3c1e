import type { Instant, PersonId } from '../../../kernel/brand.ts';
import type { Case, CaseFacts, Order } from './case.ts';
import type { Event } from './event.ts';

type After = (before: Case, event: Event, at: Instant) => Case;

/**
 * The case after an event. Total over events: a forgotten one is a compile error, for there is no default.
 * `at` is the accepted time of the event (said or heard, see `believe`). The first event must be `reported`.
 */
export function evolve(before: Case | undefined, event: Event, at: Instant): Case {
  if (event.type === 'reported') return born(event, at);
  if (!before) throw new Error(`a case begins with "reported", not "${event.type}"`);
  return { ...changed(before, event, at), version: before.version + 1 };
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
    status: _s,
    ...rest
  } = before as Case & Record<string, unknown>;
  return rest as CaseFacts;
}

function withOrder(before: CaseFacts, id: string, change: Partial<Order>): Order[] {
  return before.orders.map((order) => (order.id === id ? { ...order, ...change } : order));
}

function handedTo(before: CaseFacts, id: string, person: PersonId): PersonId[] {
  const hands = before.orders.find((order) => order.id === id)?.hands ?? [];
  return hands.includes(person) ? [...hands] : [...hands, person];
}

const changed: After = (before, event, at) =>
  opening(before, event, at) ?? working(before, event, at) ?? ending(before, event, at) ?? aside(before, event, at);

function opening(before: Case, event: Event, at: Instant): Case | undefined {
  const kept = facts(before);
  switch (event.type) {
    case 'verification_asked':
      return { ...kept, status: 'verifying', verifier: event.verifier, clock: event.clock };
    case 'verified':
      return { ...kept, status: 'to_file', clock: event.clock };
    case 'corrected':
      return {
        ...before,
        matter: event.matter ?? before.matter,
        text: event.text ?? before.text,
        place: event.place ?? before.place,
        proposal: event.proposal,
      };
    case 'filed':
      return {
        ...kept,
        status: 'to_dispatch',
        matter: event.matter,
        condition: event.condition,
        urgent: event.urgent,
        proposal: event.proposal,
        clock: event.clock,
      };
    case 'refused':
      return { ...kept, status: 'refused', reason: event.reason, clock: null };
    case 'self_handled':
      return { ...kept, status: 'to_close', selfHandled: true, clock: event.clock };
    case 'dispatched':
      return {
        ...kept,
        status: 'handling',
        accountable: event.unit,
        decidedBy: event.row,
        orders: [...before.orders, sent(event, at)],
        clock: event.clock,
        handling: event.clock,
        request: null,
      };
    default:
      return undefined;
  }
}

function sent(event: Extract<Event, { type: 'dispatched' | 'order_added' }>, sentAt: Instant): Order {
  const { order: id, unit, act, task } = event;
  const lead = event.type === 'dispatched';
  return { id, unit, lead, act, task, handler: null, status: 'sent', sentAt, hands: [] };
}

function working(before: Case, event: Event, at: Instant): Case | undefined {
  const kept = facts(before);
  switch (event.type) {
    case 'order_added':
      return { ...before, orders: [...before.orders, sent(event, at)] };
    case 'order_accepted':
      return {
        ...before,
        orders: withOrder(before, event.order, {
          status: 'underway',
          handler: event.handler,
          hands: handedTo(before, event.order, event.handler),
        }),
      };
    case 'order_returned': {
      const orders = withOrder(before, event.order, { status: 'returned' });
      if (!event.lead) return { ...before, orders, returns: before.returns + 1 };
      return {
        ...kept,
        status: 'to_dispatch',
        orders,
        returns: before.returns + 1,
        accountable: before.centre,
        decidedBy: null,
        clock: event.clock,
        request: null,
      };
    }
    case 'order_finished':
      return { ...before, orders: withOrder(before, event.order, { status: 'done', hands: handedTo(before, event.order, event.by) }) };
    case 'order_withdrawn':
      return { ...before, orders: withOrder(before, event.order, { status: 'withdrawn' }) };
    case 'all_orders_done':
      return { ...kept, status: 'to_check', clock: event.clock, request: null };
    case 'extension_requested':
      return { ...before, request: { kind: 'extension', reason: event.reason, until: null, by: event.by } };
    case 'suspension_requested':
      return { ...before, request: { kind: 'suspension', reason: event.reason, until: event.until, by: event.by } };
    case 'request_declined':
      return { ...before, request: null };
    case 'extended':
      return { ...before, request: null, extensions: before.extensions + 1, clock: event.clock, handling: event.clock };
    case 'suspended':
      return {
        ...kept,
        status: 'suspended',
        until: event.until,
        request: null,
        suspensions: before.suspensions + 1,
        clock: event.clock,
        handling: event.clock,
      };
    case 'resumed':
      return { ...kept, status: 'handling', clock: event.clock, handling: event.clock };
    default:
      return undefined;
  }
}

function ending(before: Case, event: Event, at: Instant): Case | undefined {
  const kept = facts(before);
  switch (event.type) {
    case 'check_asked':
      return { ...kept, status: 'checking', checker: event.checker, clock: event.clock };
    case 'checked':
      return { ...kept, status: event.result === 'pass' ? 'to_close' : 'to_check', clock: event.clock };
    case 'reworked':
      return {
        ...kept,
        status: 'handling',
        reworks: before.reworks + 1,
        selfHandled: false,
        orders: withOrder(before, event.order, { status: 'underway' }),
        clock: event.clock,
        handling: event.clock,
      };
    case 'closed':
      return { ...kept, status: 'closed', closedAt: at, informed: event.informed, clock: null };
    case 'called_back':
      return before;
    case 'rated':
      return { ...before, rating: event.stars };
    case 'reopened':
      return {
        ...kept,
        status: before.condition ? 'to_dispatch' : 'to_file',
        reopenings: before.reopenings + 1,
        accountable: before.centre,
        decidedBy: null,
        handling: null,
        rating: null,
        selfHandled: false,
        clock: event.clock,
      };
    default:
      return undefined;
  }
}

type Aside = Exclude<Event['type'], 'reported'>;

function aside(before: Case, event: Event, at: Instant): Case {
  const kept = facts(before);
  switch (event.type) {
    case 'supervised':
      return { ...before, supervised: true };
    case 'voided':
      return { ...kept, status: 'voided', reason: event.reason, clock: null };
    case 'merged':
      return { ...kept, status: 'merged', into: event.into, clock: null };
    case 'split':
      return { ...kept, status: 'reported', clock: event.clock };
    case 'self_handling_rejected':
      return { ...kept, status: 'to_file', selfHandled: false, clock: event.clock };
    case 'absorbed':
      return { ...before, joined: before.joined + 1 };
    case 'released':
      return { ...before, joined: before.joined - 1 };
    case 'photos_added':
      return {
        ...before,
        photos: [...before.photos, ...event.photos.map((id) => ({ id, kind: event.kind, order: event.order, by: event.by, at }))],
      };
    case 'escalated':
    case 'noted':
      return before;
    default:
      throw new Error(`no case follows from "${(event as { type: Aside }).type}"`);
  }
}
