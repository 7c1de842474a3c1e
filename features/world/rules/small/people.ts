import type { PersonId, StreetId, UnitId } from '../../../../kernel/brand.ts';
import type { Words } from '../../../../kernel/words.ts';
import type { Role, Sector, Unit } from '../../../people/rules/person.ts';
import type { SeedPerson } from '../world.ts';

const WEST = '440399001' as StreetId;
const EAST = '440399002' as StreetId;

function unit(id: string, zh: string, en: string, [sector, kind, parent]: [Sector, Unit['kind'], string | null]): Unit {
  return { id: id as UnitId, name: { zh, en } satisfies Words, sector, kind, parent: parent as UnitId | null };
}

export const smallUnits: readonly Unit[] = [
  unit('office-ch', '澄湖街道办', 'Chenghu Street Office', ['government', 'office', null]),
  unit('office-wr', '望榕街道办', 'Wangrong Street Office', ['government', 'office', null]),
  unit('centre-ch', '澄湖城市管家中心', 'Chenghu Butler Centre', ['government', 'centre', 'office-ch']),
  unit('centre-wr', '望榕城市管家中心', 'Wangrong Butler Centre', ['government', 'centre', 'office-wr']),
  unit('urban', '区城管执法队', 'Urban Management Brigade', ['government', 'department', null]),
  unit('traffic', '区交通分局', 'Traffic Bureau', ['government', 'department', null]),
  unit('water', '区水务中心', 'Water Works', ['government', 'department', null]),
  unit('fire', '区消防救援大队', 'Fire and Rescue', ['government', 'department', null]),
  unit('housing', '区住房建设局', 'Housing and Construction Bureau', ['government', 'department', null]),
  unit('power', '供电服务站', 'Power Supply Station', ['enterprise', 'department', null]),
  unit('gas', '燃气抢险队', 'Gas Emergency Crew', ['enterprise', 'department', null]),
  unit('butler', '安居城市服务公司', 'Anju City Services', ['enterprise', 'butler', null]),
  unit('sweep', '环卫清运队', 'Sweeping and Removal Team', ['enterprise', 'team', 'butler']),
  unit('green', '绿化养护队', 'Greening Team', ['enterprise', 'team', 'butler']),
  unit('order', '市容秩序队', 'Street Order Team', ['enterprise', 'team', 'butler']),
  unit('repair', '设施维护队', 'Facility Upkeep Team', ['enterprise', 'team', 'butler']),
  unit('patrol', '数字巡查队', 'Digital Patrol Team', ['enterprise', 'team', 'butler']),
  unit('safety', '授权巡查组', 'Delegated Inspection Team', ['enterprise', 'team', 'butler']),
  // Has no contract yet; it is here to take one over.
  unit('banyan', '榕荫城市运营公司', 'Banyan City Operations', ['enterprise', 'butler', null]),
  unit('banyan-field', '榕荫综合作业队', 'Banyan Field Team', ['enterprise', 'team', 'banyan']),
  unit('village-sl', '石榴村股份公司', 'Shiliu Village Company', ['community', 'village_company', null]),
  unit('village-sk', '水口村股份公司', 'Shuikou Village Company', ['community', 'village_company', null]),
  unit('supervision', '清源监理公司', 'Qingyuan Supervision', ['enterprise', 'supervisor', null]),
];

type Row = readonly [account: string, name: string, roles: readonly Role[], unit: string, streets: readonly StreetId[]];
const both = [WEST, EAST];

const rows: readonly Row[] = [
  ['wang', '王敏', ['intake_operator'], 'centre-ch', [WEST]],
  ['zhou', '周建国', ['shift_leader'], 'centre-ch', [WEST]],
  ['chen', '陈晓燕', ['dispatcher'], 'centre-ch', [WEST]],
  ['lin', '林秀英', ['intake_operator'], 'centre-wr', [EAST]],
  ['he', '何志远', ['shift_leader'], 'centre-wr', [EAST]],
  ['xu', '徐丽', ['dispatcher'], 'centre-wr', [EAST]],
  ['sun', '孙强', ['patroller'], 'patrol', both],
  ['ma', '马俊', ['patroller'], 'patrol', both],
  ['hu', '胡婷', ['patroller'], 'patrol', both],
  ['li', '李大力', ['handler'], 'sweep', both],
  ['zhao', '赵红', ['unit_manager'], 'sweep', both],
  ['guo', '郭春生', ['handler'], 'green', both],
  ['tang', '唐玲', ['unit_manager'], 'green', both],
  ['luo', '罗勇', ['handler'], 'order', both],
  ['liang', '梁静', ['unit_manager'], 'order', both],
  ['song', '宋铁柱', ['handler'], 'repair', both],
  ['zheng', '郑佳', ['unit_manager'], 'repair', both],
  ['qiao', '乔安', ['handler', 'unit_manager'], 'patrol', both],
  ['jin', '金晶', ['handler', 'unit_manager'], 'safety', both],
  ['yu', '余清', ['handler', 'unit_manager'], 'banyan-field', both],
  ['shen', '沈禾', ['handler', 'unit_manager'], 'banyan', both],
  ['kong', '孔令仪', ['patroller'], 'supervision', both],
  ['yan', '严峻', ['handler', 'unit_manager'], 'fire', both],
  ['bai', '白桦', ['handler', 'unit_manager'], 'housing', both],
  ['xie', '谢卫东', ['handler'], 'urban', both],
  ['han', '韩冰', ['handler', 'unit_manager'], 'water', both],
  ['feng', '冯涛', ['handler', 'unit_manager'], 'power', both],
  ['deng', '邓超', ['handler', 'unit_manager'], 'gas', both],
  ['cao', '曹雪', ['handler', 'unit_manager'], 'traffic', both],
  ['shi', '石阿婆', ['handler', 'unit_manager'], 'village-sl', [WEST]],
  ['shui', '水生', ['handler', 'unit_manager'], 'village-sk', [EAST]],
  ['peng', '彭博', ['handler', 'unit_manager'], 'centre-ch', [WEST]],
  ['zeng', '曾丽华', ['handler', 'unit_manager'], 'centre-wr', [EAST]],
  ['xiao', '萧然', ['evaluator'], 'supervision', both],
  ['tian', '田主任', ['leader'], 'office-ch', [WEST]],
  ['dong', '董主任', ['leader'], 'office-wr', [EAST]],
  ['pan', '潘岳', ['district'], 'urban', both],
  ['admin', '管理员', ['administrator'], 'centre-ch', both],
];

export const smallPeople: readonly SeedPerson[] = rows.map(([account, name, roles, of, streets]) => {
  const sector = smallUnits.find(({ id }) => id === of)?.sector;
  if (!sector) throw new Error(`${account} belongs to no unit`);
  return { id: `p-${account}` as PersonId, account, name, roles, unit: of as UnitId, sector, streets };
});
