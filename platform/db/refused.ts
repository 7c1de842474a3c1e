/** Why a start cannot go on, with what the operator needs to mend it. The words are the app's (apps/server/startwords.ts). */
export type StartRefusal =
  | { code: 'no-postgres'; platform: string }
  | { code: 'postgres-old'; version: string }
  | { code: 'not-durable'; commit: string; fsync: string }
  | { code: 'database-url'; said: string }
  | { code: 'database-unreachable'; at: string; why: string }
  | { code: 'database-sign-in'; at: string; why: string }
  | { code: 'database-newer'; migration: string }
  | { code: 'migration-changed'; migration: string }
  | { code: 'data-folder'; folder: string; why: string }
  | { code: 'data-folder-closed'; folder: string }
  | { code: 'data-version'; folder: string; found: string; brought: string }
  | { code: 'data-broken'; folder: string; why: string }
  | { code: 'disk-full'; folder: string; why: string }
  | { code: 'folder-in-use'; folder: string; pid: number }
  | { code: 'orphan'; folder: string; pid: number }
  | { code: 'initdb'; folder: string; why: string }
  | { code: 'postgres'; folder: string; why: string }
  | { code: 'world'; folder: string; issues: readonly { zh: string; en: string }[]; more: number }
  | { code: 'port-taken'; port: number }
  | { code: 'port-forbidden'; port: number }
  | { code: 'terminal-port'; port: number; why: string }
  | { code: 'mqtt-port'; port: number; why: string }
  | { code: 'host-unusable'; host: string }
  | { code: 'option-unknown'; said: string; known: readonly string[] }
  | { code: 'option-value'; option: string; said: string; takes: readonly string[] };

/** A start that cannot go on for a reason the operator can mend. */
export class StartRefused extends Error {
  readonly refusal: StartRefusal;

  constructor(refusal: StartRefusal) {
    super(JSON.stringify(refusal));
    this.refusal = refusal;
  }
}

/** A disk without room says so in many tongues: node's, the C library's through initdb, PostgreSQL's own. */
export function saysDiskFull(words: string): boolean {
  return /no space left on device|ENOSPC|disk quota exceeded|EDQUOT|disk full/i.test(words);
}
