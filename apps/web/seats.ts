import type { Me } from '../../features/people/web/signin.tsx';

/** Only government seats change the list: a company does not write its own duties. The server asks again. */
export function mayEditDuty({ sector, roles }: Me): boolean {
  return sector === 'government' && roles.some((role) => role === 'administrator' || role === 'dispatcher' || role === 'leader');
}

/** A contract goes from one operator to another by the hand of who answers for it. */
export function mayHandOverContracts(me: Me): boolean {
  return mayEditDuty(me) && me.roles.some((role) => role === 'administrator' || role === 'leader');
}

/** Who rules when it is argued whose a case is. */
export function mayRule({ sector, roles }: Me): boolean {
  return sector === 'government' && roles.some((role) => role === 'leader' || role === 'district');
}
