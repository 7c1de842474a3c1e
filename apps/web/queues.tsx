import { useLocation } from 'wouter';
import { useCounts } from '../../features/case/web/desk/data.ts';
import { queues, shapeOfStatus } from '../../features/case/web/desk/tone.ts';
import { caseWords } from '../../features/case/web/words.ts';
import { statusWords } from '../../features/case/words/labels.ts';
import { Shape } from '../../ui/look/mark.tsx';
import type { ShapeName, Tone } from '../../ui/look/shapes.ts';
import { useLocale, useWords } from '../../ui/words/locale.tsx';
import { deskWords } from './words.ts';

type Queue = { label: string; to: string; count?: number | undefined; sign?: { tone: Tone; shape: ShapeName } };

/** The rail: what needs watching, then the stages in the order of the loop, then what is over. */
export function Queues({ search }: { search: string }) {
  const words = useWords(caseWords);
  const desk = useWords(deskWords);
  const { locale } = useLocale();
  const { data: counts } = useCounts();
  const all = counts && Object.values(counts.byStatus).reduce((sum, n) => sum + n, 0);
  const watch: Queue[] = [
    { label: words.all, to: '', count: all },
    { label: words.late, to: '?light=red', count: counts?.late, sign: { tone: 'red', shape: 'diamond' } },
    { label: words.yellow, to: '?light=yellow', count: counts?.yellow, sign: { tone: 'amber', shape: 'triangle' } },
    { label: words.mine, to: '?assignee=me' },
  ];
  const stages = queues.map(
    (status): Queue => ({
      label: statusWords[locale][status],
      to: `?status=${status}`,
      count: counts && (counts.byStatus[status] ?? 0),
      sign: { tone: status === 'suspended' ? 'grey' : 'blue', shape: shapeOfStatus[status] },
    }),
  );
  const over: Queue[] = [{ label: words.done, to: '?status=closed&sort=reported', sign: { tone: 'green', shape: 'drop' } }];
  return (
    <nav className="queues" aria-label={words.queues}>
      <List queues={watch} search={search} />
      <h2>{desk.stages}</h2>
      <List queues={stages} search={search} />
      <h2>{desk.over}</h2>
      <List queues={over} search={search} />
    </nav>
  );
}

function List({ queues: shown, search }: { queues: readonly Queue[]; search: string }) {
  const [, go] = useLocation();
  const here = search ? `?${search}` : '';
  return (
    <ul>
      {shown.map(({ label, to, count, sign }) => (
        <li key={to}>
          <button type="button" aria-current={to === here ? 'page' : undefined} onClick={() => go(`/${to}`)}>
            <span className="sign">{sign && <Shape tone={sign.tone} shape={sign.shape} size={14} />}</span>
            <span>{label}</span>
            <b className={count ? (sign && sign.tone !== 'blue' && sign.tone !== 'grey' ? `tone-${sign.tone}` : '') : 'none'}>
              {count ?? ''}
            </b>
          </button>
        </li>
      ))}
    </ul>
  );
}
