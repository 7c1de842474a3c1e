import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { type Row, refuses } from './hostile.ts';
import { aims, broken, get, openAims, post, site } from './newestknocks.ts';
import { say } from './say.ts';

before(openAims);
after(() => site().close());

const NUL = '\u0000';
const HALF = '\ud83d';
const row = (more: object = {}) => ({
  id: 'D900',
  matter: { kind: 'matter', code: '06010' },
  territory: '440399001',
  from: '2026-01-01',
  party: 'sweep',
  basis: { zh: '试', en: 'x' },
  ...more,
});

/** The duty list: tried, saved, taken back, brought in. */
function dutyRows(): Row[] {
  const api = '/api/responsibility';
  const tried = (says: string, body: object, status = 400, code = 'invalid'): Row => [
    says,
    () => post('west-leader', `${api}/preview`, body),
    status,
    code,
  ];
  const one = (says: string, more: object): Row => tried(says, { rows: [row(more)], remove: [] });
  const saved = (says: string, more: object, status = 400, code = 'invalid'): Row => [
    says,
    () =>
      post('west-leader', `${api}/rows`, {
        rows: [row()],
        remove: [],
        token: `${aims().list}.${'A'.repeat(43)}`,
        because: '试试',
        ...more,
      }),
    status,
    code,
  ];
  const table = (says: string, body: object): Row => [says, () => post('west-leader', `${api}/import`, body), 400, 'invalid'];
  const asked = (says: string, path: string, status = 400, code = 'invalid'): Row => [
    says,
    () => get('west-leader', `${api}/${path}`),
    status,
    code,
  ];
  return [
    one('a row without an id', { id: '' }),
    one('a row whose id is a number', { id: 7 }),
    one('a row’s id of sixty-one characters', { id: 'D'.repeat(61) }),
    one('a row’s id with NUL', { id: `D${NUL}` }),
    one('a row’s id that is half a character', { id: `D${HALF}` }),
    one('a row with an unknown key', { street: '440399002' }),
    one('a row for a kind nobody has', { matter: { kind: 'toString' } }),
    one('a row from a day that does not exist', { from: '2026-02-30' }),
    one('a row from the year 10000', { from: '10000-01-01' }),
    one('a row until a time', { until: '2026-03-02T10:00:00Z' }),
    one('a row of priority 1e308', { priority: 1e308 }),
    one('a limit of minus one hour', { limit: { value: -1, unit: 'work_hour' } }),
    one('a limit in a unit every object has', { limit: { value: 1, unit: 'constructor' } }),
    one('hours past midnight of no day', { hours: [{ from: '25:00', to: '26:00' }] }),
    one('an eighth day of the week', { hours: [{ on: [8], from: '08:00', to: '09:00' }] }),
    one('a drawn area of three points', {
      territory: {
        polygon: [
          [
            [
              [1, 1],
              [1, 2],
              [1, 1],
            ],
          ],
        ],
      },
    }),
    one('a drawn area off the earth', {
      territory: {
        polygon: [
          [
            [
              [999, 1],
              [1, 2],
              [2, 2],
              [999, 1],
            ],
          ],
        ],
      },
    }),
    one('a drawn area of two thousand and one corners', { territory: { polygon: [[Array.from({ length: 2001 }, () => [114, 22])]] } }),
    one('NUL in the party', { party: `sweep${NUL}` }),
    one('half a character in the basis', { basis: { zh: HALF, en: 'x' } }),
    one('NUL in the clause', { clause: { contract: 'C-CH', clause: `3${NUL}` } }),
    one('a power nobody has', { powers: ['arrest'] }),
    tried('twenty thousand and one names to remove', { rows: [], remove: Array.from({ length: 20_001 }, () => 'D1') }),
    tried('rows that are an object', { rows: {}, remove: [] }),
    tried('both some rows and the whole list', { rows: [], remove: [], replace: [] }),
    tried('a day in the past that is none', { rows: [], remove: [], onDay: '1900-13-01' }),
    ['a table of nine megabytes', () => post('west-leader', `${api}/import`, { csv: 'a'.repeat(9 * 1024 * 1024) }), 413, 'too-large'],
    table('a table that is a list', { csv: ['id'] }),
    table('a table that is nothing', { csv: '' }),
    table('a table with NUL', { csv: `id,territory,from,party,basis_zh\nD1${NUL},*,2026-01-01,sweep,x` }),
    saved('a token made up', {}, 409, 'preview-stale'),
    saved('a token of another list', { token: `999.${'A'.repeat(43)}` }, 409, 'preview-stale'),
    saved('a token with NUL', { token: `1.${NUL}${'A'.repeat(42)}` }),
    saved('a token that is a list', { token: ['1.AAAAAAAAAAAA'] }),
    saved('a token of a hundred and one signs', { token: 'A'.repeat(101) }),
    saved('a reason with NUL', { because: `试试${NUL}` }),
    saved('half a character for a reason', { because: `试试${HALF}` }),
    saved('a reason of white space', { because: '　　　' }),
    saved('a ruling that is no case', { ruling: 'hello' }),
    [
      'a list changed without a key',
      () => ({
        ...post(
          'west-leader',
          `${api}/rows`,
          { rows: [row()], remove: [], token: '1.AAAAAAAAAA', because: '试试' },
          { 'idempotency-key': '' },
        ),
      }),
      400,
      'key-missing',
    ],
    [
      'a version of a company',
      () => post('west-company-leader', `${api}/rows`, { rows: [row()], remove: [], token: '1.AAAAAAAAAA', because: '试试' }),
      403,
      'forbidden',
    ],
    ['the version that holds, taken back', () => post('west-leader', `${api}/lists/${aims().list}/withdraw`, {}), 409, 'version-has-held'],
    ['version nought, taken back', () => post('west-leader', `${api}/lists/0/withdraw`, {}), 400, 'invalid'],
    ['version 1e300, taken back', () => post('west-leader', `${api}/lists/1e300/withdraw`, {}), 400, 'invalid'],
    ['version SQL, taken back', () => post('west-leader', `${api}/lists/1%20or%201=1/withdraw`, {}), 400, 'invalid'],
    asked('the list of the year 275760', 'matrix?at=8640000000000001'),
    asked('the list of 1970', 'matrix?at=1'),
    asked('a list of version 2^53', 'matrix?version=9007199254740993'),
    asked('owners of a matter that is a path', `owners?matter=${encodeURIComponent('../../etc/passwd')}`),
    asked('owners with NUL for a condition', 'owners?matter=matter:06010&condition=%00'),
    asked('a place with NUL', 'owned?place=%00'),
    asked('a place every object has', 'owned?place=__proto__', 404, 'no-such-place'),
    asked('a place that is a path', 'owned?place=..%2f..%2fetc', 404, 'no-such-place'),
    asked('why, at a longitude that is not a number', 'why?matter=matter:06010&lon=NaN&lat=22'),
    asked('why, of a matter named twice', 'why?matter=matter:06010&matter=matter:06011&lon=114&lat=22'),
    asked('a sheet of another name', 'duty.csv%00', 404, 'not-found'),
  ];
}

