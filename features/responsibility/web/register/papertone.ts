import type { Standing } from '../../rules/authorisation.ts';

/** How an entry stands, as a tone. */
export const toneOf = {
  in_force: 'green',
  waiting: 'blue',
  expired: 'red',
  suspended: 'amber',
  draft: 'grey',
  revoked: 'grey',
} as const satisfies Record<Standing, string>;
