import { useEffect, useState } from 'react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Route, Router, Switch, useLocation } from 'wouter';
import { CaseList } from '../../features/case/web/desk/caselist.tsx';
import { CasePage } from '../../features/case/web/desk/casepage.tsx';
import { useCounts } from '../../features/case/web/desk/data.ts';
import { type Live, useLive } from '../../features/case/web/desk/live.ts';
import { HandContext } from '../../features/case/web/acts/hand.ts';
import { AheadContext } from '../../features/case/web/desk/ahead.ts';
import type { SpokenType } from '../../features/case/rules/command.ts';
import { commandWords } from '../../features/case/words/labels.ts';
import { openOutbox, useOutbox } from '../../features/outbox/field/outbox.ts';
import { OutboxPage } from '../../features/outbox/field/outboxpage.tsx';
import { forgetFetched } from '../../features/outbox/field/store.ts';
import { outboxWords } from '../../features/outbox/field/words.ts';
import type { Entry } from '../../features/outbox/rules/entry.ts';
import { AskedToGo } from '../../features/patrol/web/asked.tsx';
import type { Me } from '../../features/people/web/signin.tsx';
import { peopleWords } from '../../features/people/web/words.ts';
import { Button, Menu } from '../../ui/look/controls.tsx';
import { switchTheme, useAppearance } from '../../ui/look/theme.ts';
import { ask } from '../../ui/outbox/ask.ts';
import { useLocale, useWords } from '../../ui/words/locale.tsx';
import { useSpeech, WorldOffset } from '../../ui/words/speech.ts';
import { wordsIn } from '../../ui/words/words.ts';
import { useDay } from './day.ts';
import { useAhead, useFieldHand } from './hand.ts';
import { type Tab, listsOf } from './lists.ts';
import { ReportPage } from './reportpage.tsx';
import { forgetPhotos } from './shell.ts';
import { fieldWords } from './words.ts';

type Props = { me: Me; signOut: () => void; signInAgain: () => void };

/** The phone of whoever does the work or looks at it: what is theirs, one case at a time, big enough for a thumb. */
export function Field({ me, signOut, signInAgain }: Props) {
  useOwnAnswers(me);
  const live = useLive();
  const round = useSending(me);
  const taken = useDay(me, live, round);
  const hand = useFieldHand(me, taken);
  const ahead = useAhead(taken);
  const { data: offset } = useQuery({
    queryKey: ['offset'],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async () => {
      const answer = await ask<{ utcOffsetMinutes: number }>('GET', '/geo/world.json', { locale: 'zh' });
      if (!answer.ok) throw new Error(answer.problem.detail);
      return answer.value.utcOffsetMinutes;
    },
  });
  const leave = () => {
    void forgetFetched();
    void forgetPhotos();
    signOut();
  };
  // What the phone took along is read in a blink; asking before it is there would show an error where a list could stand.
  if (!taken.isReady) return <main className="phone" aria-busy="true" />;
  return (
    <WorldOffset.Provider value={offset ?? 480}>
      <HandContext.Provider value={hand}>
        <AheadContext.Provider value={ahead}>
          <Standing live={live} at={taken.day?.at ?? null} onSignIn={signInAgain} />
          <Router base="/field">
            <Switch>
              <Route path="/cases/:id">{({ id }) => <One me={me} id={id} />}</Route>
              <Route path="/report">{() => <Found me={me} />}</Route>
              <Route path="/outbox">{() => <Sent me={me} />}</Route>
              <Route>{() => <Home me={me} onSignOut={leave} />}</Route>
            </Switch>
          </Router>
        </AheadContext.Provider>
      </HandContext.Provider>
    </WorldOffset.Provider>
  );
}

let shownFor: string | undefined;

/** What was fetched for one person is not shown to the next on the same phone. */
function useOwnAnswers({ id }: Me) {
  const queries = useQueryClient();
  useState(() => {
    if (shownFor !== undefined && shownFor !== id) queries.clear();
    shownFor = id;
  });
}

