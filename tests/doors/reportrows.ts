import { randomUUID } from 'node:crypto';
import { type Door, brokenJson, brokenRequest } from './broken.ts';
import { inWest } from './crew.ts';
import type { Row } from './hostile.ts';
import { type Said, json } from './say.ts';

/** Who knocks, with what they add to a report: nothing for a resident, a session and a channel for a seat of the desk. */
export type Knock = { readonly labels: () => Record<string, string>; readonly more?: object };

export function reportDoor({ labels, more }: Knock): Door {
  return {
    path: () => '/api/reports',
    headers: () => ({ ...labels(), 'idempotency-key': randomUUID() }),
    good: () => ({ text: '路灯不亮', place: { crs: 'WGS84', point: inWest }, ...more }),
  };
}

/** One report with something else in it. */
export function reportWith(knock: Knock, more: object, key: string = randomUUID()): Said {
  const door = reportDoor(knock);
  const { body, headers } = json({ ...door.good(), ...more });
  return { method: 'POST', path: door.path(), body, headers: { ...headers, ...door.headers(), 'idempotency-key': key } };
}

/** What every door for reports must withstand. */
export function reportRows(knock: Knock): Row[] {
  const said = (more: object) => reportWith(knock, more);
  const row = (says: string, more: object, status = 400, code = 'invalid'): Row => [says, () => said(more), status, code];
  const raw = (says: string, place: string, status = 400, code = 'invalid'): Row => [
    says,
    () => ({ ...said({}), body: `{"text":"路灯不亮","place":${place}}` }),
    status,
    code,
  ];
  const keyed = (says: string, headers: Record<string, string>, code: string): Row => [
    says,
    () => ({ ...said({}), headers: { 'content-type': 'application/json', ...knock.labels(), ...headers } }),
    400,
    code,
  ];
  return [
    ...placeRows(row, raw),
    ...wordRows(row),
    ...keyRows(keyed),
    ...brokenJson(reportDoor(knock)),
    ...brokenRequest(reportDoor(knock), ['PUT', 'PATCH', 'DELETE', 'GET', 'OPTIONS']),
  ];
}

type MakeRow<T> = (says: string, what: T, status?: number, code?: string) => Row;

function placeRows(row: MakeRow<object>, raw: MakeRow<string>): Row[] {
  return [
    row('no place', { place: undefined }),
    row('a place in words only, as a string', { place: '村口' }),
    row('an unknown key in the place', { place: { crs: 'WGS84', point: inWest, street: '440399002' } }),
    row('a position as a list', { place: { crs: 'WGS84', point: [114, 22] } }),
    row('a position in text', { place: { crs: 'WGS84', point: { lon: '114.04', lat: '22.52' } } }),
    row('half a position', { place: { crs: 'WGS84', point: { lon: 114.04 } } }),
    row('a position with a height', { place: { crs: 'WGS84', point: { ...inWest, height: 3 } } }),
    row('longitude and latitude the wrong way round', { place: { crs: 'WGS84', point: { lon: inWest.lat, lat: inWest.lon } } }),
    row('zero and zero', { place: { crs: 'WGS84', point: { lon: 0, lat: 0 } } }, 422, 'place-outside'),
    row('the middle of Beijing', { place: { crs: 'WGS84', point: { lon: 116.391, lat: 39.907 } } }, 422, 'place-outside'),
    row('the North Pole', { place: { crs: 'WGS84', point: { lon: 0, lat: 90 } } }, 422, 'place-outside'),
    row('the date line', { place: { crs: 'WGS84', point: { lon: -180, lat: 22.5 } } }, 422, 'place-outside'),
    row(
      'a hundred metres outside the last street',
      { place: { crs: 'WGS84', point: { lon: 114.0391, lat: 22.5286 } } },
      422,
      'place-outside',
    ),
    row('a longitude of 181', { place: { crs: 'WGS84', point: { lon: 181, lat: 22 } } }),
    raw('a longitude beyond numbers', '{"crs":"WGS84","point":{"lon":1e309,"lat":22.5}}'),
    raw('a longitude below numbers', '{"crs":"WGS84","point":{"lon":-1e309,"lat":22.5}}'),
    raw('a longitude that is not a number', '{"crs":"WGS84","point":{"lon":NaN,"lat":22.5}}', 400, 'not-json'),
    row('a position without its coordinate system', { place: { point: inWest } }),
    row('a coordinate system we do not speak', { place: { crs: 'EPSG:3857', point: inWest } }),
    row('a coordinate system in small letters', { place: { crs: 'wgs84', point: inWest } }),
    row(
      'a position of another system that falls outside in ours',
      { place: { crs: 'BD09', point: { lon: 114.0403, lat: 22.5219 } } },
      422,
      'place-outside',
    ),
    row('an address of two hundred and one characters', { place: { address: '路'.repeat(201) } }),
    row('NUL in the address', { place: { address: '村口\u0000' } }),
    row('a thing’s code of seventeen characters', { place: { asset: '0'.repeat(17) } }),
  ];
}

