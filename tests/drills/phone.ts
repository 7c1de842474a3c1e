// npm run drill:phone [-- --kills N --seed S --arm whole|nokey|relaxed]: kills browsers under their people and counts what is missing.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { arms } from './phone/arms.ts';
import { storm } from './phone/storm.ts';

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '200' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    arm: { type: 'string', default: 'whole' },
  },
});
const arm = arms.find((each) => each === values.arm);
if (!arm) throw new Error(`--arm takes ${arms.join(' | ')}`);
const built = spawnSync(process.execPath, [fileURLToPath(new URL('../../tools/build.mjs', import.meta.url))], { stdio: 'inherit' });
if (built.status !== 0) process.exit(1);
const { lost, doubled, died, ...rest } = await storm({ arm, kills: Number(values.kills), seed: Number(values.seed) });
for (const what of [...lost, ...doubled].slice(0, 20)) console.log(what);
console.log(JSON.stringify({ seed: values.seed, ...rest, died, lost: lost.length, doubled: doubled.length }));
process.exit((arm === 'nokey' ? doubled.length > 0 : lost.length + doubled.length === 0) ? 0 : 1);
