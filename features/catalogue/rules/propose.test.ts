import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildCatalogue, conditionOf, findMatter } from './catalogue.ts';
import type { Condition, Kind, Matter, MatterKey } from './matter.ts';
import { propose } from './propose.ts';

function condition(key: string, zh: string, en: string): Condition {
  return { key, text: { zh, en }, limit: { value: 4, unit: 'work_hour' }, closing: { zh: '恢复', en: 'restored' } };
}

const broken = condition('damaged', '破损、缺失', 'damaged or missing');
const dirty = condition('dirty', '脏污', 'dirty');

function matter(
  key: `${Kind}:${string}`,
  zh: string,
  en: string,
  rest: { sayings?: string; legacy?: string; conditions?: Condition[] } = {},
): Matter {
  const [kind, code = ''] = key.split(':') as [Kind, string];
  const sayings = (rest.sayings ?? '').split('|').filter((saying) => saying !== '');
  const major = { code: code.slice(0, 2), name: { zh: '类', en: 'group' } };
  return {
    kind,
    code,
    major,
    name: { zh, en },
    legacy: rest.legacy ?? null,
    local: false,
    conditions: rest.conditions ?? [broken],
    sayings,
  };
}

const catalogue = buildCatalogue([
  matter('part:01003', '雨水井盖', 'storm drain cover', { legacy: '0103', sayings: '井盖不见了|井盖响|manhole' }),
  matter('part:01004', '雨水箅子', 'storm drain grate', { legacy: '0104' }),
  matter('part:01037', '路灯', 'street light', { legacy: '0137', conditions: [condition('unlit', '不亮', 'not lit'), broken] }),
  matter('part:02014', '交通信号灯', 'traffic light'),
  matter('part:02017', '交通护栏', 'traffic guardrail', { legacy: '0217' }),
  matter('part:03001', '公共厕所', 'public toilet', { conditions: [dirty] }),
  matter('part:03005', '垃圾箱', 'litter bin', { legacy: '0305', conditions: [broken, dirty] }),
  matter('part:04002', '行道树', 'street tree'),
  matter('part:04007', '街头座椅', 'street bench'),
  matter('matter:06010', '暴露垃圾', 'exposed garbage', {
    legacy: '0110',
    conditions: [condition('content', '成堆垃圾袋', 'bags in a heap')],
  }),
  matter('matter:06011', '积存垃圾渣土', 'accumulated garbage and muck'),
  matter('matter:06012', '道路不洁', 'dirty road', { conditions: [dirty] }),
  matter('matter:06013', '道路破损', 'damaged road surface'),
  matter('matter:06025', '水域不洁', 'dirty water body'),
  matter('matter:06027', '油烟污染', 'cooking fume pollution'),
  matter('matter:06028', '噪声扰民', 'noise nuisance'),
  matter('matter:06035', '废弃家具设备', 'abandoned furniture or equipment'),
  matter('matter:06036', '乱堆杂物', 'disorderly piled objects'),
  matter('matter:06037', '动物尸体', 'animal carcass'),
  matter('matter:06042', '垃圾站（箱）满溢', 'overflowing refuse station or bin'),
  matter('matter:06051', '盲道缺损', 'missing or damaged tactile paving', { legacy: '0181p' }),
  matter('matter:06052', '无障碍坡道破损', 'damaged accessible ramp', { legacy: '0181(local ext)' }),
  matter('matter:07001', '非法小广告', 'illegal small flyers'),
  matter('matter:08001', '施工扰民', 'construction nuisance'),
  matter('matter:08004', '工地扬尘', 'construction site dust'),
  matter('matter:09001', '无照经营游商', 'unlicensed street vendor'),
  matter('matter:09005', '店外经营', 'trading outside the shop'),
  matter('matter:09009', '机动车乱停放', 'disorderly motor vehicle parking'),
  matter('matter:09010', '非机动车乱停放', 'disorderly non-motor vehicle parking'),
  matter('matter:09011', '共享单车乱象', 'shared bicycle disorder'),
  matter('matter:09012', '占用消防通道', 'blocked fire lane'),
  matter('matter:L0501', '供水管道破裂', 'water main burst'),
  matter('matter:L0503', '排水管道堵塞、破裂', 'sewer blocked or broken'),
  matter('matter:L0506', '道路积水', 'road flooding'),
  matter('matter:L0596', '高空坠物', 'falling-object hazard'),
  matter('matter:L0184', '违规养犬', 'dog-keeping breach'),
]);

