import type { Instant } from '../../../kernel/brand.ts';
import type { EventType } from '../../case/rules/event.ts';
import type { SayTime } from './open311.ts';

/**
 * What the public hears of a case's way after its report, in the states of FixMyStreet's extension. A turn that is not here is
 * the office's own: who is asked to look, what is noted, asked for and argued. The index of migration 0035 names the same turns.
 */
export const publicTurns = {
  filed: 'open',
  refused: 'no_further_action',
  self_handled: 'in_progress',
  dispatched: 'action_scheduled',
  order_accepted: 'in_progress',
  disputed: 'investigating',
  ruled: 'action_scheduled',
  suspended: 'action_scheduled',
  resumed: 'in_progress',
  all_orders_done: 'in_progress',
  reworked: 'in_progress',
  closed: 'fixed',
  reopened: 'open',
  merged: 'duplicate',
  voided: 'no_further_action',
} as const satisfies Partial<Record<EventType, string>>;
export type PublicTurn = keyof typeof publicTurns;

export type Update = { readonly number: string; readonly seq: number; readonly type: PublicTurn; readonly at: Instant };

/** A turn as the extension lists it. Its id is the case's number and the turn's place in its history, neither of which ever changes. */
export function updateOf({ number, seq, type, at }: Update, { time, say }: { time: SayTime; say: (turn: PublicTurn) => string }) {
  return {
    update_id: `${number}.${seq}`,
    service_request_id: number,
    status: publicTurns[type],
    updated_datetime: time(at),
    description: say(type),
    media_url: '',
  };
}
