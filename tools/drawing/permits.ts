import type { PersonId, StreetId, UnitId } from '../../kernel/brand.ts';
import { type Case, statuses } from '../../features/case/rules/case.ts';
import type { CommandType } from '../../features/case/rules/command.ts';
import { may } from '../../features/case/rules/may.ts';
import type { Actor } from '../../features/case/rules/occasion.ts';
import { caseIn, examples, street } from '../../features/case/rules/testing.ts';
import { commandWords } from '../../features/case/words/labels.ts';
import { type Person, type Role, roles } from '../../features/people/rules/person.ts';

const asker = 'asker' as PersonId;
type Ties = { readonly government: boolean; readonly unit: boolean; readonly named: boolean };
const names: readonly [keyof Ties, string][] = [
  ['government', 'gov'],
  ['unit', 'unit'],
  ['named', 'named'],
];
/** Fewest ties first, so that the first that suffices is what is needed. */
const every: readonly Ties[] = [0, 1, 2, 4, 3, 5, 6, 7].map((bits) => ({
  government: (bits & 1) > 0,
  unit: (bits & 2) > 0,
  named: (bits & 4) > 0,
}));

function somebody(role: Role, { government, unit }: Ties): Actor {
  const person: Person = {
    id: asker,
    name: '',
    roles: [role],
    unit: (unit ? 'sweep' : 'elsewhere') as UnitId,
    sector: government ? 'government' : 'enterprise',
    streets: [street as StreetId],
  };
  return { kind: 'person', person };
}

/** Every stage, and the same with the asker as the one who reported, was asked to verify or was asked to check. */
function situations({ named }: Ties): Case[] {
  const plain = statuses.map((status) => caseIn(status));
  return named ? plain.map(namesAsker) : plain;
}

function namesAsker(it: Case): Case {
  if (it.status === 'verifying') return { ...it, reportedBy: asker, verifier: asker };
  return it.status === 'checking' ? { ...it, reportedBy: asker, checker: asker } : { ...it, reportedBy: asker };
}

const wherever = (command: CommandType, by: Actor, ties: Ties) => situations(ties).some((it) => may[command](by, it));

function needed(command: CommandType, role: Role): string {
  const enough = every.find((ties) => wherever(command, somebody(role, ties), ties));
  if (!enough) return '';
  return names.flatMap(([tie, name]) => (enough[tie] ? [name] : [])).join(' + ') || 'yes';
}

/** Who may say what, asked of the running table for one person of every post, and for the reporter and the system. */
export function drawPermits(): string {
  const none: Ties = { government: false, unit: false, named: false };
  const rows = (Object.keys(examples) as CommandType[]).map((command) => {
    const posts = new Map<string, string[]>();
    const add = (tie: string, post: string) => tie && posts.set(tie, [...(posts.get(tie) ?? []), post]);
    for (const role of roles) add(needed(command, role), role);
    if (wherever(command, { kind: 'reporter' }, none)) add('yes', 'the reporter');
    if (wherever(command, { kind: 'system' }, none)) add('yes', 'the system');
    const word = (commandWords.zh as Partial<Record<CommandType, string>>)[command] ?? '';
    const said = [...posts].map(
      ([tie, who]) => `${roles.every((role) => who.includes(role)) ? 'any post' : who.join(', ')}${tie === 'yes' ? '' : ` (${tie})`}`,
    );
    return `| \`${command}\`${word && ` ${word}`} | ${said.join('; ')} |`;
  });
  return ['| command | who |', '|---|---|', ...rows].join('\n');
}
