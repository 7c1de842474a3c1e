import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Instant } from '../../kernel/brand.ts';
import { seeded } from '../../kernel/chance.ts';
import type { Database } from '../../platform/db/database.ts';
import { freshDatabase } from '../../platform/db/testing.ts';
import type { Door } from '../../platform/http/server.ts';
import { type Client, connect, signedIn } from '../../apps/demo/client.ts';
import { DEMO_PASSWORD, type Ground, openGround } from '../../apps/server/ground.ts';
import { startSite } from '../../apps/server/site.ts';
import type { SeedPerson, World } from '../../features/world/rules/world.ts';
import type { SecondSetting } from '../../features/judgement/server/second.ts';
import { smallWorld } from '../../features/world/rules/small.ts';
import { importWorld } from '../../features/world/server/command.ts';

/** Monday 2026-03-02, 10:00 in Shenzhen: working time, and nothing near a boundary. */
export const TEN = 1_772_416_800_000 as Instant;
export const password = DEMO_PASSWORD;

/** The whole product in this process, on a database of its own, with a clock that only the test moves. */
export type Site = {
  readonly port: number;
  readonly base: string;
  readonly database: Database;
  readonly photoFolder: string;
  readonly doors: readonly Door[];
  readonly world: World;
  readonly ground: Ground;
  readonly clock: { at: Instant };
  /** A member of staff, signed in once per account. */
  readonly as: (account: string) => Promise<Client>;
  readonly token: (account: string) => Promise<string>;
  readonly anyone: Client;
  readonly close: () => Promise<void>;
};

type Opened = { people?: readonly SeedPerson[]; second?: SecondSetting | null; played?: World };

export async function openSite({ people = [], second = null, played = smallWorld() }: Opened = {}): Promise<Site> {
  const { database, connection, drop } = await freshDatabase();
  const dataFolder = mkdtempSync(join(tmpdir(), 'guanjia-doors-'));
  const world = { ...played, people: [...played.people, ...people] };
  await importWorld(database, world, password);
  const clock = { at: TEN };
  const now = () => clock.at;
  const options = {
    port: 0,
    host: '127.0.0.1',
    dataFolder,
    databaseUrl: connection.url,
    world: null,
    empty: true,
    role: 'web' as const,
    quiet: true,
    terminalPort: null,
    mqttPort: null,
    mqttUrl: null,
    second,
  };
  const ground = await openGround(options, { now, log: () => undefined });
  const photoFolder = join(dataFolder, 'photos');
  const site = await startSite(ground, { options, now, chance: randomBytes, photoFolder });
  const base = `http://127.0.0.1:${site.port}`;
  const chance = seeded(5);
  const token = once((account: string) =>
    connect(base, chance)
      .ask<{ token: string }>('POST', '/api/session', { body: { account, password } })
      .then((answer) => answer.token),
  );
  return {
    port: site.port,
    base,
    database,
    photoFolder,
    doors: site.doors,
    world,
    ground,
    clock,
    token,
    as: once((account: string) => signedIn(base, chance, account, password)),
    anyone: connect(base, chance),
    close: async () => {
      await site.close();
      await ground.close();
      await drop();
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}

function once<T>(make: (name: string) => Promise<T>): (name: string) => Promise<T> {
  const made = new Map<string, Promise<T>>();
  return (name) => {
    const kept = made.get(name) ?? make(name);
    made.set(name, kept);
    return kept;
  };
}
