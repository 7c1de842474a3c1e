import type { Locale } from '../../kernel/words.ts';

const tag = (locale: Locale) => (locale === 'zh' ? 'zh-CN' : 'en-GB');
/** The world's own time, whatever the browser's: a name of a zone with that offset. */
const zone = 'Asia/Shanghai';

/** 11月23日 14:05 · 23 Nov, 14:05 */
export function formatTime(at: number, locale: Locale): string {
  return new Intl.DateTimeFormat(tag(locale), { month: locale === 'zh' ? 'long' : 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: zone }).format(at);
}

/** 14:05 today, else with its day. */
export function formatSoon(at: number, now: number, locale: Locale): string {
  const day = (moment: number) => new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(moment);
  const clock = new Intl.DateTimeFormat(tag(locale), { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: zone }).format(at);
  if (day(at) === day(now)) return locale === 'zh' ? `今天 ${clock}` : `today ${clock}`;
  if (day(at) === day(now + 86_400_000)) return locale === 'zh' ? `明天 ${clock}` : `tomorrow ${clock}`;
  return formatTime(at, locale);
}

const units: Record<Locale, { day: string; hour: string; minute: string; gap: string }> = { zh: { day: '天', hour: '小时', minute: '分', gap: ' ' }, en: { day: 'd', hour: 'h', minute: 'min', gap: ' ' } };

/** 2 小时 10 分 · 2 h 10 min; the two largest parts that are not zero. A working day is eight hours on a working clock. */
export function formatSpan(minutes: number, locale: Locale, dayMinutes = 1440): string {
  const whole = Math.max(0, Math.round(Math.abs(minutes)));
  const { day, hour, minute } = units[locale];
  const days = Math.floor(whole / dayMinutes);
  const hours = Math.floor((whole % dayMinutes) / 60);
  const rest = whole % 60;
  const parts = [days > 0 ? `${days} ${day}` : '', hours > 0 ? `${hours} ${hour}` : '', days === 0 && (rest > 0 || hours === 0) ? `${rest} ${minute}` : ''];
  return parts.filter(Boolean).slice(0, 2).join(' ');
}

/** 还剩 2 小时 10 分 · 2 h 10 min left; 已超时 35 分 · 35 min overdue. */
export function formatLeft(minutes: number, locale: Locale, dayMinutes = 1440): string {
  const span = formatSpan(minutes, locale, dayMinutes);
  if (minutes < 0) return locale === 'zh' ? `已超时 ${span}` : `${span} overdue`;
  return locale === 'zh' ? `还剩 ${span}` : `${span} left`;
}

/** 3 分钟前 · 3 min ago */
export function formatAgo(at: number, now: number, locale: Locale): string {
  const minutes = Math.max(0, Math.floor((now - at) / 60_000));
  if (minutes < 1) return locale === 'zh' ? '刚刚' : 'just now';
  const span = formatSpan(minutes, locale);
  return locale === 'zh' ? `${span.split(' ').slice(0, 2).join(' ')}前` : `${span.split(' ').slice(0, 2).join(' ')} ago`;
}
