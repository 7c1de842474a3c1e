import type { CaseId, Day, Instant, OrderId, PersonId, PhotoId, StreetId, UnitId } from '../../../kernel/brand.ts';
import { type Calendar, standardPeriods } from '../../../kernel/time/calendar.ts';
import type { MatterKey } from '../../catalogue/rules/matter.ts';
import type { Person, Role, Sector, Unit } from '../../people/rules/person.ts';
import { arbiterFor } from './arbiter.ts';
import type { Case, Status } from './case.ts';
import type { Cmd, Command, CommandType } from './command.ts';
import { evolve } from './evolve.ts';
import { decide } from './life.ts';
import type { Actor, Reference } from './occasion.ts';
import { stageClock } from './stage.ts';

/** A small street for tests of the rules: one of every post, one butler, one department, one matter. */
export const street = '440399001' as StreetId;
/** Monday 2026-03-02, 09:00 in Shenzhen. */
export const nine = 1_772_413_200_000 as Instant;
export const minutesLater = (n: number) => (nine + n * 60_000) as Instant;

export const calendar: Calendar = {
  utcOffsetMinutes: 480,
  periods: standardPeriods,
  specialDays: new Map<Day, 'work' | 'rest'>(),
  knownYears: new Set([2026]),
};

const unit = (id: string, sector: Sector, kind: Unit['kind']): Unit => ({
  id: id as UnitId,
  name: { zh: id, en: id },
  sector,
  kind,
  parent: null,
});
export const units = [
  unit('centre', 'government', 'centre'),
  unit('office', 'government', 'office'),
  unit('urban', 'government', 'department'),
  unit('sweep', 'enterprise', 'team'),
  unit('patrol', 'enterprise', 'team'),
  unit('water', 'government', 'department'),
];

const person = (id: string, posts: Role[], of: string, sector: Sector): Person => ({
  id: id as PersonId,
  name: id,
  roles: posts,
  unit: of as UnitId,
  sector,
  streets: [street],
});
export const people = {
  operator: person('operator', ['intake_operator'], 'centre', 'government'),
  shift: person('shift', ['shift_leader'], 'centre', 'government'),
  companyShift: person('companyShift', ['shift_leader'], 'sweep', 'enterprise'),
  dispatcher: person('dispatcher', ['dispatcher'], 'centre', 'government'),
  leader: person('leader', ['leader'], 'office', 'government'),
  patroller: person('patroller', ['patroller'], 'patrol', 'enterprise'),
  sweepPatroller: person('sweepPatroller', ['patroller', 'handler'], 'sweep', 'enterprise'),
  handler: person('handler', ['handler'], 'sweep', 'enterprise'),
  manager: person('manager', ['unit_manager'], 'sweep', 'enterprise'),
  officer: person('officer', ['handler'], 'water', 'government'),
  evaluator: person('evaluator', ['evaluator'], 'centre', 'government'),
  district: person('district', ['district'], 'urban', 'government'),
} satisfies Record<string, Person>;
export type Somebody = keyof typeof people;

export const matter = 'matter:06001' as MatterKey;
export const reference: Reference = {
  calendar,
  unit: (id) => units.find((each) => each.id === id),
  person: (id) => Object.values(people).find((each) => each.id === id),
  matterExists: (key) => key === matter,
  condition: (key, condition) =>
    key === matter && condition === 'seen'
      ? { key: 'seen', text: { zh: '现场可见', en: 'seen' }, limit: { value: 4, unit: 'work_hour' }, closing: { zh: '已清', en: 'clean' } }
      : undefined,
  authorised: ({ act }) => (act === 'repair' ? { code: 'act-not-permitted', act } : undefined),
  arbiter: (of, parties) => arbiterFor(Object.values(people), of, parties),
  propose: () => ({ unit: 'sweep' as UnitId, row: 'row-1' }),
};

export const photo = (n: number) => String(n).repeat(64).slice(0, 64) as PhotoId;
export const id = (n: number) => `01910000-0000-7000-8000-${String(n).padStart(12, '0')}`;
export const lead = id(101) as OrderId;

export function reported(n = 1, by: PersonId | null = null): Case {
  return evolve(
    undefined,
    {
      type: 'reported',
      id: id(n) as CaseId,
      street,
      number: '001-260302-0001-0',
      channel: by ? 'patrol' : 'resident',
      text: '垃圾没人收',
      place: { point: { lon: 114.05, lat: 22.53 }, address: '', community: null, dutyGrid: null, unitGrid: null, asset: null },
      matter: null,
      urgent: false,
      by,
      proposal: { unit: 'sweep' as UnitId, row: 'row-1' },
      centre: 'centre' as UnitId,
      clock: stageClock('accept', false, nine, calendar),
    },
    nine,
  );
}

export const as = (who: Somebody): Actor => ({ kind: 'person', person: people[who] });

/** Plays a command and answers the case after it; throws on a refusal, for stories that must go well. */
export function play(it: Case, by: Actor, command: Command, at: Instant = nine, other?: Case): Case {
  const decision = decide(it, command, { ...reference, at, by, ...(other ? { other } : {}) });
  if (!decision.ok) throw new Error(`${command.type} in ${it.status}: ${JSON.stringify(decision.refusal)}`);
  return decision.value.reduce((state: Case, event) => evolve(state, event, at), it);
}

