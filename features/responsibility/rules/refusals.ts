import type { HandoverRefusal } from './handover.ts';

/** Every way an edit of responsibility says no. Wording is in `../words/problems.ts`, the HTTP status below. */
export type DutyRefusal =
  | HandoverRefusal
  | { code: 'list-has-faults'; issues: number }
  | { code: 'preview-stale'; base: number; now: number }
  | { code: 'nothing-changes' }
  | { code: 'later-version-waits'; version: number; effectiveAt: number }
  | { code: 'day-is-past'; earliest: string }
  | { code: 'no-such-version'; version: number }
  | { code: 'version-has-held'; version: number }
  | { code: 'version-of-handover'; version: number }
  | { code: 'no-such-authorisation' }
  | { code: 'authorisation-has-faults'; fields: readonly string[] }
  | { code: 'revoked-for-good' }
  | { code: 'no-such-question'; matter: string }
  | { code: 'no-such-place'; place: string }
  | { code: 'not-a-ruling' }
  | { code: 'street-not-yours' }
  | { code: 'key-used-for-something-else' };
export type DutyRefusalCode = DutyRefusal['code'];

export const dutyHttpStatus: Record<DutyRefusalCode, 403 | 404 | 409 | 422> = {
  'list-has-faults': 422,
  'preview-stale': 409,
  'nothing-changes': 422,
  'later-version-waits': 409,
  'day-is-past': 422,
  'no-such-version': 404,
  'version-has-held': 409,
  'version-of-handover': 409,
  'no-such-contract': 404,
  'heir-unknown': 422,
  'heir-supervises': 422,
  'heir-of-another': 422,
  'heir-is-the-same': 422,
  'nothing-goes-over': 422,
  'handover-waits': 409,
  'handover-has-begun': 409,
  'no-such-handover': 404,
  'no-such-authorisation': 404,
  'authorisation-has-faults': 422,
  'revoked-for-good': 409,
  'no-such-question': 404,
  'no-such-place': 404,
  'not-a-ruling': 404,
  'street-not-yours': 403,
  'key-used-for-something-else': 422,
};
