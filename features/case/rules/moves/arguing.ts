import { ok, refuse } from '../../../../kernel/result.ts';
import { disputeOver } from '../arbiter.ts';
import { type Case, type In, leadOrder } from '../case.ts';
import { type Move, personOf } from '../occasion.ts';
import { sentTo } from './handling.ts';

/** A dispatcher who sees two parties argue, or who cannot tell whose it is, asks for a ruling (提请裁决). */
export const refer: Move<In<'to_dispatch'> | In<'handling'>, 'refer'> = (it, { reason, counter }, on) => {
  if (counter && !on.unit(counter)) return refuse({ code: 'unknown-unit', unit: counter });
  const order = leadOrder(it) ?? it.orders.findLast(({ lead, status }) => lead && status === 'returned');
  const dispute = disputeOver(it, { order, counter, wish: { reason, counter } }, on);
  return dispute ? ok([dispute]) : refuse({ code: 'no-arbiter' });
};

/** One step from the argument to the work: the ruling, and the order to the party it names. */
export const rule: Move<In<'disputed'>, 'rule'> = (it, { unit, act, reason, becomesRow, order }, on) => {
  const by = personOf(on.by);
  if (!by) return refuse({ code: 'not-allowed', command: 'rule' });
  const sent = sentTo(it, { unit, act, task: '', order }, on);
  return sent.ok ? ok([{ type: 'ruled', unit, reason, by, becomesRow, matter: it.matter }, ...sent.value]) : sent;
};

/** What was ruled once is written into the list, so that it is never argued again. */
export const become_row: Move<Case, 'become_row'> = (it, { row, list }) =>
  it.ruling ? ok([{ type: 'row_made', row, list }]) : refuse({ code: 'not-ruled' });
