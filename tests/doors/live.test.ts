import assert from 'node:assert/strict';
import { type IncomingMessage, get } from 'node:http';
import test, { after, before } from 'node:test';
import type { Case } from '../../features/case/rules/case.ts';
import { scopeOf, sees } from '../../features/case/rules/sees.ts';
import { crew, inEast } from './crew.ts';
import { type Site, openSite } from './site.ts';
import { type Told, caseAt, report, walk } from './story.ts';

let site: Site;
before(async () => {
  site = await openSite({ people: crew });
});
after(() => site.close());

type News = { id: string; number: string; type: string; street: string; status: string };
type Feed = {
  news: News[];
  events: string[];
  lastId: () => string | undefined;
  until: (enough: () => boolean) => Promise<void>;
  close: () => void;
};

/** The feed as a browser's EventSource reads it: frames of `id`, `event` and `data`. */
async function listen(account: string, lastId?: string): Promise<Feed> {
  const headers = { authorization: `Bearer ${await site.token(account)}`, ...(lastId ? { 'last-event-id': lastId } : {}) };
  const answer = await new Promise<IncomingMessage>((heard, failed) => {
    get(`${site.base}/api/live`, { headers }, heard).on('error', failed);
  });
  assert.equal(answer.headers['content-type'], 'text/event-stream; charset=utf-8');
  const news: News[] = [];
  const events: string[] = [];
  let [rest, last]: [string, string | undefined] = ['', lastId];
  const waiting = new Set<() => void>();
  answer.setEncoding('utf8').on('data', (chunk: string) => {
    const frames = `${rest}${chunk}`.split('\n\n');
    rest = frames.pop() ?? '';
    for (const frame of frames) {
      const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(frame)?.[1];
      last = field('id') ?? last;
      events.push(field('event') ?? frame);
      if (field('event') === 'cases') news.push(...(JSON.parse(field('data') ?? '[]') as News[]));
    }
    for (const look of waiting) look();
  });
  const until = (enough: () => boolean) =>
    new Promise<void>((done, failed) => {
      const late = setTimeout(() => failed(new Error(`waited in vain; heard ${events.join()}: ${JSON.stringify(news)}`)), 20_000);
      const look = () => {
        if (!enough()) return;
        clearTimeout(late);
        waiting.delete(look);
        done();
      };
      waiting.add(look);
      look();
    });
  await until(() => events.includes('beat'));
  return { news, events, lastId: () => last, until, close: () => answer.destroy() };
}

const note = async (told: Told, text: string) => {
  await (await site.as('west-dispatcher')).say(told.id, { type: 'note', text });
};
const about = (feed: Feed, told: Told) => feed.news.filter(({ id }) => id === told.id).map(({ type }) => type);

test('a desk hears its own street as it happens, and not the other', async () => {
  const [west, east] = [await listen('west-dispatcher'), await listen('east-dispatcher')];
  const here = await report(site);
  const there = await report(site, '望榕路边有积水', inEast);
  await west.until(() => about(west, here).length === 2);
  await east.until(() => about(east, there).length === 2);
  assert.deepEqual(
    [about(west, here), about(east, there)],
    [
      ['reported', 'photos_added'],
      ['reported', 'photos_added'],
    ],
  );
  assert.deepEqual([about(west, there), about(east, here)], [[], []]);
  for (const feed of [west, east]) feed.close();
});

test('after a gap a desk hears what it missed, once each and in order, with its last event’s number', async () => {
  const told = await report(site);
  const [desk, other] = [await listen('west-dispatcher'), await listen('west-intake_operator')];
  await note(told, '一');
  await desk.until(() => about(desk, told).at(-1) === 'noted');
  desk.close();
  for (const text of ['二', '三', '四']) await note(told, text);
  await other.until(() => about(other, told).filter((type) => type === 'noted').length === 4);
  const again = await listen('west-dispatcher', desk.lastId());
  await note(told, '五');
  await again.until(() => about(again, told).length >= 4);
  // One more turn of the feed: a double would have come by then.
  await note(told, '六');
  await again.until(() => about(again, told).length >= 5);
  assert.deepEqual(about(again, told), Array(5).fill('noted'));
  assert.ok(!again.events.includes('refetch'));
  for (const feed of [again, other]) feed.close();
});