/** Sends what this person said for as long as they are signed in; answers how often something has arrived. */
function useSending({ id }: Me): number {
  const queries = useQueryClient();
  const { locale } = useLocale();
  const [round, setRound] = useState(0);
  useEffect(
    () =>
      openOutbox(id, {
        onStored: () => {
          setRound((before) => before + 1);
          void queries.invalidateQueries({ predicate: ({ queryKey }) => ['case', 'cases', 'counts'].includes(String(queryKey[0])) });
        },
        lateWords: ({ said }) => {
          if (said.type === 'report') return '';
          return wordsIn(outboxWords, locale).late(commandWords[locale][said.command.type as SpokenType], String(said.command.note ?? ''));
        },
      }),
    [id, locale, queries],
  );
  return round;
}

function Found({ me }: { me: Me }) {
  const [, go] = useLocation();
  return <ReportPage me={me} onClose={() => go('/')} onSaid={() => go('/outbox')} />;
}

function Sent({ me }: { me: Me }) {
  const [, go] = useLocation();
  const open = ({ to, taken }: Entry) => go(to.kind === 'case' ? `/cases/${to.id}` : taken ? `/cases/${taken.id}` : '/report');
  return <OutboxPage me={me.id} onClose={() => go('/')} onOpen={open} />;
}

/** Quiet while all is well; else since when, how old what is shown is, and what is safe. */
function Standing({ live, at, onSignIn }: { live: Live; at: number | null; onSignIn: () => void }) {
  const words = useWords(fieldWords);
  const outbox = useWords(outboxWords);
  const { mustSignIn, refused } = useOutbox();
  const { clock, near } = useSpeech();
  if (mustSignIn)
    return (
      <div className="phonelost line spread nowrap" role="status">
        <span>▲ {outbox.signIn}</span>
        <Button onClick={onSignIn}>{outbox.signInGo}</Button>
      </div>
    );
  if (refused)
    return (
      <p className="phonelost" role="alert">
        ▲ {outbox.refused}
      </p>
    );
  if (live.state !== 'lost') return null;
  return (
    <p className="phonelost" role="status">
      <b>▲ {words.offline(clock(live.since))}</b>
      <br />
      {at === null ? words.nothingKept : words.offlineMore(near(at))}
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

function Home({ me, onSignOut }: { me: Me; onSignOut: () => void }) {
  const words = useWords(fieldWords);
  const { name } = useSpeech();
  const [, go] = useLocation();
  const works = me.roles.some((role) => role === 'handler' || role === 'unit_manager');
  const looks = me.roles.includes('patroller');
  const [tab, setTab] = useState<Tab>(works ? 'jobs' : 'asked');
  const lists = listsOf(me);
  const jobs = useMine(lists.jobs.filter);
  const asked = useMine(lists.asked.filter);
  const count = tab === 'jobs' ? jobs : asked;
  return (
    <main className="phone">
      <header className="phonebar">
        <div className="line spread nowrap">
          <h1>{count === undefined ? ' ' : words.heading[tab](count.all, count.late)}</h1>
          <Badge me={me.id} />
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
      <AskedToGo me={me.id} />
      <CaseList
        key={tab}
        filter={`${lists[tab].filter}&sort=due`}
        chosen={null}
        onChoose={(id) => go(`/cases/${id}`)}
        empty={{ title: words.empty[tab], more: words.emptyMore[tab] }}
      />
      <div className="phonedock">
        <Button wide onClick={() => go('/report')}>
          {words.report}
        </Button>
      </div>
    </main>
  );
}

/** The way to the outbox; a number when something has not arrived, a sign when something came back. */
function Badge({ me }: { me: string }) {
  const words = useWords(outboxWords);
  const { entries, sending } = useOutbox();
  const [, go] = useLocation();
  const mine = entries.filter(({ by }) => by === me);
  const left = mine.filter(({ state }) => state.status !== 'stored').length;
  const isBack = mine.some(({ state }) => state.status === 'returned');
  return (
    <Button
      look="quiet"
      className={isBack ? 'outboxlink tone-red' : 'outboxlink'}
      aria-label={words.open(left)}
      onClick={() => go('/outbox')}
    >
      {isBack ? '▲' : sending ? '↑' : '⇧'} {words.title}
      {left > 0 && <b className="count">{left}</b>}
    </Button>
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
