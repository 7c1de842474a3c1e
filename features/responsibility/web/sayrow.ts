import type { Locale, Words } from '../../../kernel/words.ts';
import { wordsIn } from '../../../ui/words/words.ts';
import type { ToldRow } from '../rules/wire.ts';
import { dutyWords } from './words.ts';

export type RowNames = {
  readonly matter: (key: string) => Words | undefined;
  /** By matter and condition. */
  readonly condition: (matter: string, key: string) => Words | undefined;
  /** By `kind:major`. */
  readonly major: (key: string) => Words | undefined;
  readonly place: (code: string) => Words | undefined;
  readonly unit: (id: string) => Words | undefined;
};

const onWords: Record<Locale, Record<'every' | 'workdays' | 'restdays' | 'holidays', string>> = {
  zh: { every: '每天', workdays: '工作日', restdays: '休息日', holidays: '法定节假日' },
  en: { every: 'daily', workdays: 'working days', restdays: 'rest days', holidays: 'public holidays' },
};
const weekdays: Record<Locale, readonly string[]> = {
  zh: ['', '周一', '周二', '周三', '周四', '周五', '周六', '周日'],
  en: ['', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
};

/** What a row speaks of, in one line: matter · territory · time. */
export function sayRow(row: Pick<ToldRow, 'matter' | 'territory' | 'hours' | 'until'>, names: RowNames, locale: Locale): string {
  const words = wordsIn(dutyWords, locale);
  const time = row.hours.length > 0 ? row.hours.map((hours) => sayHours(hours, locale)).join(locale === 'zh' ? '、' : ', ') : words.always;
  const parts = [sayMatter(row.matter, names, locale), sayTerritory(row.territory, names, locale), time];
  if (row.until) parts.push(words.until(row.until));
  return parts.join(' · ');
}

function sayMatter({ condition, tags = [], ...about }: ToldRow['matter'], names: RowNames, locale: Locale): string {
  const key = `${about.kind ?? 'matter'}:${about.code ?? ''}`;
  const said = [
    ...sayClass(about, names, locale),
    ...(condition === undefined ? [] : [names.condition(key, condition)?.[locale] ?? condition]),
    ...tags.map((tag) => `#${tag}`),
  ];
  return said.length > 0 ? said.join(' ') : wordsIn(dutyWords, locale).everyMatter;
}

function sayClass({ kind, major, code }: ToldRow['matter'], names: RowNames, locale: Locale): string[] {
  if (code !== undefined) return [names.matter(`${kind ?? 'matter'}:${code}`)?.[locale] ?? code];
  if (major !== undefined) return [(names.major(`${kind ?? 'matter'}:${major}`) ?? names.major(`part:${major}`))?.[locale] ?? major];
  return kind === undefined ? [] : [wordsIn(dutyWords, locale).rowText.kind[kind]];
}

function sayTerritory(territory: ToldRow['territory'], names: RowNames, locale: Locale): string {
  if (territory === null) return wordsIn(dutyWords, locale).everywhere;
  if (typeof territory === 'string') return names.place(territory)?.[locale] ?? territory;
  if ('place' in territory) return names.place(territory.place)?.[locale] ?? territory.place;
  if ('road' in territory) return territory.road;
  if ('asset' in territory) return territory.asset;
  if ('owner' in territory) return names.unit(territory.owner)?.[locale] ?? territory.owner;
  return locale === 'zh' ? '手画范围' : 'drawn area';
}

function sayHours({ on, from, to }: ToldRow['hours'][number], locale: Locale): string {
  const days = typeof on === 'string' ? onWords[locale][on] : on.map((day) => weekdays[locale][day]).join(locale === 'zh' ? '、' : ' ');
  return `${days} ${from}–${to}`;
}