function wordRows(row: MakeRow<object>): Row[] {
  return [
    row('words that are a number', { text: 7 }),
    row('words that are a list', { text: ['a'] }),
    row('words of four thousand and one characters', { text: '灯'.repeat(4001) }),
    row('nothing said: no words, no matter, no picture to come', { text: '' }),
    row('only white space said', { text: ' \t\n　 ' }),
    row('NUL in the words', { text: '路灯\u0000不亮' }),
    row('a bell in the words', { text: '路灯\u0007不亮' }),
    row('an escape sequence for a terminal', { text: '\u001b[31m路灯不亮\u001b[0m' }),
    row('half a surrogate pair', { text: '路灯\ud83d不亮' }),
    row('the other half of a surrogate pair', { text: '\ude00路灯' }),
    row('a matter that does not exist', { matter: 'matter:99999' }, 422, 'unknown-matter'),
    row('a matter that is no key', { matter: '垃圾' }),
    row('a matter with a newline', { matter: 'matter:06010\n' }),
    row('a matter that is null', { matter: null }),
    row('a channel nobody has', { channel: 'telepathy' }),
    row('a contact that is a string', { contact: '13800001234' }),
    row('a telephone number with a script', { contact: { phone: '<script>1</script>' } }),
    row('a telephone number with letters', { contact: { phone: '138abc' } }),
    row('a telephone number in full-width digits', { contact: { phone: '１３８' } }),
    row('a telephone number of twenty-five digits', { contact: { phone: '1'.repeat(25) } }),
    row('a name of forty-one characters', { contact: { name: '吴'.repeat(41) } }),
    row('an unknown key in the contact', { contact: { email: 'a@b.c' } }),
    row('said in 1970', { saidAt: 1 }),
    row('said in 1900', { saidAt: -2_208_988_800_000 }),
    row('said in the year 9999', { saidAt: 253_402_300_799_000 }),
    row('said at half a millisecond', { saidAt: 1_772_416_800_000.5 }),
    row('said at a time in text', { saidAt: '2026-03-02T10:00:00+08:00' }),
    row('said in seconds instead of milliseconds', { saidAt: 1_772_416_800 }),
    row('joins a number that is none', { joins: 'hello' }, 404, 'no-such-case'),
    row('joins a number whose check digit is wrong', { joins: '001-260302-0001-0' }, 404, 'no-such-case'),
    row('joins by SQL', { joins: "' or 1=1 --" }, 404, 'no-such-case'),
    row('joins a number of thirty-three characters', { joins: '0'.repeat(33) }),
    row('ten pictures to come', { photosToCome: 10 }),
    row('minus one picture to come', { photosToCome: -1 }),
    row('half a picture to come', { photosToCome: 0.5 }),
    row('a picture inside the JSON', { photo: `data:image/jpeg;base64,${'A'.repeat(1000)}` }),
  ];
}

function keyRows(keyed: (says: string, headers: Record<string, string>, code: string) => Row): Row[] {
  return [
    keyed('no key', {}, 'key-missing'),
    keyed('an empty key', { 'idempotency-key': '' }, 'key-missing'),
    keyed('a key that is a word', { 'idempotency-key': 'hello' }, 'key-malformed'),
    keyed('a key that is a number', { 'idempotency-key': '1' }, 'key-malformed'),
    keyed('a key with SQL', { 'idempotency-key': "'; drop table casefile; --" }, 'key-malformed'),
    keyed('two keys in one header', { 'idempotency-key': `${randomUUID()}, ${randomUUID()}` }, 'key-malformed'),
    keyed('the nil key', { 'idempotency-key': '00000000-0000-0000-0000-000000000000' }, 'key-malformed'),
    keyed('a key in braces', { 'idempotency-key': `{${randomUUID()}}` }, 'key-malformed'),
    keyed('a key of eight kilobytes', { 'idempotency-key': 'a'.repeat(8000) }, 'key-malformed'),
  ];
}
