import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import test, { after, before } from 'node:test';
import { crew } from './crew.ts';
import { type Row, refuses } from './hostile.ts';
import { problemOf, say } from './say.ts';
import { type Site, openSite } from './site.ts';
import { report } from './story.ts';

let site: Site;
let authorization: string;
before(async () => {
  site = await openSite({ people: crew });
  for (const text of ['一', '二', '三']) await report(site, `第${text}件垃圾`);
  authorization = `Bearer ${await site.token('west-dispatcher')}`;
});
after(() => site.close());

const ask = (path: string) => ({ path, headers: { authorization } });
const row = (says: string, path: string, status = 400, code = 'invalid'): Row => [says, () => ask(path), status, code];
const list = (says: string, query: string) => row(says, `/api/cases?${query}`);
const raw = encodeURIComponent;
const id = randomUUID();

const rows: Row[] = [
  list('an unknown question', 'colour=red'),
  list('a scope of one’s own', 'streets=440399002'),
  list('__proto__ for a question', '__proto__=1'),
  list('constructor for a question', 'constructor=1'),
  list('a question in brackets', 'status[$ne]=closed'),
  list('a status nobody has', 'status=lost'),
  list('a status in capitals', 'status=CLOSED'),
  list('a status and SQL', `status=${raw("closed') or 1=1 --")}`),
  list('one good status and a bad one', 'status=closed,lost'),
  list('statuses of five hundred characters', `status=${'closed,'.repeat(80)}`),
  list('two statuses in two questions', 'status=closed&status=handling'),
  list('a limit of nought', 'limit=0'),
  list('a limit below nought', 'limit=-1'),
  list('a limit of two hundred and one', 'limit=201'),
  list('half a limit', 'limit=1.5'),
  list('a limit in words', 'limit=all'),
  list('a limit beyond numbers', 'limit=1e309'),
  list('a limit that is not a number', 'limit=NaN'),
  list('two limits', 'limit=1&limit=200'),
  list('a limit and SQL', `limit=${raw('1; drop table casefile')}`),
  list('an order nobody knows', 'sort=number'),
  list('an order and SQL', `sort=${raw('due; drop table casefile')}`),
  list('an order by __proto__', 'sort=__proto__'),
  list('an order by constructor', 'sort=constructor'),
  list('a light nobody has', 'light=purple'),
  list('the green light, which is no question', 'light=green'),
  list('somebody else’s cases', 'assignee=p-west-patroller'),
  list('a street of eight digits', 'street=44039900'),
  list('a street of ten digits', 'street=4403990011'),
  list('a unit of sixty-five characters', `unit=${'u'.repeat(65)}`),
  list('NUL in a unit', 'unit=a%00b'),
  list('words of sixty-one characters', `q=${raw('垃'.repeat(61))}`),
  list('NUL in the words', 'q=%00'),
  list('a bell in the words', 'q=a%07'),
  list('an escape sequence in the words', 'q=%1b%5b31m'),
  list('a box of three corners', 'bbox=1,2,3'),
  list('a box of five', 'bbox=1,2,3,4,5'),
  list('a box of words', 'bbox=a,b,c,d'),
  list('a box that is not a number', 'bbox=NaN,1,2,3'),
  list('a box with endless corners', 'bbox=Infinity,1,2,3'),
  list('a box with exponents', 'bbox=1e1,1,2,3'),
  list('a box with white space', 'bbox=1,%202,3,4'),
  list('a box beyond numbers', `bbox=${'9'.repeat(400)},1,2,3`),
  list('a box outside the earth', 'bbox=500,1,501,3'),
  list('a box and SQL', `bbox=${raw('1,2,3,4)) or 1=1 --')}`),
  list('a page that is a word', 'after=second'),
  list('a page that is nothing', 'after='),
  list('a page with SQL', `after=${raw("1~' or 1=1 --")}`),
  list('a page whose id is only hyphens', `after=1~${'-'.repeat(36)}`),
  list('a page whose id lacks its hyphens', `after=1~${'a'.repeat(36)}`),
  list('a page after the end of time', `after=${'9'.repeat(30)}~${id}`),
  list('a page beyond numbers', `after=${'9'.repeat(400)}~${id}`),
  list('a page before the beginning', `after=-1~${id}`),
  list('a page whose id is in capitals', `after=1~${id.toUpperCase()}`),
  row('counts by an unknown question', '/api/cases/counts?group=street'),
  row('counts with a limit', '/api/cases/counts?limit=5'),
  row('counts of a status nobody has', '/api/cases/counts?status=lost'),
  row('counts in a box beyond numbers', `/api/cases/counts?bbox=${'9'.repeat(400)},1,2,3`),
  row('points by an unknown question', '/api/cases/points?zoom=3'),
  row('points in a box of words', '/api/cases/points?bbox=a,b,c,d'),
  row('points with NUL', '/api/cases/points?q=%00'),
  row('a case that is a word', '/api/cases/mine'),
  row('a case that is a climbing path', '/api/cases/..%2F..%2Fetc%2Fpasswd'),
  row('a case that is SQL', `/api/cases/${raw("' or 1=1 --")}`),
  row('a case that is not there', `/api/cases/${id}`, 404, 'no-such-case'),
  row('candidates of a word', '/api/cases/mine/candidates'),
  row('candidates of a case that is not there', `/api/cases/${id}/candidates`, 404, 'no-such-case'),
  row('a public search at a place beyond numbers', '/api/public/nearby?lon=1e309&lat=22'),
  row('a public search at a word', '/api/public/nearby?lon=here&lat=there'),
  row('a public search off the earth', '/api/public/nearby?lon=200&lat=22'),
  row('a public search with NUL', '/api/public/nearby?lon=114&lat=22&text=%00'),
  row('a public search by no matter', '/api/public/nearby?lon=114&lat=22&matter=rubbish'),
  row('a public search with an unknown question', '/api/public/nearby?lon=114&lat=22&radius=100000'),
  row('a thing’s code that is none', '/api/public/q/hello', 404, 'no-such-thing'),
  row('a thing’s code with a wrong check character', '/api/public/q/00001T', 404, 'no-such-thing'),
  row('a thing’s code of forty-one characters', `/api/public/q/${'0'.repeat(41)}`),
  row('a thing’s code that is SQL', `/api/public/q/${raw("' or 1=1 --")}`, 404, 'no-such-thing'),
  row('a thing’s code that climbs', '/api/public/q/..%2F..%2Fpackage.json', 404, 'no-such-thing'),
  row('a number that is a word', '/api/lookup/hello', 404, 'no-such-case'),
  row('a number misheard by one digit', '/api/lookup/001-260302-0001-0', 404, 'no-such-case'),
  row('a number of forty-one characters', `/api/lookup/${'1'.repeat(41)}`),
  row('things of a street that is too long', '/geo/assets.geojson?street=4403990010'),
  row('things by an unknown question', '/geo/assets.geojson?all=1'),
  row('a file of the server through the assets', '/assets/..%2f..%2fpackage.json', 404, 'not-found'),
  row('a file of the server through the assets, plainly', '/assets/../../package.json', 404, 'not-found'),
];

