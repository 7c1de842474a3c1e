import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { type Chance, pick } from '../../../kernel/chance.ts';
import type { Entry } from '../../../features/outbox/rules/entry.ts';
import { type Running, openBrowser } from './browser.ts';

/** When a phone dies: while somebody types, takes a picture, presses send, or while it sends by itself. */
const moments = ['capture', 'photo', 'send', 'sync'] as const;
export type Moment = (typeof moments)[number];

export type Phone = {
  readonly name: string;
  readonly profile: string;
  readonly base: string;
  readonly token: string;
  readonly before: string;
  readonly cases: readonly string[];
  readonly chance: Chance;
  /** Words whose form had closed: from then on the phone has promised. */
  readonly said: Set<string>;
  /** How many pictures had been shown in forms: from then on they are on the phone. */
  readonly shown: { pictures: number };
  readonly died: Record<Moment, number>;
  readonly lost: string[];
};

/** One life of a phone: on, look whether everything is still there, enter things, dead. */
export async function live(phone: Phone, n: number): Promise<void> {
  const running = await openBrowser(phone.profile, phone);
  let dead: Promise<void> | undefined;
  const moment = pick(moments, phone.chance);
  const die = (now: Moment) => {
    if (now !== moment || dead) return;
    const wait = phone.chance() * 350;
    dead = new Promise<void>((done) => setTimeout(done, wait)).then(running.kill);
  };
  try {
    await enter(running, phone, { n, die });
  } catch (error) {
    // Whatever was being done is cut off by the kill; anything else is a fault of the product or the drill.
    if (!dead) throw error;
  } finally {
    await (dead ?? running.kill());
  }
  phone.died[moment]++;
}

async function enter({ page }: Running, phone: Phone, { n, die }: { n: number; die: (moment: Moment) => void }) {
  await reach(page, `${phone.base}/field/cases/${pick(phone.cases, phone.chance)}`, '.actbox .button');
  await allThere(page, phone);
  const words = `${phone.name} 第 ${n} 句`;
  await page.getByRole('button', { name: '备注', exact: true }).click();
  die('capture');
  await page.locator('form.actform textarea').fill(words);
  die('send');
  await page.locator('form.actform button[type=submit]').click();
  await page.locator('form.actform').waitFor({ state: 'detached' });
  phone.said.add(words);
  die('sync');
  await page.getByRole('button', { name: '补充照片', exact: true }).click();
  const input = page.locator('form.actform input[type=file]');
  await input.waitFor({ state: 'attached' });
  die('photo');
  const before = await page.locator('form.actform .photos img').count();
  await input.setInputFiles({ name: 'a.jpg', mimeType: 'image/jpeg', buffer: await picture(phone.chance) });
  await page.locator('form.actform .photos img').nth(before).waitFor();
  phone.shown.pictures++;
  await page.locator('form.actform button[type=submit]').click();
  await page.locator('form.actform').waitFor({ state: 'detached' });
  // It was to die earlier, and did not come to it: now.
  for (const moment of moments) die(moment);
  await page.waitForTimeout(3_000);
}

/** The server may be dead just now and the page not yet held: a person tries again. */
export async function reach(page: Page, url: string, wanted: string): Promise<void> {
  for (const until = Date.now() + 60_000; ; ) {
    try {
      await page.goto(url);
      return await page.locator(wanted).first().waitFor({ timeout: 6_000 });
    } catch (error) {
      if (Date.now() > until) throw error;
      await page.waitForTimeout(500);
    }
  }
}

/** Everything the phone ever promised is still on it: nothing of it is older than seven days. */
export async function allThere(page: Page, phone: Phone): Promise<readonly Entry[]> {
  const { entries, files } = (await page.evaluate(read)) as { entries: Entry[]; files: string[] };
  const texts = new Set(
    entries.flatMap(({ said, state }) => (said.type === 'command' && state.status !== 'draft' ? [String(said.command.text ?? '')] : [])),
  );
  for (const words of phone.said) if (!texts.has(words)) phone.lost.push(words);
  const held = entries.flatMap(({ pictures }) => pictures.map(({ file }) => file));
  if (held.length < phone.shown.pictures) phone.lost.push(`${phone.name}: ${phone.shown.pictures} pictures shown, ${held.length} held`);
  for (const file of held) if (!files.includes(file)) phone.lost.push(`${phone.name}: a record without its picture`);
  return entries;
}

const read = `new Promise((done, failed) => {
  const opening = indexedDB.open('guanjia-field');
  opening.onerror = () => failed(opening.error);
  opening.onsuccess = () => {
    const reading = opening.result.transaction(['entries', 'files']);
    const entries = reading.objectStore('entries').getAll();
    const files = reading.objectStore('files').getAllKeys();
    reading.oncomplete = () => { opening.result.close(); done({ entries: entries.result, files: files.result }); };
  };
})`;

function picture(chance: Chance): Promise<Buffer> {
  const background = { r: Math.floor(chance() * 256), g: Math.floor(chance() * 256), b: Math.floor(chance() * 256) };
  return sharp({ create: { width: 640, height: 480, channels: 3, background } })
    .jpeg()
    .toBuffer();
}
