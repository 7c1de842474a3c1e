import type { Named } from './named.ts';
import { type Script, type Step, type Story, caseNow } from './step.ts';
import { drawPhoto } from './photo.ts';

const toCheck: readonly Script[] = ['file', 'dispatch', 'accept', 'finish'];
const whole: readonly Script[] = [...toCheck, 'ask_check', 'pass', 'close'];

function story(
  text: string,
  by: Story['by'],
  [matter, condition]: readonly [string, string],
  script: readonly Script[],
  more: Partial<Story> = {},
): Story {
  return { text, by, photo: by !== 'operator', matter, condition, script, ...more };
}

const bin = ['matter:06042', 'overflow'] as const;
const rubbish = ['matter:06010', 'seen'] as const;
const lamp = ['part:01037', 'unlit'] as const;
const cover = ['part:01003', 'hazard'] as const;
const parking = ['matter:09010', 'seen'] as const;

/** The morning's cases, oldest first: every stage of the loop has somebody in it when the day is told. */
export const storiesOf = ({ lane, avenue, street, home }: Named): readonly Story[] => [
  story(`${lane}口的垃圾桶满了，昨天就没收`, 'resident', bin, [...whole, 'rate']),
  story('路边堆了好几袋垃圾，臭', 'resident', rubbish, whole),
  story('果皮箱旁边有散落垃圾', 'patroller', rubbish, [...whole]),
  story('路灯一闪一闪的，晚上看不清', 'resident', lamp, [...toCheck, 'ask_check', 'fail', 'finish', 'ask_check', 'pass', 'close', 'rate']),
  story('共享单车堆在盲道上', 'patroller', ['matter:09011', 'seen'], whole),
  story('有人在路口摆摊卖水果，车过不去', 'resident', ['matter:09001', 'seen'], [...toCheck, 'ask_check', 'pass']),
  story('井盖没了，差点摔一跤', 'resident', cover, ['file', 'supervise', 'dispatch', 'accept', 'finish', 'ask_check']),
  story('墙上全是小广告', 'patroller', ['matter:07001', 'seen'], toCheck),
  story('电动车把消防通道堵了', 'resident', ['matter:09012', 'seen'], ['file', 'dispatch', 'accept']),
  story('下水道冒水，味道很大', 'operator', ['part:01002', 'hazard'], ['ask_verify', 'verify', 'file', 'dispatch', 'accept'], {
    address: `${avenue}中段`,
  }),
  story('地砖松了，一踩一脚水', 'resident', ['matter:06013', 'damaged'], ['file', 'dispatch', 'accept', 'suspend']),
  story('树枝断了挂在半空', 'patroller', ['part:04002', 'hazard'], ['file', 'dispatch', 'return', 'rule', 'accept'], {
    returns: { reason: '有带电线缆，绿化队不能动', counter: 'power' },
  }),
  story('人行道的砖又翘起来了，婴儿车推不过去', 'patroller', ['matter:06013', 'damaged'], ['file', 'dispatch', 'accept', 'return'], {
    returns: { reason: '下面的排水管漏水，光铺砖还会翘', counter: 'water' },
  }),
  story('楼下晚上音响太吵，老人睡不着', 'operator', ['matter:06028', 'seen'], ['ask_verify', 'verify', 'file', 'dispatch'], {
    address: home,
  }),
  story('电动车乱停，推婴儿车过不去', 'resident', parking, ['file', 'dispatch']),
  story('绿化带里好多烟头和纸杯', 'patroller', ['matter:06017', 'seen'], ['file']),
  story('有人往雨水口倒泔水', 'resident', ['matter:06030', 'seen'], ['file', 'note']),
  story('公园长椅坏了一条腿', 'resident', ['part:04007', 'damaged'], ['ask_verify', 'verify']),
  story('说有人违建，去看没有', 'operator', ['matter:06001', 'ongoing'], ['ask_verify', 'refuse'], { address: street }),
  story('旧沙发扔在路边两天了', 'resident', ['matter:06035', 'seen'], ['ask_verify']),
  story('路面有一大片油污', 'patroller', ['matter:06012', 'seen'], []),
  story('厕所没水也没纸', 'resident', ['part:03001', 'dirty'], []),
  story('门口的灯坏了', 'resident', lamp, []),
];

const patrollerNames = (view: { history: readonly { type: string; facts: Record<string, unknown> }[] }, fact: string) =>
  view.history.findLast(({ facts }) => typeof facts[fact] === 'string')?.facts[fact];

async function asked(step: Step, fact: 'verifier' | 'checker') {
  const id = patrollerNames(await caseNow(step), fact);
  const index = step.stage.cast.patrollers.findIndex((account) => `p-${account}` === id);
  const patroller = step.team.patrollers[Math.max(0, index)];
  if (!patroller) throw new Error('the cast has no patroller');
  return patroller;
}

async function working(step: Step) {
  const view = await caseNow(step);
  const order = view.orders.findLast(({ status }) => status === 'sent' || status === 'underway');
  const handler = order && (await step.team.handler(order.unit.id));
  return order && handler ? { order, handler } : undefined;
}

