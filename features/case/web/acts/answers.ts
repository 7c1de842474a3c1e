import type { Point } from '../../../../kernel/place/point.ts';
import { newKey } from '../../../../ui/outbox/ask.ts';
import type { SpokenType } from '../../rules/command.ts';
import type { CaseView } from '../../rules/view.ts';
import type { Values } from './asking.ts';
import { type Ask, forms } from './forms.ts';

/** Which of the case's orders a command is about; a new one gets its name here. */
export function orderFor(it: CaseView, command: SpokenType, unit: string): string | null {
  const wanted = forms[command]?.order;
  if (!wanted) return null;
  if (wanted === 'new') return newKey();
  const status = command === 'accept_order' ? ['sent'] : command === 'finish_order' ? ['underway'] : ['sent', 'underway'];
  const mine = it.orders.find((order) => status.includes(order.status) && (wanted === 'open' ? !order.lead : order.unit.id === unit));
  return mine?.id ?? null;
}

/** What the form starts with: the likely answer, so that the usual case is one press. */
export function firstValues(it: CaseView, asks: readonly Ask[]): Values {
  return Object.assign({}, ...asks.map((each) => firstOf(each, it))) as Values;
}

function firstOf(each: Ask, it: CaseView): Values {
  switch (each.kind) {
    case 'words':
      return { [each.name]: each.label === 'said' ? it.text : '' };
    case 'photos':
      return { [each.name]: [] };
    case 'choice':
      return { [each.name]: each.options[0] };
    case 'handler':
      return { [each.name]: null };
    case 'unit':
      return { [each.name]: firstUnit(each, it) };
    case 'person':
    case 'case':
      return { [each.name]: '' };
    case 'matter':
      return { matter: it.matter?.id ?? '', ...(each.withCondition ? { condition: it.condition?.key ?? '' } : {}) };
    case 'place':
      return { [each.name]: placeOf(it) };
    case 'until':
    case 'claim':
      return {};
  }
}

function firstUnit({ name, needed }: Extract<Ask, { kind: 'unit' }>, it: CaseView): string | null {
  if (name === 'unit' && it.status === 'to_dispatch') return it.proposal.unit.id;
  return needed ? '' : null;
}

/** Whether what must be answered is. */
export function answered(each: Ask, values: Values): boolean {
  switch (each.kind) {
    case 'words':
      return !each.needed || String(values[each.name] ?? '').trim().length >= leastWords[each.label];
    case 'photos':
      return ((values[each.name] as string[] | undefined)?.length ?? 0) >= each.least;
    case 'unit':
      return !each.needed || Boolean(values[each.name]);
    case 'matter':
      return !each.needed || isMatterSaid(each, values);
    case 'person':
    case 'until':
    case 'case':
      return Boolean(values[each.name]);
    case 'choice':
    case 'handler':
    case 'claim':
    case 'place':
      return true;
  }
}

const leastWords = { reason: 2, facts: 2, note: 1, task: 1, text: 1, said: 1 } as const;
const isMatterSaid = ({ withCondition }: Extract<Ask, { kind: 'matter' }>, { matter, condition }: Values) =>
  Boolean(matter) && (!withCondition || Boolean(condition));

export type SaidPlace = { readonly point: Point | null; readonly address: string; readonly asset: string | null };

export const placeOf = ({ point, address, asset }: CaseView): SaidPlace => ({ point, address, asset: asset?.code ?? null });

/** What a correction says: each part alone, and nothing of what stands already. Null when nothing would change. */
export function corrections(it: CaseView, { text, matter, place }: Values): Values | null {
  const words = String(text ?? '').trim();
  const said = {
    text: words !== '' && words !== it.text ? words : null,
    matter: matter && matter !== it.matter?.id ? matter : null,
    place: JSON.stringify(place) === JSON.stringify(placeOf(it)) ? null : place,
  };
  return Object.values(said).some((part) => part !== null) ? said : null;
}
