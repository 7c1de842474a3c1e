import type { Me } from '../../features/people/web/signin.tsx';

/** Only government seats change the list: a company does not write its own duties. The server asks again. */
export function mayEditDuty({ sector, roles }: Me): boolean {
  return sector === 'government' && roles.some((role) => role === 'administrator' || role === 'dispatcher' || role === 'leader');
}

/** Who rules when it is argued whose a case is. */
export function mayRule({ sector, roles }: Me): boolean {
  return sector === 'government' && roles.some((role) => role === 'leader' || role === 'district');
}
