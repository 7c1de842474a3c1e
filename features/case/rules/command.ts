import type { CaseId, Instant, OrderId, PersonId, PhotoId, UnitId } from '../../../kernel/brand.ts';
import type { MatterKey } from '../../catalogue/rules/matter.ts';
import type { Claim } from '../../responsibility/rules/authorisation.ts';
import type { Act, CasePlace, PhotoKind } from './case.ts';

/** What a person may say to a case. One door, one union: desk, phone, import and API all speak it. */
export type Spoken =
  | { type: 'ask_verify'; verifier: PersonId }
  | { type: 'verify'; result: 'exists' | 'absent' | 'unclear'; note: string; photos: PhotoId[] }
  | { type: 'correct'; matter: MatterKey | null; text: string | null; place: CasePlace | null }
  | { type: 'file'; matter: MatterKey; condition: string }
  | { type: 'refuse'; reason: string }
  | { type: 'self_handle'; note: string; photos: PhotoId[]; under?: Claim | undefined }
  | { type: 'dispatch'; unit: UnitId; act: Act; task: string; order: OrderId }
  | { type: 'add_order'; unit: UnitId; act: Act; task: string; order: OrderId }
  | { type: 'accept_order'; order: OrderId; handler: PersonId | null }
  | { type: 'return_order'; order: OrderId; reason: string; counter: UnitId | null; facts?: string | undefined }
  | { type: 'refer'; reason: string; counter: UnitId | null }
  | { type: 'rule'; unit: UnitId; act: Act; reason: string; becomesRow: boolean; order: OrderId }
  | { type: 'finish_order'; order: OrderId; note: string; photos: PhotoId[]; before: PhotoId[]; under?: Claim | undefined }
  | { type: 'hand_over'; unit: UnitId; reason: string; order: OrderId }
  | { type: 'withdraw_order'; order: OrderId; reason: string }
  | { type: 'request_extension'; reason: string }
  | { type: 'request_suspension'; reason: string; until: Instant }
  | { type: 'grant_request' }
  | { type: 'decline_request'; reason: string }
  | { type: 'resume'; reason: string }
  | { type: 'ask_check'; checker: PersonId }
  | { type: 'check'; result: 'pass' | 'fail' | 'unclear'; note: string; photos: PhotoId[] }
  | { type: 'rework'; reason: string }
  | { type: 'close'; informed: boolean; note: string }
  | { type: 'call_back'; satisfied: boolean; note: string }
  | { type: 'rate'; stars: 1 | 2 | 3 | 4 | 5; words: string }
  | { type: 'reopen'; reason: string }
  | { type: 'supervise'; note: string }
  | { type: 'void'; reason: string }
  | { type: 'merge'; into: CaseId }
  | { type: 'split' }
  | { type: 'add_photos'; kind: PhotoKind; photos: PhotoId[] }
  | { type: 'note'; text: string };

/** What only the system says: the other half of a merge or split, and the timers. */
export type Internal =
  | { type: 'absorb'; from: CaseId }
  | { type: 'release'; from: CaseId }
  | { type: 'escalate'; light: 'yellow' | 'red' }
  | { type: 'resume_when_due' }
  | { type: 'become_row'; row: string; list: number }
  | ChangeOperator;

/** A contract went from one operator to another: which rows, and who of the new one follows whom of the old. */
export type ChangeOperator = {
  type: 'change_operator';
  handover: string;
  contract: string;
  list: number;
  rows: readonly string[];
  heirs: readonly { readonly from: UnitId; readonly to: UnitId }[];
};

export type Command = Spoken | Internal;
export type CommandType = Command['type'];
export type SpokenType = Spoken['type'];
export type Cmd<C extends CommandType> = Extract<Command, { type: C }>;
