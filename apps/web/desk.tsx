import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { Route, Router, Switch, useLocation, useSearch } from 'wouter';
import { CaseList } from '../../features/case/web/desk/caselist.tsx';
import { CasePage } from '../../features/case/web/desk/casepage.tsx';
import { type News, useCounts, useLive, usePoints } from '../../features/case/web/desk/data.ts';
import { queues, shapeOfStatus, toneOfLight } from '../../features/case/web/desk/tone.ts';
import { caseWords } from '../../features/case/web/words.ts';
import { statusWords } from '../../features/case/words/labels.ts';
import type { Me } from '../../features/people/web/signin.tsx';
import { peopleWords } from '../../features/people/web/words.ts';
import type { Words } from '../../kernel/words.ts';
import type { Layer } from '../../ui/canvas/layer.ts';
import { MapView } from '../../ui/canvas/mapview.tsx';
import { Button } from '../../ui/look/controls.tsx';
import { switchTheme } from '../../ui/look/theme.ts';
import { ask } from '../../ui/outbox/ask.ts';
import { useLocale, useWords } from '../../ui/words/locale.tsx';
import { WorldOffset, useSpeech } from '../../ui/words/speech.ts';
import { Registration } from './registration.tsx';
import { deskWords } from './words.ts';

export type Frame = {
  name: Words;
  attribution: string[];
  boundaryNotice: Words | null;
  bounds: [number, number, number, number];
  utcOffsetMinutes: number;
  homeStreet: string;
};

/** The command centre's desk: queues, the list, the map and the open case, all four from one address in the URL. */
export function Desk({ me, onSignOut }: { me: Me; onSignOut: () => void }) {
  const { locale } = useLocale();
  const { data: frame } = useQuery({
    queryKey: ['frame'],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async () => {
      const answer = await ask<Frame>('GET', '/geo/world.json', { locale });
      if (!answer.ok) throw new Error(answer.problem.detail);
      return answer.value;
    },
  });
  return (
    <WorldOffset.Provider value={frame?.utcOffsetMinutes ?? 480}>
      <Router base="/desk">
        <Switch>
          <Route path="/cases/:id">{({ id }) => <Whole me={me} frame={frame ?? null} id={id} onSignOut={onSignOut} />}</Route>
          <Route>{() => <Whole me={me} frame={frame ?? null} id={null} onSignOut={onSignOut} />}</Route>
        </Switch>
      </Router>
    </WorldOffset.Provider>
  );
}

function Whole({ me, frame, id, onSignOut }: { me: Me; frame: Frame | null; id: string | null; onSignOut: () => void }) {
  const [, go] = useLocation();
  const search = useSearch();
  const filter = useMemo(() => asFilter(search), [search]);
  const [news, setNews] = useState(0);
  const [round, setRound] = useState(0);
  const onNews = useCallback((heard: readonly News[]) => setNews((before) => before + new Set(heard.map(({ id: one }) => one)).size), []);
  const live = useLive(onNews);
  const open = (one: string) => go(`/cases/${one}${search ? `?${search}` : ''}`);
  const showNews = () => {
    setNews(0);
    setRound(round + 1);
  };
  return (
    <div className={id ? 'desk open' : 'desk'}>
      <Bar me={me} frame={frame} live={live} onSignOut={onSignOut} onOpen={open} />
      <Queues search={search} />
      <section className="list">
        <CaseList key={round} filter={filter} chosen={id} onChoose={open} news={news} onShowNews={showNews} />
      </section>
      <div className="ground">{frame && <CaseMap frame={frame} filter={filter} chosen={id} onChoose={open} />}</div>
      {id && (
        <aside className="panel">
          <CasePage id={id} me={{ id: me.id, unit: me.unit.id }} onClose={() => go(`/${search ? `?${search}` : ''}`)} onOpen={open} />
        </aside>
      )}
    </div>
  );
}

/** The URL's own words are the filter's; a queue is a filter with a name. */
function asFilter(search: string): string {
  const said = new URLSearchParams(search);
  const filter = new URLSearchParams();
  for (const name of ['status', 'light', 'assignee', 'q']) {
    const value = said.get(name);
    if (value) filter.set(name, value);
  }
  filter.set('sort', said.get('sort') ?? 'due');
  return filter.toString();
}

