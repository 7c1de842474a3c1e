import { type Result, refuse } from '../../../kernel/result.ts';
import type { Case } from './case.ts';
import type { Command, CommandType } from './command.ts';
import type { Event } from './event.ts';
import { absorb, add_photos, escalate, merge, note, release, split, supervise, voidCase } from './moves/anytime.ts';
import { become_row, refer, rule } from './moves/arguing.ts';
import { ask_check, call_back, check, close, rate, reopen, rework } from './moves/closing.ts';
import {
  accept_order,
  add_order,
  decline_request,
  dispatch,
  finish_order,
  grant_request,
  hand_over,
  request_extension,
  request_suspension,
  resume,
  resume_when_due,
  return_order,
  withdraw_order,
} from './moves/handling.ts';
import { ask_verify, correct, file, refuseCase, self_handle, verify } from './moves/opening.ts';
import { change_operator } from './moves/succession.ts';
import type { Moves, Occasion } from './occasion.ts';
import type { CaseRefusal } from './refusals.ts';

const always = { note, add_photos, become_row };
const open = { ...always, supervise, absorb, release, escalate, change_operator };
const working = { accept_order, return_order, finish_order, withdraw_order };
const unfiled = { ask_verify, correct, void: voidCase, merge };

/** The life cycle (闭环). A missing cell is an illegal move; the tables in the docs, the buttons and the tests are drawn from here. */
export const moves = {
  reported: { ...open, ...unfiled, file, refuse: refuseCase, self_handle },
  verifying: { ...open, ...unfiled, verify },
  to_file: { ...open, ...unfiled, file, refuse: refuseCase },
  to_dispatch: { ...open, ...working, correct, dispatch, refer, void: voidCase, merge },
  disputed: { ...open, ...working, add_order, rule },
  handling: {
    ...open,
    ...working,
    add_order,
    hand_over,
    request_extension,
    request_suspension,
    grant_request,
    decline_request,
    refer,
    void: voidCase,
  },
  suspended: { ...always, change_operator, supervise, absorb, release, resume, resume_when_due },
  to_check: { ...open, ask_check },
  checking: { ...open, ask_check, check },
  to_close: { ...open, close, rework },
  closed: { ...always, call_back, rate, reopen, release },
  refused: { note, release },
  voided: { note, release },
  merged: { ...always, split },
} satisfies Moves;

type AnyMove = (it: Case, command: Command, on: Occasion) => Result<Event[], CaseRefusal>;

/** What a command leads to in this stage: events, or a refusal. Permission (`may`) has been asked before. */
export function decide(it: Case, command: Command, on: Occasion): Result<Event[], CaseRefusal> {
  const row: Partial<Record<CommandType, unknown>> = moves[it.status];
  // The one cast: the cell was checked against its stage and command by `satisfies Moves` above.
  const move = row[command.type] as AnyMove | undefined;
  return move ? move(it, command, on) : refuse({ code: 'not-in-this-state', command: command.type, status: it.status });
}
