/** Why the doors of patrol say no. */
export const patrolRefusals = {
  'no-such-promise': 404,
  'no-such-target': 404,
  'no-such-ask': 404,
  'not-allowed': 403,
  'nothing-due': 409,
  'cannot-go': 409,
  'asked-already': 409,
  'ask-is-over': 409,
  'key-used-for-something-else': 422,
} as const;
export type PatrolRefusal = { readonly code: keyof typeof patrolRefusals };
