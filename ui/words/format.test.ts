import assert from 'node:assert/strict';
import test from 'node:test';
import {
  formatAgo,
  formatClock,
  formatDate,
  formatCount,
  formatCountShort,
  formatDay,
  formatLeft,
  formatMetres,
  formatSoon,
  formatShare,
  formatTime,
} from './format.ts';

const SHENZHEN = 480;
const at = (iso: string) => Date.parse(iso);

for (const [says, minutes, zh, en] of [
  ['hours and minutes', 130, '还剩 2 小时 10 分', '2 h 10 min left'],
  ['minutes alone are 分钟', 35, '还剩 35 分钟', '35 min left'],
  ['whole hours have no minutes', 120, '还剩 2 小时', '2 h left'],
  ['days drop the minutes', 2 * 1440 + 3 * 60 + 59, '还剩 2 天 3 小时', '2 d 3 h left'],
  ['a day and minutes only says the day', 1440 + 20, '还剩 1 天', '1 d left'],
  ['the last minute', 0.5, '不到 1 分钟', 'less than 1 min left'],
  ['due this very moment is not overdue', 0, '不到 1 分钟', 'less than 1 min left'],
  ['a second late is late', -0.01, '已超时 1 分钟', '1 min overdue'],
  ['overdue minutes', -35, '已超时 35 分钟', '35 min overdue'],
  ['overdue hours', -65, '已超时 1 小时 5 分', '1 h 5 min overdue'],
  ['what is left is never rounded up', 119.9, '还剩 1 小时 59 分', '1 h 59 min left'],
] as const)
  test(`left: ${says}`, () => {
    assert.equal(formatLeft(minutes, 'zh'), zh);
    assert.equal(formatLeft(minutes, 'en'), en);
  });

test('on the working clock a day is eight hours and is called so', () => {
  assert.equal(formatLeft(600, 'zh', 'working'), '还剩 1 个工作日 2 小时');
  assert.equal(formatLeft(600, 'en', 'working'), '1 working day 2 h left');
  assert.equal(formatLeft(479, 'zh', 'working'), '还剩 7 工作时 59 分');
  assert.equal(formatLeft(479, 'en', 'working'), '7 working h 59 min left');
  assert.equal(formatLeft(30, 'zh', 'working'), '还剩 30 工作分钟');
  assert.equal(formatLeft(-30, 'zh', 'working'), '已超时 30 工作分钟');
});

test('time and day are those of the world, not of the machine', () => {
  const evening = at('2026-11-23T16:30:00Z');
  assert.equal(formatTime(evening, 'zh', SHENZHEN), '11月24日 00:30');
  assert.equal(formatTime(evening, 'en', SHENZHEN), '24 Nov 00:30');
  assert.equal(formatTime(evening, 'en', -300), '23 Nov 11:30');
  assert.equal(formatDate(evening, 'zh', SHENZHEN), '11月24日');
  assert.equal(formatDate(evening, 'en', -300), '23 Nov');
  assert.equal(formatClock(evening, SHENZHEN), '00:30');
  assert.equal(formatDay(evening, 'zh', SHENZHEN), '2026年11月24日 周二');
  assert.equal(formatDay(evening, 'en', SHENZHEN), 'Tue 24 Nov 2026');
});

for (const [says, then, zh, en] of [
  ['later today', '2026-11-23T08:30:00Z', '今天 16:30', 'today 16:30'],
  ['a minute past local midnight is tomorrow', '2026-11-23T16:01:00Z', '明天 00:01', 'tomorrow 00:01'],
  ['the day after tomorrow has a Chinese word only', '2026-11-25T02:00:00Z', '后天 10:00', '25 Nov 10:00'],
  ['yesterday', '2026-11-22T02:00:00Z', '昨天 10:00', 'yesterday 10:00'],
  ['another year says so', '2027-01-04T02:00:00Z', '2027年1月4日 周一 10:00', 'Mon 4 Jan 2027 10:00'],
] as const)
  test(`soon: ${says}`, () => {
    const now = at('2026-11-23T06:00:00Z');
    assert.equal(formatSoon(at(then), now, 'zh', SHENZHEN), zh);
    assert.equal(formatSoon(at(then), now, 'en', SHENZHEN), en);
  });

test('ages', () => {
  assert.equal(formatAgo(at('2026-11-23T06:00:00Z') - 0.3 * 60_000, at('2026-11-23T06:00:00Z'), 'zh'), '刚刚');
  assert.equal(formatAgo(at('2026-11-23T06:00:00Z') - 3 * 60_000, at('2026-11-23T06:00:00Z'), 'zh'), '3 分钟前');
  assert.equal(formatAgo(at('2026-11-23T06:00:00Z') - 125 * 60_000, at('2026-11-23T06:00:00Z'), 'zh'), '2 小时 5 分钟前');
  assert.equal(formatAgo(at('2026-11-23T06:00:00Z') - 125 * 60_000, at('2026-11-23T06:00:00Z'), 'en'), '2 h 5 min ago');
});

test('counts are exact except on the wall', () => {
  assert.equal(formatCount(999), '999');
  assert.equal(formatCount(1234567), '1,234,567');
  assert.equal(formatCountShort(9999, 'zh'), '9,999');
  assert.equal(formatCountShort(12999, 'zh'), '1.2万');
  assert.equal(formatCountShort(12999, 'en'), '12.9k');
});

test('metres', () => {
  assert.equal(formatMetres(0.2, 'zh'), '1 米');
  assert.equal(formatMetres(254, 'zh'), '250 米');
  assert.equal(formatMetres(1234, 'en'), '1.2 km');
  assert.equal(formatMetres(994, 'en'), '990 m');
  assert.equal(formatMetres(996, 'en'), '1.0 km');
});

test('one broken promise in a thousand is not 100%', () => {
  assert.equal(formatShare(0.999), '99%');
  assert.equal(formatShare(1), '100%');
  assert.equal(formatShare(0.001), '1%');
  assert.equal(formatShare(0), '0%');
});
