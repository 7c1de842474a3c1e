import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { XMLParser } from 'fast-xml-parser';
import Open311 from 'open311';
import { crew, inEast, inWest } from './crew.ts';
import { say } from './say.ts';
import { TEN, type Site, openSite } from './site.ts';
import { picture, walk } from './story.ts';

let site: Site;
before(async () => {
  site = await openSite({ people: crew });
});
after(() => site.close());

/** The published client as it is, its callbacks as promises. */
async function client(format: 'json' | 'xml') {
  const one = new Open311({
    discovery: `${site.base}/open311/v2/discovery.${format}`,
    jurisdiction: '440399',
    apiKey: 'none is needed',
    format,
  });
  const asked = <T>(ask: (heard: (error: unknown, answer: T) => void) => void) =>
    new Promise<T>((heard, failed) => ask((error, answer) => (error ? failed(new Error(String(answer))) : heard(answer))));
  const found = await asked<{ endpoints: { url: string; formats: string[] }[] }>((heard) => one.serviceDiscovery({ cache: true }, heard));
  // The client takes JSON wherever it is offered; here it is told which of the two to speak.
  one.format = format;
  return {
    found,
    services: () => asked<Record<string, string>[]>((heard) => one.serviceList(heard)),
    definition: (code: string) =>
      asked<Parameters<Parameters<typeof one.serviceDefinition>[1]>[1]>((heard) => one.serviceDefinition(code, heard)),
    submit: (fields: Parameters<typeof one.submitRequest>[0]) =>
      asked<{ service_request_id: string }[]>((heard) => one.submitRequest(fields, heard)),
    token: (token: string) => asked<Record<string, string>[]>((heard) => one.token(token, heard)),
    requests: (ids: Parameters<typeof one.serviceRequests>[0]) =>
      asked<Record<string, unknown>[]>((heard) => one.serviceRequests(ids, heard)),
  };
}

for (const format of ['json', 'xml'] as const) {
  test(`an unmodified client discovers, lists, defines, files, asks and sees the case closed, in ${format.toUpperCase()}`, async () => {
    const city = await client(format);
    assert.deepEqual(
      city.found.endpoints.map(({ url, formats }) => [url, formats]),
      [[`${site.base}/open311/v2`, ['text/xml', 'application/json']]],
    );
    const services = await city.services();
    assert.equal(services.length, site.world.catalogue.length);
    const lamp = services.find(({ service_name }) => service_name === '路灯');
    assert.deepEqual([lamp?.metadata, lamp?.type], ['true', 'realtime']);
    const code = lamp?.service_code ?? '';
    const definition = await city.definition(code);
    assert.equal(definition.service_code, code);
    assert.deepEqual(
      definition.attributes[0]?.values.map(({ key }) => key),
      ['unlit', 'fallen', 'hazard'],
    );
    const [filed] = await city.submit({
      service_code: code,
      lat: inWest.lat,
      long: inWest.lon,
      address_string: '石榴村口 <2 号> & 旁边',
      description: '第三盏路灯不亮，“一闪一闪”',
      first_name: '女士',
      last_name: '吴',
      phone: '138 0000 1234',
      attributes: { condition: 'unlit' },
    });
    const number = filed?.service_request_id ?? '';
    assert.match(number, /^001-260302-\d{4}-\d$/);
    assert.equal((await city.token(number))[0]?.service_request_id, number);

    const state = async () => (await city.requests(number))[0]?.status;
    assert.equal(await state(), 'open');
    await closeOnTheSpot(number);
    assert.equal(await state(), 'closed');

    const [shown] = await city.requests(number);
    assert.deepEqual(
      [shown?.service_code, shown?.description, shown?.address, Number(shown?.lat), Number(shown?.long), shown?.requested_datetime],
      [code, '第三盏路灯不亮，“一闪一闪”\n不亮或闪烁', '石榴村口 <2 号> & 旁边', inWest.lat, inWest.lon, new Date(TEN)],
    );
    assert.doesNotMatch(JSON.stringify(shown), /吴|0000 1234/);
    const closed = await city.requests({ status: 'closed', service_code: code });
    assert.ok(closed.some(({ service_request_id }) => service_request_id === number));
    const open = await city.requests({ status: 'open' });
    assert.ok(!open.some(({ service_request_id }) => service_request_id === number));
    assert.deepEqual(
      (await city.requests([number, '001-260302-9999-9'])).map(({ service_request_id }) => service_request_id),
      [number],
    );
    await assert.rejects(city.requests('001-260302-9999-9'), /404/);
    await assert.rejects(city.definition('matter.99999'), /404/);
    await assert.rejects(city.submit({ service_code: code, description: '没有地点' }), /400/);
  });
}

