import type { Day } from '../../../../kernel/brand.ts';
import { dayFromNumber, numberOfDay } from '../../../../kernel/time/calendar.ts';
import type { Words } from '../../../../kernel/words.ts';
import type { SpecialDay } from '../world.ts';

type Feast = readonly [name: Words, from: string, to: string, makeUp: readonly string[]];

/** Statutory holidays as the State Council announced them (国办发明电〔2024〕12号 for 2025, 〔2025〕7号 for 2026): facts, not text. */
const feasts: readonly Feast[] = [
  [{ zh: '元旦', en: 'New Year' }, '2025-01-01', '2025-01-01', []],
  [{ zh: '春节', en: 'Spring Festival' }, '2025-01-28', '2025-02-04', ['2025-01-26', '2025-02-08']],
  [{ zh: '清明节', en: 'Qingming' }, '2025-04-04', '2025-04-06', []],
  [{ zh: '劳动节', en: 'Labour Day' }, '2025-05-01', '2025-05-05', ['2025-04-27']],
  [{ zh: '端午节', en: 'Dragon Boat Festival' }, '2025-05-31', '2025-06-02', []],
  [{ zh: '国庆节、中秋节', en: 'National Day and Mid-Autumn' }, '2025-10-01', '2025-10-08', ['2025-09-28', '2025-10-11']],
  [{ zh: '元旦', en: 'New Year' }, '2026-01-01', '2026-01-03', ['2026-01-04']],
  [{ zh: '春节', en: 'Spring Festival' }, '2026-02-15', '2026-02-23', ['2026-02-14', '2026-02-28']],
  [{ zh: '清明节', en: 'Qingming' }, '2026-04-04', '2026-04-06', []],
  [{ zh: '劳动节', en: 'Labour Day' }, '2026-05-01', '2026-05-05', ['2026-05-09']],
  [{ zh: '端午节', en: 'Dragon Boat Festival' }, '2026-06-19', '2026-06-21', []],
  [{ zh: '中秋节', en: 'Mid-Autumn' }, '2026-09-25', '2026-09-27', []],
  [{ zh: '国庆节', en: 'National Day' }, '2026-10-01', '2026-10-07', ['2026-09-20', '2026-10-10']],
];

export const knownYears: readonly number[] = [2025, 2026];

export const specialDays: readonly SpecialDay[] = feasts.flatMap(([name, from, to, makeUp]) => [
  ...Array.from(
    { length: numberOfDay(to as Day) - numberOfDay(from as Day) + 1 },
    (_, i): SpecialDay => ({ day: dayFromNumber(numberOfDay(from as Day) + i), kind: 'rest', name }),
  ),
  ...makeUp.map(
    (day): SpecialDay => ({ day: day as Day, kind: 'work', name: { zh: `${name.zh}调休上班`, en: `Make-up workday, ${name.en}` } }),
  ),
]);
