import type { Day, UnitId } from '../../../../kernel/brand.ts';
import type { DutyRow, MatterSelector } from '../../../responsibility/rules/row.ts';

const FROM = '2024-01-01' as Day;
type More = Partial<Pick<DutyRow, 'hours' | 'from' | 'until' | 'coHandlers' | 'limit' | 'powers' | 'clause' | 'party'>>;
type Said = readonly [matter: MatterSelector, territory: string | null, party: string, basisZh: string, basisEn: string, more?: More];
const M = (code: string, condition?: string): MatterSelector => ({ kind: 'matter', code, ...(condition ? { condition } : {}) });
const P = (code: string, condition?: string): MatterSelector => ({ kind: 'part', code, ...(condition ? { condition } : {}) });
const family = (kind: 'part' | 'matter', major: string): MatterSelector => ({ kind, major });
const clause = (number: string): More => ({ clause: { contract: 'C-CH', clause: number } });
const enforcing: More = { powers: ['service', 'enforcement'] };
const nights: More = {
  hours: [
    { on: 'every', from: 0, to: 360 },
    { on: 'every', from: 1320, to: 1440 },
  ],
};

/** Inside a village its own company keeps these; on grave danger it is the departments' all the same. */
const villageService: readonly MatterSelector[] = [M('06010'), M('06042'), M('06012'), M('06036'), M('06035'), P('01037')];
const inVillage = (village: string, party: string): Said[] =>
  villageService.map((matter) => [
    matter,
    village,
    party,
    '村内由股份公司自管（共治协议第 3 条）',
    'Inside the village its company looks after it (joint agreement, clause 3)',
    { coHandlers: ['sweep' as UnitId] },
  ]);

/** Seven safety items handed to the butler for inspection (domain handbook §8). What is grave goes to whoever may order. */
const grave: readonly (readonly [code: string, party: string])[] = [
  ['10999', 'fire'],
  ['10998', 'fire'],
  ['10997', 'gas'],
  ['10996', 'power'],
  ['10995', 'fire'],
  ['10994', 'housing'],
  ['10993', 'housing'],
];
const safety: readonly Said[] = [
  [
    { tags: ['delegated-safety'] },
    null,
    'safety',
    '授权巡查：七类安全隐患由管家巡查、劝导、上报',
    'Delegated inspection: the butler looks for seven kinds of hazard, persuades and reports',
    clause('5.1'),
  ],
  ...grave.map(
    ([code, party]): Said => [
      M(code, 'grave'),
      null,
      party,
      '重大隐患由主管部门依法处置，不得委托',
      'Grave hazards belong to the department and are never delegated',
      enforcing,
    ],
  ),
];

