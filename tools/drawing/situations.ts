import type { CaseId, OrderId } from '../../kernel/brand.ts';
import { type Case, type Status, statuses } from '../../features/case/rules/case.ts';
import type { Command, CommandType } from '../../features/case/rules/command.ts';
import { decide, moves } from '../../features/case/rules/life.ts';
import { evolve } from '../../features/case/rules/evolve.ts';
import type { Actor } from '../../features/case/rules/occasion.ts';
import { as, caseIn, examples, id, nine, people, play, reference, reported } from '../../features/case/rules/testing.ts';

/** Cases of one stage that differ in what the table's cells look at: with a second order, with a request, put right on the spot. */
function casesIn(status: Status): Case[] {
  const plain = caseIn(status);
  if (status === 'handling') {
    const two = play(plain, as('dispatcher'), examples.add_order);
    const secondLeft = play(two, as('handler'), examples.finish_order);
    const asked = (request: Command) => play(plain, as('manager'), request);
    return [plain, two, secondLeft, asked(examples.request_extension), asked(examples.request_suspension)];
  }
  if (status === 'reported') return [plain, reported(1, people.patroller.id)];
  const onTheSpot = play(reported(1, people.patroller.id), as('patroller'), examples.self_handle);
  if (status === 'to_close') return [plain, onTheSpot];
  if (status === 'closed') return [plain, play(onTheSpot, as('shift'), examples.close)];
  return [plain];
}

const second = examples.add_order.order as OrderId;

/** What can be said with this command, as far as it changes where the case goes. */
function sayings(command: CommandType): Command[] {
  if (command === 'check') return [examples.check, { ...examples.check, result: 'fail' }, { ...examples.check, result: 'unclear' }];
  if (command === 'call_back') return [examples.call_back, { ...examples.call_back, satisfied: false }];
  if (command === 'return_order') return [examples.return_order, { ...examples.return_order, order: second }];
  if (command === 'withdraw_order') return [{ ...examples.withdraw_order, order: second }];
  return [examples[command]];
}

const speakers: readonly Actor[] = [as('handler'), as('officer'), { kind: 'system' }];
const later = (it: Case) => (it.status === 'suspended' ? it.until : nine);

/** Every stage each command can lead to from this one, found by saying it in each situation. */
export function leadsTo(status: Status): Map<CommandType, Status[]> {
  const other = { ...reported(2), id: id(2) as CaseId };
  const found = new Map<CommandType, Status[]>();
  for (const command of Object.keys(moves[status]) as CommandType[]) {
    const ends = new Set<Status>();
    for (const it of casesIn(status))
      for (const said of sayings(command))
        for (const by of speakers) {
          const decision = decide(it, said, { ...reference, at: later(it), by, other });
          if (decision.ok) ends.add(decision.value.reduce((state: Case, event) => evolve(state, event, nine), it).status);
        }
    found.set(
      command,
      statuses.filter((each) => ends.has(each)),
    );
  }
  return found;
}
