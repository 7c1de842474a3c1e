import type { Limit, LimitUnit } from '../../../../kernel/time/limit.ts';
import type { Words } from '../../../../kernel/words.ts';
import type { Condition, Kind, Matter } from '../../../catalogue/rules/matter.ts';

const majors: Record<string, Words> = {
  '01': { zh: '市政公用设施', en: 'Municipal utilities' },
  '02': { zh: '交通设施', en: 'Traffic facilities' },
  '03': { zh: '市容环卫设施', en: 'Sanitation facilities' },
  '04': { zh: '园林绿化设施', en: 'Landscaping' },
  '06': { zh: '市容环境', en: 'Appearance and environment' },
  '07': { zh: '宣传广告', en: 'Adverts and signs' },
  '08': { zh: '施工管理', en: 'Construction' },
  '09': { zh: '街面秩序', en: 'Street order' },
  '10': { zh: '其他事项', en: 'Other matters' },
  L5: { zh: '突发事件', en: 'Emergencies' },
};

type Said = readonly [key: string, zh: string, en: string, value: number, unit: LimitUnit, closingZh: string, closingEn: string];
const limit = (value: number, unit: LimitUnit): Limit => ({ value, unit });
const condition = ([key, zh, en, value, unit, closingZh, closingEn]: Said): Condition => ({
  key,
  text: { zh, en },
  limit: limit(value, unit),
  closing: { zh: closingZh, en: closingEn },
});

function matter(
  kind: Kind,
  code: string,
  name: Words,
  { legacy, sayings, conditions }: { legacy: string | null; sayings: string; conditions: readonly Said[] },
): Matter {
  const major = code.startsWith('L') ? 'L5' : code.slice(0, 2);
  const named = majors[major] ?? { zh: '', en: '' };
  return {
    kind,
    code,
    major: { code: major === 'L5' ? 'L05' : major, name: named },
    name,
    legacy,
    local: code.startsWith('L'),
    conditions: conditions.map(condition),
    sayings: sayings.split(' ').map((saying) => saying.replaceAll('_', ' ')),
  };
}

const fixed = ['修复完好', 'repaired or replaced'] as const;
const clean = ['清理干净', 'cleaned'] as const;
const manhole: readonly Said[] = [
  [
    'hazard',
    '缺失、移位或破裂，有危险',
    'missing, moved or cracked, dangerous',
    2,
    'urgent_hour',
    '井盖归位或围护，险情消除',
    'cover back or fenced off, danger gone',
  ],
  ['damaged', '破损', 'damaged', 4, 'work_hour', ...fixed],
  ['rattle', '跳响', 'rattles under traffic', 2, 'work_day', '安放平稳，不再跳响', 'sits firm and silent'],
];

