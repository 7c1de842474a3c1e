import type { PersonId, StreetId, UnitId } from '../../../kernel/brand.ts';
import type { Person, Role } from '../../people/rules/person.ts';
import type { Case, Order } from './case.ts';
import type { Event } from './event.ts';
import type { Occasion } from './occasion.ts';
import { stageClock } from './stage.ts';

/** The street's leader rules (街道领导裁定); what concerns the street's own office goes up to the district. */
const seats: readonly Role[] = ['leader', 'district'];

/** Who sits on a seat that may rule here and belongs to no party: government only, for whose duty it is is public power. */
export function mayArbitrate({ sector, roles, streets, unit }: Person, street: StreetId, parties: readonly UnitId[]): boolean {
  return sector === 'government' && streets.includes(street) && seats.some((seat) => roles.includes(seat)) && !parties.includes(unit);
}

/** The arbiter by name: a leader before the district, and of several the one who has the fewest streets, so the nearest. */
export function arbiterFor(people: readonly Person[], street: StreetId, parties: readonly UnitId[]): PersonId | undefined {
  const seat = ({ roles }: Person) => seats.findIndex((each) => roles.includes(each));
  const [nearest] = people
    .filter((person) => mayArbitrate(person, street, parties))
    .sort((a, b) => seat(a) - seat(b) || a.streets.length - b.streets.length || (a.id < b.id ? -1 : 1));
  return nearest?.id;
}

/** Everyone who had the case, or was named as the one whose it is. The command centre speaks for nobody's side. */
export function partiesOf({ orders, argued = [], centre }: Pick<Case, 'orders' | 'argued' | 'centre'>): UnitId[] {
  const had = orders.filter(({ lead, guard }) => lead || guard).map(({ unit }) => unit);
  const spoke = argued.flatMap(({ unit, counter }) => [...(unit === centre ? [] : [unit]), ...(counter ? [counter] : [])]);
  return [...new Set([...had, ...spoke])];
}

type Dispute = Extract<Event, { type: 'disputed' }>;
type Over = { readonly order: Order | undefined; readonly counter: UnitId | null; readonly wish: Dispute['wish'] };

/** The dispute (权责争议) this opens, before one who is free to rule; undefined where nobody is: then the dispatcher decides as ever. */
export function disputeOver(it: Case, { order, counter, wish }: Over, on: Occasion): Dispute | undefined {
  const arbiter = on.arbiter(it.street, counter ? [...partiesOf(it), counter] : partiesOf(it));
  if (!arbiter) return undefined;
  return { type: 'disputed', order: order?.id ?? null, arbiter, wish, clock: stageClock('rule', it.urgent, on.at, on.calendar) };
}
