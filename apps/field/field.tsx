import { useCallback, useState } from 'react';
import { Route, Router, Switch, useLocation } from 'wouter';
import { CaseList } from '../../features/case/web/desk/caselist.tsx';
import { CasePage } from '../../features/case/web/desk/casepage.tsx';
import { type News, useLive } from '../../features/case/web/desk/data.ts';
import { caseWords } from '../../features/case/web/words.ts';
import type { Me } from '../../features/people/web/signin.tsx';
import { peopleWords } from '../../features/people/web/words.ts';
import { Button } from '../../ui/look/controls.tsx';
import { useLocale, useWords } from '../../ui/words/locale.tsx';
import { useSpeech } from '../../ui/words/speech.ts';
import { createWords } from '../../ui/words/words.ts';

const fieldWords = createWords({
  zh: { jobs: '要做的', asked: '要看的', report: '上报' },
  en: { jobs: 'To do', asked: 'To look at', report: 'Report' },
});

/** The phone of whoever does the work or looks at it: what is theirs, one case at a time, big enough for a thumb. */
export function Field({ me, onSignOut }: { me: Me; onSignOut: () => void }) {
  return (
    <Router base="/field">
      <Switch>
        <Route path="/cases/:id">{({ id }) => <One me={me} id={id} />}</Route>
        <Route>{() => <Home me={me} onSignOut={onSignOut} />}</Route>
      </Switch>
    </Router>
  );
}

function One({ me, id }: { me: Me; id: string }) {
  const [, go] = useLocation();
  const quiet = useCallback(() => undefined, []);
  useLive(quiet);
  return (
    <main className="phone">
      <CasePage id={id} me={{ id: me.id, unit: me.unit.id }} onClose={() => go('/')} onOpen={(other) => go(`/cases/${other}`)} />
    </main>
  );
}

function Home({ me, onSignOut }: { me: Me; onSignOut: () => void }) {
  const words = useWords(fieldWords);
  const common = useWords(caseWords);
  const people = useWords(peopleWords);
  const { locale, choose } = useLocale();
  const { name } = useSpeech();
  const [, go] = useLocation();
  const works = me.roles.some((role) => role === 'handler' || role === 'unit_manager');
  const looks = me.roles.includes('patroller');
  const [tab, setTab] = useState<'jobs' | 'asked'>(works ? 'jobs' : 'asked');
  const [news, setNews] = useState(0);
  const [round, setRound] = useState(0);
  const onNews = useCallback((heard: readonly News[]) => setNews((before) => before + new Set(heard.map(({ id }) => id)).size), []);
  const live = useLive(onNews);
  const filter = tab === 'jobs' ? `unit=${encodeURIComponent(me.unit.id)}&status=handling&sort=due` : 'assignee=me&sort=due';
  return (
    <main className="phone">
      <header className="phonebar">
        <div className="line spread">
          <h1>
            {me.name} <span className="soft small">{name(me.unit.name)}</span>
          </h1>
          <span className={live ? 'mark tone-green small' : 'mark tone-amber small'} role="status">
            {live ? `● ${common.live}` : `▲ ${common.lost}`}
          </span>
        </div>
        <div className="line">
          {works && (
            <button type="button" className="chip" aria-pressed={tab === 'jobs'} onClick={() => setTab('jobs')}>
              {words.jobs}
            </button>
          )}
          {looks && (
            <button type="button" className="chip" aria-pressed={tab === 'asked'} onClick={() => setTab('asked')}>
              {words.asked}
            </button>
          )}
          <a className="button" href="/">
            {words.report}
          </a>
        </div>
      </header>
      <CaseList
        key={`${tab} ${round}`}
        filter={filter}
        chosen={null}
        onChoose={(id) => go(`/cases/${id}`)}
        news={news}
        onShowNews={() => {
          setNews(0);
          setRound(round + 1);
        }}
      />
      <footer className="line spread" style={{ padding: 16 }}>
        <Button look="quiet" onClick={() => choose(locale === 'zh' ? 'en' : 'zh')}>
          {locale === 'zh' ? 'English' : '中文'}
        </Button>
        <Button look="quiet" onClick={onSignOut}>
          {people.out}
        </Button>
      </footer>
    </main>
  );
}
