import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import type { z } from 'zod';
import type { CaseView } from '../../features/case/rules/view.ts';
import type { ownedView, ownersView, previewView, proofView, whyView } from '../../features/responsibility/rules/view.ts';
import type { ToldRow } from '../../features/responsibility/rules/wire.ts';
import { Declined } from '../../apps/demo/client.ts';
import { crew, inWest } from './crew.ts';
import { type Site, TEN, openSite } from './site.ts';
import { caseAt, report } from './story.ts';

let site: Site;
before(async () => {
  site = await openSite({ people: crew });
});
after(() => site.close());

type Row = ToldRow;
const ask = async <T>(method: string, path: string, body?: unknown, account = 'west-administrator'): Promise<T> =>
  (await site.as(account)).ask<T>(method, path, body === undefined ? {} : { body });
const get = <T>(path: string, account = 'west-dispatcher') => ask<T>('GET', `/api/responsibility/${path}`, undefined, account);
const refusal = async (work: Promise<unknown>): Promise<string> => {
  const error: unknown = await work.then(
    () => new Error('it was let through'),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof Declined)) throw error;
  return error.code;
};
type Change = { rows: object[]; remove: string[] };
const preview = (change: Change, onDay: string | null = null) =>
  ask<z.infer<typeof previewView>>('POST', '/api/responsibility/preview', { ...change, onDay });
const save = (change: Change, token: string, onDay: string | null = null) =>
  ask<{ version: number; effectiveAt: number }>('POST', '/api/responsibility/rows', { ...change, onDay, token, because: '测试改动' });
const rows = async () => (await get<{ rows: Row[] }>('rows')).rows;
const SEEN = 'matter=matter:06010&condition=seen';

test('why: the party, the row and what it beat, with the step each lost at', async () => {
  const why = await get<z.infer<typeof whyView>>(`why?${SEEN}&lon=114.0475&lat=22.5285`);
  assert.deepEqual([why.party?.id, why.row?.territory], ['village-sl', 'V-SL']);
  assert.deepEqual(
    why.beaten.map(({ by, row }) => [by, row.matter]),
    [
      ['matter', { kind: 'matter', major: '06' }],
      ['matter', {}],
    ],
  );
});

test('a matter is owned by the village company in the grids its village lies in, and by the butler in the others', async () => {
  const { places } = await get<z.infer<typeof ownersView>>(`owners?${SEEN}&level=duty_grid&street=440399001`);
  const owners = new Map(places.map(({ id, owners: held }) => [id, held.map(({ party }) => party?.id).sort()]));
  assert.deepEqual(owners.get('440399001002-G2'), ['sweep', 'village-sl']);
  assert.deepEqual(owners.get('440399001001-G1'), ['sweep']);
});

test('a place says what each party owns there, down to the condition', async () => {
  const owned = await get<z.infer<typeof ownedView>>('owned?lon=114.0475&lat=22.5285');
  const lamps = owned.families.find(({ id }) => id === 'part:01')?.matters.filter(({ id }) => id === 'part:01037');
  assert.deepEqual(
    lamps?.map(({ condition, owner }) => [condition?.id, owner.party?.id]),
    [
      ['unlit', 'village-sl'],
      ['fallen', 'village-sl'],
      ['hazard', 'power'],
    ],
  );
});

test('a case keeps the row that decided, its version of the list and the rows it beat', async () => {
  const told = await caseAt(site, 'to_dispatch');
  const view = await (await site.as('west-dispatcher')).view(told.id);
  assert.deepEqual([view.proposal.unit.id, view.proposal.list, view.proposal.fallback], ['sweep', 1, false]);
  assert.deepEqual(
    view.proposal.beat.map(({ by, unit }) => [by, unit?.id]),
    [['matter', 'centre-ch']],
  );
});

