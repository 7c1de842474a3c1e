import type { Matter } from '../../../catalogue/rules/matter.ts';
import { fixed, matter } from './matter.ts';

/** The second half of the small catalogue: trading, adverts, building, sites and emergencies. */
export const streetMatters: readonly Matter[] = [
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
