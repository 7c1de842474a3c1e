// npm run drill:kill [-- --kills N --seed S --arm on|async|nokey | --all]: kills the product under its clients and counts what is missing.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { FindingKind } from './kill/audit.ts';
import { type Arm, type Outcome, arms, isAsItMust, storm } from './kill/storm.ts';

const heads = [
  'arm',
  'kills (web, worker, postgres, all)',
  'seconds',
  'reports',
  'commands',
  'photos',
  'asked again',
  'lost',
  'doubled',
  'other',
  'verdict',
];

function line(outcome: Outcome): string[] {
  const { arm, kills, seconds, ledger, findings } = outcome;
  const found = (...kinds: FindingKind[]) => findings.filter(({ kind }) => kinds.includes(kind)).length;
  const { web, worker, postgres, everything } = kills;
  const colour = findings.length === 0 ? 'clean' : 'red';
  return [
    arm,
    `${web + worker + postgres + everything} (${web}, ${worker}, ${postgres}, ${everything})`,
    seconds.toFixed(0),
    ...[ledger.reports, ledger.commands, ledger.photos].map(({ length }) => String(length)),
    String(ledger.count.unheard),
    String(found('lost')),
    String(found('doubled')),
    String(findings.length - found('lost', 'doubled')),
    `${colour}, ${isAsItMust(outcome) ? 'as it must be' : 'AND MUST NOT BE'}`,
  ];
}

function table(rows: readonly (readonly string[])[]): string {
  const widths = heads.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function readArms(said: string | undefined, all: boolean): readonly Arm[] {
  if (all) return arms;
  const arm = arms.find((each) => each === (said ?? 'on'));
  if (!arm) throw new Error(`--arm takes ${arms.join(' | ')}, not "${said}"`);
  return [arm];
}

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '40' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    arm: { type: 'string' },
    all: { type: 'boolean', default: false },
  },
});
const built = spawnSync(process.execPath, [fileURLToPath(new URL('../../tools/build.mjs', import.meta.url))], { stdio: 'inherit' });
if (built.status !== 0) process.exit(1);
console.log(`seed ${values.seed}`);
const outcomes: Outcome[] = [];
for (const arm of readArms(values.arm, values.all)) {
  const outcome = await storm({ arm, kills: Number(values.kills), seed: Number(values.seed) });
  outcomes.push(outcome);
  for (const { kind, what } of outcome.findings.slice(0, arm === 'on' ? 50 : 3)) console.log(`${arm}: ${kind}: ${what}`);
}
console.log(table([heads, ...outcomes.map(line)]));
process.exit(outcomes.every(isAsItMust) ? 0 : 1);
