import { type Status, statuses } from '../../features/case/rules/case.ts';
import type { CommandType } from '../../features/case/rules/command.ts';
import { statusWords } from '../../features/case/words/labels.ts';
import { leadsTo } from './situations.ts';

/** The life cycle as a Markdown table: one row a stage, what moves the case on and to where, and what leaves it there. */
export function drawLife(): string {
  const rows = statuses.map((status) => {
    const found = [...leadsTo(status)];
    const on = found.filter(([, ends]) => ends.some((end) => end !== status));
    const stays = found.filter(([, ends]) => ends.every((end) => end === status)).map(([command]) => `\`${command}\``);
    return `| \`${status}\` ${statusWords.zh[status]} | ${on.map((move) => moved(status, move)).join('<br>') || '—'} | ${stays.join(' ')} |`;
  });
  return ['| stage | leads on | leaves it where it is |', '|---|---|---|', ...rows].join('\n');
}

function moved(from: Status, [command, ends]: [CommandType, Status[]]): string {
  return `\`${command}\` → ${ends.map((end) => (end === from ? 'stays' : `\`${end}\``)).join(' or ')}`;
}

/** The same in one line a stage: where each may lead, by whatever command. */
export function drawStages(): string {
  const rows = statuses.map((status) => {
    const ends = [...leadsTo(status).values()].flat();
    const next = statuses.filter((each) => each !== status && ends.includes(each)).map((each) => `${statusWords.zh[each]} \`${each}\``);
    return `| ${statusWords.zh[status]} \`${status}\` | ${next.join(', ') || '—'} |`;
  });
  return ['| stage | may lead to |', '|---|---|', ...rows].join('\n');
}
