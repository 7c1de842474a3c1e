import type { Matter } from '../../../catalogue/rules/matter.ts';
import { matter } from './matter.ts';

const items: readonly (readonly [code: string, zh: string, en: string, sayings: string])[] = [
  ['10999', '三小场所隐患', 'Hazard in small premises', '三小场所 小作坊住人 违规住人 small_premises'],
  ['10998', '电动自行车隐患', 'E-bike hazard', '电动车上楼 电动车进楼 飞线充电 ebike_indoors charging_indoors'],
  ['10997', '用气隐患', 'Gas use hazard', '瓶装气隐患 黑气瓶 软管老化 gas_cylinder'],
  ['10996', '用电隐患', 'Electrical hazard', '私拉电线 乱拉电线 漏保失效 unsafe_wiring'],
  ['10995', '疏散通道隐患', 'Blocked escape route', '疏散通道 安全出口 楼梯堵塞 天台门锁 escape_route'],
  ['10994', '出租屋隐患', 'Rented housing hazard', '群租房 出租屋隔断 违规隔断 partitioned_flat'],
  ['10993', '高空坠物隐患', 'Falling-object hazard', '外墙脱落 墙皮脱落 高空坠物 falling_objects'],
];

/** The seven safety items the butler inspects under authorisation, as local classes counting down from 99 (domain handbook 2.2, 8). */
export const safetyMatters: readonly Matter[] = items.map(([code, zh, en, sayings]) => ({
  ...matter(
    'matter',
    code,
    { zh, en },
    {
      legacy: null,
      sayings,
      conditions: [
        [
          'minor',
          '一般隐患，可当场或限期整改',
          'can be put right on the spot or soon',
          3,
          'work_day',
          '隐患消除并复查',
          'hazard gone and looked at again',
        ],
        [
          'grave',
          '重大隐患，可能伤人',
          'grave, people may be hurt',
          2,
          'urgent_hour',
          '险情控制并移交主管部门',
          'made safe and handed to the department',
        ],
      ],
    },
  ),
  local: true,
  tags: ['delegated-safety'],
}));
