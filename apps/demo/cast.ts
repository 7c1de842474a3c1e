import type { Person } from '../../features/people/rules/person.ts';
import type { Cast } from './step.ts';

type Known = Pick<Person, 'id' | 'roles' | 'unit' | 'streets'> & { readonly account: string };

/** Who plays which part in a street: the first holder of each post. Undefined when a post is empty, and then no day is played. */
export function castOf(people: readonly Known[], street: string): Cast | undefined {
  const here = people.filter(({ streets }) => streets.some((one) => one === street));
  const holder = (role: Person['roles'][number]) => here.find(({ roles }) => roles.includes(role))?.account;
  const [operator, shift, dispatcher, leader] = [holder('intake_operator'), holder('shift_leader'), holder('dispatcher'), holder('leader')];
  const patrollers = here
    .filter(({ roles, id, account }) => roles.includes('patroller') && id === `p-${account}`)
    .map(({ account }) => account);
  if (!operator || !shift || !dispatcher || !leader || patrollers.length < 2) return undefined;
  const handlers = new Map<string, string>();
  for (const { roles, unit, account } of here) if (roles.includes('handler') && !handlers.has(unit)) handlers.set(unit, account);
  const unitOf = new Map(here.map(({ account, unit }) => [account, unit]));
  return { operator, shift, dispatcher, leader, patrollers, unitOf, handlers };
}
