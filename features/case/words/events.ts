import type { Locale, Words } from '../../../kernel/words.ts';
import type { Event, EventType } from '../rules/event.ts';
import { limitText } from './labels.ts';

/** Names for the ids inside events; the caller knows its own lists. */
export type Names = {
  readonly unit: (id: string) => string;
  readonly person: (id: string) => string;
  readonly matter: (key: string) => string;
  readonly time: (at: number) => string;
  readonly number: (id: string) => string;
};

type Say<T extends EventType> = (facts: Omit<Extract<Event, { type: T }>, 'type'>, names: Names) => string;
type Said = { readonly [T in EventType]: Say<T> };

const after = (mark: string, words: string) => (words ? `${mark}${words}` : '');

/** One sentence an event, as staff read it in the history. Total: a new event without words does not compile. */
const zh: Said = {
  reported: ({ text }) => `上报${after('：', text)}`,
  verification_asked: ({ verifier }, { person }) => `请${person(verifier)}到现场核实`,
  verified: ({ result, note }) => `核实：${{ exists: '属实', absent: '不存在', unclear: '无法判断' }[result]}${after('，', note)}`,
  corrected: ({ matter, text, place }, names) =>
    `更正了${[matter && `类别（${names.matter(matter)}）`, text && '描述', place && '位置'].filter(Boolean).join('、')}`,
  filed: ({ matter }, names) => `立案：${names.matter(matter)}`,
  refused: ({ reason }) => `不予受理：${reason}`,
  self_handled: ({ note }) => `现场自处置${after('：', note)}`,
  dispatched: ({ unit, row, act, clock, task }, names) =>
    `派遣给${names.unit(unit)}${act === 'enforcement' ? '（执法）' : ''}，时限 ${limitText(clock.limit, 'zh')}${row ? `，依据权责清单 ${row}` : '，由派遣员指定'}${after('。', task)}`,
  order_added: ({ unit, task }, names) => `加派工单给${names.unit(unit)}${after('：', task)}`,
  order_accepted: ({ handler }, { person }) => `${person(handler)}接单`,
  order_returned: ({ reason, counter, facts }, names) =>
    `退单：${reason}${after('。新情况：', facts ?? '')}${counter ? `；建议由${names.unit(counter)}处理` : ''}`,
  disputed: ({ arbiter, order, wish, clock }, names) =>
    `权责有争议，请${names.person(arbiter)}在 ${names.time(clock.due)} 前裁定${wish ? `：${wish.reason}${wish.counter ? `；建议由${names.unit(wish.counter)}处理` : ''}` : ''}${order ? '。先办后议，裁定前由原单位看护现场' : ''}`,
  ruled: ({ unit, reason, becomesRow }, names) => `裁定由${names.unit(unit)}处理：${reason}${becomesRow ? '。将写入权责清单' : ''}`,
  row_made: ({ row, list }) => `裁定已成为权责清单第 ${list} 版的 ${row} 行`,
  operator_changed: ({ contract, from, to, orders }, names) =>
    `合同交接（${contract}）：由${names.unit(from)}移交${names.unit(to)}${orders.length > 0 ? `，改派工单 ${orders.length} 张` : ''}，时限不变`,
  order_finished: ({ note, by }, { person }) => `${person(by)}处置完成${after('：', note)}`,
  handed_over: ({ unit, task }, names) => `移送执法，由${names.unit(unit)}查处：${task}`,
  order_withdrawn: ({ reason }) => `撤回工单：${reason}`,
  all_orders_done: ({ late }) => `全部工单完成${late ? '（已超时）' : '，未超时'}`,
  extension_requested: ({ reason }) => `申请延期：${reason}`,
  suspension_requested: ({ reason, until }, { time }) => `申请挂账至 ${time(until)}：${reason}`,
  request_declined: ({ kind, reason }) => `驳回${kind === 'extension' ? '延期' : '挂账'}申请：${reason}`,
  extended: ({ clock }, { time }) => `同意延期，新的时限 ${time(clock.due)}`,
  suspended: ({ until }, { time }) => `挂账至 ${time(until)}，计时暂停`,
  resumed: ({ reason, clock }, { time }) => `恢复处置${after('：', reason)}，时限顺延至 ${time(clock.due)}`,
  check_asked: ({ checker }, { person }) => `请${person(checker)}核查`,
  checked: ({ result, note }) => `核查：${{ pass: '通过', fail: '不通过', unclear: '无法判断' }[result]}${after('，', note)}`,
  self_handling_rejected: ({ reason }) => `自处置不合格：${reason}`,
  reworked: ({ reason }) => `返工${after('：', reason)}`,
  closed: ({ informed, note }) => `${informed ? '告知性结案' : '结案'}${after('：', note)}`,
  called_back: ({ satisfied, note }) => `回访：${satisfied ? '满意' : '不满意'}${after('，', note)}`,
  rated: ({ stars, words }) => `评价 ${stars} 星${after('：', words)}`,
  reopened: ({ reason }) => `重新打开${after('：', reason)}`,
  supervised: ({ note }) => `督办：${note}`,
  voided: ({ reason }) => `作废：${reason}`,
  merged: ({ into }, { number }) => `并入案卷 ${number(into)}`,
  split: () => '从并案中拆出，重新受理',
  absorbed: ({ from }, { number }) => `并入同一件事的上报 ${number(from)}`,
  released: ({ from }, { number }) => `拆出上报 ${number(from)}`,
  escalated: ({ light, due }, { time }) => (light === 'yellow' ? `即将超时，时限 ${time(due)}` : `已超时，时限为 ${time(due)}`),
  photos_added: ({ photos }) => `补充照片 ${photos.length} 张`,
  noted: ({ text }) => `备注：${text}`,
};

