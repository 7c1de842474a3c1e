import type { Locale } from '../../../kernel/words.ts';
import type { PublicTurn } from '../rules/updates.ts';

type Sentences = Record<PublicTurn, string>;

const zh: Sentences = {
  filed: '已经立案。',
  refused: '不符合立案条件，没有立案。',
  self_handled: '工作人员当场处理了，等待核查。',
  dispatched: '已经派给负责的单位。',
  order_accepted: '负责的单位已经接单。',
  disputed: '正在明确由哪个单位负责。',
  ruled: '已经明确负责的单位。',
  suspended: '需要延后处理，暂时挂账。',
  resumed: '恢复处理。',
  all_orders_done: '已经处理完，等待核查。',
  reworked: '核查没有通过，正在返工。',
  closed: '已经办结。',
  reopened: '应上报人的要求重新办理。',
  merged: '与另一件相同，合并办理。',
  voided: '这件已经作废。',
};

const en: Sentences = {
  filed: 'The report was taken on.',
  refused: 'The report does not meet the conditions and was not taken on.',
  self_handled: 'Staff dealt with it on the spot; it waits to be checked.',
  dispatched: 'It was given to the unit in charge.',
  order_accepted: 'The unit in charge has accepted it.',
  disputed: 'It is being settled which unit is in charge.',
  ruled: 'It is settled which unit is in charge.',
  suspended: 'It has to wait and is put off for a time.',
  resumed: 'Work on it goes on.',
  all_orders_done: 'The work is done and waits to be checked.',
  reworked: 'The check was not passed; the work is done again.',
  closed: 'The case is closed.',
  reopened: 'It was opened again at the wish of who reported it.',
  merged: 'It is the same as another and is handled with it.',
  voided: 'The case was declared void.',
};

const said: Record<Locale, Sentences> = { zh, en };
export const sayTurn = (locale: Locale, turn: PublicTurn): string => said[locale][turn];
