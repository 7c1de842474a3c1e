import { ok, refuse } from '../../../../kernel/result.ts';
import { type Case, type In, finished } from '../case.ts';
import { type Move, personOf } from '../occasion.ts';
import { MOST_PHOTOS, stageClock } from '../stage.ts';

export const note: Move<Case, 'note'> = (_it, { text }) => ok([{ type: 'noted', text }]);

export const supervise: Move<Case, 'supervise'> = (_it, { note: words }) => ok([{ type: 'supervised', note: words }]);

export const add_photos: Move<Case, 'add_photos'> = (it, { kind, photos }, on) => {
  const fresh = photos.filter((id) => !it.photos.some((photo) => photo.id === id && photo.kind === kind));
  if (it.photos.length + fresh.length > MOST_PHOTOS) return refuse({ code: 'too-many-photos', limit: MOST_PHOTOS });
  return ok(fresh.length > 0 ? [{ type: 'photos_added', kind, order: null, photos: fresh, by: personOf(on.by) }] : []);
};

export const voidCase: Move<Case, 'void'> = (it, { reason }) =>
  it.joined > 0 ? refuse({ code: 'has-joined-reports', joined: it.joined }) : ok([{ type: 'voided', reason }]);

/** Two reports of one thing become one case. A closed case never swallows a new report: reopen it first. */
export const merge: Move<Case, 'merge'> = (it, { into }, on) => {
  if (into === it.id) return refuse({ code: 'merge-with-itself' });
  if (!on.other) return refuse({ code: 'no-such-case' });
  if (on.other.street !== it.street) return refuse({ code: 'other-street' });
  if (finished.includes(on.other.status)) return refuse({ code: 'target-not-open', status: on.other.status });
  // Chains are refused: a report always points at the case that is really worked on.
  if (it.joined > 0) return refuse({ code: 'has-joined-reports', joined: it.joined });
  return ok([{ type: 'merged', into }]);
};

export const absorb: Move<Case, 'absorb'> = (_it, { from }) => ok([{ type: 'absorbed', from }]);

export const split: Move<In<'merged'>, 'split'> = (it, _command, on) =>
  ok([{ type: 'split', clock: stageClock('accept', it.urgent, on.at, on.calendar) }]);

export const release: Move<Case, 'release'> = (_it, { from }) => ok([{ type: 'released', from }]);

/** A timer fired. The clock may have moved since it was set, so the rule looks again before it raises its voice. */
export const escalate: Move<Case, 'escalate'> = (it, { light }, on) => {
  if (!it.clock || it.clock.pausedAt !== null) return ok([]);
  if (light === 'red' && on.at < it.clock.due) return ok([]);
  return ok([{ type: 'escalated', light, due: it.clock.due }]);
};
