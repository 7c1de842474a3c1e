import type { CaseId, Instant, OrderId, PersonId, PhotoId, StreetId, UnitId } from '../../../kernel/brand.ts';
import type { Point } from '../../../kernel/place/point.ts';
import type { Clock } from '../../../kernel/time/clock.ts';
import type { Limit } from '../../../kernel/time/limit.ts';
import type { MatterKey } from '../../catalogue/rules/matter.ts';
import type { Step } from '../../responsibility/rules/rank.ts';
import type { Power } from '../../responsibility/rules/row.ts';

/** Where a report came from (问题来源). `resident` covers every public door: page, QR code, WeChat. */
export const channels = [
  'resident',
  'phone',
  'counter',
  'patrol',
  'open311',
  'api',
  'leader',
  'department',
  'media',
  'inspection',
] as const;
export type Channel = (typeof channels)[number];

/** Channels anybody may come by; each of the others is a post's own. */
export const openChannels: readonly Channel[] = ['resident', 'open311'];

/** Channels behind which stands a member of the public, who is owed an answer. */
export const publicChannels: readonly Channel[] = ['resident', 'phone', 'counter', 'open311', 'media'];

/** Where the thing is. Only the street is certain; a resident may refuse a position and say it in words. */
export type CasePlace = {
  readonly point: Point | null;
  readonly address: string;
  readonly community: string | null;
  readonly dutyGrid: string | null;
  readonly unitGrid: string | null;
  readonly asset: string | null;
  /** The place the words name while the pin is elsewhere: the reporter was asked and stood by the pin. */
  readonly insistedAgainst?: string;
};

export const photoKinds = ['report', 'before', 'after', 'verify', 'check'] as const;
export type PhotoKind = (typeof photoKinds)[number];
export type CasePhoto = {
  readonly id: PhotoId;
  readonly kind: PhotoKind;
  readonly order: OrderId | null;
  readonly by: PersonId | null;
  readonly at: Instant;
};

/**
 * What the duty list says about this matter here: the party, the row that decided and what it beat, kept so that the past stays
 * explained. Cases of before the list had versions know only the first two.
 */
export type Proposal = {
  readonly unit: UnitId;
  readonly row: string;
  readonly list?: number;
  /** Promised by the row instead of the filing condition's limit. */
  readonly limit?: Limit | null;
  readonly coHandlers?: readonly UnitId[];
  readonly powers?: readonly Power[];
  readonly beat?: readonly { readonly row: string; readonly by: Step | 'id' }[];
};

/** `service` is work anyone under contract may do; `enforcement` orders, impounds or punishes and belongs to government officers. */
export type Act = 'service' | 'enforcement';

/** One job of one party inside a case (工单). The lead order's unit is the case's accountable party. */
export type Order = {
  readonly id: OrderId;
  readonly unit: UnitId;
  readonly lead: boolean;
  readonly act: Act;
  readonly task: string;
  readonly handler: PersonId | null;
  readonly status: 'sent' | 'underway' | 'done' | 'returned' | 'withdrawn';
  readonly sentAt: Instant;
  /** Keeps the site safe while it is argued whose it is (先办后议), until the party of the ruling accepts. */
  readonly guard?: true;
  /** Everyone who ever worked on it; none of them may check the case. */
  readonly hands: readonly PersonId[];
};

export type Request = {
  readonly kind: 'extension' | 'suspension';
  readonly reason: string;
  readonly until: Instant | null;
  readonly by: PersonId;
};

/** What a party, or the dispatcher for the centre, said about whose the case is. */
export type Argument = {
  readonly unit: UnitId;
  readonly reason: string;
  readonly facts?: string;
  readonly counter: UnitId | null;
  readonly at: Instant;
};

/** A ruling (裁定): whose it is from now on, by whom and why. `row` is the duty row it became, if it did. */
export type Ruling = {
  readonly unit: UnitId;
  readonly reason: string;
  readonly by: PersonId;
  readonly at: Instant;
  readonly becomesRow: boolean;
  readonly row: string | null;
};

