import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { crew, inWest } from './crew.ts';
import { TEN, openSite } from './site.ts';
import { RUBBISH, report } from './story.ts';

const site = await openSite({ people: crew });
after(() => site.close());

type Offered = { matters: { key: string; why: string[] }[]; band: string; danger: boolean };
type Lessons = {
  teaching: boolean;
  lessons: { version: number; taught: number | null; macroF1: number | null; refusal: { code: string } | null }[];
};
const propose = (text: string) => site.anyone.ask<Offered>('POST', '/api/public/propose', { body: { text } });

/** Teaches and waits until the lesson is over. */
async function teach(): Promise<Lessons['lessons']> {
  const administrator = await site.as('west-administrator');
  await administrator.ask('POST', '/api/judgement/lessons');
  for (;;) {
    const { teaching, lessons } = await administrator.ask<Lessons>('GET', '/api/judgement');
    if (!teaching) return lessons;
    await new Promise((later) => setTimeout(later, 50));
  }
}

/** Cases that were closed as a matter, written where the life of a case writes them: walking eighty through the loop is another test's. */
async function closeAs(matter: string, texts: readonly string[], day: number) {
  const first = await report(site, texts[0], inWest);
  await site.database.run(
    `insert into casefile (street_id, id, number, version, status, channel, matter, urgent, accountable, assignee, community, duty_grid, asset, lon, lat,
       due_at, yellow_at, reported_at, updated_at, state)
     select street_id, gen_random_uuid(), number || '-' || $2 || n, version, 'closed', channel, $2, urgent, accountable, assignee, community, duty_grid, asset, lon, lat,
       null, null, to_timestamp($3 / 1000.0) + n * interval '1 hour', updated_at, state || jsonb_build_object('text', said, 'status', 'closed', 'matter', $2::text)
     from casefile, unnest($4::text[]) with ordinality as words(said, n) where id = $1`,
    [first.id, matter, TEN + day * 86_400_000, texts],
  );
}

const many = (words: readonly string[]) =>
  words.flatMap((word) => ['一楼', '二楼', '河边', '桥头', '学校旁', '市场里', '巷尾', '车站'].map((where) => `${where}${word}`));
const slang = many(['有人嗨歌', '嗨歌到半夜', '天天嗨歌']);

test('before anything was learned the lexicon proposes, and too little teaches nothing but is told', async () => {
  assert.deepEqual(await site.as('west-administrator').then((who) => who.ask('GET', '/api/judgement')), { teaching: false, lessons: [] });
  const [lesson] = await teach();
  assert.equal(lesson?.refusal?.code, 'too-little-to-learn');
  assert.equal(
    (await propose('隔壁又在嗨歌')).matters.some(({ key, why }) => key === 'matter:06028' && why.join().includes('嗨歌')),
    false,
  );
});

test('what people confirmed is learned apart, kept, and proposed with the words that spoke', async () => {
  await closeAs('matter:06028', slang, 0);
  await closeAs(RUBBISH, many(['垃圾没人收', '一堆垃圾', '垃圾乱扔']), 0);
  const [lesson] = await teach();
  assert.equal(lesson?.refusal, null);
  assert.ok((lesson?.taught ?? 0) >= 30 && (lesson?.macroF1 ?? 0) > 0.5, JSON.stringify(lesson));
  const { matters, band } = await propose('隔壁又在嗨歌');
  assert.equal(matters[0]?.key, 'matter:06028');
  assert.ok(matters[0]?.why.join().includes('嗨歌'), JSON.stringify(matters[0]));
  assert.notEqual(band, 'auto');
});

test('words of danger go to a person whatever was learned', async () => {
  const { band, danger } = await propose('嗨歌的地方着火了');
  assert.deepEqual([band, danger], ['person', true]);
});

test('a lesson spoilt by wrong labels is refused with its figures, and the old one serves on', async () => {
  // The older of the new reports say the opposite of the newest, on which both are tested.
  await closeAs(RUBBISH, many(['嗨歌吵死了', '嗨歌没完', '嗨歌扰民', '又嗨歌', '嗨歌好吵', '一直嗨歌', '嗨歌放音响', '偷偷嗨歌']), 20);
  await closeAs('matter:06028', many(['嗨歌太吵', '通宵嗨歌', '在嗨歌', '聚众嗨歌', '嗨歌跳舞', '开窗嗨歌']), 30);
  const [lesson] = await teach();
  assert.equal(lesson?.refusal?.code, 'model-worse', JSON.stringify(lesson));
  assert.equal((await propose('隔壁又在嗨歌')).matters[0]?.key, 'matter:06028');
});