function Bar({
  me,
  frame,
  live,
  onSignOut,
  onOpen,
}: {
  me: Me;
  frame: Frame | null;
  live: boolean;
  onSignOut: () => void;
  onOpen: (id: string) => void;
}) {
  const words = useWords(caseWords);
  const desk = useWords(deskWords);
  const people = useWords(peopleWords);
  const { locale, choose } = useLocale();
  const { name } = useSpeech();
  const [, go] = useLocation();
  const search = useSearch();
  const [typed, setTyped] = useState(new URLSearchParams(search).get('q') ?? '');
  const [theme, setTheme] = useState(document.documentElement.dataset.theme);
  const [registering, setRegistering] = useState(false);
  const mayRegister = me.roles.some((role) => role === 'intake_operator' || role === 'shift_leader' || role === 'dispatcher');
  return (
    <header className="bar">
      <strong>管家</strong>
      <span className="soft cut">{frame ? name(frame.name) : ''}</span>
      <form
        role="search"
        onSubmit={(event) => {
          event.preventDefault();
          go(typed.trim() ? `/?q=${encodeURIComponent(typed.trim())}` : '/');
        }}
      >
        <input
          className="input"
          type="search"
          aria-label={words.search}
          placeholder={words.search}
          value={typed}
          maxLength={60}
          onChange={(event) => setTyped(event.target.value)}
        />
      </form>
      <span className={live ? 'mark tone-green' : 'mark tone-amber'} role="status">
        {live ? `● ${words.live}` : `▲ ${words.lost}`}
      </span>
      {mayRegister && (
        <Button look="primary" onClick={() => setRegistering(true)}>
          {desk.register}
        </Button>
      )}
      <Button look="quiet" onClick={() => setTheme(switchTheme())}>
        {theme === 'dark' ? desk.light : desk.theme}
      </Button>
      <Button look="quiet" onClick={() => choose(locale === 'zh' ? 'en' : 'zh')}>
        {locale === 'zh' ? 'English' : '中文'}
      </Button>
      <span className="who">
        {me.name} <span className="soft small">{name(me.unit.name)}</span>
      </span>
      <Button look="quiet" onClick={onSignOut}>
        {people.out}
      </Button>
      {registering && <Registration onClose={() => setRegistering(false)} onOpen={onOpen} />}
    </header>
  );
}

function Queues({ search }: { search: string }) {
  const words = useWords(caseWords);
  const { locale } = useLocale();
  const { data: counts } = useCounts();
  const [, go] = useLocation();
  const all = Object.values(counts?.byStatus ?? {}).reduce((sum, n) => sum + n, 0);
  const item = (label: string, to: string, count: number | undefined, tone = '') => {
    const on = to === (search ? `?${search}` : '') || (to === '' && search === '');
    return (
      <li key={to}>
        <button type="button" aria-current={on ? 'page' : undefined} onClick={() => go(`/${to}`)}>
          <span>{label}</span>
          <b className={count ? tone : 'soft'}>{count ?? ''}</b>
        </button>
      </li>
    );
  };
  return (
    <nav className="queues" aria-label={words.queues}>
      <ul>
        {item(words.all, '', all)}
        {item(words.late, '?light=red', counts?.late ?? 0, 'tone-red')}
        {item(words.yellow, '?light=yellow', counts?.yellow ?? 0, 'tone-amber')}
        {item(words.mine, '?assignee=me', undefined)}
      </ul>
      <ul>{queues.map((status) => item(statusWords[locale][status], `?status=${status}`, counts?.byStatus[status] ?? 0))}</ul>
      <ul>{item(words.done, '?status=closed&sort=reported', undefined)}</ul>
    </nav>
  );
}

function CaseMap({
  frame,
  filter,
  chosen,
  onChoose,
}: {
  frame: Frame;
  filter: string;
  chosen: string | null;
  onChoose: (id: string) => void;
}) {
  const desk = useWords(deskWords);
  const { name } = useSpeech();
  const { data } = usePoints(filter.replace(/&?sort=\w+/, ''));
  const theme = useTheme();
  const features = useMemo(
    () =>
      (data?.points ?? []).map(([id, lon, lat, status, light]) => ({
        id,
        lon,
        lat,
        look: { tone: toneOfLight[light], shape: shapeOfStatus[status] },
      })),
    [data],
  );
  const layers = useMemo((): Layer[] => [{ id: 'cases', kind: 'points', features, clustered: true }], [features]);
  const here = features.find(({ id }) => id === chosen);
  return (
    <MapView
      base="/geo/base.geojson"
      bounds={frame.bounds}
      layers={layers}
      selected={chosen}
      center={here ? { lon: here.lon, lat: here.lat } : null}
      theme={theme}
      onTap={({ hits }) => hits[0] && onChoose(hits[0].id)}
      attribution={frame.attribution}
      notice={frame.boundaryNotice ? name(frame.boundaryNotice) : null}
      legend={[
        { kind: 'point', tone: 'green', shape: 'circle', word: desk.shapes.waiting },
        { kind: 'point', tone: 'green', shape: 'pentagon', word: desk.shapes.dispatch },
        { kind: 'point', tone: 'green', shape: 'square', word: desk.shapes.handling },
        { kind: 'point', tone: 'green', shape: 'diamond', word: desk.shapes.checking },
        { kind: 'point', tone: 'amber', shape: 'square', word: desk.shapes.soon },
        { kind: 'point', tone: 'red', shape: 'square', word: desk.shapes.late },
        { kind: 'cluster', word: desk.cluster },
      ]}
    />
  );
}

function useTheme(): 'light' | 'dark' {
  const read = () => (document.documentElement.dataset.theme === 'dark' ? 'dark' : 'light');
  const [theme, setTheme] = useState<'light' | 'dark'>(read);
  useEffect(() => {
    const watcher = new MutationObserver(() => setTheme(read()));
    watcher.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
    return () => watcher.disconnect();
  }, []);
  return theme;
}
