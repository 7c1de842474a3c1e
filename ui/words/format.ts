import type { Locale } from '../../kernel/words.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;
/** All of China keeps one time, so pages that have not asked for their world yet may assume it. */
const BEIJING = 480;
const monthsEn = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const weekdays: Record<Locale, readonly string[]> = {
  zh: ['周日', '周一', '周二', '周三', '周四', '周五', '周六'],
  en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
};

/** The wall clock of the world, not of the machine that draws: a desk may stand in another time zone. */
function wall(instant: number, utcOffsetMinutes: number) {
  const at = new Date(instant + utcOffsetMinutes * MINUTE);
  return {
    year: at.getUTCFullYear(),
    month: at.getUTCMonth(),
    day: at.getUTCDate(),
    weekday: at.getUTCDay(),
    hour: `${at.getUTCHours()}`.padStart(2, '0'),
    minute: `${at.getUTCMinutes()}`.padStart(2, '0'),
    dayNumber: Math.floor((instant + utcOffsetMinutes * MINUTE) / DAY),
  };
}

/** Day and clock: `11月23日 14:05`, `23 Nov 14:05`. */
export function formatTime(instant: number, locale: Locale, utcOffsetMinutes = BEIJING): string {
  const { month, day, hour, minute } = wall(instant, utcOffsetMinutes);
  return locale === 'zh' ? `${month + 1}月${day}日 ${hour}:${minute}` : `${day} ${monthsEn[month]} ${hour}:${minute}`;
}

/** The day alone: `11月23日`, `23 Nov`. */
export function formatDate(instant: number, locale: Locale, utcOffsetMinutes = BEIJING): string {
  const { month, day } = wall(instant, utcOffsetMinutes);
  return locale === 'zh' ? `${month + 1}月${day}日` : `${day} ${monthsEn[month]}`;
}

/** The clock alone: `14:05`. */
export function formatClock(instant: number, utcOffsetMinutes = BEIJING): string {
  const { hour, minute } = wall(instant, utcOffsetMinutes);
  return `${hour}:${minute}`;
}

/** `2026年11月23日 周一`, `Mon 23 Nov 2026`. */
export function formatDay(instant: number, locale: Locale, utcOffsetMinutes = BEIJING): string {
  const { year, month, day, weekday } = wall(instant, utcOffsetMinutes);
  const name = weekdays[locale][weekday];
  return locale === 'zh' ? `${year}年${month + 1}月${day}日 ${name}` : `${name} ${day} ${monthsEn[month]} ${year}`;
}

const near: Record<Locale, Partial<Record<number, string>>> = {
  zh: { [-1]: '昨天', 0: '今天', 1: '明天', 2: '后天' },
  en: { [-1]: 'yesterday', 0: 'today', 1: 'tomorrow' },
};

/** As people say it: `今天 16:30`, `tomorrow 09:00`; further away the date, with the year when it is another one. */
export function formatSoon(instant: number, now: number, locale: Locale, utcOffsetMinutes = BEIJING): string {
  const then = wall(instant, utcOffsetMinutes);
  const today = wall(now, utcOffsetMinutes);
  const said = near[locale][then.dayNumber - today.dayNumber];
  if (said) return `${said} ${then.hour}:${then.minute}`;
  if (then.year === today.year) return formatTime(instant, locale, utcOffsetMinutes);
  return `${formatDay(instant, locale, utcOffsetMinutes)} ${then.hour}:${then.minute}`;
}

/** Which clock the minutes were counted on: on the working clock a day is eight hours. */
export type CountedOn = 'running' | 'working';
const minutesInDay: Record<CountedOn, number> = { running: 24 * 60, working: 8 * 60 };

