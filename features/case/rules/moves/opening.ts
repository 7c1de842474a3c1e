import { ok, refuse } from '../../../../kernel/result.ts';
import type { Case } from '../case.ts';
import { lackingToFile } from '../lacking.ts';
import { type Move, personOf, unauthorised } from '../occasion.ts';
import { isUrgent, stageClock } from '../stage.ts';

export const ask_verify: Move<Case, 'ask_verify'> = (it, { verifier }, on) => {
  const person = on.person(verifier);
  if (!person?.roles.includes('patroller')) return refuse({ code: 'unknown-person', person: verifier });
  return ok([{ type: 'verification_asked', verifier, clock: stageClock('verify', it.urgent, on.at, on.calendar) }]);
};

export const verify: Move<Case, 'verify'> = (it, { result, note, photos }, on) => {
  if (result === 'exists' && photos.length === 0 && it.photos.length === 0) return refuse({ code: 'photo-needed', kind: 'report' });
  return ok([
    ...added('verify', photos, personOf(on.by)),
    { type: 'verified', result, note, clock: stageClock('file', it.urgent, on.at, on.calendar) },
  ]);
};

export const correct: Move<Case, 'correct'> = (it, { matter, text, place }, on) => {
  if (matter && !on.matterExists(matter)) return refuse({ code: 'unknown-matter', matter });
  const proposal = on.propose(it.street, matter ?? it.matter, null, place ?? it.place, on.at);
  return ok([{ type: 'corrected', matter, text, place, proposal }]);
};

/** Filing fixes the limit and the closing test, so it needs a condition, a place and at least one photo of the thing. */
export const file: Move<Case, 'file'> = (it, { matter, condition }, on) => {
  if (!on.matterExists(matter)) return refuse({ code: 'unknown-matter', matter });
  const found = on.condition(matter, condition);
  if (!found) return refuse({ code: 'unknown-condition', condition });
  const lacking = lackingToFile({ channel: it.channel, point: it.place.point, address: it.place.address, photos: it.photos });
  if (lacking) return refuse(lacking);
  const proposal = on.propose(it.street, matter, condition, it.place, on.at);
  const urgent = it.urgent || isUrgent(proposal.limit ?? found.limit);
  return ok([{ type: 'filed', matter, condition, urgent, proposal, clock: stageClock('dispatch', urgent, on.at, on.calendar) }]);
};

export const refuseCase: Move<Case, 'refuse'> = (it, { reason }) =>
  it.joined > 0 ? refuse({ code: 'has-joined-reports', joined: it.joined }) : ok([{ type: 'refused', reason }]);

/** 自处置: a patroller puts a trifle right on the spot. It is still audited: the shift leader sees both photos and closes. */
export const self_handle: Move<Case, 'self_handle'> = (it, { note, photos, under }, on) => {
  if (photos.length === 0) return refuse({ code: 'photo-needed', kind: 'after' });
  const no = unauthorised(under, it, on);
  if (no) return refuse(no);
  return ok([
    ...added('after', photos, personOf(on.by)),
    { type: 'self_handled', note, clock: stageClock('close', it.urgent, on.at, on.calendar), ...(under ? { under } : {}) },
  ]);
};

function added(kind: 'verify' | 'after', photos: Parameters<Move<Case, 'self_handle'>>[1]['photos'], by: ReturnType<typeof personOf>) {
  return photos.length > 0 ? [{ type: 'photos_added' as const, kind, order: null, photos, by }] : [];
}