/** The short list of the small world: real national codes, our own wording. Those people report most come first. */
export const smallCatalogue: readonly Matter[] = [
  matter(
    'matter',
    '06010',
    { zh: '暴露垃圾', en: 'Exposed rubbish' },
    {
      legacy: '0110',
      sayings: '垃圾 没人收 垃圾堆 袋装垃圾 臭 垃圾成堆 rubbish trash garbage litter bin_bag waste smelly',
      conditions: [['seen', '公共区域有成堆或散落的垃圾', 'rubbish lying in a public place', 4, 'work_hour', ...clean]],
    },
  ),
  matter(
    'matter',
    '06042',
    { zh: '垃圾站（箱）满溢', en: 'Overflowing bin' },
    {
      legacy: null,
      sayings: '垃圾桶满了 垃圾箱 满溢 溢出来 桶满 overflowing bin_full full_bin',
      conditions: [['overflow', '垃圾溢出容器', 'waste spilling over', 4, 'work_hour', '清空并擦净', 'emptied and wiped']],
    },
  ),
  matter(
    'matter',
    '09009',
    { zh: '机动车乱停放', en: 'Badly parked car' },
    {
      legacy: '0409',
      sayings: '乱停车 违停 车停 占道停车 堵路 挡路 car parked parking blocking',
      conditions: [
        ['seen', '停在禁停处或堵住通行', 'parked where it is forbidden or in the way', 2, 'work_hour', '驶离或劝离', 'driven away'],
      ],
    },
  ),
  matter(
    'matter',
    '09010',
    { zh: '非机动车乱停放', en: 'Badly parked bicycles' },
    {
      legacy: '0410',
      sayings: '电动车乱停 自行车 电单车 三轮车 单车乱放 bicycle bike e-bike scooter tricycle',
      conditions: [['seen', '占用通道或停放杂乱', 'in the way or in disorder', 2, 'work_hour', '摆放整齐或移走', 'lined up or moved']],
    },
  ),
  matter(
    'part',
    '01037',
    { zh: '路灯', en: 'Street light' },
    {
      legacy: '0137',
      sayings: '路灯 灯不亮 黑灯 灯坏了 太黑 一闪一闪 light lamp dark lamppost',
      conditions: [
        ['unlit', '不亮或闪烁', 'dark or flickering', 2, 'work_day', '恢复照明', 'lit again'],
        ['fallen', '灯杆倾斜或倒伏', 'pole leaning or fallen', 1, 'work_day', '扶正或更换', 'stood up or replaced'],
        ['hazard', '电线外露', 'wires exposed', 2, 'urgent_hour', '断电并包好', 'made safe'],
      ],
    },
  ),
  matter(
    'part',
    '01003',
    { zh: '雨水井盖', en: 'Storm-drain cover' },
    { legacy: '0103', sayings: '井盖 雨水井 下水道盖 盖子没了 窨井 manhole drain cover', conditions: manhole },
  ),
  matter(
    'part',
    '01002',
    { zh: '污水井盖', en: 'Sewer manhole cover' },
    { legacy: '0102', sayings: '污水井 井盖 冒水 冒粪水 sewer manhole', conditions: manhole },
  ),
  matter(
    'part',
    '03005',
    { zh: '垃圾箱', en: 'Litter bin' },
    {
      legacy: '0305',
      sayings: '果皮箱 垃圾桶坏 桶盖坏 垃圾箱破 broken_bin bin litter_bin',
      conditions: [
        ['damaged', '破损、缺盖或倒伏', 'damaged, lid missing or fallen', 2, 'work_day', ...fixed],
        ['dirty', '箱体脏污', 'dirty', 4, 'work_hour', ...clean],
      ],
    },
  ),
  matter(
    'matter',
    '06012',
    { zh: '道路不洁', en: 'Dirty road' },
    {
      legacy: '0112',
      sayings: '路面脏 油污 落叶 泥 没扫 地上脏 dirty road_dirty mud leaves unswept',
      conditions: [['seen', '路面有明显污渍、泥土或落叶', 'visible dirt, mud or leaves', 2, 'work_hour', '清扫干净', 'swept']],
    },
  ),
  matter(
    'matter',
    '06013',
    { zh: '道路破损', en: 'Broken road' },
    {
      legacy: '0113',
      sayings: '路面坑 坑洼 路坏 地砖松动 砖翘 pothole broken_road paving cracked',
      conditions: [['damaged', '坑洼、裂缝或松动', 'potholes, cracks or loose slabs', 5, 'work_day', ...fixed]],
    },
  ),
  matter(
    'matter',
    '06014',
    { zh: '道路遗撒', en: 'Spillage on the road' },
    {
      legacy: '0114',
      sayings: '遗撒 渣土 沙石 掉了一路 spill spillage gravel',
      conditions: [['seen', '路面有遗撒物', 'spilled material on the road', 4, 'work_hour', ...clean]],
    },
  ),
  matter(
    'matter',
    '06011',
    { zh: '积存垃圾渣土', en: 'Dumped rubble' },
    {
      legacy: '0111',
      sayings: '建筑垃圾 渣土 装修垃圾 废料堆 rubble debris construction_waste',
      conditions: [['seen', '成堆的渣土或建筑垃圾', 'piles of rubble', 5, 'work_day', '清运完毕', 'carted off']],
    },
  ),
  matter(
    'matter',
    '06017',
    { zh: '绿地脏乱', en: 'Untidy green space' },
    {
      legacy: '0117',
      sayings: '草地 绿化带 花坛 脏 烟头 green lawn flowerbed',
      conditions: [['seen', '绿地内有垃圾杂物', 'litter in the green space', 4, 'work_hour', ...clean]],
    },
  ),
  matter(
    'part',
    '04002',
    { zh: '行道树', en: 'Street tree' },
    {
      legacy: '0402',
      sayings: '树倒 树枝 断枝 树要倒 枯树 tree branch fallen_tree',
      conditions: [
        ['hazard', '倾倒或断枝，有危险', 'falling or broken, dangerous', 2, 'urgent_hour', '险情消除', 'made safe'],
        ['prune', '遮挡信号灯、路灯或窗户', 'blocks lights or windows', 5, 'work_day', '修剪完毕', 'pruned'],
        ['fallen', '死株', 'dead tree', 2, 'work_day', '清除并补种', 'removed and replaced'],
      ],
    },
  ),
  matter(
    'matter',
    '06021',
    { zh: '病虫害', en: 'Tree pests' },
    {
      legacy: null,
      sayings: '虫 毛毛虫 白蚁 虫害 pests insects caterpillars',
      conditions: [['seen', '植物有明显虫害', 'plants clearly infested', 3, 'work_day', '治理完毕', 'treated']],
    },
  ),
  matter(
    'part',
    '04007',
    { zh: '街头座椅', en: 'Street bench' },
    {
      legacy: '0407',
      sayings: '长椅 座椅 凳子坏 bench seat',
      conditions: [['damaged', '破损或松动', 'damaged or loose', 1, 'work_day', ...fixed]],
    },
  ),
  matter(
    'part',
    '03001',
    { zh: '公共厕所', en: 'Public toilet' },
    {
      legacy: '0301',
      sayings: '厕所 公厕 没水 没纸 太臭 toilet restroom',
      conditions: [
        ['dirty', '不洁或异味', 'dirty or smelly', 4, 'work_hour', ...clean],
        ['damaged', '设施损坏', 'something broken', 2, 'work_day', ...fixed],
      ],
    },
  ),
  matter(
    'part',
    '02025',
    { zh: '非机动车停放点', en: 'Bicycle stand' },
    {
      legacy: '0225',
      sayings: '停车架 停放点 车位 bike_rack stand',
      conditions: [['damaged', '设施破损', 'damaged', 4, 'work_hour', ...fixed]],
    },
  ),
  matter(
    'part',
    '02017',
    { zh: '交通护栏', en: 'Traffic railing' },
    {
      legacy: '0217',
      sayings: '护栏 栏杆 撞坏 railing barrier',
      conditions: [['damaged', '破损或倾倒', 'damaged or fallen', 1, 'work_day', ...fixed]],
    },
  ),
  matter(
    'part',
    '02010',
    { zh: '交通标志牌及标线', en: 'Traffic sign or marking' },
    {
      legacy: null,
      sayings: '标志牌 路牌 指示牌 斑马线 sign zebra marking',
      conditions: [['damaged', '破损、遮挡或看不清', 'damaged, hidden or faded', 1, 'work_day', ...fixed]],
    },
  ),
  matter(
    'matter',
    '09001',
    { zh: '无照经营游商', en: 'Unlicensed street vendor' },
    {
      legacy: '0401',
      sayings: '摆摊 小贩 流动摊 地摊 走鬼 vendor hawker stall',
      conditions: [
        ['seen', '在公共场所流动摆卖', 'selling in a public place', 2, 'urgent_hour', '劝离，场地清洁', 'moved off, place clean'],
      ],
    },
  ),
  matter(
    'matter',
    '09005',
    { zh: '店外经营', en: 'Trading outside the shop' },
    {
      legacy: '0405',
      sayings: '店外 出店 桌子摆出来 超门线 shop_outside pavement_trading tables',
      conditions: [['seen', '超出门店经营', 'goods or tables outside', 2, 'urgent_hour', '收回店内', 'taken back inside']],
    },
  ),
  matter(
    'matter',
    '09006',
    { zh: '占道经营', en: 'Trading on the roadway' },
    {
      legacy: '0406',
      sayings: '占道 路边卖 堵住路 road_trading',
      conditions: [['seen', '占用道路经营', 'trading on the roadway', 2, 'urgent_hour', '路面恢复通行', 'roadway clear']],
    },
  ),
  matter(
    'matter',
    '09012',
    { zh: '占用消防通道', en: 'Blocked fire lane' },
    {
      legacy: null,
      sayings: '消防通道 消防车道 堵住消防 安全出口 fire_lane fire_exit blocked',
      conditions: [['seen', '消防通道被占', 'fire lane blocked', 2, 'work_hour', '恢复畅通', 'clear']],
    },
  ),
  matter(
    'matter',
    '09011',
    { zh: '共享单车乱象', en: 'Stray shared bikes' },
    {
      legacy: null,
      sayings: '共享单车 哈啰 小黄车 堆满单车 shared_bike',
      conditions: [['seen', '无序停放或淤积', 'stray or piled up', 2, 'work_hour', '清运或摆齐', 'collected or lined up']],
    },
  ),
  matter(
    'matter',
    '07001',
    { zh: '非法小广告', en: 'Illegal small adverts' },
    {
      legacy: '0201',
      sayings: '小广告 牛皮癣 贴纸 乱贴 stickers flyers adverts',
      conditions: [['seen', '乱贴乱画', 'pasted or painted', 1, 'work_day', '清除无痕', 'removed without trace']],
    },
  ),
  matter(
    'matter',
    '07003',
    { zh: '违规户外广告', en: 'Unlawful outdoor advert' },
    {
      legacy: null,
      sayings: '广告牌 招牌 大牌子 要掉 billboard signboard',
      conditions: [
        ['seen', '未经许可设置', 'put up without permission', 1, 'work_day', '拆除或补办', 'removed or permitted'],
        ['hazard', '松动欲坠', 'loose and about to fall', 2, 'urgent_hour', '险情消除', 'made safe'],
      ],
    },
  ),
  matter(
    'matter',
    '06001',
    { zh: '私搭乱建', en: 'Unauthorised building' },
    {
      legacy: '0101',
      sayings: '违建 搭棚 加建 私搭 illegal_building extension shed',
      conditions: [
        ['ongoing', '正在搭建', 'being built', 2, 'urgent_day', '停工并恢复', 'stopped and restored'],
        ['built', '已经建成', 'already built', 15, 'work_day', '依法处理', 'dealt with by law'],
      ],
    },
  ),
  matter(
    'matter',
    '06028',
    { zh: '噪声扰民', en: 'Noise' },
    {
      legacy: '0128',
      sayings: '噪音 吵 音响 广场舞 太吵 noise loud music',
      conditions: [['seen', '持续扰人', 'goes on and disturbs', 2, 'urgent_hour', '声音降下', 'turned down']],
    },
  ),
  matter(
    'matter',
    '06020',
    { zh: '焚烧垃圾、树叶', en: 'Burning rubbish or leaves' },
    {
      legacy: null,
      sayings: '烧垃圾 烧纸 冒烟 焚烧 burning smoke bonfire',
      conditions: [['seen', '露天焚烧', 'burning in the open', 2, 'urgent_hour', '扑灭清理', 'put out and cleaned']],
    },
  ),
  matter(
    'matter',
    '06030',
    { zh: '乱倒乱排污水', en: 'Dumped sewage' },
    {
      legacy: null,
      sayings: '污水 倒水 泔水 排污 sewage slops waste_water',
      conditions: [
        ['seen', '向路面或雨水口倾倒', 'poured on the road or into a drain', 2, 'work_day', '制止并冲洗', 'stopped and washed down'],
      ],
    },
  ),
  matter(
    'matter',
    '06036',
    { zh: '乱堆杂物', en: 'Piled-up belongings' },
    {
      legacy: null,
      sayings: '堆东西 杂物 占楼道 堆放 clutter junk piled',
      conditions: [['seen', '公共区域堆放杂物', 'belongings piled in a public place', 1, 'work_day', '清走', 'removed']],
    },
  ),
  matter(
    'matter',
    '06035',
    { zh: '废弃家具设备', en: 'Dumped furniture' },
    {
      legacy: null,
      sayings: '旧沙发 家具 床垫 冰箱 sofa furniture mattress fridge',
      conditions: [['seen', '公共区域弃置', 'left in a public place', 2, 'work_day', '清运', 'carted off']],
    },
  ),
  matter(
    'matter',
    '06037',
    { zh: '动物尸体', en: 'Dead animal' },
    {
      legacy: null,
      sayings: '死猫 死狗 死老鼠 dead_cat dead_dog carcass',
      conditions: [
        ['seen', '公共区域有动物尸体', 'dead animal in a public place', 4, 'work_hour', '清走并消毒', 'removed and disinfected'],
      ],
    },
  ),
  matter(
    'matter',
    '06051',
    { zh: '盲道缺损', en: 'Broken tactile paving' },
    {
      legacy: null,
      sayings: '盲道 导盲砖 tactile blind_path',
      conditions: [['damaged', '缺损或被占', 'broken or blocked', 5, 'work_day', ...fixed]],
    },
  ),
  matter(
    'matter',
    '08001',
    { zh: '施工扰民', en: 'Construction noise' },
    {
      legacy: '0301',
      sayings: '施工吵 夜间施工 工地 打桩 construction_noise drilling site',
      conditions: [['seen', '夜间或超时施工', 'working at night or beyond hours', 2, 'urgent_hour', '停止', 'stopped']],
    },
  ),
  matter(
    'matter',
    '08004',
    { zh: '工地扬尘', en: 'Construction dust' },
    {
      legacy: null,
      sayings: '扬尘 灰大 工地灰 dust dusty',
      conditions: [['seen', '无降尘措施', 'nothing done against dust', 2, 'work_hour', '洒水覆盖', 'sprayed and covered']],
    },
  ),
  matter(
    'matter',
    '10002',
    { zh: '架空线缆脱落', en: 'Fallen overhead cable' },
    {
      legacy: null,
      sayings: '电线掉 线缆 线垂 飞线 cable wire hanging',
      conditions: [['hazard', '脱落、低垂', 'fallen or hanging low', 2, 'work_hour', '固定或清除', 'fixed or removed']],
    },
  ),
  matter(
    'matter',
    'L0501',
    { zh: '供水管道破裂', en: 'Burst water main' },
    {
      legacy: '0501',
      sayings: '水管爆 爆管 漏水 喷水 burst_pipe water_leak gushing',
      conditions: [['hazard', '管道破裂出水', 'water bursting out', 1, 'urgent_hour', '止水围护', 'stopped and fenced off']],
    },
  ),
  matter(
    'matter',
    'L0502',
    { zh: '燃气泄漏', en: 'Gas leak' },
    {
      legacy: '0502',
      sayings: '煤气味 燃气 漏气 gas gas_smell gas_leak',
      conditions: [
        ['hazard', '闻到燃气或管道破裂', 'smell of gas or broken pipe', 1, 'urgent_hour', '切断并排险', 'cut off and made safe'],
      ],
    },
  ),
  matter(
    'matter',
    'L0505',
    { zh: '路面塌陷', en: 'Road collapse' },
    {
      legacy: '0505',
      sayings: '塌陷 塌了 地陷 大坑 collapse sinkhole',
      conditions: [['hazard', '路面下陷', 'the road has sunk', 2, 'urgent_hour', '围护并抢修', 'fenced off and repaired']],
    },
  ),
  matter(
    'matter',
    'L0506',
    { zh: '道路积水', en: 'Flooded road' },
    {
      legacy: '0506',
      sayings: '积水 水浸 淹 排不出去 flood flooded water',
      conditions: [['hazard', '积水影响通行', 'water stops traffic', 2, 'urgent_hour', '排干', 'drained']],
    },
  ),
];
