import assert from 'node:assert/strict';
import test from 'node:test';
import { languageTag, localeFor } from './choice.ts';
import { createWords, wordsIn } from './words.ts';

const words = createWords({
  zh: { send: '提交', waiting: (n: number) => `${n} 条新案件`, place: { pin: '拖动地图选位置' } },
  en: { send: 'Send', waiting: (n) => (n === 1 ? '1 new case' : `${n} new cases`), place: { pin: 'Drag the map to the place' } },
});

test('each language says the same key in its own way', () => {
  assert.equal(wordsIn(words, 'zh').waiting(3), '3 条新案件');
  assert.equal(wordsIn(words, 'en').waiting(1), '1 new case');
  assert.equal(wordsIn(words, 'en').place.pin, 'Drag the map to the place');
});

test('a table that differs between the languages does not compile', () => {
  // @ts-expect-error English lacks `send`
  createWords({ zh: { send: '提交', cancel: '取消' }, en: { cancel: 'Cancel' } });
  // @ts-expect-error English has a key that Chinese lacks
  createWords({ zh: { cancel: '取消' }, en: { cancel: 'Cancel', send: 'Send' } });
  // @ts-expect-error English lacks a key inside a group
  createWords({ zh: { place: { pin: '选位置', words: '写地址' } }, en: { place: { pin: 'Pin' } } });
  // @ts-expect-error English asks for a fact Chinese was not given
  createWords({ zh: { left: (n: number) => `${n}` }, en: { left: (n: number, unit: string) => `${n} ${unit}` } });
  // @ts-expect-error a sentence with facts cannot become one without words
  createWords({ zh: { left: (n: number) => `${n}` }, en: { left: 3 } });
});

for (const [says, stored, wanted, locale] of [
  ['the stored choice wins', 'en', ['zh-CN'], 'en'],
  ['else the browser’s first language we speak', null, ['fr-FR', 'en-GB', 'zh-CN'], 'en'],
  ['traditional Chinese reads Chinese', null, ['zh-Hant-HK'], 'zh'],
  ['else Chinese', null, ['fr', 'de'], 'zh'],
  ['nonsense in storage is no choice', 'xx', ['en'], 'en'],
  ['no languages at all', null, [], 'zh'],
] as const)
  test(says, () => assert.equal(localeFor(stored, wanted), locale));

test('pages tell screen readers their language', () => assert.deepEqual(languageTag, { zh: 'zh-CN', en: 'en' }));
