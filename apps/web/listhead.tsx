import { useLocation } from 'wouter';
import { useCounts } from '../../features/case/web/desk/data.ts';
import { caseWords } from '../../features/case/web/words.ts';
import type { Status } from '../../features/case/rules/case.ts';
import { statusWords } from '../../features/case/words/labels.ts';
import { useLocale, useWords } from '../../ui/words/locale.tsx';
import { deskWords } from './words.ts';

/** The list's heading says what it knows: how many, and whether a promise in it is broken or about to be. */
export function ListHead({ search, filter }: { search: string; filter: string }) {
  const words = useWords(deskWords);
  const { locale } = useLocale();
  const [, go] = useLocation();
  const common = useWords(caseWords);
  const { data: counts } = useCounts(filter.replace(/&?sort=\w+/, ''));
  const said = new URLSearchParams(search);
  const sort = said.get('sort') ?? 'due';
  const asked = said.get('q');
  const count = Object.values(counts?.byStatus ?? {}).reduce((sum, n) => sum + n, 0);
  const queue = queueName(said, { ...common, statuses: statusWords[locale] });
  const what = asked ? words.found(asked, count) : queue ? words.inQueue(queue, count) : words.cases(count);
  const isOpenQueue = !said.get('light') && said.get('status') !== 'closed';
  const heading = counts ? words.heading(what, isOpenQueue ? words.standing(counts.late, counts.yellow, count) : '') : (queue ?? '\u00a0');
  const sorted = (by: 'due' | 'reported') => {
    said.set('sort', by);
    go(`/?${said}`);
  };
  return (
    <header className="listhead">
      <h1 id="list-title">{heading}</h1>
      <button type="button" className="sort" onClick={() => sorted(sort === 'due' ? 'reported' : 'due')} title={words.sortTitle}>
        {words.sorts[sort === 'due' ? 'due' : 'reported']} <span aria-hidden="true">⇅</span>
      </button>
    </header>
  );
}

type Names = { late: string; yellow: string; mine: string; done: string; statuses: Record<Status, string> };

/** The queue's name as the rail has it; undefined for all open cases. */
function queueName(said: URLSearchParams, { late, yellow, mine, done, statuses }: Names): string | undefined {
  const status = said.get('status');
  if (said.get('light')) return said.get('light') === 'red' ? late : yellow;
  if (said.get('assignee')) return mine;
  if (status === 'closed') return done;
  return status && status in statuses ? statuses[status as Status] : undefined;
}
