import { type Command, type Terminal, both } from './command.ts';
import { jt808Commands } from './jt808.ts';
import { judgeCommands } from './judge.ts';
import { parse } from './parse.ts';
import { secondCommand } from './second.ts';

/** Every command of `npx guanjia`; a feature adds its own here. */
const commands: readonly Command[] = [...judgeCommands, secondCommand, ...jt808Commands];

async function main(args: readonly string[], terminal: Terminal): Promise<number> {
  if (args.length === 0 || args.includes('--help') || args.includes('-h')) {
    terminal.out('管家 Guanjia');
    for (const command of commands) sayUsage(command, terminal.out);
    return args.length === 0 ? 2 : 0;
  }
  const asked = parse(commands, args);
  if (asked.ok) return asked.value.command.run(asked.value.given, terminal);
  terminal.err(both(asked.refusal.says));
  for (const command of asked.refusal.command ? [asked.refusal.command] : commands) sayUsage(command, terminal.err);
  return 2;
}

function sayUsage({ usage, about }: Command, say: (line: string) => void) {
  say(`  npx ${usage}`);
  say(`      ${about.zh}`);
  say(`      ${about.en}`);
}

// A reader that closed early (`| head`) has had enough; that is no fault.
process.stdout.on('error', ({ code }: { code?: string }) => process.exit(code === 'EPIPE' ? 0 : 1));
process.exitCode = await main(process.argv.slice(2), {
  out: (line) => void process.stdout.write(`${line}\n`),
  err: (line) => void process.stderr.write(`${line}\n`),
  now: () => Date.now(),
  env: process.env,
});