const reports: readonly (readonly [string, MatterKey])[] = [
  ['菜场后面那个垃圾桶又满了，三天没人来收', 'matter:06042'],
  ['垃圾箱的盖子断了', 'part:03005'],
  ['楼下堆了十几袋垃圾，招苍蝇', 'matter:06010'],
  ['我家门前这条路的路灯连着黑了三盏', 'part:01037'],
  ['天桥底下灯坏了，女孩子下班很怕', 'part:01037'],
  ['路口红绿灯一直不变', 'part:02014'],
  ['护栏被货车撞歪了', 'part:02017'],
  ['厕所里没有纸，地上全是水', 'part:03001'],
  ['一棵大树倒下来挡住人行道', 'part:04002'],
  ['公园边的长椅少了两块木板', 'part:04007'],
  ['装修垃圾和碎砖倒在巷口', 'matter:06011'],
  ['人行道上都是狗屎', 'matter:06012'],
  ['地砖松动，一踩就溅一裤子泥水', 'matter:06013'],
  ['马路中间一个坑，电动车差点翻了', 'matter:06013'],
  ['河面漂着很多塑料瓶', 'matter:06025'],
  ['楼下烧烤店油烟直往家里灌', 'matter:06027'],
  ['广场舞音响声音大，孩子没法写作业', 'matter:06028'],
  ['谁把旧沙发丢在消火栓边上', 'matter:06035'],
  ['楼道口堆满纸皮和杂物', 'matter:06036'],
  ['绿化带里有只死猫', 'matter:06037'],
  ['盲道砖缺了一截', 'matter:06051'],
  ['电线杆上又贴满了牛皮癣', 'matter:07001'],
  ['半夜一点工地还在打桩', 'matter:08001'],
  ['工地灰尘大，窗户都不敢开', 'matter:08004'],
  ['校门口小贩推车卖烤肠', 'matter:09001'],
  ['水果店把货摆到外面占了半条人行道', 'matter:09005'],
  ['私家车停在人行道上', 'matter:09009'],
  ['地铁口电动车乱停，轮椅过不去', 'matter:09010'],
  ['共享单车倒了一大片', 'matter:09011'],
  ['消防通道被堵死了', 'matter:09012'],
  ['水管爆了，满街都是水', 'matter:L0501'],
  ['下水道冒水，很臭', 'matter:L0503'],
  ['一下雨这里就内涝', 'matter:L0506'],
  ['楼上有人扔东西，差点砸到人', 'matter:L0596'],
  ['大狗没拴绳在小区里乱跑', 'matter:L0184'],
  ['井盖一过车就哐当响', 'part:01003'],
  ['樓下路燈壞咗', 'part:01037'],
  ['垃圾桶滿了', 'matter:06042'],
  ['The bin by the bus stop has been overflowing since Friday', 'matter:06042'],
  ['Someone left a mattress on the footpath', 'matter:06035'],
  ['Streetlight flickering outside number 12', 'part:01037'],
  ['Huge pothole, I nearly came off my bike', 'matter:06013'],
  ['Cars parked all over the pavement', 'matter:09009'],
  ['Shared bikes dumped across the path', 'matter:09011'],
  ['drilling at 2am from the building site', 'matter:08001'],
  ['graffiti and posters: illegal posters on every pole', 'matter:07001'],
  ['the fire lane is blocked by scooters', 'matter:09012'],
  ['a dead rat next to the playground', 'matter:06037'],
  ['Road flooded again after the rain', 'matter:L0506'],
  ['A tree has fallen over the cycle track', 'part:04002'],
  ['bench is broken', 'part:04007'],
  ['manhole rattles whenever a car passes', 'part:01003'],
  ['traffic lights are stuck on red', 'part:02014'],
  ['The toilets in the park are filthy', 'part:03001'],
];

for (const [text, expected] of reports) {
  test(`${expected} is among the first three for: ${text}`, () => {
    const offered = propose(catalogue, text, { limit: 3 });
    assert.ok(
      offered.some(({ key }) => key === expected),
      JSON.stringify(offered),
    );
  });
}

