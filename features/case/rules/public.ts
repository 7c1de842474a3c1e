import type { Event, EventType } from './event.ts';

/** What the reporter is told of the history: what was done and decided, not who was asked to look or what staff noted. */
export const publicEvents: readonly EventType[] = [
  'reported',
  'verification_asked',
  'verified',
  'filed',
  'refused',
  'self_handled',
  'dispatched',
  'order_accepted',
  'order_returned',
  'operator_changed',
  'disputed',
  'ruled',
  'order_finished',
  'extended',
  'suspended',
  'resumed',
  'all_orders_done',
  'checked',
  'reworked',
  'self_handling_rejected',
  'closed',
  'rated',
  'reopened',
  'merged',
  'split',
  'voided',
];

/** Facts of an event that the public may see: a list of what goes out, never of what stays in. No person, no note, no telephone. */
export function publicFacts(event: Event): Record<string, unknown> {
  switch (event.type) {
    case 'operator_changed':
      return { unit: event.to };
    case 'dispatched':
    case 'ruled':
      return { unit: event.unit };
    case 'verified':
    case 'checked':
      return { result: event.result };
    case 'refused':
    case 'voided':
    case 'reopened':
      return { reason: event.reason };
    case 'suspended':
      return { until: event.until };
    case 'extended':
      return { due: event.clock.due };
    case 'closed':
      return { informed: event.informed };
    case 'rated':
      return { stars: event.stars };
    default:
      return {};
  }
}