/** Reported without a picture, so it is looked at first; then it walks the loop like any other. */
async function closeOnTheSpot(number: string) {
  const operator = await site.as('west-intake_operator');
  const { cases } = await operator.cases(`?q=${number}`);
  const id = cases[0]?.id ?? '';
  assert.equal((await operator.view(id)).channel, 'open311');
  await operator.say(id, { type: 'ask_verify', verifier: 'p-west-patroller' });
  const patroller = await site.as('west-patroller');
  const seen = await patroller.photo(id, await picture('#445566'));
  await patroller.say(id, { type: 'verify', result: 'exists', note: '', photos: [seen] });
  const told = { id, number, token: '', order: crypto.randomUUID() } as never;
  await (await site.as('west-shift_leader')).say(id, { type: 'file', matter: 'part:01037', condition: 'unlit' });
  await walk(site, told, { from: 'to_dispatch', to: 'closed' });
}

const parser = new XMLParser({ ignoreDeclaration: false, parseTagValue: false });
const xml = async (path: string, init?: RequestInit) => {
  const answer = await fetch(`${site.base}/open311/v2/${path}`, { headers: { 'accept-language': 'en' }, ...init });
  const text = await answer.text();
  return { status: answer.status, type: answer.headers.get('content-type'), text, tree: parser.parse(text) as unknown };
};
const form = (fields: Record<string, string>) => ({ method: 'POST', body: new URLSearchParams(fields) });
const here = { service_code: 'matter.06010', lat: String(inWest.lat), long: String(inWest.lon) };

test('the XML has the shapes of the standard: declared UTF-8, lists under their names, `long`, a list of one', async () => {
  for (const path of ['discovery.xml', 'services.xml', 'services/matter.06010.xml', 'requests.xml']) {
    const { status, type, text } = await xml(path);
    assert.equal(status, 200, path);
    assert.equal(type, 'text/xml; charset=utf-8');
    assert.match(text, /^<\?xml version="1\.0" encoding="utf-8"\?>\n<(discovery|services|service_definition|service_requests)>/);
  }
  const { tree: services } = await xml('services.xml');
  const fields = ['service_code', 'service_name', 'description', 'metadata', 'type', 'keywords', 'group'];
  assert.deepEqual(Object.keys((services as { services: { service: object[] } }).services.service[0] ?? {}), fields);
  const { tree: definition } = await xml('services/part.01037.xml');
  const { service_definition } = definition as {
    service_definition: { service_code: string; attributes: { attribute: Record<string, unknown> } };
  };
  assert.deepEqual(Object.keys(service_definition.attributes.attribute), [
    'variable',
    'code',
    'datatype',
    'required',
    'datatype_description',
    'order',
    'description',
    'values',
  ]);
  const posted = await xml('requests.xml', form({ ...here, description: '垃圾' }));
  const { request } = (posted.tree as { service_requests: { request: { service_request_id: string } } }).service_requests;
  const { tree } = await xml(`requests/${request.service_request_id}.xml`);
  assert.deepEqual(Object.keys((tree as { service_requests: { request: object } }).service_requests.request), [
    'service_request_id',
    'status',
    'status_notes',
    'service_name',
    'service_code',
    'description',
    'agency_responsible',
    'service_notice',
    'requested_datetime',
    'updated_datetime',
    'expected_datetime',
    'address',
    'address_id',
    'zipcode',
    'lat',
    'long',
    'media_url',
  ]);
});

