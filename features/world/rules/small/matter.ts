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

export type Said = readonly [key: string, zh: string, en: string, value: number, unit: LimitUnit, closingZh: string, closingEn: string];
const limit = (value: number, unit: LimitUnit): Limit => ({ value, unit });
const condition = ([key, zh, en, value, unit, closingZh, closingEn]: Said): Condition => ({
  key,
  text: { zh, en },
  limit: limit(value, unit),
  closing: { zh: closingZh, en: closingEn },
});

/** A matter of the small catalogue; sayings are split at spaces, `_` stands for a space inside one. */
export function matter(
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

export const fixed = ['修复完好', 'repaired or replaced'] as const;
export const clean = ['清理干净', 'cleaned'] as const;
export const manhole: readonly Said[] = [
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
