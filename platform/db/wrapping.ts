import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { StartRefused } from './refused.ts';

/** How a program of PostgreSQL is run here: what stands before its name, and as whom. */
export type Wrap = { readonly command: readonly string[]; readonly as: { uid: number; gid: number } | undefined; readonly bin: string };

const works = (command: string, args: string[], as: Wrap['as'] = undefined) =>
  spawnSync(command, args, { stdio: 'ignore', ...as }).status === 0;

/**
 * PostgreSQL refuses to run as root. A user namespace without a mapping makes root nobody inside while the files stay root's,
 * wherever they lie. Where namespaces are forbidden (most containers) it runs as an ordinary user, who must be given the
 * folder and, when the checkout lies under a closed home, a copy of the programs. Data that an ordinary user made stay theirs.
 */
export function wrapping({ bin, home, data }: { bin: string; home: string; data: string }): Wrap {
  // The kernel tells postgres to stop when we are gone, however we went. Not on macOS: there the next start finds the orphan.
  const leash = works('setpriv', ['--pdeathsig', 'INT', 'true']) ? ['setpriv', '--pdeathsig', 'INT'] : [];
  if (process.getuid?.() !== 0) return { command: leash, as: undefined, bin };
  const owner = existsSync(data) ? statSync(data) : undefined;
  if (!owner?.uid && works('unshare', ['-U', 'true'])) return { command: ['unshare', '-U', ...leash], as: undefined, bin };
  const as = owner?.uid ? { uid: owner.uid, gid: owner.gid } : ordinaryUser();
  if (statSync(home).uid !== as.uid) spawnSync('chown', ['-R', `${as.uid}:${as.gid}`, home]);
  if (!works('test', ['-x', home], as)) throw new StartRefused({ code: 'data-folder-closed', folder: home });
  if (works(join(bin, 'postgres'), ['--version'], as)) return { command: leash, as, bin };
  const copy = join(home, 'programs');
  if (!existsSync(copy)) cpSync(dirname(bin), copy, { recursive: true, verbatimSymlinks: true });
  return { command: leash, as, bin: join(copy, 'bin') };
}

/** The machine's `postgres` when it has one, else `nobody`, who needs no entry anywhere. */
function ordinaryUser() {
  const line = existsSync('/etc/passwd') ? /^postgres:[^:]*:(\d+):(\d+):/m.exec(readFileSync('/etc/passwd', 'utf8')) : null;
  return line ? { uid: Number(line[1]), gid: Number(line[2]) } : { uid: 65_534, gid: 65_534 };
}
