import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Chance, seeded } from '../../../kernel/chance.ts';
import type { Database } from '../../../platform/db/database.ts';
import { castOf } from '../../../apps/demo/cast.ts';
import { DEMO_PASSWORD } from '../../../apps/server/ground.ts';
import type { Person } from '../../../features/people/rules/person.ts';
import { type Finding, type FindingKind, audit } from './audit.ts';
import { type Storm, gather, insist } from './clients.ts';
import { type Ledger, openLedger } from './ledger.ts';
import { type Victim, type Victims, startVictims } from './victims.ts';

/** `on`: as shipped. `async`: PostgreSQL acknowledges before the disk has it. `nokey`: clients ask again under a new key. */
export const arms = ['on', 'async', 'nokey'] as const;
export type Arm = (typeof arms)[number];
export type Kills = Record<Victim, number>;
export type Outcome = {
  readonly arm: Arm;
  readonly kills: Kills;
  readonly seconds: number;
  readonly ledger: Ledger;
  readonly findings: readonly Finding[];
};

/** What an arm must show. The two that are broken on purpose prove that the drill would notice. */
const sign: Record<Arm, FindingKind | null> = { on: null, async: 'lost', nokey: 'doubled' };

export function isAsItMust({ arm, findings }: Pick<Outcome, 'arm' | 'findings'>): boolean {
  return sign[arm] === null ? findings.length === 0 : findings.some(({ kind }) => kind === sign[arm]);
}

type Asked = { readonly arm: Arm; readonly kills: number; readonly seed: number };
/** Looks at the database after the audit, before it is thrown away. */
type Look = (database: Database, ledger: Ledger, photoFolder: string) => Promise<void>;

const CLIENTS = 8;
const COMEBACK = 60_000;

export async function storm({ arm, kills, seed }: Asked, look: Look = async () => undefined): Promise<Outcome> {
  const began = Date.now();
  const folder = mkdtempSync(join(tmpdir(), 'guanjia-drill-'));
  const victims = await startVictims({ folder, durable: arm !== 'async' });
  try {
    let over = false;
    const chance = seeded(seed);
    const { database, base, photoFolder } = victims;
    const ledger = openLedger(join(folder, 'ledger.jsonl'));
    const rain: Storm = {
      base,
      chance,
      ...(await peopleAndPlaces(database)),
      password: DEMO_PASSWORD,
      ledger,
      keys: arm !== 'nokey',
      over: () => over,
    };
    const team = await gather(rain);
    const clients = Promise.all(Array.from({ length: CLIENTS }, (_, i) => insist(rain, team, i + 1)));
    // A client that gives up must end the storm with its reason, not stay an unhandled rejection until the storm is over.
    clients.catch(() => undefined);
    const struck = await Promise.race([
      strikes(victims, { kills, chance, ledger }),
      clients.then(() => Promise.reject(new Error('the clients left'))),
    ]);
    over = true;
    await clients;
    await settled(database);
    const codes = await victims.rest();
    const findings = await audit(database, ledger, photoFolder);
    for (const code of codes) if (code !== 0) findings.push({ kind: 'fell', what: `asked to stop, a process ended with ${code}` });
    for (const what of victims.falls) findings.push({ kind: 'fell', what });
    await look(database, ledger, photoFolder);
    return { arm, kills: struck, seconds: (Date.now() - began) / 1000, ledger, findings };
  } finally {
    await victims.end();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function peopleAndPlaces(database: Database): Promise<Pick<Storm, 'cast' | 'spots'>> {
  const { street } = await database.one<{ street: string }>("select body ->> 'homeStreet' as street from world");
  const people = await database.many<{ account: string; body: Person }>(
    'select account, body from person order by length(account), account',
  );
  const cast = castOf(
    people.map(({ account, body }) => ({ ...body, account })),
    street,
  );
  if (!cast) throw new Error('the world has too few people for a drill');
  const spots = await database.many<{ at: { lon: number; lat: number } }>("select body -> 'at' as at from asset where street_id = $1", [
    street,
  ]);
  return { cast, spots: spots.map(({ at }) => at) };
}

/** Dealt without putting back, so that even a short storm takes PostgreSQL down. */
const DECK: readonly Victim[] = ['web', 'web', 'web', 'worker', 'worker', 'postgres', 'postgres', 'postgres', 'postgres', 'everything'];

function shuffled<T>(from: readonly T[], chance: Chance): T[] {
  return from
    .map((card) => ({ card, at: chance() }))
    .sort((a, b) => a.at - b.at)
    .map(({ card }) => card);
}

type Striking = { kills: number; chance: Chance; ledger: Ledger };

/**
 * Kills at random moments 150–400 ms apart. Three times in four the interval begins when the clients have heard an answer
 * again, so that work is under way; else it begins at the last kill, so that the product dies while it is coming back, too.
 */
async function strikes({ strike }: Victims, { kills, chance, ledger }: Striking): Promise<Kills> {
  const struck: Kills = { web: 0, worker: 0, postgres: 0, everything: 0 };
  let deck: Victim[] = [];
  for (let n = 0; n < kills; n++) {
    if (n === 0 || chance() < 0.75) await answeredAgain(ledger);
    await pause(150 + chance() * 250);
    if (deck.length === 0) deck = shuffled(DECK, chance);
    const victim = deck.pop() ?? 'web';
    strike(victim);
    struck[victim]++;
  }
  return struck;
}

async function answeredAgain({ count, reports, commands }: Ledger) {
  const before = count.heard;
  const until = Date.now() + COMEBACK;
  // Every client may have had one answer on its way when the blow fell; the ninth can only come from a product that is back.
  while (count.heard < before + CLIENTS + 1) {
    if (Date.now() > until)
      throw new Error(`not back ${COMEBACK} ms after a kill (${reports.length} reports, ${commands.length} commands so far)`);
    await pause(10);
  }
}

/** The worker has caught up: nothing that was due is still waiting. */
async function settled(database: Database) {
  const until = Date.now() + COMEBACK;
  for (;;) {
    const { waiting } = await database.one<{ waiting: number }>('select count(*) as waiting from timer where due_at <= now()');
    if (waiting === 0) return;
    if (Date.now() > until) throw new Error(`${waiting} timers are due and the worker does not fire them`);
    await pause(100);
  }
}

const pause = (ms: number) => new Promise((on) => setTimeout(on, ms));
