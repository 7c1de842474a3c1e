import type { AuthorisationRefusal } from '../../responsibility/rules/authorisation.ts';
import type { Status } from './case.ts';

/** Every way a case says no, with the facts a person needs. Wording is in `../web/words.ts`, the HTTP status below. */
export type CaseRefusal =
  | { code: 'no-such-case' }
  | { code: 'not-allowed'; command: string }
  | { code: 'not-in-this-state'; command: string; status: Status }
  | { code: 'changed-meanwhile'; yours: number; now: number }
  | { code: 'key-used-for-something-else' }
  | { code: 'unknown-matter'; matter: string }
  | { code: 'unknown-condition'; condition: string }
  | { code: 'photo-needed'; kind: 'report' | 'after' | 'check' }
  | { code: 'place-needed' }
  | { code: 'unknown-unit'; unit: string }
  | { code: 'unknown-person'; person: string }
  | { code: 'enforcement-not-delegable'; unit: string }
  | { code: 'not-authorised'; authorisation: string; because: AuthorisationRefusal['code'] }
  | { code: 'no-such-order' }
  | { code: 'order-not-open'; status: string }
  | { code: 'lead-order-stays' }
  | { code: 'order-exists' }
  | { code: 'site-is-guarded' }
  | { code: 'already-ruled'; unit: string }
  | { code: 'no-arbiter' }
  | { code: 'not-ruled' }
  | { code: 'handler-elsewhere' }
  | { code: 'own-work'; command: string }
  | { code: 'already-overdue' }
  | { code: 'extension-limit'; limit: number }
  | { code: 'suspended-before' }
  | { code: 'date-out-of-range'; earliest: number; latest: number }
  | { code: 'request-pending' }
  | { code: 'no-request' }
  | { code: 'reopening-closed'; days: number }
  | { code: 'already-rated' }
  | { code: 'not-a-public-report' }
  | { code: 'merge-with-itself' }
  | { code: 'other-street' }
  | { code: 'target-not-open'; status: Status }
  | { code: 'has-joined-reports'; joined: number }
  | { code: 'too-many-photos'; limit: number }
  | { code: 'no-such-photo' }
  | { code: 'place-outside' }
  | { code: 'session-over' };

export type CaseRefusalCode = CaseRefusal['code'];

/** A forgotten code is a compile error. 409 says "the world moved on, look again", 422 "what you said cannot be". */
export const caseHttpStatus: Record<CaseRefusalCode, 400 | 401 | 403 | 404 | 409 | 422> = {
  'no-such-case': 404,
  'not-allowed': 403,
  'not-in-this-state': 409,
  'changed-meanwhile': 409,
  'key-used-for-something-else': 422,
  'unknown-matter': 422,
  'unknown-condition': 422,
  'photo-needed': 422,
  'place-needed': 422,
  'unknown-unit': 422,
  'unknown-person': 422,
  'enforcement-not-delegable': 422,
  'not-authorised': 403,
  'no-such-order': 404,
  'order-not-open': 409,
  'lead-order-stays': 409,
  'order-exists': 409,
  'site-is-guarded': 409,
  'already-ruled': 409,
  'no-arbiter': 409,
  'not-ruled': 409,
  'handler-elsewhere': 422,
  'own-work': 403,
  'already-overdue': 409,
  'extension-limit': 409,
  'suspended-before': 409,
  'date-out-of-range': 422,
  'request-pending': 409,
  'no-request': 409,
  'reopening-closed': 409,
  'already-rated': 409,
  'not-a-public-report': 409,
  'merge-with-itself': 422,
  'other-street': 422,
  'target-not-open': 409,
  'has-joined-reports': 409,
  'too-many-photos': 422,
  'no-such-photo': 422,
  'place-outside': 422,
  'session-over': 401,
};