test('most reports need no second look: the first proposal is right for nine in ten', () => {
  const right = reports.filter(([text, expected]) => propose(catalogue, text, { limit: 1 })[0]?.key === expected);
  assert.ok(right.length >= reports.length * 0.9, `${right.length} of ${reports.length}`);
});

test('a proposal tells which words of the report it heard', () => {
  const [first] = propose(catalogue, '菜场后面垃圾桶满了。', { limit: 3 });
  assert.deepEqual(first, { key: 'matter:06042', why: ['垃圾桶满了'] });
  assert.deepEqual(propose(catalogue, 'The Street  Light is out', { limit: 1 })[0]?.why, ['street  light']);
});

test('a proposal carries no number that could pass for a probability', () => {
  for (const proposal of propose(catalogue, '垃圾桶满了', { limit: 6 })) assert.deepEqual(Object.keys(proposal), ['key', 'why']);
});

test('when nothing was said, or nothing known, the common matters are offered in their order', () => {
  const common: MatterKey[] = ['matter:09009', 'part:01037', 'matter:no-such'];
  for (const text of ['', '  ', '你好，请问', 'hello', 'xyzzy', '？？？']) {
    assert.deepEqual(
      propose(catalogue, text, { limit: 6, common }).map(({ key, why }) => [key, why]),
      [
        ['matter:09009', []],
        ['part:01037', []],
      ],
      text,
    );
  }
});

test('a world without common matters still has something to offer', () => {
  assert.equal(propose(catalogue, '', { limit: 4 })[0]?.key, 'matter:06010');
  assert.deepEqual(propose(buildCatalogue([]), '垃圾', { limit: 4 }), []);
});

test("from a thing's code the matters about it come first, the words deciding among them", () => {
  const silent = propose(catalogue, '', { limit: 6, forPart: '03005', common: ['matter:09009'] }).map(({ key }) => key);
  assert.equal(silent[0], 'part:03005');
  assert.ok(silent.indexOf('matter:06042') > 0 && silent.indexOf('matter:06042') < silent.indexOf('matter:09009'), silent.join());
  assert.equal(propose(catalogue, '满了', { limit: 6, forPart: '03005' })[0]?.key, 'matter:06042');
  const elsewhere = propose(catalogue, '路灯不亮', { limit: 6, forPart: '03005' }).map(({ key }) => key);
  assert.ok(elsewhere[0] === 'part:03005' && elsewhere.includes('part:01037'), elsewhere.join());
  assert.deepEqual(propose(catalogue, '路灯不亮', { limit: 1, forPart: '99999' })[0]?.key, 'part:01037');
});

test('no matter is offered twice and never more than asked for', () => {
  for (const [text] of reports) {
    const keys = propose(catalogue, text, { limit: 4, forPart: '03005' }).map(({ key }) => key);
    assert.equal(new Set(keys).size, keys.length);
    assert.ok(keys.length <= 4);
  }
});

test('a long letter is read as quickly as it must be', () => {
  const letter = '尊敬的领导您好，我是住在这里的老人，楼下垃圾桶满了没有人清理。'.repeat(200);
  assert.equal(propose(catalogue, letter, { limit: 1 })[0]?.key, 'matter:06042');
});

test("a class is found by its key and by its old code; an old code that was split is nobody's", () => {
  assert.equal(findMatter(catalogue, 'part:01037')?.name.zh, '路灯');
  assert.equal(findMatter(catalogue, 'part:0137')?.name.zh, '路灯');
  assert.equal(findMatter(catalogue, 'matter:0137'), undefined);
  assert.equal(findMatter(catalogue, 'matter:0181'), undefined);
  assert.deepEqual(
    catalogue.byLegacy.get('matter:0181')?.map(({ code }) => code),
    ['06051', '06052'],
  );
});

test('a condition is found by its matter and its key', () => {
  assert.equal(conditionOf(catalogue, 'part:01037', 'unlit')?.text.zh, '不亮');
  assert.equal(conditionOf(catalogue, 'part:01037', 'no-such'), undefined);
  assert.equal(conditionOf(catalogue, 'part:99999', 'unlit'), undefined);
});

test('two classes with one key are refused loudly', () => {
  const [twin] = catalogue.matters;
  assert.throws(() => buildCatalogue([twin as Matter, twin as Matter]), /part:01003/);
});
