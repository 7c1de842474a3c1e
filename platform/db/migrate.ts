import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Database } from './database.ts';
import { StartRefused } from './refused.ts';

/** Any number will do as long as no other program on the same database takes it. */
const LOCK = 7_205_759_403;

/**
 * Brings the schema up to the folder's newest file and answers the names applied. One process at a time; each file in its
 * own transaction. A released file that changed, or a database newer than the folder, is refused: guessing would lose data.
 */
export async function migrate(database: Database, folder: string): Promise<string[]> {
  const files = (await readdir(folder)).filter((name) => /^\d{4}_[a-z_]+\.sql$/.test(name)).sort();
  const texts = await Promise.all(files.map(async (name) => ({ name, sql: await readFile(join(folder, name), 'utf8') })));
  return database.transaction(async (tx) => {
    await tx.run('select pg_advisory_xact_lock($1)', [LOCK]);
    await tx.run(
      'create table if not exists migration (name text primary key, hash text not null, applied_at timestamptz not null default now())',
    );
    const known = new Map(
      (await tx.many<{ name: string; hash: string }>('select name, hash from migration')).map(({ name, hash }) => [name, hash]),
    );
    const strange = [...known.keys()].find((name) => !files.includes(name));
    if (strange) throw new StartRefused({ code: 'database-newer', migration: strange });
    const applied: string[] = [];
    for (const { name, sql } of texts) {
      const hash = createHash('sha256').update(sql).digest('hex');
      const before = known.get(name);
      if (before === hash) continue;
      if (before) throw new StartRefused({ code: 'migration-changed', migration: name });
      await tx.run(sql);
      await tx.run('insert into migration (name, hash) values ($1, $2)', [name, hash]);
      applied.push(name);
    }
    return applied;
  });
}