/** Waits until the relay has read the log once more: its question, sent after this moment, is in the server's own list. */
async function relayed() {
  const { now } = await site.database.one<{ now: number }>('select clock_timestamp() as now');
  for (const until = Date.now() + 20_000; Date.now() < until; ) {
    const seen = await site.database.one<{ n: number }>(
      `select count(*) as n from pg_stat_activity where datname = current_database() and query like 'select street_id, case_id, seq, type, xid%'
         and query_start > to_timestamp($1 / 1000.0) + interval '1 ms' and state = 'idle'`,
      [now],
    );
    if (seen.n > 0) return;
  }
  throw new Error('the relay reads no more');
}

test('after a gap in which nobody listened, or from an unknown number, a desk is told to fetch again', async () => {
  const told = await report(site);
  const desk = await listen('west-dispatcher');
  await note(told, '一');
  await desk.until(() => about(desk, told).includes('noted'));
  desk.close();
  await note(told, '没人在听');
  await relayed();
  const second = await listen('west-shift_leader');
  const back = await listen('west-dispatcher', desk.lastId());
  await back.until(() => back.events.includes('refetch'));
  const unknown = await listen('west-dispatcher', '999999999.1');
  await unknown.until(() => unknown.events.includes('refetch'));
  for (const feed of [second, back, unknown]) feed.close();
});

test('a crew hears of its own work only, and a patroller only of what they were asked or reported', async () => {
  const names = ['west-handler', 'west-greener', 'west-patroller', 'west-stroller', 'east-handler', 'west-dispatcher'];
  const feeds = new Map<string, Feed>();
  for (const name of names) feeds.set(name, await listen(name));
  const feed = (name: string) => feeds.get(name) as Feed;
  const told = await report(site);
  // The feed asks who may see the case as it stands when it tells; each step is told before the next one moves the case on.
  for (const [from, to] of [
    ['reported', 'to_dispatch'],
    ['to_dispatch', 'to_check'],
    ['to_check', 'checking'],
    ['checking', 'closed'],
  ] as const) {
    await relayed();
    await relayed();
    await walk(site, told, { from, to });
  }
  await feed('west-dispatcher').until(() => about(feed('west-dispatcher'), told).includes('closed'));
  await feed('west-handler').until(() => about(feed('west-handler'), told).includes('closed'));
  assert.ok(about(feed('west-handler'), told).includes('dispatched'));
  assert.ok(!about(feed('west-handler'), told).includes('reported'), 'before dispatch it was not theirs');
  await feed('west-patroller').until(() => about(feed('west-patroller'), told).length > 0);
  assert.deepEqual(about(feed('west-patroller'), told), ['check_asked']);
  for (const name of ['west-greener', 'west-stroller', 'east-handler']) assert.deepEqual(about(feed(name), told), [], name);
  for (const each of feeds.values()) each.close();
});

test('whatever is told to somebody, they may also see: the feed and the scope are one', async () => {
  const feeds = await Promise.all(crew.map(async (person) => ({ person, feed: await listen(person.account) })));
  const told = await caseAt(site, 'sent');
  const own = await (await site.as('west-stroller')).report({ text: '巡查发现', place: { asset: '00001S' } });
  const desk = feeds.find(({ person }) => person.account === 'west-dispatcher')?.feed as Feed;
  await desk.until(() => desk.news.some(({ id }) => id === own.id));
  for (const id of [told.id, own.id]) {
    const { state } = await site.database.one<{ state: Case }>('select state from casefile where id = $1', [id]);
    const may = feeds.filter(({ person }) => sees(scopeOf(person), state));
    await Promise.all(may.map(({ feed }) => feed.until(() => feed.news.some((each) => each.id === id))));
    const heard = feeds.filter(({ feed }) => feed.news.some((each) => each.id === id));
    assert.deepEqual(
      heard.map(({ person }) => person.account),
      may.map(({ person }) => person.account),
    );
  }
  for (const { feed } of feeds) feed.close();
});

test('a transaction that stays open holds the feed back and loses it nothing', async () => {
  const told = await report(site);
  const desk = await listen('west-dispatcher');
  let release: () => void = () => undefined;
  const held = new Promise<void>((done) => {
    release = done;
  });
  let opened: () => void = () => undefined;
  const open = new Promise<void>((done) => {
    opened = done;
  });
  const slow = site.database.transaction(async (tx) => {
    await tx.one('select pg_current_xact_id()');
    opened();
    await held;
  });
  await open;
  await note(told, '在慢事务之后提交');
  await note(told, '再来一条');
  release();
  await slow;
  await desk.until(() => about(desk, told).filter((type) => type === 'noted').length === 2);
  desk.close();
});