/** Each step of a story, said by whoever may say it. A unit without a handler in the cast simply has not answered yet. */
export const scripts: Record<Script, (step: Step) => Promise<unknown>> = {
  ask_verify: ({ team, stage, receipt, later }) =>
    team.operator.say(receipt.id, { type: 'ask_verify', verifier: `p-${stage.cast.patrollers[0]}` }, { saidAt: later(4) }),
  verify: async (step) => {
    const patroller = await asked(step, 'verifier');
    const photo = await patroller.photo(step.receipt.id, await drawPhoto(step.team.chance, 'before'));
    return patroller.say(
      step.receipt.id,
      { type: 'verify', result: 'exists', note: '现场属实', photos: [photo] },
      { saidAt: step.later(14) },
    );
  },
  file: ({ team, receipt, story: { matter, condition: wanted }, later }) => {
    const known = team.conditions.get(matter) ?? [];
    const condition = known.includes(wanted) ? wanted : known[0];
    return team.shift.say(receipt.id, { type: 'file', matter, condition: condition ?? wanted }, { saidAt: later(3) });
  },
  refuse: async (step) => {
    const patroller = await asked(step, 'verifier');
    await patroller.say(
      step.receipt.id,
      { type: 'verify', result: 'absent', note: '到现场没有看到', photos: [] },
      { saidAt: step.later(12) },
    );
    return step.team.shift.say(step.receipt.id, { type: 'refuse', reason: '现场核实没有发现' }, { saidAt: step.later(3) });
  },
  dispatch: async (step) => {
    const view = await caseNow(step);
    return step.team.dispatcher.say(
      step.receipt.id,
      { type: 'dispatch', unit: view.proposal.unit.id, act: 'service', task: '', order: step.team.anyone.key() },
      { saidAt: step.later(3) },
    );
  },
  return: async (step) => {
    const at = await working(step);
    const { reason = '不归我们管', counter = null } = step.story.returns ?? {};
    return at?.handler.say(step.receipt.id, { type: 'return_order', order: at.order.id, reason, counter }, { saidAt: step.later(6) });
  },
  rule: async (step) => {
    const view = await caseNow(step);
    const unit = view.argued.at(-1)?.counter?.id;
    if (view.dispute === null || unit === undefined) return undefined;
    const ruling = { type: 'rule', unit, act: 'service', reason: '树枝搭在电线上，先断电再清理', becomesRow: true };
    return step.team.leader.say(step.receipt.id, { ...ruling, order: step.team.anyone.key() }, { saidAt: step.later(12) });
  },
  accept: async (step) => {
    const at = await working(step);
    return at?.handler.say(step.receipt.id, { type: 'accept_order', order: at.order.id, handler: null }, { saidAt: step.later(5) });
  },
  finish: async (step) => {
    const at = await working(step);
    if (!at) return undefined;
    const photo = await at.handler.photo(step.receipt.id, await drawPhoto(step.team.chance, 'after'));
    return at.handler.say(
      step.receipt.id,
      { type: 'finish_order', order: at.order.id, note: '已处理', photos: [photo], before: [] },
      { saidAt: step.later(20) },
    );
  },
  ask_check: async (step) => {
    const { status, orders } = await caseNow(step);
    if (status !== 'to_check') return undefined;
    const { patrollers, unitOf } = step.stage.cast;
    // Whoever's team did the work is not asked to check it.
    const checker = patrollers.findLast((account) => orders.every(({ unit }) => unit.id !== unitOf.get(account)));
    if (!checker) throw new Error('every patroller of the cast belongs to a team that worked on the case');
    return step.team.operator.say(step.receipt.id, { type: 'ask_check', checker: `p-${checker}` }, { saidAt: step.later(3) });
  },
  pass: (step) => judged(step, 'pass'),
  fail: (step) => judged(step, 'fail'),
  close: ({ team, receipt, later }) => team.shift.say(receipt.id, { type: 'close', informed: false, note: '' }, { saidAt: later(3) }),
  rate: ({ team, receipt }) => team.anyone.answerBack(receipt.token, { type: 'rate', stars: 5, words: '很快' }),
  suspend: async (step) => {
    const at = await working(step);
    await at?.handler.say(step.receipt.id, {
      type: 'request_suspension',
      reason: '要等雨停才能重铺',
      until: step.stage.now() + 6 * 86_400_000,
    });
    return step.team.dispatcher.say(step.receipt.id, { type: 'grant_request' });
  },
  supervise: ({ team, receipt }) => team.leader.say(receipt.id, { type: 'supervise', note: '有安全隐患，先围起来' }),
  note: ({ team, receipt }) => team.operator.say(receipt.id, { type: 'note', text: '已电话联系上报人' }),
};

async function judged(step: Step, result: 'pass' | 'fail') {
  if ((await caseNow(step)).status !== 'checking') return undefined;
  const patroller = await asked(step, 'checker');
  const photo = await patroller.photo(step.receipt.id, await drawPhoto(step.team.chance, result === 'pass' ? 'after' : 'before'));
  return patroller.say(
    step.receipt.id,
    { type: 'check', result, note: result === 'pass' ? '干净了' : '还没修好', photos: [photo] },
    { saidAt: step.later(10) },
  );
}
