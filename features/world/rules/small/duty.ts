import type { Day, UnitId } from '../../../../kernel/brand.ts';
import type { DutyRow, MatterSelector } from '../../../responsibility/rules/duty.ts';

const FROM = '2024-01-01' as Day;
type Said = readonly [matter: MatterSelector, territory: string | null, party: string, basisZh: string, basisEn: string];
const M = (code: string): MatterSelector => ({ kind: 'matter', code });
const P = (code: string): MatterSelector => ({ kind: 'part', code });

const villageService: readonly MatterSelector[] = [M('06010'), M('06042'), M('06012'), M('06036'), M('06035'), P('01037')];
const inVillage = (village: string, party: string): Said[] =>
  villageService.map((matter) => [
    matter,
    village,
    party,
    '村内由股份公司自管（共治协议第 3 条）',
    'Inside the village its company looks after it (joint agreement, clause 3)',
  ]);

/** Tried from the top; the first that fits wins. Emergencies, then the villages, then the trades, then the named fallback. */
const said: readonly Said[] = [
  [M('L0502'), null, 'gas', '燃气抢险由燃气企业负责', 'Gas emergencies belong to the gas company'],
  [M('L0501'), null, 'water', '供水设施由水务中心负责', 'Water mains belong to Water Works'],
  [M('L0505'), null, 'water', '道路塌陷先由水务排查管网', 'Road collapse: Water Works checks the pipes first'],
  [M('L0506'), null, 'water', '排水防涝由水务中心负责', 'Drainage belongs to Water Works'],
  [{ kind: 'part', code: '01037', condition: 'hazard' }, null, 'power', '带电险情由供电站处置', 'Live wires belong to the power station'],
  [M('10002'), null, 'power', '电力线缆由供电站处置', 'Cables belong to the power station'],
  ...inVillage('V-SL', 'village-sl'),
  ...inVillage('V-SK', 'village-sk'),
  [M('06001'), null, 'urban', '违法建设查处为执法事项，不得委托', 'Unlawful building is enforcement and is never delegated'],
  [M('07003'), null, 'urban', '户外广告执法不得委托', 'Advert enforcement is never delegated'],
  [M('06030'), null, 'urban', '违法排污由执法队查处', 'Unlawful dumping is enforced by the brigade'],
  [{ kind: 'matter', major: '08' }, null, 'urban', '施工管理由执法队查处', 'Construction is enforced by the brigade'],
  [{ kind: 'part', major: '02' }, null, 'traffic', '交通设施由交通分局养护', 'Traffic facilities are kept by the Traffic Bureau'],
  [P('01002'), null, 'water', '污水管网由水务中心养护', 'Sewers are kept by Water Works'],
  [{ kind: 'part', major: '04' }, null, 'green', '管家合同：绿化养护包', 'Butler contract: greening package'],
  [M('06017'), null, 'green', '管家合同：绿化养护包', 'Butler contract: greening package'],
  [M('06021'), null, 'green', '管家合同：绿化养护包', 'Butler contract: greening package'],
  [M('06013'), null, 'repair', '管家合同：设施维护包', 'Butler contract: upkeep package'],
  [M('06051'), null, 'repair', '管家合同：设施维护包', 'Butler contract: upkeep package'],
  [{ kind: 'part', major: '01' }, null, 'repair', '管家合同：设施维护包', 'Butler contract: upkeep package'],
  [
    { kind: 'matter', major: '09' },
    null,
    'order',
    '管家合同：市容秩序包（劝导，不处罚）',
    'Butler contract: street order package (persuade, never punish)',
  ],
  [M('06028'), null, 'order', '管家合同：市容秩序包（劝导，不处罚）', 'Butler contract: street order package (persuade, never punish)'],
  [M('06020'), null, 'order', '管家合同：市容秩序包（劝导，不处罚）', 'Butler contract: street order package (persuade, never punish)'],
  [{ kind: 'part', major: '03' }, null, 'sweep', '管家合同：清扫清运包', 'Butler contract: sweeping and removal package'],
  [{ kind: 'matter', major: '06' }, null, 'sweep', '管家合同：清扫清运包', 'Butler contract: sweeping and removal package'],
  [{ kind: 'matter', major: '07' }, null, 'sweep', '管家合同：清扫清运包', 'Butler contract: sweeping and removal package'],
  [{}, '440399001', 'centre-ch', '属地兜底：管家中心', 'Fallback: the butler centre of the street'],
  [{}, '440399002', 'centre-wr', '属地兜底：管家中心', 'Fallback: the butler centre of the street'],
];

export const smallDuty: readonly DutyRow[] = said.map(([matter, territory, party, zh, en], i) => ({
  id: `D${String(i + 1).padStart(3, '0')}`,
  rank: (i + 1) * 10,
  matter,
  territory,
  party: party as UnitId,
  from: FROM,
  until: null,
  basis: { zh, en },
}));