/** Facts of every case, whatever its stage. */
export type CaseFacts = {
  readonly id: CaseId;
  readonly street: StreetId;
  readonly number: string;
  readonly version: number;
  readonly channel: Channel;
  readonly text: string;
  readonly place: CasePlace;
  readonly matter: MatterKey | null;
  readonly condition: string | null;
  readonly urgent: boolean;
  readonly reportedAt: Instant;
  readonly reportedBy: PersonId | null;
  readonly proposal: Proposal;
  /** Exactly one party at every moment; before dispatch and after a return it is the street's command centre. */
  readonly accountable: UnitId;
  /** The duty row that chose the accountable party; null when the dispatcher chose against the list. */
  readonly decidedBy: string | null;
  readonly centre: UnitId;
  readonly orders: readonly Order[];
  readonly photos: readonly CasePhoto[];
  /** The clock of the present stage; null where nothing is promised any more. */
  readonly clock: Clock | null;
  /** The handling clock: starts at the first dispatch, goes on through returns and rework, stands still while suspended. */
  readonly handling: Clock | null;
  readonly request: Request | null;
  /** Every refusal of the lead order and every wish for a ruling, oldest first. Absent where nobody ever argued. */
  readonly argued?: readonly Argument[];
  /** The last ruling; it binds until new facts come up. */
  readonly ruling?: Ruling;
  readonly extensions: number;
  readonly suspensions: number;
  readonly reworks: number;
  readonly returns: number;
  readonly reopenings: number;
  readonly joined: number;
  readonly supervised: boolean;
  readonly selfHandled: boolean;
  readonly rating: number | null;
};

type Stages =
  | { readonly status: 'reported' }
  | { readonly status: 'to_file' }
  | { readonly status: 'to_dispatch' }
  | { readonly status: 'handling' }
  | { readonly status: 'to_check' }
  | { readonly status: 'to_close' }
  | { readonly status: 'disputed'; readonly arbiter: PersonId; readonly since: Instant }
  | { readonly status: 'verifying'; readonly verifier: PersonId }
  | { readonly status: 'checking'; readonly checker: PersonId }
  | { readonly status: 'suspended'; readonly until: Instant }
  | { readonly status: 'closed'; readonly closedAt: Instant; readonly informed: boolean }
  | { readonly status: 'refused'; readonly reason: string }
  | { readonly status: 'voided'; readonly reason: string }
  | { readonly status: 'merged'; readonly into: CaseId };

/** A case (案卷): one thing that is wrong, with one accountable party, until it is put right and checked. */
export type Case = CaseFacts & Stages;
export type Status = Stages['status'];
export type In<S extends Status> = CaseFacts & Extract<Stages, { status: S }>;

/** In the order of the loop; screens and tables follow it. */
export const statuses = [
  'reported',
  'verifying',
  'to_file',
  'to_dispatch',
  'disputed',
  'handling',
  'suspended',
  'to_check',
  'checking',
  'to_close',
  'closed',
  'refused',
  'voided',
  'merged',
] as const satisfies readonly Status[];

/** Nothing is owed any more in these; a closed case can still be reopened and takes late evidence. */
export const finished: readonly Status[] = ['closed', 'refused', 'voided', 'merged'];

/** The orders that must be done before the case can be checked. */
export function openOrders({ orders }: Pick<CaseFacts, 'orders'>): Order[] {
  return orders.filter(({ status }) => status === 'sent' || status === 'underway');
}

/** How often the case changed hands (换手): lead orders that went to another unit than the one before. */
export function hopsOf({ orders }: Pick<CaseFacts, 'orders'>): number {
  const led = orders.filter(({ lead, guard }) => lead || guard);
  return led.filter(({ unit }, i) => i > 0 && led[i - 1]?.unit !== unit).length;
}

export function leadOrder({ orders }: Pick<CaseFacts, 'orders'>): Order | undefined {
  return orders.findLast(({ lead, status }) => lead && status !== 'withdrawn' && status !== 'returned');
}