const en: Said = {
  reported: ({ text }) => `Reported${after(': ', text)}`,
  verification_asked: ({ verifier }, { person }) => `Asked ${person(verifier)} to look on the spot`,
  verified: ({ result, note }) =>
    `Verified: ${{ exists: 'it is there', absent: 'it is not there', unclear: 'cannot tell' }[result]}${after(', ', note)}`,
  corrected: ({ matter, text, place }, names) =>
    `Corrected ${[matter && `the matter (${names.matter(matter)})`, text && 'the words', place && 'the place'].filter(Boolean).join(', ')}`,
  filed: ({ matter }, names) => `Filed as ${names.matter(matter)}`,
  refused: ({ reason }) => `Not accepted: ${reason}`,
  self_handled: ({ note }) => `Fixed on the spot${after(': ', note)}`,
  dispatched: ({ unit, row, act, clock, task }, names) =>
    `Dispatched to ${names.unit(unit)}${act === 'enforcement' ? ' (enforcement)' : ''}, within ${limitText(clock.limit, 'en')}, ${row ? `by duty row ${row}` : 'chosen by the dispatcher'}${after('. ', task)}`,
  order_added: ({ unit, task }, names) => `Added an order for ${names.unit(unit)}${after(': ', task)}`,
  order_accepted: ({ handler }, { person }) => `${person(handler)} accepted the order`,
  order_returned: ({ reason, counter, facts }, names) =>
    `Returned: ${reason}${after('. New facts: ', facts ?? '')}${counter ? `; proposes ${names.unit(counter)}` : ''}`,
  disputed: ({ arbiter, order, wish, clock }, names) =>
    `In dispute; ${names.person(arbiter)} rules by ${names.time(clock.due)}${wish ? `: ${wish.reason}${wish.counter ? `; proposes ${names.unit(wish.counter)}` : ''}` : ''}${order ? '. Act first, argue later: who had it keeps the site safe until then' : ''}`,
  ruled: ({ unit, reason, becomesRow }, names) =>
    `Ruled: it is for ${names.unit(unit)}. ${reason}${becomesRow ? '. To be written into the duty list' : ''}`,
  row_made: ({ row, list }) => `The ruling became row ${row} of the duty list, version ${list}`,
  operator_changed: ({ contract, from, to, orders }, names) =>
    `Contract handed over (${contract}): from ${names.unit(from)} to ${names.unit(to)}${orders.length > 0 ? `, ${orders.length} ${orders.length === 1 ? 'order' : 'orders'} issued anew` : ''}; the promise runs on`,
  order_finished: ({ note, by }, { person }) => `${person(by)} finished${after(': ', note)}`,
  handed_over: ({ unit, task }, names) => `Handed over to ${names.unit(unit)} for enforcement: ${task}`,
  order_withdrawn: ({ reason }) => `Order withdrawn: ${reason}`,
  all_orders_done: ({ late }) => `All orders done, ${late ? 'late' : 'in time'}`,
  extension_requested: ({ reason }) => `Asked for more time: ${reason}`,
  suspension_requested: ({ reason, until }, { time }) => `Asked to suspend until ${time(until)}: ${reason}`,
  request_declined: ({ kind, reason }) => `Declined the ${kind}: ${reason}`,
  extended: ({ clock }, { time }) => `More time granted, now due ${time(clock.due)}`,
  suspended: ({ until }, { time }) => `Suspended until ${time(until)}, the clock stands still`,
  resumed: ({ reason, clock }, { time }) => `Resumed${after(': ', reason)}, now due ${time(clock.due)}`,
  check_asked: ({ checker }, { person }) => `Asked ${person(checker)} to check`,
  checked: ({ result, note }) => `Checked: ${{ pass: 'passed', fail: 'failed', unclear: 'cannot tell' }[result]}${after(', ', note)}`,
  self_handling_rejected: ({ reason }) => `Not well enough fixed: ${reason}`,
  reworked: ({ reason }) => `Sent back${after(': ', reason)}`,
  closed: ({ informed, note }) => `${informed ? 'Closed, reporter informed' : 'Closed'}${after(': ', note)}`,
  called_back: ({ satisfied, note }) => `Called back: ${satisfied ? 'satisfied' : 'not satisfied'}${after(', ', note)}`,
  rated: ({ stars, words }) => `Rated ${stars} of 5${after(': ', words)}`,
  reopened: ({ reason }) => `Reopened${after(': ', reason)}`,
  supervised: ({ note }) => `Supervised: ${note}`,
  voided: ({ reason }) => `Void: ${reason}`,
  merged: ({ into }, { number }) => `Merged into case ${number(into)}`,
  split: () => 'Split off again, back at the start',
  absorbed: ({ from }, { number }) => `Joined by report ${number(from)} of the same thing`,
  released: ({ from }, { number }) => `Report ${number(from)} split off`,
  escalated: ({ light, due }, { time }) => (light === 'yellow' ? `Due soon, at ${time(due)}` : `Overdue since ${time(due)}`),
  photos_added: ({ photos }) => `${photos.length} photo${photos.length === 1 ? '' : 's'} added`,
  noted: ({ text }) => `Note: ${text}`,
};