test('a gap opens when a row goes, is told with its smallest example, and closes when the row comes back', async () => {
  const list = await rows();
  const order = list.filter(({ party }) => party === 'order' && true).find(({ matter }) => matter.major === '09');
  assert.ok(order);
  const opened = await preview({ rows: [], remove: [order.id] });
  assert.deepEqual([opened.complete.before, opened.complete.after, opened.issues.length], [true, false, 0]);
  const gap = opened.faults.opened.find(({ example }) => example.matter.id === 'matter:09001');
  assert.deepEqual([gap?.kind, gap?.example.place.areas.some((id) => id.startsWith('4403990'))], ['fallback', true]);
  await save({ rows: [], remove: [order.id] }, opened.token);
  assert.equal((await get<z.infer<typeof proofView>>('proof')).complete, false);
  const closed = await preview({ rows: [order], remove: [] });
  assert.ok(closed.faults.closed.length > 0 && closed.complete.after);
  await save({ rows: [order], remove: [] }, closed.token);
  assert.equal((await get<z.infer<typeof proofView>>('proof')).complete, true);
});

test('two equal rows are an overlap, told in the preview and again by the proof', async () => {
  const list = await rows();
  const row = list.find(({ matter }) => matter.code === '06017');
  const told = await preview({ rows: [{ ...row, id: 'X1', party: 'sweep' }], remove: [] });
  assert.deepEqual([told.faults.before.overlap, told.faults.after.overlap, told.complete.after], [0, 1, true]);
  assert.deepEqual(
    told.faults.opened.map(({ kind, rows: blamed }) => [kind, blamed.map(({ id }) => id).sort()]),
    [['overlap', [row?.id, 'X1'].sort()]],
  );
});

test('a preview counts the past cases that would have gone elsewhere, names them and their place', async () => {
  site.clock.at = (TEN + 600_000) as typeof TEN;
  const list = await rows();
  const sweeping = list.filter(({ party, matter }) => party === 'sweep' && matter.major === '06');
  const told = await preview({
    rows: sweeping.map((row) => ({ ...row, party: 'order', limit: { value: 1, unit: 'urgent_hour' } })),
    remove: [],
  });
  assert.ok(told.moved >= 1, String(told.moved));
  const shift = told.shifts.find(({ matter }) => matter?.id === 'matter:06010');
  assert.deepEqual([shift?.from?.id, shift?.to?.id], ['sweep', 'order']);
  assert.match(shift?.samples[0]?.number ?? '', /^\d/);
  assert.ok(told.promises.some(({ after: promised }) => promised?.unit === 'urgent_hour'));
  assert.equal(
    told.movedAt.reduce((sum, { count }) => sum + count, 0),
    told.moved,
  );
});

test('what is saved is what was previewed: another change, another day or another list needs another preview', async () => {
  const list = await rows();
  const row = list.find(({ matter }) => matter.code === '06021') as Row;
  const change = { rows: [{ ...row, party: 'sweep' }], remove: [] };
  const { token } = await preview(change);
  assert.equal(await refusal(save({ rows: [{ ...row, party: 'order' }], remove: [] }, token)), 'preview-stale');
  assert.equal(await refusal(save(change, token, '2026-06-01')), 'preview-stale');
  const other = { rows: [{ ...row, basis: { zh: '改写依据', en: 'another basis' } }], remove: [] };
  const seen = await preview(other);
  const first = await save(other, seen.token);
  assert.deepEqual(await save(other, seen.token), first, 'said twice, done once');
  assert.equal(await refusal(save(change, token)), 'preview-stale');
  const same = { rows: [{ ...row, basis: { zh: '改写依据', en: 'another basis' } }], remove: [] };
  assert.equal(await refusal(save(same, (await preview(same)).token)), 'nothing-changes');
});

