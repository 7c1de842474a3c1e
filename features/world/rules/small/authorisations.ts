import type { Day, UnitId } from '../../../../kernel/brand.ts';
import type { Authorisation } from '../../../responsibility/rules/authorisation.ts';

const paper = {
  version: 1,
  body: 'office-ch' as UnitId,
  company: 'butler' as UnitId,
  areas: ['440399001'],
  permitted: ['look', 'ask', 'photograph', 'persuade', 'report', 'guard'],
  forbidden: ['order', 'punish', 'seize', 'seal', 'tow', 'enter'],
  checklist: { name: '七类安全隐患检查表', version: 2 },
  certificate: '安全巡查员培训合格证',
} as const satisfies Partial<Authorisation>;

/** What the invented offices let the butler do: one paper in force in each street, one that ran out, one suspended. */
export const smallAuthorisations: readonly Authorisation[] = [
  {
    ...paper,
    id: 'SQ-CH-2026',
    name: { zh: '澄湖街道七类安全隐患授权巡查', en: 'Seven safety items, Chenghu Street' },
    document: '澄湖办〔2026〕3 号',
    from: '2026-01-01' as Day,
    until: '2028-01-01' as Day,
    status: 'active',
  },
  {
    ...paper,
    id: 'SQ-WR-2026',
    body: 'office-wr' as UnitId,
    areas: ['440399002'],
    name: { zh: '望榕街道七类安全隐患授权巡查', en: 'Seven safety items, Wangrong Street' },
    document: '望榕办〔2026〕8 号',
    from: '2026-01-01' as Day,
    until: '2028-01-01' as Day,
    status: 'active',
  },
  {
    ...paper,
    id: 'SQ-CH-2024',
    name: { zh: '澄湖街道出租屋授权巡查（已到期）', en: 'Rented housing, Chenghu Street (run out)' },
    document: '澄湖办〔2024〕11 号',
    from: '2024-01-01' as Day,
    until: '2026-01-01' as Day,
    status: 'active',
  },
  {
    ...paper,
    id: 'SQ-SL-2026',
    areas: ['V-SL'],
    name: { zh: '石榴村电动自行车清理（已暂停）', en: 'E-bike clearance in Shiliu Village (suspended)' },
    document: '澄湖办〔2026〕6 号',
    permitted: ['look', 'persuade', 'report', 'clean'],
    from: '2026-01-01' as Day,
    until: '2027-01-01' as Day,
    status: 'suspended',
  },
];