/** A case brought to each stage by the shortest story that leads there. */
export function caseIn(status: Status): Case {
  const withPhoto = play(reported(), { kind: 'reporter' }, { type: 'add_photos', kind: 'report', photos: [photo(1)] });
  const filed = () => play(withPhoto, as('shift'), { type: 'file', matter, condition: 'seen' });
  const handling = () =>
    play(filed(), as('dispatcher'), { type: 'dispatch', unit: 'sweep' as UnitId, act: 'service', task: '', order: lead });
  const accepted = () => play(handling(), as('handler'), { type: 'accept_order', order: lead, handler: null });
  const done = () => play(accepted(), as('handler'), { type: 'finish_order', order: lead, note: '', photos: [photo(2)], before: [] });
  const checking = () => play(done(), as('operator'), { type: 'ask_check', checker: people.patroller.id });
  const toClose = () => play(checking(), as('patroller'), { type: 'check', result: 'pass', note: '', photos: [photo(3)] });
  const stories: Record<Status, () => Case> = {
    reported: () => withPhoto,
    verifying: () => play(withPhoto, as('operator'), { type: 'ask_verify', verifier: people.patroller.id }),
    to_file: () => play(stories.verifying(), as('patroller'), { type: 'verify', result: 'exists', note: '', photos: [photo(4)] }),
    to_dispatch: filed,
    disputed: () => play(accepted(), as('handler'), { ...examples.return_order, counter: 'water' as UnitId }),
    handling: accepted,
    suspended: () =>
      play(
        play(accepted(), as('manager'), { type: 'request_suspension', reason: '雨季', until: minutesLater(60 * 24 * 30) }),
        as('dispatcher'),
        { type: 'grant_request' },
      ),
    to_check: done,
    checking,
    to_close: toClose,
    closed: () => play(toClose(), as('shift'), { type: 'close', informed: false, note: '' }),
    refused: () => play(withPhoto, as('shift'), { type: 'refuse', reason: '不属实' }),
    voided: () => play(withPhoto, as('shift'), { type: 'void', reason: '测试' }),
    merged: () => play(withPhoto, as('operator'), { type: 'merge', into: id(2) as CaseId }, nine, reported(2)),
  };
  return stories[status]();
}

/** One sensible example of every command: a forgotten one is a compile error. */
export const examples: { [C in CommandType]: Cmd<C> } = {
  ask_verify: { type: 'ask_verify', verifier: people.patroller.id },
  verify: { type: 'verify', result: 'exists', note: '', photos: [photo(5)] },
  correct: { type: 'correct', matter, text: null, place: null },
  file: { type: 'file', matter, condition: 'seen' },
  refuse: { type: 'refuse', reason: '不属实' },
  self_handle: { type: 'self_handle', note: '', photos: [photo(5)] },
  dispatch: { type: 'dispatch', unit: 'sweep' as UnitId, act: 'service', task: '', order: id(201) as OrderId },
  add_order: { type: 'add_order', unit: 'water' as UnitId, act: 'service', task: '', order: id(202) as OrderId },
  accept_order: { type: 'accept_order', order: lead, handler: null },
  return_order: { type: 'return_order', order: lead, reason: '不归我们', counter: null },
  refer: { type: 'refer', reason: '两家都说不是自己的', counter: 'water' as UnitId },
  rule: { type: 'rule', unit: 'water' as UnitId, act: 'service', reason: '井盖归水务', becomesRow: true, order: id(204) as OrderId },
  finish_order: { type: 'finish_order', order: lead, note: '', photos: [photo(6)], before: [] },
  hand_over: { type: 'hand_over', unit: 'water' as UnitId, reason: '要查扣', order: id(203) as OrderId },
  withdraw_order: { type: 'withdraw_order', order: lead, reason: '多派了' },
  request_extension: { type: 'request_extension', reason: '缺料' },
  request_suspension: { type: 'request_suspension', reason: '雨季', until: minutesLater(60 * 24 * 30) },
  grant_request: { type: 'grant_request' },
  decline_request: { type: 'decline_request', reason: '来得及' },
  resume: { type: 'resume', reason: '雨停了' },
  ask_check: { type: 'ask_check', checker: people.patroller.id },
  check: { type: 'check', result: 'pass', note: '', photos: [photo(7)] },
  rework: { type: 'rework', reason: '没干净' },
  close: { type: 'close', informed: false, note: '' },
  call_back: { type: 'call_back', satisfied: true, note: '' },
  rate: { type: 'rate', stars: 5, words: '' },
  reopen: { type: 'reopen', reason: '又堆上了' },
  supervise: { type: 'supervise', note: '盯住' },
  void: { type: 'void', reason: '重复' },
  merge: { type: 'merge', into: id(2) as CaseId },
  split: { type: 'split' },
  add_photos: { type: 'add_photos', kind: 'report', photos: [photo(8)] },
  note: { type: 'note', text: '已电话' },
  absorb: { type: 'absorb', from: id(3) as CaseId },
  release: { type: 'release', from: id(3) as CaseId },
  escalate: { type: 'escalate', light: 'yellow' },
  resume_when_due: { type: 'resume_when_due' },
  become_row: { type: 'become_row', row: 'D034', list: 2 },
  change_operator: {
    type: 'change_operator',
    handover: id(9),
    contract: 'C-CH',
    list: 2,
    rows: ['row-1'],
    heirs: [{ from: 'sweep' as UnitId, to: 'newcomer' as UnitId }],
  },
};