test('a version may wait for its day, be withdrawn before it, and never be overtaken', async () => {
  const list = await rows();
  const row = list.find(({ matter }) => matter.code === '06013') as Row;
  const change = { rows: [{ ...row, party: 'sweep' }], remove: [] };
  const later = await save(change, (await preview(change, '2026-06-01')).token, '2026-06-01');
  const party = async (at: number) => {
    const { places } = await get<z.infer<typeof ownersView>>(`owners?matter=matter:06013&condition=damaged&level=street&at=${at}`);
    return places[0]?.owners[0]?.party?.id;
  };
  assert.deepEqual([await party(later.effectiveAt - 1), await party(later.effectiveAt)], ['repair', 'sweep']);
  const back = { rows: [row], remove: [] };
  assert.equal(await refusal(save(back, (await preview(back)).token)), 'later-version-waits');
  await ask('POST', `/api/responsibility/lists/${later.version}/withdraw`, {});
  assert.equal(await party(later.effectiveAt), 'repair');
  const { lists } = await get<{ lists: { version: number; state: string }[] }>('lists');
  assert.equal(lists.find(({ version }) => version === later.version)?.state, 'withdrawn');
  assert.equal(await refusal(ask('POST', '/api/responsibility/lists/1/withdraw', {})), 'no-such-version');
});

test('a list with faults is not saved, and the preview says which row and field', async () => {
  const list = await rows();
  const row = list.find(({ matter }) => matter.code === '06013') as Row;
  const change = { rows: [{ ...row, party: 'gone' }], remove: [] };
  const told = await preview(change);
  assert.deepEqual(told.issues, [{ row: row.id, field: 'party', code: 'reference-unknown', expected: 'units', found: 'gone', line: null }]);
  assert.equal(await refusal(save(change, told.token)), 'list-has-faults');
  const all = list.filter(({ matter }) => Object.keys(matter).length === 0).map(({ id }) => id);
  assert.deepEqual((await preview({ rows: [], remove: all })).issues.map(({ code, row: street }) => [code, street]).sort(), [
    ['no-fallback', '440399001'],
    ['no-fallback', '440399002'],
  ]);
});

test('the list goes out as a table and comes back the same; a broken table tells line and column', async () => {
  const token = await site.token('west-administrator');
  const csv = await (await fetch(`${site.base}/api/responsibility/duty.csv`, { headers: { authorization: `Bearer ${token}` } })).text();
  type Told = { cells: { line: number; row: string; field: string }[]; rows: object[]; preview: z.infer<typeof previewView> | null };
  const bring = (text: string) => ask<Told>('POST', '/api/responsibility/import', { csv: text });
  const same = await bring(csv);
  assert.deepEqual([same.cells, same.preview?.put, same.preview?.removed, same.preview?.issues], [[], [], [], []]);
  const broken = await bring(csv.replace(/^D003,(.*?),2024-01-01/m, 'D003,$1,2024-13-01'));
  assert.deepEqual(
    broken.cells.map(({ row, field }) => [row, field]),
    [['D003', 'from']],
  );
  const unknown = await bring(csv.replace(/^(D003,.*?),water,/m, '$1,nobody,'));
  assert.equal(unknown.preview?.issues[0]?.line, csv.slice(0, csv.indexOf('\r\nD003')).split('\r\n').length + 1);
});

test('a company’s employee on a leader’s seat changes nothing', async () => {
  assert.equal(await refusal(ask('POST', '/api/responsibility/preview', { rows: [], remove: [] }, 'west-company-leader')), 'forbidden');
});

test('every save is written down with who, why and what', async () => {
  const { events } = {
    events: await site.database.many<{ actor: string; type: string; body: { reason?: string } }>(
      'select actor, type, body from responsibility_event order by seq',
    ),
  };
  assert.deepEqual([events[0]?.actor, events[0]?.type], ['import', 'list_saved']);
  assert.ok(events.filter(({ actor, body }) => actor === 'p-west-administrator' && body.reason === '测试改动').length >= 3);
  assert.ok(events.some(({ type }) => type === 'list_withdrawn'));
});

test('a row may promise its own time, and the case is given it', async () => {
  const list = await rows();
  const row = list.find(({ party, matter }) => party === 'sweep' && matter.major === '06') as Row;
  const change = { rows: [{ ...row, limit: { value: 2, unit: 'urgent_hour' } }], remove: [] };
  await save(change, (await preview(change)).token);
  const told = await caseAt(site, 'sent');
  const view: CaseView = await (await site.as('west-dispatcher')).view(told.id);
  assert.deepEqual([view.handling?.limit, view.urgent], [{ value: 2, unit: 'urgent_hour' }, true]);
  assert.ok((await report(site, '路面很脏', inWest)).id);
});
