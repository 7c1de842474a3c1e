import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import type { Instant } from '../../../kernel/brand.ts';
import { type Chance, pick, seeded } from '../../../kernel/chance.ts';
import { type Answer, heard, meaningOf } from './answer.ts';
import { type Entry, isForgettable, keyFor, threadOf } from './entry.ts';
import { lateEvidence } from './late.ts';
import { type Step, caseOf, nextMoment, nextToSend, stepOf } from './queue.ts';

const T0 = 1_772_416_800_000;

function entry(seq: number, more: Partial<Entry> = {}): Entry {
  return {
    key: `00000000-0000-4000-a000-${String(seq).padStart(12, '0')}`,
    seq,
    by: 'p-li',
    byName: '李',
    to: { kind: 'case', id: 'case-1' },
    said: { type: 'command', command: { type: 'note', text: `${seq}` } },
    saidAt: (T0 + seq) as Instant,
    about: '',
    pictures: [],
    taken: null,
    state: { status: 'waiting', tries: 0, anew: 0, notBefore: T0 as Instant },
    ...more,
  };
}

const sha = (file: string) => file.padStart(64, '0');

/** A server as ours answers: keys remembered, pictures named by what they are, some commands refused for good. */
function server(refuses: ReadonlySet<string>) {
  const cases = new Map<string, { said: string[]; photos: Set<string> }>([['case-1', { said: [], photos: new Set() }]]);
  const keys = new Map<string, { body: string; id: string }>();
  const no = (status: number, code: string): Answer => ({ ok: false, status, code, facts: {} });
  const answer = (step: Step): Answer => {
    if (step.do === 'photo') {
      const id = sha(step.picture.file);
      cases.get(step.to)?.photos.add(id);
      return { ok: true, value: { id } };
    }
    const body = JSON.stringify(step.body);
    const known = keys.get(step.key);
    assert.ok(!known || known.body === body, `another body under a used key: ${known?.body} ${body}`);
    const id = step.do === 'report' ? (known?.id ?? `case-of-${step.key}`) : step.to;
    if (!known) {
      if (refuses.has(step.key)) return no(409, 'not-in-this-state');
      const it = cases.get(id) ?? { said: [], photos: new Set<string>() };
      if (step.do === 'command') {
        const { photos = [] } = step.body.command as { photos?: string[] };
        if (photos.some((photo) => !it.photos.has(photo))) return no(422, 'no-such-photo');
      }
      cases.set(id, it);
      it.said.push(step.key);
      keys.set(step.key, { body, id });
    }
    return { ok: true, value: { id, number: 'N', version: 1 } };
  };
  return { cases, answer };
}

/** Entries about two cases of the server's and about reports made on the phone, some with pictures. */
function written(chance: Chance, many: number): Entry[] {
  const all: Entry[] = [];
  for (let seq = 1; seq <= many; seq++) {
    const pictures = Array.from({ length: Math.floor(chance() * 3) }, (_, n) => ({
      file: `${seq}${n}`,
      place: 'photos' as const,
      id: null,
    }));
    const reports = all.filter(({ to }) => to.kind === 'new');
    const kind = pick(['new', 'case', 'entry'] as const, chance);
    if (kind === 'new')
      all.push(
        entry(seq, { to: { kind }, said: { type: 'report', body: {} }, pictures: pictures.map((p) => ({ ...p, place: 'report' })) }),
      );
    else if (kind === 'entry' && reports.length > 0)
      all.push(
        entry(seq, {
          to: { kind, key: pick(reports, chance).key },
          said: { type: 'command', command: { type: 'self_handle', photos: [] } },
          pictures,
        }),
      );
    else all.push(entry(seq, { said: { type: 'command', command: { type: 'check', photos: [] } }, pictures }));
  }
  return all;
}

const troubles = ['unreached', 'unheard', 'busy', 'a hotel', 'signed out', 'killed', 'none', 'none', 'none'] as const;

/** One request with what may go wrong with it; what the phone keeps afterwards. */
function once(
  disk: Map<string, Entry>,
  world: ReturnType<typeof server>,
  { now, trouble, chance }: { now: Instant; trouble: (typeof troubles)[number]; chance: Chance },
): boolean {
  const all = [...disk.values()];
  const next = nextToSend(all, 'p-li', now);
  const step = next && stepOf(next, all);
  if (!next || !step) return false;
  const reached = trouble === 'none' || trouble === 'unheard' || trouble === 'killed';
  const said = reached ? world.answer(step) : undefined;
  if (trouble === 'killed') return true;
  const away: Record<string, Answer> = {
    unreached: { ok: false, status: 0, code: 'offline', facts: {} },
    unheard: { ok: false, status: 0, code: 'offline', facts: {} },
    busy: { ok: false, status: 503, code: 'unavailable', facts: {} },
    'a hotel': { ok: true, value: { welcome: 'please sign in' } },
    'signed out': { ok: false, status: 401, code: 'unauthenticated', facts: {} },
  };
  disk.set(next.key, heard(next, step, away[trouble] ?? said ?? { ok: true, value: null }, { now, chance: chance() }));
  return true;
}

/** Stored exactly once with its pictures, or returned because the server refused it, or waiting for a report that was. */
function isWhereItMust(
  each: Entry,
  {
    after,
    disk,
    world,
    refuses,
  }: { after: Entry[]; disk: Map<string, Entry>; world: ReturnType<typeof server>; refuses: ReadonlySet<string> },
) {
  const id = each.taken?.id ?? caseOf(each, after);
  const there = id ? world.cases.get(id) : undefined;
  const times = (there?.said ?? []).filter((key) => key === each.key).length;
  const { state, to } = each;
  if (state.status === 'stored') {
    assert.equal(times, 1);
    for (const picture of each.pictures) assert.ok(picture.id && there?.photos.has(picture.id));
  } else if (state.status === 'returned') assert.ok(refuses.has(each.key) && times === 0);
  else assert.ok(to.kind === 'entry' && disk.get(to.key)?.state.status === 'returned', 'it waits for nothing');
}