/** The register of authorisations. */
function registerRows(): Row[] {
  const path = '/api/responsibility/authorisations';
  const entry = (more: object) => ({
    id: 'SQ-NEW',
    name: { zh: '试', en: 'x' },
    document: '试〔2026〕1号',
    body: 'office-ch',
    company: 'butler',
    areas: ['440399001'],
    from: '2026-01-01',
    until: '2027-01-01',
    permitted: ['look'],
    ...more,
  });
  const put = (says: string, more: object, status = 400, code = 'invalid'): Row => [
    says,
    () => post('west-leader', path, entry(more)),
    status,
    code,
  ];
  const turned = (says: string, body: object, status = 400, code = 'invalid', id = 'SQ-CH-2026'): Row => [
    says,
    () => post('west-leader', `${path}/${id}/status`, body),
    status,
    code,
  ];
  const asked = (says: string, tail: string, status = 400, code = 'invalid'): Row => [
    says,
    () => get('west-leader', `${path}/${tail}`),
    status,
    code,
  ];
  return [
    put('an entry with NUL for an id', { id: NUL }),
    put('an entry with half a character in its document', { document: `1${HALF}` }),
    put('NUL in the English name', { name: { zh: '试', en: `x${NUL}` } }),
    put('a name in three languages', { name: { zh: '试', en: 'x', de: 'x' } }),
    put('two hundred and one areas', { areas: Array.from({ length: 201 }, () => '440399001') }),
    put('an area that is a path', { areas: ['../../etc/passwd'] }, 422, 'authorisation-has-faults'),
    put('an area every object has', { areas: ['__proto__'] }, 422, 'authorisation-has-faults'),
    put('a body that is a company', { body: 'sweep' }, 422, 'authorisation-has-faults'),
    put('an act only government has', { permitted: ['fine'] }),
    put('an end before its beginning', { from: '2027-01-01', until: '2026-01-01' }, 422, 'authorisation-has-faults'),
    put('a beginning that is a number', { from: 20_260_101 }),
    put('a state nobody has', { status: 'valueOf' }),
    put('an entry of another street', { areas: ['440399002'] }, 403, 'street-not-yours'),
    put('an entry of this street over that of another', { id: 'SQ-WR-2026' }, 403, 'street-not-yours'),
    turned('an entry that does not exist', { status: 'suspended', reason: '试试' }, 404, 'no-such-authorisation', 'nobody'),
    turned('an entry of NUL', { status: 'suspended', reason: '试试' }, 404, 'not-found', '%00'),
    turned('an entry that is a path', { status: 'suspended', reason: '试试' }, 404, 'no-such-authorisation', '..%2f..%2fetc'),
    turned('NUL for a reason', { status: 'suspended', reason: `试试${NUL}` }),
    turned('half a character for a reason', { status: 'suspended', reason: `试试${HALF}` }),
    turned('five hundred and one characters for a reason', { status: 'suspended', reason: '试'.repeat(501) }),
    turned('two states', { status: ['suspended', 'active'], reason: '试试' }),
    turned('the paper of another street, suspended', { status: 'suspended', reason: '试试' }, 403, 'street-not-yours', 'SQ-WR-2026'),
    [
      'a paper suspended without a key',
      () => post('west-leader', `${path}/SQ-CH-2026/status`, { status: 'suspended', reason: '试试' }, { 'idempotency-key': '' }),
      400,
      'key-missing',
    ],
    ['a paper granted without a key', () => post('west-leader', path, entry({}), { 'idempotency-key': 'x' }), 400, 'key-malformed'],
    ['a paper granted by a company', () => post('west-company-leader', path, entry({})), 403, 'forbidden'],
    asked('the history of NUL', '%00/history', 404, 'not-found'),
    asked('the history of half an escape', '%ff/history', 404, 'not-found'),
    asked('whether a paper permits what every object has', 'SQ-CH-2026/may?act=toString&place=440399001'),
    asked('whether a paper permits anything at NUL', 'SQ-CH-2026/may?act=look&place=%00'),
    asked(
      'whether the paper of SQL permits',
      `${encodeURIComponent("' or 1=1 --")}/may?act=look&place=440399001`,
      404,
      'no-such-authorisation',
    ),
  ];
}

const entry = {
  id: 'X',
  name: { zh: '试', en: 'x' },
  document: '1',
  body: 'office-ch',
  company: 'butler',
  areas: ['440399001'],
  from: '2026-01-01',
  until: '2027-01-01',
  permitted: ['look'],
};
refuses('duty list', site, dutyRows());
refuses('duty list import', site, broken('/api/responsibility/import', 'west-leader', { csv: 'id' }));
refuses(
  'duty list save',
  site,
  broken('/api/responsibility/rows', 'west-leader', { rows: [], remove: [], token: '1.not-a-token', because: '试试' }),
);
refuses('authorisations', site, [...registerRows(), ...broken('/api/responsibility/authorisations', 'west-leader', entry)]);

test('the requests these are made from are right in everything else', async () => {
  const tried = await say(site().port, post('west-leader', '/api/responsibility/preview', { rows: [row()], remove: [] }));
  assert.equal(tried.status, 200, tried.text);
  const granted = await say(site().port, post('west-leader', '/api/responsibility/authorisations', entry));
  assert.equal(granted.status, 200, granted.text);
});