const said: Record<Locale, Said> = { zh, en };

/** The sentence of an event in a language. `facts` come from the log, so they fit their type. */
export function sayEvent(locale: Locale, { type, facts }: { type: EventType; facts: Record<string, unknown> }, names: Names): string {
  const say = said[locale][type] as (facts: Record<string, unknown>, names: Names) => string;
  return say(facts, names);
}

/** Times as a neighbour says them. */
export type PlainNames = Pick<Names, 'time'> & { readonly day: (at: number) => string };
type Plain = { readonly [T in EventType]?: (facts: Record<string, unknown>, names: PlainNames) => string };

/** What the reporter reads, in everyday words; event types not here are not for them. */
const plain: Record<Locale, Plain> = {
  zh: {
    reported: () => '我们收到了您的上报',
    verification_asked: () => '已派人去现场看',
    verified: ({ result }) =>
      result === 'exists' ? '现场看过了，情况属实' : result === 'absent' ? '现场没有看到这个问题' : '现场暂时看不清楚',
    filed: () => '已经立案',
    refused: ({ reason }) => `没有受理：${String(reason)}`,
    self_handled: () => '巡查员当场处理了',
    dispatched: ({ unit }) => `交给${(unit as Words).zh}处理`,
    order_accepted: () => '已有人接手',
    order_returned: () => '换一家来处理',
    disputed: () => '正在确认由谁处理，现场先有人看护',
    ruled: ({ unit }) => `确认由${(unit as Words).zh}处理`,
    order_finished: () => '处理完了，拍了照片',
    extended: ({ due }, { time }) => `需要多一点时间，最晚 ${time(Number(due))}`,
    suspended: ({ until }, { day }) => `现在做不了，${day(Number(until))}前会继续`,
    resumed: () => '又开始处理了',
    all_orders_done: () => '等待检查',
    checked: ({ result }) => (result === 'pass' ? '检查合格' : result === 'fail' ? '检查不合格，要重做' : '检查时看不清楚，会再看一次'),
    reworked: () => '正在返工',
    self_handling_rejected: () => '处理得不够好，重新安排',
    closed: ({ informed }) => (informed ? '目前无法彻底解决，已向您说明' : '办结了'),
    rated: ({ stars }) => `您打了 ${Number(stars)} 星`,
    reopened: ({ reason }) => after('重新处理：', String(reason ?? '')) || '重新处理',
    merged: () => '和同一件事合并处理',
    split: () => '单独处理这件事',
    voided: ({ reason }) => `已取消：${String(reason)}`,
  },
  en: {
    reported: () => 'We have your report',
    verification_asked: () => 'Somebody is going to look',
    verified: ({ result }) =>
      result === 'exists'
        ? 'Somebody looked: it is there'
        : result === 'absent'
          ? 'Somebody looked and did not find it'
          : 'Somebody looked and could not tell',
    filed: () => 'Registered as a case',
    refused: ({ reason }) => `Not accepted: ${String(reason)}`,
    self_handled: () => 'The patroller fixed it on the spot',
    dispatched: ({ unit }) => `Given to ${(unit as Words).en}`,
    order_accepted: () => 'Somebody took it on',
    order_returned: () => 'Somebody else will do it',
    disputed: () => 'It is being settled who will do it; the site is kept safe',
    ruled: ({ unit }) => `Settled: ${(unit as Words).en} will do it`,
    order_finished: () => 'Done, with a photo',
    extended: ({ due }, { time }) => `It takes a little longer, until ${time(Number(due))}`,
    suspended: ({ until }, { day }) => `Cannot be done now, goes on by ${day(Number(until))}`,
    resumed: () => 'Work goes on',
    all_orders_done: () => 'Waiting to be checked',
    checked: ({ result }) =>
      result === 'pass'
        ? 'Checked and good'
        : result === 'fail'
          ? 'Checked and not good: to be done again'
          : 'Could not be judged, will be looked at again',
    reworked: () => 'Being done again',
    self_handling_rejected: () => 'Not good enough, being arranged anew',
    closed: ({ informed }) => (informed ? 'Cannot be fully solved now; you have been told why' : 'Closed'),
    rated: ({ stars }) => `You gave ${Number(stars)} of 5`,
    reopened: ({ reason }) => after('Being done again: ', String(reason ?? '')) || 'Being done again',
    merged: () => 'Joined to the same matter',
    split: () => 'Handled on its own again',
    voided: ({ reason }) => `Cancelled: ${String(reason)}`,
  },
};

export function sayEventPlainly(
  locale: Locale,
  { type, facts }: { type: string; facts: Record<string, unknown> },
  names: PlainNames,
): string | undefined {
  return plain[locale][type as EventType]?.(facts, names);
}
