import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { gzipSync } from 'node:zlib';
import { XMLParser } from 'fast-xml-parser';
import { crew, inWest } from './crew.ts';
import { type Form, type Row, refuses } from './hostile.ts';
import { type Said, say } from './say.ts';
import { type Site, openSite } from './site.ts';

let site: Site;
before(async () => {
  site = await openSite({ people: crew });
});
after(() => site.close());

const chinese = /[\u4e00-\u9fff]/;
const parser = new XMLParser({ isArray: (name) => name === 'error' });

/** The standard's list, in the format that was asked for; `code` holds words that some entry must contain. */
const listOf =
  (format: 'json' | 'xml'): Form =>
  (heard, { code, locale }) => {
    assert.match(heard.headers['content-type'] ?? '', format === 'xml' ? /^text\/xml/ : /^application\/json/);
    const listed = (format === 'xml' ? parser.parse(heard.text).errors.error : JSON.parse(heard.text)) as {
      code: number;
      description: string;
    }[];
    assert.ok(listed.length > 0);
    for (const each of listed) {
      assert.equal(each.code, heard.status);
      assert.ok(each.description.length > 5);
      assert.equal(chinese.test(each.description), locale === 'zh', each.description);
    }
    const about = code.split('|')[locale === 'zh' ? 0 : 1] ?? code;
    assert.ok(
      listed.some(({ description }) => description.includes(about)),
      `nothing about ${about}: ${heard.text}`,
    );
  };

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const good = { service_code: 'matter.06010', lat: String(inWest.lat), long: String(inWest.lon), description: '垃圾' };
const encoded = (fields: Record<string, string | undefined>) =>
  Object.entries(fields)
    .flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${encodeURIComponent(value)}`]))
    .join('&');

/** Rows of one format. What each expects is a word both languages share, or one of each. */
function rowsOf(format: 'json' | 'xml'): Row[] {
  const requests = `/open311/v2/requests.${format}`;
  const send = (body: string | Buffer, headers: Record<string, string> = FORM): Said => ({ method: 'POST', path: requests, body, headers });
  const post = (says: string, more: Record<string, string | undefined>, about: string, status = 400): Row => [
    says,
    () => send(encoded({ ...good, ...more })),
    status,
    about,
  ];
  const raw = (says: string, body: () => string | Buffer, about: string, status = 400, headers: Record<string, string> = FORM): Row => [
    says,
    () => send(body(), headers),
    status,
    about,
  ];
  const get = (says: string, path: string, about: string, status = 400): Row => [
    says,
    () => ({ path: `/open311/v2/${path}` }),
    status,
    about,
  ];
  const type = (says: string, label: string, body: string | Buffer): Row =>
    raw(says, () => body, '格式|format', 415, label ? { 'content-type': label } : {});
  return [
    post('no service', { service_code: undefined }, 'service_code'),
    post('a service of no catalogue', { service_code: 'matter.99999' }, 'matter.99999', 404),
    post('a service that is SQL', { service_code: "' or 1=1 --" }, 'or 1=1', 404),
    post('a service of sixty-five characters', { service_code: 'm'.repeat(65) }, 'service_code'),
    post('NUL in the service', { service_code: 'matter\u0000.06010' }, 'service_code'),
    post('no place at all', { lat: undefined, long: undefined }, 'address_string'),
    post('half a position', { long: undefined }, 'lat'),
    post('the other half of a position', { lat: undefined }, 'long'),
    post('a latitude in words', { lat: 'north' }, 'lat'),
    post('a latitude beyond the pole', { lat: '90.1' }, 'lat'),
    post('a longitude beyond the date line', { long: '-180.5' }, 'long'),
    post('a position that is not a number', { lat: 'NaN', long: 'NaN' }, 'lat'),
    post('a position beyond numbers', { lat: '1e309' }, 'lat'),
    post('a position in hexadecimal', { lat: '0x16' }, 'lat'),
    post('a position with a comma', { lat: '22,53' }, 'lat'),
    post('a position in degrees and minutes', { lat: `22°31'` }, 'lat'),
    post('longitude and latitude the wrong way round', { lat: good.long, long: good.lat }, 'lat'),
    post('zero and zero', { lat: '0', long: '0' }, '12345'),
    post('the middle of Beijing', { lat: '39.907', long: '116.391' }, '12345'),
    post('words of four thousand and one characters', { description: '灯'.repeat(4001) }, '4000'),
    post('NUL in the words', { description: '路灯\u0000' }, 'description'),
    post('an escape sequence in the words', { description: '\u001b[31m' }, 'description'),
    post('an address of two hundred and one characters', { address_string: '路'.repeat(201) }, 'address_string'),
    post('NUL in the address', { address_string: '村口\u0000' }, 'address_string'),
    post('a thing’s code of seventeen characters', { address_id: '0'.repeat(17) }, 'address_id'),
    post('a telephone number in words', { phone: 'call me' }, 'phone'),
    post('a telephone number with a script', { phone: '<script>' }, 'phone'),
    post('a telephone number of twenty-five digits', { phone: '1'.repeat(25) }, 'phone'),
    post('a first name of twenty-one characters', { first_name: '吴'.repeat(21) }, 'first_name'),
    post('a last name with NUL', { last_name: '吴\u0000' }, 'last_name'),
    post('an e-mail of two hundred and one characters', { email: 'a'.repeat(201) }, 'email'),
    post('a picture’s address of two thousand and one characters', { media_url: 'h'.repeat(2001) }, 'media_url'),
    post('a condition that our definition does not have', { 'attribute[condition]': 'haunted' }, 'attribute[condition]'),
    post('another jurisdiction', { jurisdiction_id: 'baltimorecity.gov' }, 'jurisdiction_id', 404),
    raw('one field twice', () => `${encoded(good)}&service_code=part.01037`, 'service_code'),
    raw('nothing', () => '', 'service_code'),
    raw('only ampersands', () => '&&&&', 'service_code'),
    raw('JSON as a form', () => JSON.stringify(good), 'service_code'),
    raw('bad UTF-8', () => Buffer.concat([Buffer.from(`${encoded(good)}&address_string=`), Buffer.from([0xff, 0xfe])]), 'UTF-8'),
    raw('bad UTF-8 in escapes', () => `${encoded(good)}&address_string=%ff%fe`, 'UTF-8'),
    raw('half a surrogate pair in escapes', () => `${encoded(good)}&address_string=%ed%a0%80`, 'UTF-8'),
    raw('a hundred kilobytes', () => encoded({ ...good, description: 'a'.repeat(100_000) }), '分几次|parts', 413),
    raw('ten megabytes', () => 'a'.repeat(10 * 1024 * 1024), '分几次|parts', 413),
    raw('a packed form', () => gzipSync(encoded(good)), 'Content-Encoding', 415, { ...FORM, 'content-encoding': 'gzip' }),
    raw('a key that is none', () => encoded(good), 'UUID', 400, { ...FORM, 'idempotency-key': '1' }),
    raw('whole JSON', () => JSON.stringify(good), 'x-www-form-urlencoded', 400, { 'content-type': 'application/json' }),
    raw('half JSON', () => '{"service_code":', 'JSON', 400, { 'content-type': 'application/json' }),
    raw('no content at all', () => '', 'x-www-form-urlencoded', 400, {}),
    type('XML with an outside entity', 'text/xml', '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'),
    type('plain text', 'text/plain', 'hello'),
    type('octets', 'application/octet-stream', Buffer.from([0, 1, 2])),
    get('a definition of no service', `services/matter.99999.${format}`, 'matter.99999', 404),
    get('a definition of SQL', `services/${encodeURIComponent("' or 1=1 --")}.${format}`, 'or 1=1', 404),
    get('a definition of __proto__', `services/__proto__.${format}`, '__proto__', 404),
    get('a request of no number', `requests/hello.${format}`, 'hello', 404),
    get('a request misheard by one digit', `requests/001-260302-0001-0.${format}`, '0001', 404),
    get('a request that is SQL', `requests/${encodeURIComponent("' or 1=1 --")}.${format}`, 'or 1=1', 404),
    get('a token of no number', `tokens/hello.${format}`, 'hello', 404),
    get('another jurisdiction’s services', `services.${format}?jurisdiction_id=sf`, 'jurisdiction_id', 404),
    get('a start that is no time', `requests.${format}?start_date=yesterday`, 'start_date'),
    get('a day that does not exist', `requests.${format}?start_date=2026-02-30`, 'start_date'),
    get('an end before its start', `requests.${format}?start_date=2026-03-02&end_date=2026-03-01`, 'end_date'),
    get('ninety-one days', `requests.${format}?start_date=2026-01-01&end_date=2026-04-03`, '90'),
    get('a status nobody has', `requests.${format}?status=lost`, 'status'),
    get('a status that is SQL', `requests.${format}?status=${encodeURIComponent("open' --")}`, 'status'),
    get('two statuses in two questions', `requests.${format}?status=open&status=closed`, 'status'),
    get('page nought', `requests.${format}?page=0`, 'page'),
    get('page minus one', `requests.${format}?page=-1`, 'page'),
    get('a page size beyond numbers', `requests.${format}?page_size=1e309`, 'page_size'),
    get('NUL in a service code', `requests.${format}?service_code=a%00b`, 'service_code'),
    get('an update time that is none', `requests.${format}?updated_after=now`, 'updated_after'),
    get('a resource that is not there', `inspections.${format}`, '.json', 404),
    get('a request that climbs', `requests/..%2F..%2Fpackage.${format}`, '..', 404),
    [`a request taken away`, () => ({ method: 'DELETE', path: requests }), 405, 'Allow'],
    [`a request put over another`, () => ({ method: 'PUT', path: requests }), 405, 'Allow'],
  ];
}

for (const format of ['json', 'xml'] as const) refuses(`Open311 ${format}`, () => site, rowsOf(format), listOf(format));

test('odd questions to the list are answered with an empty list', async () => {
  for (const query of [
    'service_code=nothing',
    'service_request_id=hello',
    `service_request_id=${encodeURIComponent("' or 1=1 --")}`,
    'start_date=0001-01-01',
    'end_date=9999-12-31',
    'page=999999&page_size=1000',
    'updated_after=9999-12-31',
    `service_code=${'x,'.repeat(500)}`,
    '__proto__=1',
    'unknown=1',
    'api_key=whatever',
  ]) {
    const heard = await say(site.port, { path: `/open311/v2/requests.json?${query}` });
    assert.deepEqual([heard.status, heard.text], [200, '[]'], query);
  }
});
