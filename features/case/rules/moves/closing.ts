import { ok, refuse } from '../../../../kernel/result.ts';
import { type Case, type In, publicChannels } from '../case.ts';
import { type Move, type Occasion, personOf } from '../occasion.ts';
import { REOPEN_DAYS, stageClock } from '../stage.ts';
import { sentBack } from './handling.ts';

const DAY = 86_400_000;

export const ask_check: Move<In<'to_check'> | In<'checking'>, 'ask_check'> = (it, { checker }, on) => {
  const person = on.person(checker);
  if (!person?.roles.includes('patroller')) return refuse({ code: 'unknown-person', person: checker });
  if (workedOnIt(it, person.id, person.unit)) return refuse({ code: 'own-work', command: 'check' });
  return ok([{ type: 'check_asked', checker, clock: stageClock('check', it.urgent, on.at, on.calendar) }]);
};

/** 核查 is never done by a hand that did the work, nor by that hand's team. */
export function workedOnIt(it: Case, person: string, unit: string): boolean {
  return it.orders.some(
    ({ hands, unit: theirs, status }) => hands.some((hand) => hand === person) || (theirs === unit && status === 'done'),
  );
}

export const check: Move<In<'checking'>, 'check'> = (it, { result, note, photos }, on) => {
  if (result !== 'unclear' && photos.length === 0) return refuse({ code: 'photo-needed', kind: 'check' });
  const by = personOf(on.by);
  const seen = photos.length > 0 ? [{ type: 'photos_added' as const, kind: 'check' as const, order: null, photos, by }] : [];
  const stage = result === 'pass' ? 'close' : 'check';
  const checked = { type: 'checked' as const, result, note, clock: stageClock(stage, it.urgent, on.at, on.calendar) };
  if (result !== 'fail') return ok([...seen, checked]);
  const back = sentBack(it, note, on);
  return back.ok ? ok([...seen, checked, ...back.value]) : back;
};

export const rework: Move<In<'to_close'>, 'rework'> = (it, { reason }, on) => sentBack(it, reason, on);

export const close: Move<In<'to_close'>, 'close'> = (it, { informed, note }, on) => {
  const by = personOf(on.by);
  if (by && it.orders.some(({ hands }) => hands.includes(by))) return refuse({ code: 'own-work', command: 'close' });
  return ok([{ type: 'closed', informed, note }]);
};

export const call_back: Move<In<'closed'>, 'call_back'> = (it, { satisfied, note }, on) => {
  if (!publicChannels.includes(it.channel)) return refuse({ code: 'not-a-public-report' });
  const called = { type: 'called_back' as const, satisfied, note };
  // Dissatisfied goes back into the flow by itself (Shenzhen hotline rule, domain handbook §1-8).
  return satisfied ? ok([called]) : ok([called, reopened(it, note, on)]);
};

export const rate: Move<In<'closed'>, 'rate'> = (it, { stars, words }) =>
  it.rating === null ? ok([{ type: 'rated', stars, words }]) : refuse({ code: 'already-rated' });

export const reopen: Move<In<'closed'>, 'reopen'> = (it, { reason }, on) =>
  on.at > it.closedAt + REOPEN_DAYS * DAY ? refuse({ code: 'reopening-closed', days: REOPEN_DAYS }) : ok([reopened(it, reason, on)]);

function reopened(it: Case, reason: string, on: Occasion) {
  // A case closed without filing (self-handled) has no condition to dispatch by, so it is filed first.
  const stage = it.condition ? 'dispatch' : 'file';
  return { type: 'reopened' as const, reason, clock: stageClock(stage, it.urgent, on.at, on.calendar) };
}
