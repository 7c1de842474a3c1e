import { useEffect, useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { Route, Router, Switch, useLocation } from 'wouter';
import { CaseList } from '../../features/case/web/desk/caselist.tsx';
import { CasePage } from '../../features/case/web/desk/casepage.tsx';
import { useCounts } from '../../features/case/web/desk/data.ts';
import { type Live, useLive } from '../../features/case/web/desk/live.ts';
import { caseWords } from '../../features/case/web/words.ts';
import type { Me } from '../../features/people/web/signin.tsx';
import { peopleWords } from '../../features/people/web/words.ts';
import { Button, Menu } from '../../ui/look/controls.tsx';
import { switchTheme, useAppearance } from '../../ui/look/theme.ts';
import { ask } from '../../ui/outbox/ask.ts';
import { useLocale, useWords } from '../../ui/words/locale.tsx';
import { useSpeech, WorldOffset } from '../../ui/words/speech.ts';
import { fieldWords } from './words.ts';

/** The phone of whoever does the work or looks at it: what is theirs, one case at a time, big enough for a thumb. */
export function Field({ me, onSignOut }: { me: Me; onSignOut: () => void }) {
  const { locale } = useLocale();
  const { data: offset } = useQuery({
    queryKey: ['offset'],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async () => {
      const answer = await ask<{ utcOffsetMinutes: number }>('GET', '/geo/world.json', { locale });
      if (!answer.ok) throw new Error(answer.problem.detail);
      return answer.value.utcOffsetMinutes;
    },
  });
  const live = useLive();
  return (
    <WorldOffset.Provider value={offset ?? 480}>
      <Lost live={live} />
      <Router base="/field">
        <Switch>
          <Route path="/cases/:id">{({ id }) => <One me={me} id={id} />}</Route>
          <Route>{() => <Home me={me} onSignOut={onSignOut} />}</Route>
        </Switch>
      </Router>
    </WorldOffset.Provider>
  );
}

/** Quiet while all is well; else since when, and what is safe. */
function Lost({ live }: { live: Live }) {
  const words = useWords(caseWords);
  const { clock } = useSpeech();
  if (live.state !== 'lost') return null;
  return (
    <p className="phonelost" role="status">
      <b>▲ {words.lost(clock(live.since))}</b>
      <br />
      {words.lostMore}
    </p>
  );
}

function One({ me, id }: { me: Me; id: string }) {
  const [, go] = useLocation();
  // A page of its own starts at its top, wherever the list stood.
  useEffect(() => {
    if (id) scrollTo(0, 0);
  }, [id]);
  return (
    <main className="phone one">
      <CasePage id={id} me={{ id: me.id, unit: me.unit.id }} onClose={() => go('/')} onOpen={(other) => go(`/cases/${other}`)} />
    </main>
  );
}

type Tab = 'jobs' | 'asked';

function Home({ me, onSignOut }: { me: Me; onSignOut: () => void }) {
  const words = useWords(fieldWords);
  const { name } = useSpeech();
  const [, go] = useLocation();
  const works = me.roles.some((role) => role === 'handler' || role === 'unit_manager');
  const looks = me.roles.includes('patroller');
  const [tab, setTab] = useState<Tab>(works ? 'jobs' : 'asked');
  const filters: Record<Tab, string> = { jobs: `unit=${encodeURIComponent(me.unit.id)}&status=handling`, asked: 'assignee=me' };
  const jobs = useMine(filters.jobs);
  const asked = useMine(filters.asked);
  const count = tab === 'jobs' ? jobs : asked;
  return (
    <main className="phone">
      <header className="phonebar">
        <div className="line spread nowrap">
          <h1>{count === undefined ? ' ' : words.heading[tab](count.all, count.late)}</h1>
          <Settings me={me} onSignOut={onSignOut} />
        </div>
        <p className="soft small">{name(me.unit.name)}</p>
        {works && looks && (
          <div className="tabs">
            {(['jobs', 'asked'] as const).map((one) => (
              <button key={one} type="button" aria-pressed={tab === one} onClick={() => setTab(one)}>
                {words[one]} <b>{(one === 'jobs' ? jobs : asked)?.all ?? ''}</b>
              </button>
            ))}
          </div>
        )}
      </header>
      <CaseList
        key={tab}
        filter={`${filters[tab]}&sort=due`}
        chosen={null}
        onChoose={(id) => go(`/cases/${id}`)}
        empty={{ title: words.empty[tab], more: words.emptyMore[tab] }}
      />
      <div className="phonedock">
        <a className="button wide" href="/">
          {words.report}
        </a>
      </div>
    </main>
  );
}

function useMine(filter: string): { all: number; late: number } | undefined {
  const { data } = useCounts(filter);
  return data && { all: Object.values(data.byStatus).reduce((sum, n) => sum + n, 0), late: data.late };
}

function Settings({ me, onSignOut }: { me: Me; onSignOut: () => void }) {
  const words = useWords(fieldWords);
  const people = useWords(peopleWords);
  const { locale, choose } = useLocale();
  const { shown } = useAppearance();
  return (
    <Menu label={me.name}>
      <Button look="quiet" onClick={() => switchTheme()}>
        {shown === 'dark' ? words.sun : words.night}
      </Button>
      <Button look="quiet" onClick={() => choose(locale === 'zh' ? 'en' : 'zh')}>
        {locale === 'zh' ? 'English' : '中文'}
      </Button>
      <Button look="quiet" onClick={onSignOut}>
        {people.out}
      </Button>
    </Menu>
  );
}