test('whatever breaks on the way, each entry is with the server once or back with the person, in the order it was said', () => {
  fc.assert(
    fc.property(fc.integer(), fc.integer({ min: 1, max: 14 }), (seed, many) => {
      const chance = seeded(seed);
      const all = written(chance, many);
      const refuses = new Set(all.filter(() => chance() < 0.2).map(({ key }) => key));
      const world = server(refuses);
      const disk = new Map(all.map((each) => [each.key, each]));
      let now = T0;
      for (let n = 0; n < 60; n++)
        once(disk, world, { now: (now += chance() * 60_000) as Instant, trouble: pick(troubles, chance), chance });
      while (once(disk, world, { now: (now += 400_000) as Instant, trouble: 'none', chance }));
      const after = [...disk.values()];
      assert.equal(after.length, all.length, 'an entry is gone');
      for (const each of after) isWhereItMust(each, { after, disk, world, refuses });
      for (const { said } of world.cases.values()) {
        const order = said.flatMap((key) => disk.get(keyFor(key, 'own'))?.seq ?? []);
        assert.deepEqual(
          order,
          [...order].sort((a, b) => a - b),
        );
      }
    }),
    { numRuns: 400 },
  );
});

test('a command about a report of this phone is heard after the report, also once it is named by its case', () => {
  const report = entry(1, { to: { kind: 'new' }, said: { type: 'report', body: {} }, taken: { id: 'case-9', number: 'N', version: 1 } });
  assert.equal(threadOf(entry(2, { to: { kind: 'case', id: 'case-9' } }), [report]), report.key);
  assert.equal(nextToSend([entry(2, { to: { kind: 'case', id: 'case-9' } }), report], 'p-li', T0 as Instant)?.seq, 1);
});

test('nothing is ever sent for somebody who is not signed in', () => {
  assert.equal(nextToSend([entry(1)], 'p-sun', T0 as Instant), undefined);
  assert.equal(nextMoment([entry(1)], 'p-sun'), undefined);
});

for (const [says, status, code, means] of [
  ['no line', 0, 'offline', 'again'],
  ['a database that is away', 503, 'unavailable', 'again'],
  ['a crowd', 429, 'locked-out', 'again'],
  ['a page of somebody else’s', 302, '', 'again'],
  ['a photo cut on the way', 400, 'upload-broken', 'again'],
  ['an ended session', 401, 'unauthenticated', 'sign-in'],
  ['somebody else’s session', 403, 'other-person', 'sign-in'],
  ['pictures the server no longer has', 422, 'no-such-photo', 'anew'],
  ['a case that moved on', 409, 'not-in-this-state', 'returned'],
  ['a place outside', 422, 'place-outside', 'returned'],
  ['no such case', 404, 'no-such-case', 'returned'],
] as const)
  test(`${says} means ${means}`, () => assert.equal(meaningOf({ status, code }), means));

test('pictures that stay unknown send the entry back instead of trying for ever', () => {
  let it = entry(1, {
    said: { type: 'command', command: { type: 'check', photos: [] } },
    pictures: [{ file: 'f0', place: 'photos', id: null }],
  });
  const on = { now: T0 as Instant, chance: 0 };
  for (let n = 0; n < 20 && it.state.status === 'waiting'; n++) {
    const step = stepOf(it, [it]);
    assert.ok(step);
    const answer: Answer =
      step.do === 'photo' ? { ok: true, value: { id: sha('0') } } : { ok: false, status: 422, code: 'no-such-photo', facts: {} };
    it = heard(it, step, answer, on);
  }
  assert.equal(it.state.status, 'returned');
});

test('evidence of a job that was taken away meanwhile is kept with the case, each part once, and only then', () => {
  const no = (code: string) => ({ status: 'returned', at: T0 as Instant, no: { status: 409, code, facts: {} }, rescued: false }) as const;
  const finish = entry(1, {
    said: { type: 'command', command: { type: 'finish_order', note: '' } },
    pictures: [
      { file: 'f0', place: 'before', id: 'a' },
      { file: 'f1', place: 'photos', id: 'b' },
      { file: 'f2', place: 'photos', id: null },
    ],
    state: no('order-not-open'),
  });
  const late = lateEvidence(finish, '补录');
  assert.deepEqual(
    late.map(({ said, pictures }) => [said.type === 'command' && said.command.type, pictures.map(({ id }) => id)]),
    [
      ['add_photos', ['a']],
      ['add_photos', ['b']],
      ['note', []],
    ],
  );
  assert.equal(new Set([finish, ...late].map(({ key }) => key)).size, 4);
  assert.deepEqual(late, lateEvidence(finish, '补录'));
  assert.deepEqual(lateEvidence({ ...finish, state: no('photo-needed') }, ''), []);
  assert.deepEqual(lateEvidence({ ...finish, state: { ...no('order-not-open'), rescued: true } }, ''), []);
});

test('a phone forgets only what has been with the server for more than seven days', () => {
  const week = 7 * 86_400_000;
  const receipt = { id: 'x', number: 'N', version: 1 };
  const stored = entry(1, { state: { status: 'stored', at: T0 as Instant, receipt } });
  assert.equal(isForgettable(stored, (T0 + week) as Instant), false);
  assert.equal(isForgettable(stored, (T0 + week + 1) as Instant), true);
  assert.equal(isForgettable(entry(1), (T0 + 99 * week) as Instant), false);
});
