import type { CaseId, Instant, OrderId, PersonId, PhotoId, StreetId, UnitId } from '../../../kernel/brand.ts';
import type { Clock } from '../../../kernel/time/clock.ts';
import type { MatterKey } from '../../catalogue/rules/matter.ts';
import type { Claim } from '../../responsibility/rules/authorisation.ts';
import type { Act, CasePlace, Channel, PhotoKind, Proposal } from './case.ts';

/** What happened, in the past tense, with the facts that evolve needs and a sentence can be made of. Never edited. */
export type Event =
  | {
      type: 'reported';
      id: CaseId;
      street: StreetId;
      number: string;
      channel: Channel;
      text: string;
      place: CasePlace;
      matter: MatterKey | null;
      urgent: boolean;
      by: PersonId | null;
      proposal: Proposal;
      centre: UnitId;
      clock: Clock;
    }
  | { type: 'verification_asked'; verifier: PersonId; clock: Clock }
  | { type: 'verified'; result: 'exists' | 'absent' | 'unclear'; note: string; clock: Clock }
  | { type: 'corrected'; matter: MatterKey | null; text: string | null; place: CasePlace | null; proposal: Proposal }
  | { type: 'filed'; matter: MatterKey; condition: string; urgent: boolean; proposal: Proposal; clock: Clock }
  | { type: 'refused'; reason: string }
  | { type: 'self_handled'; note: string; clock: Clock; under?: Claim }
  | { type: 'dispatched'; order: OrderId; unit: UnitId; act: Act; task: string; row: string | null; clock: Clock }
  | { type: 'order_added'; order: OrderId; unit: UnitId; act: Act; task: string }
  | { type: 'order_accepted'; order: OrderId; handler: PersonId }
  | { type: 'order_returned'; order: OrderId; reason: string; counter: UnitId | null; lead: boolean; clock: Clock | null; facts?: string }
  /** The party that had it guards the site until the ruling; a dispatcher's wish carries its own words. */
  | { type: 'disputed'; order: OrderId | null; arbiter: PersonId; wish: { reason: string; counter: UnitId | null } | null; clock: Clock }
  | { type: 'ruled'; unit: UnitId; reason: string; by: PersonId; becomesRow: boolean; matter: MatterKey | null }
  | { type: 'row_made'; row: string; list: number }
  /** 合同交接: the contract it is done under went to another operator. Orders are issued anew, clocks run on. */
  | {
      type: 'operator_changed';
      handover: string;
      contract: string;
      from: UnitId;
      to: UnitId;
      accountable: UnitId;
      proposal: Proposal;
      orders: { was: OrderId; order: OrderId; unit: UnitId }[];
    }
  | { type: 'order_finished'; order: OrderId; note: string; by: PersonId; under?: Claim }
  /** 移送执法: a company's crew met what only an officer may do; the order it makes is answered by a government unit. */
  | { type: 'handed_over'; order: OrderId; unit: UnitId; act: 'enforcement'; task: string; by: PersonId }
  | { type: 'order_withdrawn'; order: OrderId; reason: string }
  | { type: 'all_orders_done'; late: boolean; clock: Clock }
  | { type: 'extension_requested'; reason: string; by: PersonId }
  | { type: 'suspension_requested'; reason: string; until: Instant; by: PersonId }
  | { type: 'request_declined'; kind: 'extension' | 'suspension'; reason: string }
  | { type: 'extended'; clock: Clock }
  | { type: 'suspended'; until: Instant; clock: Clock }
  | { type: 'resumed'; reason: string; clock: Clock }
  | { type: 'check_asked'; checker: PersonId; clock: Clock }
  | { type: 'checked'; result: 'pass' | 'fail' | 'unclear'; note: string; clock: Clock }
  | { type: 'self_handling_rejected'; reason: string; clock: Clock }
  | { type: 'reworked'; reason: string; order: OrderId; clock: Clock }
  | { type: 'closed'; informed: boolean; note: string }
  | { type: 'called_back'; satisfied: boolean; note: string }
  | { type: 'rated'; stars: number; words: string }
  | { type: 'reopened'; reason: string; clock: Clock }
  | { type: 'supervised'; note: string }
  | { type: 'voided'; reason: string }
  | { type: 'merged'; into: CaseId }
  | { type: 'split'; clock: Clock }
  | { type: 'absorbed'; from: CaseId }
  | { type: 'released'; from: CaseId }
  | { type: 'escalated'; light: 'yellow' | 'red'; due: Instant }
  | { type: 'photos_added'; kind: PhotoKind; order: OrderId | null; photos: PhotoId[]; by: PersonId | null }
  | { type: 'noted'; text: string };

export type EventType = Event['type'];

/** An event as the log keeps it: who, in which post, when they say it happened and when we heard. */
export type Logged = {
  readonly seq: number;
  readonly event: Event;
  readonly actor: string;
  readonly role: string;
  readonly saidAt: Instant;
  readonly heardAt: Instant;
};
