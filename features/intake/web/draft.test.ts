import assert from 'node:assert/strict';
import test from 'node:test';
import { bodyOf, emptyDraft, forgetDraft, hasSaid, keepDraft, loadDraft, rememberSent, sentBefore } from './draft.ts';

function store() {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
}

test('a killed tab finds its draft again under the same key', () => {
  const device = store();
  const draft = { ...emptyDraft('key-1', null), text: '垃圾' };
  keepDraft(device, draft);
  assert.deepEqual(loadDraft(device, null), draft);
  forgetDraft(device);
  assert.equal(loadDraft(device, null), undefined);
});

test('scanning another thing does not bring back the draft of the first', () => {
  const device = store();
  keepDraft(device, emptyDraft('key-1', 'AAAAA1'));
  assert.equal(loadDraft(device, 'BBBBB2'), undefined);
  assert.equal(loadDraft(device, null), undefined);
});

test('a broken store is an empty one', () => {
  const device = store();
  device.setItem('guanjia.draft', '{');
  device.setItem('guanjia.sent', 'nonsense');
  assert.equal(loadDraft(device, null), undefined);
  assert.deepEqual(sentBefore(device), []);
});

test('a photo alone, a chosen matter alone or words alone are enough; blanks are not', () => {
  const draft = emptyDraft('k', null);
  assert.equal(hasSaid(draft, 0), false);
  assert.equal(hasSaid({ ...draft, text: '  ' }, 0), false);
  assert.equal(hasSaid({ ...draft, text: '脏' }, 0), true);
  assert.equal(hasSaid({ ...draft, matter: 'matter:06010' }, 0), true);
  assert.equal(hasSaid(draft, 1), true);
});

test('what was not said is not sent', () => {
  assert.deepEqual(bodyOf({ ...emptyDraft('k', null), text: ' 脏 ' }, 0, 5), { text: '脏', place: {}, photosToCome: 0, saidAt: 5 });
});

test('the device remembers its last ten reports, newest first, each once', () => {
  const device = store();
  for (let n = 1; n <= 12; n++) rememberSent(device, { number: `n${n}`, token: `t${n}`, at: n, text: '' });
  rememberSent(device, { number: 'n5', token: 't5', at: 99, text: '' });
  const numbers = sentBefore(device).map(({ number }) => number);
  assert.equal(numbers.length, 10);
  assert.equal(numbers[0], 'n5');
  assert.equal(new Set(numbers).size, 10);
});

test('standing by the pin is said with the pin, and not without one', () => {
  const draft = { ...emptyDraft('k', null), text: '脏', pinSure: '采莲街' };
  assert.equal(bodyOf({ ...draft, point: { lon: 114, lat: 22.5 } }, 0, 5).place.insists, '采莲街');
  assert.deepEqual(bodyOf(draft, 0, 5).place, {});
});
