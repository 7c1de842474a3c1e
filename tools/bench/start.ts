import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cpuOf } from './cpu.ts';
import { type Metric, held, median, seen } from './metric.ts';
import { serve } from './serve.ts';

const pages = fileURLToPath(new URL('../../dist/web/', import.meta.url));
const WARM_STARTS = 3;

type Start = { readonly seconds: number; readonly cpu: number | undefined };

/** Seconds from the start of the process to its line `UP`: on an empty data folder, then on the same one again. */
export async function measureStart(folder: string): Promise<Metric[]> {
  const once = async (): Promise<Start> => {
    const serving = await serve(['--empty', '--data', join(folder, 'start')]);
    const used = cpuOf([serving.pid]);
    await serving.stop();
    return { seconds: serving.upAfter / 1000, cpu: used };
  };
  const cold = await once();
  const warm: Start[] = [];
  for (let n = 0; n < WARM_STARTS; n++) warm.push(await once());
  return [line('first start, built, to UP', [cold], 90), line('start after that, to UP', warm, 5)];
}

/** On a busy machine the clock says little; what the start has to compute stays the same. */
function line(name: string, starts: readonly Start[], atMost: number): Metric {
  const used = starts.flatMap(({ cpu }) => cpu ?? []);
  const took = held(name, median(starts.map(({ seconds }) => seconds)), 's', { atMost });
  return used.length === 0 ? took : { ...took, against: `${(median(used) / 1e6).toFixed(2)} s of processor time` };
}

/** What a browser fetches before a page can be used: the script and style links of its HTML, as they travel. */
export function measurePayload(): Metric[] {
  return [...linesOf('resident', 'resident page', 170), ...linesOf('web', 'desk', null), ...linesOf('field', 'field page', 170)];
}

function linesOf(app: string, name: string, most: number | null): Metric[] {
  const html = readFileSync(join(pages, 'apps', app, 'index.html'), 'utf8');
  const files = [...new Set([...html.matchAll(/(?:src|href)="(\/assets\/[^"]+\.(?:js|css))"/g)].flatMap(([, path]) => path ?? []))];
  const kB = (ending: string, how: string) =>
    files.filter((path) => path.endsWith(ending)).reduce((sum, path) => sum + sizeOf(path + how), 0) / 1000;
  const script = kB('.js', '.gz');
  const scriptLine = `${name}, first scripts, gzip`;
  return [
    {
      ...(most === null ? seen(scriptLine, script, 'kB') : held(scriptLine, script, 'kB', { atMost: most })),
      against: `brotli ${kB('.js', '.br').toFixed(1)} kB`,
    },
    { ...seen(`${name}, styles, gzip`, kB('.css', '.gz'), 'kB'), against: `brotli ${kB('.css', '.br').toFixed(1)} kB` },
  ];
}

/** A file too small to be worth compressing travels as it is. */
function sizeOf(path: string): number {
  const packed = join(pages, path);
  return statSync(existsSync(packed) ? packed : packed.replace(/\.(gz|br)$/, '')).size;
}
