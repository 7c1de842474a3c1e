import { roles } from '../../features/people/rules/person.ts';

/**
 * Who gets through each door, written down to be read by a person. `anyone`: no account asked. `staff`: any post, in whatever
 * street, and nobody without a session. `who-sees`: staff in whose scope the case is; for the others it does not exist.
 * A change here is a change of the rights of people: a route that is not in this table turns the matrix red.
 */
export type Entry = {
  readonly who: 'anyone' | 'staff' | 'posts' | 'who-sees' | 'who-sees-or-follows';
  /** What a caller who may, gets; several where it depends on the build. */
  readonly gets: readonly number[];
  /** Posts that may look at the case and still not do this. */
  readonly not?: readonly string[];
  /** For `posts`: the only posts that may, in whatever street. */
  readonly posts?: readonly string[];
};

const anyone = (...gets: number[]): Entry => ({ who: 'anyone', gets });
const staff = (...gets: number[]): Entry => ({ who: 'staff', gets });
const byPost = (posts: readonly string[], ...gets: number[]): Entry => ({ who: 'posts', posts, gets });
const whoSees = (...gets: number[]): Entry => ({ who: 'who-sees', gets });
/** Whose job it is is public power: its keepers. */
const keepers = (...gets: number[]): Entry => ({ who: 'posts', posts: ['administrator', 'dispatcher', 'leader'], gets });
const administrator = (...gets: number[]): Entry => ({ who: 'posts', posts: ['administrator'], gets });
/** A page is there once it was built; the tests of the doors do not need it. */
const page = anyone(200, 503);

/** Who may look at the board of patrol promises; of which promises is in the feature's own tests. */
const overseers = ['shift_leader', 'dispatcher', 'leader', 'administrator', 'district', 'evaluator', 'unit_manager'];

