import type { Person, Role } from '../../people/rules/person.ts';
import { type Case, type Status, openOrders, publicChannels } from './case.ts';
import type { CommandType, SpokenType } from './command.ts';
import { mayArbitrate, partiesOf } from './arbiter.ts';
import { moves } from './life.ts';
import { workedOnIt } from './moves/closing.ts';
import type { Actor } from './occasion.ts';

type Sentence = (by: Actor, it: Case) => boolean;

const person =
  (says: (who: Person, it: Case) => boolean): Sentence =>
  (by, it) =>
    by.kind === 'person' && by.person.streets.includes(it.street) && says(by.person, it);

const holds = (...posts: Role[]) => person((who) => posts.some((post) => who.roles.includes(post)));
/** Seats of public power: a company's employee never sits on them, whatever the roster says. */
const seat = (...posts: Role[]) => person((who) => who.sector === 'government' && posts.some((post) => who.roles.includes(post)));
const works: Sentence = person(
  (who, it) =>
    (who.roles.includes('handler') || who.roles.includes('unit_manager')) && openOrders(it).some(({ unit }) => unit === who.unit),
);
const accountable: Sentence = person(
  (who, it) => who.unit === it.accountable && (who.roles.includes('unit_manager') || who.roles.includes('handler')),
);
const reporter: Sentence = (by) => by.kind === 'reporter';
const system: Sentence = (by) => by.kind === 'system';
const anyOf =
  (...sentences: Sentence[]): Sentence =>
  (by, it) =>
    sentences.some((sentence) => sentence(by, it));
const staff = person((who) => who.roles.some((role) => role !== 'district' && role !== 'evaluator'));

/**
 * Who may say what (separation of powers, domain handbook 3.1): who verifies and closes does not dispatch, who handles
 * does neither. `moves` speaks of the case's stage, `may` of the person; the API, the phone and the buttons ask both.
 */
export const may: Record<CommandType, Sentence> = {
  ask_verify: holds('intake_operator', 'shift_leader'),
  verify: person((who, it) => it.status === 'verifying' && it.verifier === who.id),
  correct: holds('intake_operator', 'shift_leader', 'dispatcher'),
  file: seat('shift_leader'),
  refuse: seat('shift_leader'),
  self_handle: person((who, it) => who.roles.includes('patroller') && it.reportedBy === who.id),
  dispatch: holds('dispatcher'),
  add_order: holds('dispatcher'),
  accept_order: works,
  return_order: works,
  finish_order: works,
  hand_over: works,
  refer: holds('dispatcher'),
  rule: person((who, it) => it.status === 'disputed' && mayArbitrate(who, it.street, partiesOf(it))),
  withdraw_order: holds('dispatcher'),
  request_extension: accountable,
  request_suspension: accountable,
  grant_request: holds('dispatcher'),
  decline_request: holds('dispatcher'),
  resume: holds('dispatcher'),
  ask_check: holds('intake_operator', 'shift_leader'),
  check: person((who, it) => it.status === 'checking' && it.checker === who.id && !workedOnIt(it, who.id, who.unit)),
  rework: seat('shift_leader'),
  close: seat('shift_leader'),
  call_back: holds('intake_operator'),
  rate: reporter,
  reopen: anyOf(reporter, holds('intake_operator')),
  supervise: seat('leader'),
  void: seat('shift_leader'),
  merge: holds('intake_operator', 'shift_leader', 'dispatcher'),
  split: holds('intake_operator', 'shift_leader', 'dispatcher'),
  add_photos: anyOf(reporter, staff),
  note: staff,
  absorb: system,
  release: system,
  escalate: system,
  resume_when_due: system,
  become_row: system,
  change_operator: system,
};

const internal: readonly CommandType[] = ['absorb', 'release', 'escalate', 'resume_when_due', 'become_row', 'change_operator'];

/** Buttons that could only be refused with the facts as they stand are not shown: no request to grant, no order to accept. */
const ripe: Partial<Record<SpokenType, Sentence>> = {
  accept_order: person((who, it) => it.orders.some(({ unit, status }) => unit === who.unit && status === 'sent')),
  // A guard stays until it is ruled; who was ruled upon is offered the return for new facts only, which its form asks.
  return_order: person((who, it) => openOrders(it).some(({ unit, guard }) => unit === who.unit && !guard)),
  finish_order: person((who, it) => it.orders.some(({ unit, status }) => unit === who.unit && status === 'underway')),
  withdraw_order: (_by, it) => openOrders(it).some(({ lead }) => !lead),
  grant_request: (_by, it) => it.request !== null,
  decline_request: (_by, it) => it.request !== null,
  request_extension: (_by, it) => it.request === null,
  request_suspension: (_by, it) => it.request === null && it.suspensions === 0,
  rate: (_by, it) => it.rating === null,
  call_back: (_by, it) => publicChannels.includes(it.channel),
};

/** The buttons: what this person may say to this case now. The server would agree to each, facts permitting. */
export function offered(by: Actor, it: Case): SpokenType[] {
  const row = Object.keys(moves[it.status] satisfies Partial<Record<Status | CommandType, unknown>>) as CommandType[];
  return row.filter(
    (command): command is SpokenType =>
      !internal.includes(command) && may[command](by, it) && (ripe[command as SpokenType]?.(by, it) ?? true),
  );
}