test('an empty list is an empty element and an empty array, not an error', async () => {
  const none = 'service_code=matter.00000';
  assert.match((await xml(`requests.xml?${none}`)).text, /\n<service_requests\/>$/);
  assert.equal((await say(site.port, { path: `/open311/v2/requests.json?${none}` })).text, '[]');
});

test('what is wrong comes as a list, one entry for each thing, in both formats', async () => {
  const wrong = form({ lat: 'north', long: '114', phone: 'call me' });
  const asJson = await fetch(`${site.base}/open311/v2/requests.json`, { ...wrong, headers: { 'accept-language': 'en' } });
  const listed = (await asJson.json()) as { code: number; description: string }[];
  assert.equal(asJson.status, 400);
  assert.deepEqual(
    listed.map(({ code, description }) => [code, description.split(' ')[0]]),
    [
      [400, 'service_code'],
      [400, 'lat'],
      [400, 'phone'],
    ],
  );
  const asXml = await xml('requests.xml', wrong);
  assert.equal(asXml.status, 400);
  const { errors } = asXml.tree as { errors: { error: { code: string; description: string }[] } };
  assert.deepEqual(
    errors.error.map(({ code, description }) => ({ code: Number(code), description })),
    listed,
  );
});

test('the newest ninety days come without dates, ninety days at most with them, newest first', async () => {
  const old = await site.anyone.report({ text: '很久以前', place: { point: inWest } });
  site.clock.at = (site.clock.at + 91 * 86_400_000) as typeof TEN;
  const [first, second] = [
    await site.anyone.report({ text: '先', place: { point: inEast } }),
    await site.anyone.report({ text: '后', place: { point: inWest } }),
  ];
  site.clock.at = (site.clock.at + 1000) as typeof TEN;
  const numbers = async (query: string) =>
    (JSON.parse((await say(site.port, { path: `/open311/v2/requests.json?${query}` })).text) as { service_request_id: string }[]).map(
      ({ service_request_id }) => service_request_id,
    );
  const now = await numbers('');
  assert.deepEqual(new Set(now), new Set([first.number, second.number]));
  assert.ok(!now.includes(old.number));
  assert.ok((await numbers('start_date=2026-03-01')).includes(old.number));
  assert.deepEqual(await numbers('start_date=2026-01-01&end_date=2026-01-02'), []);
  assert.deepEqual(await numbers(`service_request_id=${old.number}&status=closed&start_date=2020-01-01`), [old.number]);
  assert.equal((await numbers('page_size=1')).length, 1);
  assert.notDeepEqual(await numbers('page_size=1'), await numbers('page_size=1&page=2'));
});

test('a client that sends our key may retry: one request, one case; other content under it is refused', async () => {
  const headers = { 'idempotency-key': crypto.randomUUID() };
  const send = async (description: string) => {
    const answer = await fetch(`${site.base}/open311/v2/requests.json`, { ...form({ ...here, description }), headers });
    return { status: answer.status, body: (await answer.json()) as [{ service_request_id: string }] };
  };
  const [first, again, other] = [await send('垃圾'), await send('垃圾'), await send('路灯')];
  assert.equal(again.body[0].service_request_id, first.body[0].service_request_id);
  assert.equal(other.status, 400);
  const kept = await site.database.one<{ text: string }>("select body ->> 'text' as text from key_conflict where key = $1", [
    headers['idempotency-key'],
  ]);
  assert.equal(kept.text, '路灯');
});

test('a picture that is only an address is not fetched, and the client is told', async () => {
  const answer = await fetch(
    `${site.base}/open311/v2/requests.json`,
    form({ ...here, description: '垃圾', media_url: 'http://127.0.0.1:1/a.jpg' }),
  );
  const [{ service_notice }] = (await answer.json()) as [{ service_notice: string }];
  assert.match(service_notice, /media_url/);
});
