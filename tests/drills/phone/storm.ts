import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { seeded } from '../../../kernel/chance.ts';
import type { Entry } from '../../../features/outbox/rules/entry.ts';
import type { Database } from '../../../platform/db/database.ts';
import { connect, signedIn } from '../../../apps/demo/client.ts';
import { type Victims, startVictims } from '../kill/victims.ts';
import { type Arm, before } from './arms.ts';
import { openBrowser } from './browser.ts';
import { type Moment, type Phone, allThere, live, reach } from './life.ts';

export type Outcome = {
  readonly arm: Arm;
  readonly kills: number;
  readonly died: Record<Moment, number>;
  readonly seconds: number;
  /** Entries that were said, over all phones. */
  readonly said: number;
  readonly pictures: number;
  readonly lost: readonly string[];
  readonly doubled: readonly string[];
};

/** Three phones at a time: while one starts, the others work. */
const PHONES = 3;
const worker = fileURLToPath(new URL('../../../dist/web/fieldworker.js', import.meta.url));

/** Kills browsers under their people, the server now and then, and renews the page's worker meanwhile; then counts. */
export async function storm({ arm, kills, seed }: { arm: Arm; kills: number; seed: number }): Promise<Outcome> {
  const began = Date.now();
  const folder = mkdtempSync(join(tmpdir(), 'guanjia-phone-'));
  const built = readFileSync(worker, 'utf8');
  const victims = await startVictims({ folder, durable: true });
  try {
    const phones = await phonesOf(victims, { arm, seed, folder, many: Math.min(PHONES, kills) });
    const chance = seeded(seed + 99);
    let left = kills;
    const work = async (phone: Phone) => {
      for (let n = 1; left > 0; n++) {
        left--;
        if (chance() < 0.12) victims.strike('web');
        if (chance() < 0.2) writeFileSync(worker, `${built}\n// ${seed} ${left}`);
        await live(phone, n);
      }
    };
    await Promise.all(phones.map(work));
    const kept = await Promise.all(phones.map(settle));
    const doubled = await counted(victims.database, kept.flat());
    const died = { capture: 0, photo: 0, send: 0, sync: 0 };
    for (const phone of phones) for (const moment of Object.keys(died) as Moment[]) died[moment] += phone.died[moment];
    const lost = phones.flatMap((phone) => [...new Set(phone.lost)]);
    const missing = doubled.filter(({ times }) => times === 0).map(({ what }) => what);
    return {
      arm,
      kills,
      died,
      seconds: (Date.now() - began) / 1000,
      said: kept.flat().filter(({ state }) => state.status !== 'draft').length,
      pictures: kept.flat().reduce((sum, { pictures }) => sum + pictures.length, 0),
      lost: [...lost, ...missing],
      doubled: doubled.filter(({ times }) => times > 1).map(({ what, times }) => `${times} times: ${what}`),
    };
  } finally {
    writeFileSync(worker, built);
    await victims.end();
    rmSync(folder, { recursive: true, force: true });
  }
}

type Making = { arm: Arm; seed: number; folder: string; many: number };

async function phonesOf({ base, database }: Victims, { arm, seed, folder, many }: Making): Promise<Phone[]> {
  const { street } = await database.one<{ street: string }>("select body ->> 'homeStreet' as street from world");
  const { at } = await database.one<{ at: object }>("select body -> 'at' as at from asset where street_id = $1 limit 1", [street]);
  const password = 'guanjia-demo';
  const cases = await casesAt(base, { seed, point: at, many: many * 3 });
  return Promise.all(
    Array.from({ length: many }, async (_, i): Promise<Phone> => {
      const { token } = await connect(base, seeded(seed + i)).ask<{ token: string }>('POST', '/api/session', {
        body: { account: 'li', password },
      });
      return {
        name: `手机${i + 1}`,
        profile: join(folder, `phone${i}`),
        base,
        token,
        before: before[arm],
        cases: cases.filter((_case, n) => n % many === i),
        chance: seeded(seed * 31 + i),
        said: new Set(),
        shown: { pictures: 0 },
        died: { capture: 0, photo: 0, send: 0, sync: 0 },
        lost: [],
      };
    }),
  );
}

/** Cases in the hands of the crew. */
async function casesAt(base: string, { seed, point, many }: { seed: number; point: object; many: number }): Promise<string[]> {
  const chance = seeded(seed + 7);
  const as = (account: string) => signedIn(base, chance, account, 'guanjia-demo');
  const [shift, dispatcher] = await Promise.all([as('zhou'), as('chen')]);
  const anyone = connect(base, chance);
  const photo = await sharp({ create: { width: 320, height: 240, channels: 3, background: '#667755' } })
    .jpeg()
    .toBuffer();
  const ids: string[] = [];
  for (let n = 0; n < many; n++) {
    const { id, token } = await anyone.report({ text: `第 ${n} 处`, place: { crs: 'WGS84', point } });
    await anyone.reportPhoto(token, photo);
    await shift.say(id, { type: 'file', matter: 'matter:06010', condition: 'seen' });
    await dispatcher.say(id, { type: 'dispatch', unit: 'sweep', act: 'service', task: '', order: randomUUID() });
    ids.push(id);
  }
  return ids;
}

/** Switched on once more, with a network: in a while nothing waits, and every promise is still there. */
async function settle(phone: Phone): Promise<readonly Entry[]> {
  const running = await openBrowser(phone.profile, phone);
  try {
    await reach(running.page, `${phone.base}/field/outbox`, '.outbox');
    const until = Date.now() + 60_000;
    for (;;) {
      const entries = await allThere(running.page, phone);
      if (!entries.some(({ state }) => state.status === 'waiting')) return entries;
      if (Date.now() > until) throw new Error(`${phone.name} still has something to send`);
      await running.page.waitForTimeout(300);
    }
  } finally {
    await running.kill();
  }
}

/** How often each entry has happened, read from the events alone. */
async function counted(database: Database, entries: readonly Entry[]): Promise<{ what: string; times: number }[]> {
  const events = await database.many<{ body: { type: string; text?: string; photos?: string[] } }>(
    `select e.body from case_event e where e.type in ('noted', 'photos_added') and e.actor <> 'reporter'`,
  );
  return entries.flatMap(({ said, state, key, pictures }) => {
    if (said.type !== 'command' || state.status === 'draft') return [];
    const { text } = said.command;
    const ids = pictures.flatMap(({ id }) => id ?? []);
    const is = ({ body }: (typeof events)[number]) =>
      text ? body.text === text : ids.length > 0 && ids.every((id) => body.photos?.includes(id));
    return [{ what: `${key} ${String(text ?? 'pictures')}`, times: events.filter(is).length }];
  });
}
