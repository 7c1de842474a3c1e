import type { Instant, PersonId, UnitId } from '../../../kernel/brand.ts';
import { type Result, ok } from '../../../kernel/result.ts';
import type { Calendar } from '../../../kernel/time/calendar.ts';
import type { Person, Unit } from '../../people/rules/person.ts';
import type { Case } from '../../case/rules/case.ts';
import { clockOf, leftOf } from '../../case/rules/clocks.ts';
import type { Command } from '../../case/rules/command.ts';
import type { Event } from '../../case/rules/event.ts';
import { evolve } from '../../case/rules/evolve.ts';
import { decide } from '../../case/rules/life.ts';
import { may, offered } from '../../case/rules/may.ts';
import type { Occasion } from '../../case/rules/occasion.ts';
import type { CaseRefusal } from '../../case/rules/refusals.ts';
import { assigneeOf } from '../../case/rules/sees.ts';
import type { CaseView } from '../../case/rules/view.ts';
import type { DayCase } from './day.ts';
import { type Entry, threadOf } from './entry.ts';

/** What the phone knows of the world when it decides alone. */
export type Known = {
  readonly person: Person;
  readonly calendar: Calendar;
  readonly units: ReadonlyMap<UnitId, Unit>;
  readonly people: ReadonlyMap<PersonId, Person>;
};

/** Said in the field and decided by the case's own rules, so it may be said without a network; everything else asks the desk's server. */
export const fieldCommands: readonly string[] = [
  'accept_order',
  'return_order',
  'finish_order',
  'hand_over',
  'request_extension',
  'request_suspension',
  'verify',
  'check',
  'self_handle',
  'add_photos',
  'note',
];

function occasion({ person, calendar, units, people }: Known, at: Instant): Occasion {
  const never = (what: string) => (): never => {
    throw new Error(`no command of the field asks for a ${what}`);
  };
  return {
    calendar,
    unit: (id) => units.get(id),
    person: (id) => people.get(id),
    matterExists: () => true,
    condition: () => undefined,
    // Claims are checked by the server, which holds the register.
    authorised: () => undefined,
    propose: never('proposal'),
    // A second return goes to a named arbiter; only the server knows whom.
    arbiter: () => undefined,
    at,
    by: { kind: 'person', person },
  };
}

/** What a command would lead to, by the same rules as on the server: events, or the refusal the server would give. */
export function foresee(it: Case, command: Command, known: Known, at: Instant): Result<Event[], CaseRefusal> {
  const on = occasion(known, at);
  if (!may[command.type](on.by, it)) return { ok: false, refusal: { code: 'not-allowed', command: command.type } };
  return decide(it, command, on);
}

type Ahead = { readonly it: Case; readonly events: readonly { event: Event; at: Instant }[] };

/** The case as it will be once this phone's waiting words have arrived, if nobody else says anything. */
function aheadOf(it: Case, all: readonly Entry[], known: Known): Ahead {
  const waiting = all.filter(
    (entry) =>
      entry.state.status === 'waiting' &&
      entry.by === known.person.id &&
      threadOf(entry, all) === threadOf({ key: '', to: { kind: 'case', id: it.id } }, all),
  );
  return waiting.reduce<Ahead>(
    (before, entry) => {
      const command = commandOf(entry);
      const foreseen: Result<Event[]> = command ? foresee(before.it, command, known, entry.saidAt) : ok([]);
      if (!foreseen.ok) return before;
      return {
        it: foreseen.value.reduce((state, event) => evolve(state, event, entry.saidAt), before.it),
        events: [...before.events, ...foreseen.value.map((event) => ({ event, at: entry.saidAt }))],
      };
    },
    { it, events: [] },
  );
}

/** The command of an entry, its pictures named by their files: the rules only count them. */
export function commandOf({ said, pictures }: Pick<Entry, 'said' | 'pictures'>): Command | undefined {
  if (said.type !== 'command') return undefined;
  const lists = ['photos', 'before'].filter((list) => list in said.command);
  const files = lists.map((list) => [list, pictures.filter(({ place }) => place === list).map(({ file }) => file)]);
  return { ...said.command, ...Object.fromEntries(files) } as unknown as Command;
}

/** The case a command typed now would meet. */
export function stateAhead({ state }: DayCase, all: readonly Entry[], known: Known): Case {
  return aheadOf(state, all, known).it;
}

/** The page as it will be, with the waiting words in its history; as it is when nothing waits. */
export function viewAhead(day: DayCase, all: readonly Entry[], known: Known, at: Instant): CaseView {
  const { it, events } = aheadOf(day.state, all, known);
  if (events.length === 0) return day.view;
  const { view } = day;
  const { person } = known;
  const handler = (id: string | null) => (id === null ? null : { id, name: known.people.get(id as PersonId)?.name ?? '' });
  return {
    ...view,
    status: it.status,
    offered: offered({ kind: 'person', person }, it),
    orders: view.orders.map((order) => {
      const now = it.orders.find(({ id }) => id === order.id);
      return now ? { ...order, status: now.status, handler: handler(now.handler) } : order;
    }),
    assignee: handler(assigneeOf(it)),
    request: it.request && { ...it.request, by: person.name },
    clock: clockOf(it.clock, known, at),
    handling: clockOf(it.handling, known, at),
    due: it.clock?.due ?? null,
    left: leftOf(it.clock, known, at),
    light: clockOf(it.clock, known, at)?.light ?? 'none',
    history: [
      ...view.history,
      ...events.map(({ event: { type, ...facts }, at: saidAt }, i) => ({
        seq: view.version + 1 + i,
        type,
        facts,
        actor: { id: person.id, name: person.name, role: person.roles[0] ?? 'none' },
        saidAt,
        heardAt: saidAt,
      })),
    ],
  };
}