type SpanWords = { readonly day: (days: number) => string; readonly hour: string; readonly minute: string; readonly rest: string };
const spanWords: Record<Locale, Record<CountedOn, SpanWords>> = {
  zh: {
    running: { day: () => '天', hour: '小时', minute: '分钟', rest: '分' },
    working: { day: () => '个工作日', hour: '工作时', minute: '工作分钟', rest: '分' },
  },
  en: {
    running: { day: () => 'd', hour: 'h', minute: 'min', rest: 'min' },
    working: { day: (days) => (days === 1 ? 'working day' : 'working days'), hour: 'working h', minute: 'working min', rest: 'min' },
  },
};

/** The two largest units: `2 天 3 小时`, `2 小时 10 分`, `35 分钟`. Whole minutes, at least one. */
export function formatSpan(minutes: number, locale: Locale, countedOn: CountedOn = 'running'): string {
  const whole = Math.max(1, Math.floor(Math.abs(minutes)));
  const days = Math.floor(whole / minutesInDay[countedOn]);
  const hours = Math.floor((whole % minutesInDay[countedOn]) / 60);
  const rest = whole % 60;
  const said = spanWords[locale][countedOn];
  const parts: [number, string][] = [
    [days, said.day(days)],
    // A day already said which clock it is.
    [hours, days > 0 ? spanWords[locale].running.hour : said.hour],
    [days > 0 ? 0 : rest, hours > 0 ? said.rest : said.minute],
  ];
  return parts
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${count} ${unit}`)
    .join(' ');
}

/** What is left of a promise, negative when it is over: `还剩 2 小时 10 分`, `已超时 35 分钟`; `2 h 10 min left`, `35 min overdue`. */
export function formatLeft(minutes: number, locale: Locale, countedOn: CountedOn = 'running'): string {
  const isOver = minutes < 0;
  if (!isOver && minutes < 1) return locale === 'zh' ? '不到 1 分钟' : 'less than 1 min left';
  const span = formatSpan(minutes, locale, countedOn);
  if (locale === 'zh') return isOver ? `已超时 ${span}` : `还剩 ${span}`;
  return isOver ? `${span} overdue` : `${span} left`;
}

/** How long ago: `刚刚`, `3 分钟前`, `2 h 5 min ago`. Clocks differ a little: what seems to come is said to be now. */
export function formatAgo(instant: number, now: number, locale: Locale): string {
  const minutes = (now - instant) / MINUTE;
  if (minutes < 1) return locale === 'zh' ? '刚刚' : 'just now';
  const span = formatSpan(minutes, locale);
  return locale === 'zh' ? `${span.replace(/分$/, '分钟')}前` : `${span} ago`;
}

/** Exact, grouped by thousands: `12,345`. */
export function formatCount(count: number): string {
  return `${Math.round(count)}`.replace(/\B(?=(\d{3})+$)/g, ',');
}

/** For the wall only, where digits must be few: `1.2万`, `12.3k`. Below that, exact. */
export function formatCountShort(count: number, locale: Locale): string {
  const step = locale === 'zh' ? 10_000 : 1_000;
  if (Math.abs(count) < 10_000) return formatCount(count);
  return `${(Math.floor((count / step) * 10) / 10).toString()}${locale === 'zh' ? '万' : 'k'}`;
}

/** `120 米`, `1.2 公里`; `120 m`, `1.2 km`. */
export function formatMetres(metres: number, locale: Locale): string {
  if (metres < 995)
    return `${Math.max(1, metres < 100 ? Math.round(metres) : Math.round(metres / 10) * 10)} ${locale === 'zh' ? '米' : 'm'}`;
  return `${(metres / 1000).toFixed(1)} ${locale === 'zh' ? '公里' : 'km'}`;
}

/** A share between 0 and 1 as a whole per cent; never rounds a missed one up to 100 nor a kept one down to 0. */
export function formatShare(share: number): string {
  const rounded = Math.round(share * 100);
  if (rounded === 100 && share < 1) return '99%';
  if (rounded === 0 && share > 0) return '1%';
  return `${rounded}%`;
}