/** Read in any order: the more special row wins (see `responsibility/rules/rank.ts`). */
const said: readonly Said[] = [
  [M('L0502'), null, 'gas', '燃气抢险由燃气企业负责', 'Gas emergencies belong to the gas company', { coHandlers: ['fire' as UnitId] }],
  [M('L0501'), null, 'water', '供水设施由水务中心负责', 'Water mains belong to Water Works'],
  [
    M('L0505'),
    null,
    'water',
    '道路塌陷先由水务排查管网',
    'Road collapse: Water Works checks the pipes first',
    { coHandlers: ['traffic' as UnitId] },
  ],
  [M('L0506'), null, 'water', '排水防涝由水务中心负责', 'Drainage belongs to Water Works'],
  [P('01037', 'hazard'), null, 'power', '带电险情由供电站处置', 'Live wires belong to the power station'],
  [M('10002'), null, 'power', '电力线缆由供电站处置', 'Cables belong to the power station'],
  ...inVillage('V-SL', 'village-sl'),
  ...inVillage('V-SK', 'village-sk'),
  ...safety,
  [M('06001'), null, 'urban', '违法建设查处为执法事项，不得委托', 'Unlawful building is enforcement and is never delegated', enforcing],
  [M('07003'), null, 'urban', '户外广告执法不得委托', 'Advert enforcement is never delegated', enforcing],
  [M('06030'), null, 'urban', '违法排污由执法队查处', 'Unlawful dumping is enforced by the brigade', enforcing],
  [family('matter', '08'), null, 'urban', '施工管理由执法队查处', 'Construction is enforced by the brigade', enforcing],
  [family('part', '02'), null, 'traffic', '交通设施由交通分局养护', 'Traffic facilities are kept by the Traffic Bureau'],
  [P('01002'), null, 'water', '污水管网由水务中心养护', 'Sewers are kept by Water Works'],
  ...(['01', '02', '03', '04'] as const).map(
    (major): Said => [
      family('part', major),
      null,
      '',
      '有牌编码的设施由登记的养护单位负责',
      'A thing with a plate belongs to its registered maintainer',
      { party: { of: 'maintainer' } },
    ],
  ),
  [family('part', '04'), null, 'green', '管家合同：绿化养护包', 'Butler contract: greening package', clause('3.2')],
  [M('06017'), null, 'green', '管家合同：绿化养护包', 'Butler contract: greening package', clause('3.2')],
  [M('06021'), null, 'green', '管家合同：绿化养护包', 'Butler contract: greening package', clause('3.2')],
  [M('06013'), null, 'repair', '管家合同：设施维护包', 'Butler contract: upkeep package', clause('3.4')],
  [M('06051'), null, 'repair', '管家合同：设施维护包', 'Butler contract: upkeep package', clause('3.4')],
  [family('part', '01'), null, 'repair', '管家合同：设施维护包', 'Butler contract: upkeep package', clause('3.4')],
  [
    family('matter', '09'),
    null,
    'order',
    '管家合同：市容巡查包（劝导，不处罚）',
    'Butler contract: street order package (persuade, never punish)',
    clause('3.3'),
  ],
  [
    M('06028'),
    null,
    'order',
    '管家合同：市容巡查包（劝导，不处罚）',
    'Butler contract: street order package (persuade, never punish)',
    clause('3.3'),
  ],
  [
    M('06028'),
    null,
    'urban',
    '夜间噪声由执法队夜班处置',
    'Noise at night belongs to the brigade’s night shift',
    { ...nights, ...enforcing },
  ],
  [
    M('06020'),
    null,
    'order',
    '管家合同：市容巡查包（劝导，不处罚）',
    'Butler contract: street order package (persuade, never punish)',
    clause('3.3'),
  ],
  [
    M('06020'),
    null,
    'fire',
    '冬季防火专项行动：焚烧由消防大队处置',
    'Winter fire campaign: burning belongs to Fire and Rescue',
    { from: '2026-12-01' as Day, until: '2027-03-01' as Day, limit: { value: 1, unit: 'urgent_hour' } },
  ],
  [
    M('09011'),
    null,
    'patrol',
    '管家合同：数字城管包（巡查发现即摆齐）',
    'Butler contract: digital management package (lined up where found)',
    clause('3.5'),
  ],
  [family('part', '03'), null, 'sweep', '管家合同：清扫清运包', 'Butler contract: sweeping and removal package', clause('3.1')],
  [family('matter', '06'), null, 'sweep', '管家合同：清扫清运包', 'Butler contract: sweeping and removal package', clause('3.1')],
  [family('matter', '07'), null, 'sweep', '管家合同：清扫清运包', 'Butler contract: sweeping and removal package', clause('3.1')],
  [{}, '440399001', 'centre-ch', '属地兜底：管家中心', 'Fallback: the butler centre of the street'],
  [{}, '440399002', 'centre-wr', '属地兜底：管家中心', 'Fallback: the butler centre of the street'],
];

export const smallDuty: readonly DutyRow[] = said.map(([matter, territory, party, zh, en, more = {}], i) => ({
  id: `D${String(i + 1).padStart(3, '0')}`,
  version: 1,
  matter,
  territory: territory === null ? null : { place: territory },
  party: party as UnitId,
  from: FROM,
  until: null,
  hours: [],
  coHandlers: [],
  limit: null,
  powers: ['service'],
  basis: { zh, en },
  clause: null,
  priority: 0,
  ...more,
}));
