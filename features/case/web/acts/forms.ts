import type { SpokenType } from '../../rules/command.ts';

/** What a form asks. Forms are data; one renderer draws them all (principle 15). `name` is the command's own field. */
export type Ask =
  | {
      readonly kind: 'words';
      readonly name: string;
      readonly label: 'note' | 'reason' | 'task' | 'text' | 'facts' | 'said';
      readonly needed: boolean;
      readonly onlyRuled?: true;
    }
  | { readonly kind: 'person'; readonly name: 'verifier' | 'checker' }
  | { readonly kind: 'handler'; readonly name: 'handler' }
  | { readonly kind: 'unit'; readonly name: 'unit' | 'counter'; readonly needed: boolean; readonly only?: 'government' }
  /** Under which authorisation, when the speaker's company holds one. */
  | { readonly kind: 'claim' }
  | { readonly kind: 'matter'; readonly withCondition: boolean; readonly needed: boolean }
  /** Where it is: a pin on a small map and an address. */
  | { readonly kind: 'place'; readonly name: 'place' }
  | { readonly kind: 'choice'; readonly name: string; readonly options: readonly (string | boolean)[] }
  | { readonly kind: 'photos'; readonly name: 'photos' | 'before'; readonly least: number }
  | { readonly kind: 'until'; readonly name: 'until' }
  | { readonly kind: 'case'; readonly name: 'into' };

export type Form = {
  readonly asks: readonly Ask[];
  /** Facts that the form does not ask: an order of its own, fixed values. */
  readonly order?: 'new' | 'mine' | 'open';
  readonly also?: Readonly<Record<string, unknown>>;
  readonly danger?: true;
};

const reason: Ask = { kind: 'words', name: 'reason', label: 'reason', needed: true };
const note: Ask = { kind: 'words', name: 'note', label: 'note', needed: false };
const task: Ask = { kind: 'words', name: 'task', label: 'task', needed: false };

/** Total over what a person may say: a command without a form does not compile. `rate` is asked on the reporter's own page. */
export const forms: Record<SpokenType, Form | null> = {
  file: { asks: [{ kind: 'matter', withCondition: true, needed: true }] },
  ask_verify: { asks: [{ kind: 'person', name: 'verifier' }] },
  verify: {
    asks: [
      { kind: 'choice', name: 'result', options: ['exists', 'absent', 'unclear'] },
      { kind: 'photos', name: 'photos', least: 0 },
      note,
    ],
  },
  correct: {
    asks: [
      { kind: 'words', name: 'text', label: 'said', needed: false },
      { kind: 'matter', withCondition: false, needed: false },
      { kind: 'place', name: 'place' },
    ],
  },
  refuse: { asks: [reason], danger: true },
  self_handle: { asks: [{ kind: 'photos', name: 'photos', least: 1 }, note, { kind: 'claim' }] },
  dispatch: {
    asks: [{ kind: 'unit', name: 'unit', needed: true }, { kind: 'choice', name: 'act', options: ['service', 'enforcement'] }, task],
    order: 'new',
  },
  add_order: {
    asks: [{ kind: 'unit', name: 'unit', needed: true }, { kind: 'choice', name: 'act', options: ['service', 'enforcement'] }, task],
    order: 'new',
  },
  accept_order: { asks: [{ kind: 'handler', name: 'handler' }], order: 'mine' },
  return_order: {
    asks: [
      reason,
      { kind: 'words', name: 'facts', label: 'facts', needed: true, onlyRuled: true },
      { kind: 'unit', name: 'counter', needed: false },
    ],
    order: 'mine',
    danger: true,
  },
  refer: { asks: [reason, { kind: 'unit', name: 'counter', needed: false }] },
  rule: {
    asks: [
      { kind: 'unit', name: 'unit', needed: true },
      reason,
      { kind: 'choice', name: 'becomesRow', options: [true, false] },
      { kind: 'choice', name: 'act', options: ['service', 'enforcement'] },
    ],
    order: 'new',
  },
  finish_order: {
    asks: [{ kind: 'photos', name: 'photos', least: 1 }, { kind: 'photos', name: 'before', least: 0 }, note, { kind: 'claim' }],
    order: 'mine',
  },
  hand_over: { asks: [{ kind: 'unit', name: 'unit', needed: true, only: 'government' }, reason], order: 'new' },
  withdraw_order: { asks: [reason], order: 'open', danger: true },
  request_extension: { asks: [reason] },
  request_suspension: { asks: [{ kind: 'until', name: 'until' }, reason] },
  grant_request: { asks: [] },
  decline_request: { asks: [reason], danger: true },
  resume: { asks: [reason] },
  ask_check: { asks: [{ kind: 'person', name: 'checker' }] },
  check: {
    asks: [{ kind: 'choice', name: 'result', options: ['pass', 'fail', 'unclear'] }, { kind: 'photos', name: 'photos', least: 0 }, note],
  },
  rework: { asks: [reason], danger: true },
  close: { asks: [{ kind: 'choice', name: 'informed', options: [false, true] }, note] },
  call_back: { asks: [{ kind: 'choice', name: 'satisfied', options: [true, false] }, note] },
  rate: null,
  reopen: { asks: [reason] },
  supervise: { asks: [{ kind: 'words', name: 'note', label: 'note', needed: true }] },
  void: { asks: [reason], danger: true },
  merge: { asks: [{ kind: 'case', name: 'into' }] },
  split: { asks: [] },
  add_photos: { asks: [{ kind: 'photos', name: 'photos', least: 1 }], also: { kind: 'verify' } },
  note: { asks: [{ kind: 'words', name: 'text', label: 'text', needed: true }] },
};

/** The next step of the loop in each stage comes first and stands out; the rest follow in this order. */
const weight: Partial<Record<SpokenType, number>> = {
  file: 1,
  verify: 1,
  dispatch: 1,
  rule: 1,
  accept_order: 1,
  finish_order: 1,
  grant_request: 0,
  check: 1,
  close: 1,
  ask_check: 1,
  resume: 2,
  call_back: 2,
  ask_verify: 2,
  decline_request: 1,
};

export function inOrder(offered: readonly string[]): SpokenType[] {
  const known = offered.filter((command): command is SpokenType => command in forms && forms[command as SpokenType] !== null);
  return known.sort((a, b) => (weight[a] ?? 5) - (weight[b] ?? 5));
}

export function leads(command: SpokenType): boolean {
  return (weight[command] ?? 5) <= 1;
}

/** The way on for a case that lacks what filing needs: somebody goes and looks, or it is put right here. */
export const toMend: readonly SpokenType[] = ['ask_verify', 'verify', 'correct'];