refuses('list', () => site, rows);

// Odd, but each a question that can be answered: with nothing, or with everything, never with another street's.
const answered: readonly (readonly [says: string, query: string, found: number])[] = [
  ['a street that is not mine', 'street=440399002', 0],
  ['a street that does not exist', 'street=999999999', 0],
  ['a unit that does not exist', 'unit=nobody', 0],
  ['a unit that is SQL', `unit=${raw("' or 1=1 --")}`, 0],
  ['words that are SQL', `q=${raw("' or 1=1 --")}`, 0],
  ['a percent sign', 'q=%25', 0],
  ['an underscore', 'q=_', 0],
  ['a backslash', `q=${raw('\\')}`, 0],
  ['words that are there', `q=${raw('垃圾')}`, 3],
  ['words with white space around them', `q=${raw('  垃圾 ')}`, 3],
  ['no words', 'q=', 3],
  ['no status', 'status=', 3],
  ['a box turned inside out', 'bbox=114.1,22.6,114.0,22.5', 3],
  ['a box the size of the earth', 'bbox=-180,-90,180,90', 3],
  ['a box of one point', 'bbox=0,0,0,0', 0],
  ['a page after everything', `after=4102444800000~${id}`, 0],
  ['a page without a time', `after=~${id}`, 0],
];
for (const [says, query, found] of answered) {
  test(`the list asked for ${says} finds ${found}`, async () => {
    const heard = await say(site.port, ask(`/api/cases?${query}`));
    assert.equal(heard.status, 200, heard.text);
    assert.equal((JSON.parse(heard.text) as { cases: unknown[] }).cases.length, found);
  });
}

test('pages neither skip nor repeat a case, in both orders, while new ones arrive', async () => {
  const desk = await site.as('west-dispatcher');
  for (let n = 0; n < 7; n++) await report(site, `翻页 ${n}`);
  for (const sort of ['due', 'reported']) {
    const all = (await desk.cases(`?sort=${sort}&limit=200`)).cases.map((each) => each.id);
    const paged: string[] = [];
    let next: string | null = '';
    while (next !== null) {
      const page: Awaited<ReturnType<typeof desk.cases>> = await desk.cases(`?sort=${sort}&limit=3${next ? `&after=${raw(next)}` : ''}`);
      paged.push(...page.cases.map((each) => each.id));
      next = page.next;
      site.clock.at = (site.clock.at + 1) as typeof site.clock.at;
    }
    assert.deepEqual(paged, all, sort);
    assert.equal(new Set(paged).size, all.length);
  }
});

test('an answer to a wrong question does not repeat the question’s script', async () => {
  const heard = await say(site.port, ask(`/api/cases?q=${raw('<script>')}&sort=${raw('<script>alert(1)</script>')}`));
  assert.equal(problemOf(heard).code, 'invalid');
  assert.match(heard.headers['content-type'] ?? '', /problem\+json/);
});
