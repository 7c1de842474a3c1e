import { type Result, ok, refuse } from '../../kernel/result.ts';
import type { Words } from '../../kernel/words.ts';
import type { Command, Given } from './command.ts';

type Asked = { readonly command: Command; readonly given: Given };
type Misunderstood = { readonly code: 'misunderstood'; readonly says: Words; readonly command: Command | undefined };

/** Which command was typed, and with what. `--name value` and `--name=value` are the same. */
export function parse(commands: readonly Command[], args: readonly string[]): Result<Asked, Misunderstood> {
  const command = commands.find(({ path }) => path.every((word, i) => args[i] === word));
  if (!command) {
    const typed = args.filter((arg) => !arg.startsWith('-')).join(' ');
    return misunderstood({ zh: `没有“${typed}”这个命令`, en: `there is no command "${typed}"` }, undefined);
  }
  const text: Record<string, string> = {};
  const flags = new Set<string>();
  const files: string[] = [];
  const rest = args.slice(command.path.length);
  for (let at = 0; at < rest.length; at += 1) {
    const word = rest[at] ?? '';
    const [, name, value] = /^--([a-z0-9-]+)(?:=(.*))?$/s.exec(word) ?? [];
    if (name === undefined) {
      if (!command.takesFiles) return misunderstood({ zh: `看不懂“${word}”`, en: `"${word}" is not understood` }, command);
      files.push(word);
      continue;
    }
    const kind = command.options[name]?.kind;
    if (!kind) return misunderstood({ zh: `没有 --${name} 这个选项`, en: `there is no option --${name}` }, command);
    if (kind === 'flag') {
      flags.add(name);
      continue;
    }
    const said = value ?? rest[at + 1];
    if (value === undefined) at += 1;
    if (said === undefined || (value === undefined && said.startsWith('--')))
      return misunderstood({ zh: `--${name} 后面要写内容`, en: `--${name} needs a value` }, command);
    text[name] = said;
  }
  for (const [name, { needed }] of Object.entries(command.options)) {
    if (needed && text[name] === undefined) return misunderstood({ zh: `缺少 --${name}`, en: `--${name} is missing` }, command);
  }
  return ok({ command, given: { text, flags, files } });
}

function misunderstood(says: Words, command: Command | undefined): { ok: false; refusal: Misunderstood } {
  return refuse({ code: 'misunderstood', says, command });
}
