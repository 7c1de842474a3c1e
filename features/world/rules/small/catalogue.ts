import type { Matter } from '../../../catalogue/rules/matter.ts';
import { clean, fixed, manhole, matter } from './matter.ts';
import { safetyMatters } from './safetymatters.ts';
import { streetMatters } from './streetmatters.ts';

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
  ...streetMatters,
  ...safetyMatters,
];