export const doors: Readonly<Record<string, Entry>> = {
  'POST /api/session': anyone(200),
  'GET /api/session': staff(200),
  'GET /api/session/demo': anyone(200),
  'DELETE /api/session': staff(204),
  'GET /api/reference': staff(200),
  'GET /api/live': staff(200),
  'GET /api/field/day': staff(200),

  'GET /api/responsibility/matrix': staff(200),
  // Asked here without saying where.
  'GET /api/responsibility/why': staff(422),
  'GET /api/responsibility/rows': staff(200),
  'GET /api/responsibility/proof': staff(200),

  'GET /api/cases': staff(200),
  'GET /api/cases/counts': staff(200),
  'GET /api/cases/points': staff(200),
  'GET /api/cases/:id': whoSees(200),
  'GET /api/cases/:id/candidates': whoSees(200),
  'GET /api/cases/:id/opinion': whoSees(200),
  'POST /api/cases/:id/photos': whoSees(201),
  // The command sent here is a note, which observers do not write; the other commands have a table of their own.
  'POST /api/cases/:id/commands': { who: 'who-sees', gets: [200], not: ['district', 'evaluator'] },
  'GET /photos/:id': { who: 'who-sees-or-follows', gets: [200] },

  // Whoever may rule; a company's employee on such a seat is refused in the tests of disputes.
  'GET /api/disputes': byPost(['leader', 'district'], 200),
  'GET /api/disputes/figures': byPost(['administrator', 'dispatcher', 'leader', 'district'], 200),

  'POST /api/reports': anyone(201),
  'POST /api/public/propose': anyone(200),
  'GET /api/public/q/:code': anyone(200),
  'GET /api/public/nearby': anyone(200),
  'GET /api/lookup/:number': anyone(200),
  // Whoever holds the link; that another link opens nothing is in the tables of hostile requests.
  'GET /api/follow/:token': anyone(200),
  'POST /api/follow/:token/commands': anyone(409),
  'POST /api/follow/:token/photos': anyone(201),

  'GET /open311/v2/discovery.:format(json|xml)': anyone(200),
  'GET /open311/v2/services.:format(json|xml)': anyone(200),
  'GET /open311/v2/services/:code.:format(json|xml)': anyone(200),
  'POST /open311/v2/requests.:format(json|xml)': anyone(201),
  'GET /open311/v2/requests.:format(json|xml)': anyone(200),
  'GET /open311/v2/requests/:id.:format(json|xml)': anyone(200),
  'GET /open311/v2/tokens/:token.:format(json|xml)': anyone(200),
  'GET /open311/v2/servicerequestupdates.:format(json|xml)': anyone(200),

  'GET /api/responsibility/lists': staff(200),
  'GET /api/responsibility/changes': staff(200),
  'GET /api/responsibility/owners': staff(200),
  'GET /api/responsibility/owned': staff(200),
  'GET /api/responsibility/duty.csv': staff(200),
  'GET /api/responsibility/authorisations': staff(200),
  'GET /api/responsibility/authorisations/:id/history': staff(200),
  'GET /api/responsibility/authorisations/:id/may': staff(404),
  'POST /api/responsibility/authorisations': keepers(422),
  'POST /api/responsibility/authorisations/:id/status': keepers(404),
  'POST /api/responsibility/preview': keepers(200),
  'POST /api/responsibility/import': keepers(200),
  // Only what was previewed is saved; the knock has no token.
  'POST /api/responsibility/rows': keepers(409),
  'POST /api/responsibility/lists/:version/withdraw': keepers(404),
  'GET /api/responsibility/contracts': staff(200),
  'GET /api/responsibility/handovers': staff(200),
  'GET /api/responsibility/handovers/:id/cases': staff(404),
  'POST /api/responsibility/handovers/preview': byPost(['administrator', 'leader'], 404),
  'POST /api/responsibility/handovers': byPost(['administrator', 'leader'], 404),
  'POST /api/responsibility/handovers/:id/cancel': byPost(['administrator', 'leader'], 404),
  'GET /api/judgement': administrator(200),
  'POST /api/judgement/lessons': administrator(202),
  // Phones and terminals are no people: they say who they are with an identity or a key of their own.
  'GET /telemetry/osmand': anyone(400),
  'POST /telemetry/osmand': anyone(400),
  'POST /telemetry/owntracks': anyone(200),
  'POST /telemetry/positions': anyone(404),
  'POST /api/devices': byPost(['administrator'], 201),
  'GET /api/devices': byPost(['administrator', 'shift_leader', 'dispatcher'], 200),
  // The device asked for is none; who may look at which is in the feature's own tests.
  'GET /api/devices/:id/trail': staff(404),
  'POST /api/devices/:id/end': byPost(['administrator'], 404),
  'GET /api/me/trail-looks': staff(200),

  'GET /api/patrol/board': byPost(overseers, 200),
  // The promise, the target and the ask knocked at are none; who may what is in the feature's own tests.
  'GET /api/patrol/promises/:street/:promise/targets/:target': byPost(overseers, 404),
  'POST /api/patrol/asks': byPost(['shift_leader', 'dispatcher', 'unit_manager'], 404),
  'GET /api/patrol/asks': staff(200),
  'POST /api/patrol/asks/:id/answer': staff(404),
  'GET /api/patrol/live': staff(200),

  'GET /geo/world.json': anyone(200),
  'GET /geo/base.geojson': anyone(200),
  'GET /geo/assets.geojson': anyone(200),
  'GET /healthz': anyone(200),
  'GET /readyz': anyone(200),
  'GET /openapi.json': anyone(200),
  'GET /': page,
  'GET /q/:code': page,
  'GET /f/:token': page,
  'GET /desk': page,
  'GET /desk/*': page,
  'GET /fieldworker.js': page,
  'GET /field': page,
  'GET /field/*': page,
};

/** The reference page is a library's; its routes are open by their prefix. */
export const openByPrefix = /^\/(docs(\/|$)|assets\/)/;

/** Who calls: nobody, and every post in the case's street and in the other one. */
export const callers = ['nobody', ...roles.flatMap((role) => [`west-${role}`, `east-${role}`])];

/** The answer a caller must get at a door: one of these statuses, with this code when it is a refusal. */
export function answerFor({ who, gets, not = [], posts = [] }: Entry, caller: string): { status: readonly number[]; code?: string } {
  if (who === 'anyone') return { status: gets };
  if (caller === 'nobody')
    return who === 'who-sees-or-follows' ? { status: [404], code: 'no-such-photo' } : { status: [401], code: 'unauthenticated' };
  if (who === 'staff') return { status: gets };
  if (who === 'posts') return posts.includes(caller.slice(5)) ? { status: gets } : { status: [403], code: 'forbidden' };
  if (!caller.startsWith('west-'))
    return who === 'who-sees' ? { status: [404], code: 'no-such-case' } : { status: [404], code: 'no-such-photo' };
  return not.some((role) => caller === `west-${role}`) ? { status: [403], code: 'not-allowed' } : { status: gets };
}
