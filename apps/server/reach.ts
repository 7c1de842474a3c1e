import { type Database, wasAway } from '../../platform/db/database.ts';
import { StartRefused } from '../../platform/db/refused.ts';

/** How long a start waits for a database that is not there yet, or comes and goes. */
const PATIENCE = 20_000;
/** The server knows us not, or the database, or gives us no right to make tables. */
const unwelcome = new Set(['28P01', '28000', '3D000', '42501']);
const nowhere = new Set(['ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'EACCES', 'ERR_INVALID_URL']);

type Reaching<T> = { database: Database; url: string; folder: string; log: (line: string) => void; work: () => Promise<T> };

/**
 * Does the work of a start on a database that may need a moment, or die in the middle: every step may be done twice. What does
 * not pass by waiting is refused in words an operator can act on.
 */
export async function reaching<T>({ database, url, folder, log, work }: Reaching<T>): Promise<T> {
  const at = withoutPassword(url);
  const waiting = setTimeout(() => log(`正在等待数据库 ${at} · waiting for the database at ${at}`), 1_500);
  try {
    await Promise.race([database.ping(), late(PATIENCE)]);
    return await patiently(work);
  } catch (error) {
    throw refusalOf(error, { at, folder });
  } finally {
    clearTimeout(waiting);
  }
}

async function patiently<T>(work: () => Promise<T>): Promise<T> {
  const until = Date.now() + PATIENCE;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!wasAway(error) || Date.now() > until) throw error;
      await new Promise((again) => setTimeout(again, 200));
    }
  }
}

async function late(ms: number): Promise<never> {
  await new Promise((on) => setTimeout(on, ms).unref());
  throw Object.assign(new Error(`${ms / 1000} s`), { code: 'ETIMEDOUT' });
}

function refusalOf(error: unknown, { at, folder }: { at: string; folder: string }): unknown {
  const { code = '', message: why } = error as { code?: string; message: string };
  if (unwelcome.has(code) || /^SASL/.test(why)) return new StartRefused({ code: 'database-sign-in', at, why });
  if (code === '53100' || code === 'ENOSPC') return new StartRefused({ code: 'disk-full', folder, why });
  if (wasAway(error) || nowhere.has(code)) return new StartRefused({ code: 'database-unreachable', at, why: why || code });
  return error;
}

function withoutPassword(url: string): string {
  try {
    const { hostname, port, pathname, searchParams } = new URL(url);
    return `${searchParams.get('host') ?? hostname}${port ? `:${port}` : ''}${pathname}`;
  } catch {
    return 'DATABASE_URL';
  }
}
