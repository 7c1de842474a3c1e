import { mixedUuid } from '../../../../kernel/uuid.ts';
import type { OrderId, UnitId } from '../../../../kernel/brand.ts';
import { ok } from '../../../../kernel/result.ts';
import type { Case, Order } from '../case.ts';
import type { Move } from '../occasion.ts';

/**
 * The case goes with its contract to the operator that follows. Nothing is asked of the clock: the promise was made to the
 * resident and not to the company. A case that is of other rows, or has gone over already, is left as it is.
 */
export const change_operator: Move<Case, 'change_operator'> = (it, { handover, contract, list, rows, heirs }, _on) => {
  if (!rows.includes(it.proposal.row) && !(it.decidedBy && rows.includes(it.decidedBy))) return ok([]);
  // Sent to somebody of the old operator against a list that names the new one: a dispatcher's own choice, made knowing both.
  const isChosen = it.decidedBy === null && (it.proposal.list ?? 0) >= list;
  const heirOf = new Map(heirs.map(({ from, to }) => [from, to]));
  const orders = it.orders.flatMap((order) => {
    const unit = heirOf.get(order.unit);
    return unit !== undefined && !isChosen && isOwed(order, it)
      ? [{ was: order.id, order: mixedUuid(handover, order.id) as OrderId, unit }]
      : [];
  });
  const proposed = rows.includes(it.proposal.row) ? heirOf.get(it.proposal.unit) : undefined;
  if (orders.length === 0 && proposed === undefined) return ok([]);
  const follow = (unit: UnitId) => heirOf.get(unit) ?? unit;
  const { coHandlers } = it.proposal;
  const proposal = proposed
    ? { ...it.proposal, unit: proposed, list, ...(coHandlers ? { coHandlers: coHandlers.map(follow) } : {}) }
    : it.proposal;
  // Before a dispatch the centre has the case; what goes over then is only whom it will be sent to.
  const accountable = orders.length > 0 ? follow(it.accountable) : it.accountable;
  const from = orders.length > 0 ? it.accountable : it.proposal.unit;
  return ok([{ type: 'operator_changed', handover, contract, from, to: follow(from), accountable, proposal, orders }]);
};

/** Work still to be done; and the lead's work that is done but not yet checked, for a rework is the follower's to do. */
function isOwed({ status, lead }: Order, it: Case): boolean {
  if (status === 'sent' || status === 'underway') return true;
  return lead && status === 'done' && (it.status === 'to_check' || it.status === 'checking' || it.status === 'to_close');
}
