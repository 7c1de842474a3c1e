import type { CaseId, OrderId, UnitId } from '../../kernel/brand.ts';
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
  if (command === 'return_order')
    return [examples.return_order, { ...examples.return_order, counter: 'water' as UnitId }, { ...examples.return_order, order: second }];
  if (command === 'withdraw_order') return [{ ...examples.withdraw_order, order: second }];
  return [examples[command]];
}

const speakers: readonly Actor[] = [as('handler'), as('officer'), as('leader'), { kind: 'system' }];
const later = (it: Case) => (it.status === 'suspended' ? it.until : nine);

/** Where this case stands after the command said by each of those who may work on it; nothing where it is refused. */
function ends(it: Case, said: Command): Status[] {
  const other = { ...reported(2), id: id(2) as CaseId };
  return speakers.flatMap((by) => {
    const decision = decide(it, said, { ...reference, at: later(it), by, other });
    return decision.ok ? [decision.value.reduce((state: Case, event) => evolve(state, event, nine), it).status] : [];
  });
}

/** Every stage each command can lead to from this one, found by saying it in each situation. */
export function leadsTo(status: Status): Map<CommandType, Status[]> {
  const cases = casesIn(status);
  return new Map(
    (Object.keys(moves[status]) as CommandType[]).map((command) => {
      const found = sayings(command).flatMap((said) => cases.flatMap((it) => ends(it, said)));
      return [command, statuses.filter((each) => found.includes(each))];
    }),
  );
}
