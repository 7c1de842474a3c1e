import { useState } from 'react';
import { useLocation, useSearch } from 'wouter';
import { useCounts } from '../../features/case/web/desk/data.ts';
import type { Live } from '../../features/case/web/desk/live.ts';
import { caseWords } from '../../features/case/web/words.ts';
import type { Me } from '../../features/people/web/signin.tsx';
import { peopleWords } from '../../features/people/web/words.ts';
import { Brand } from '../../ui/look/brand.tsx';
import { Button, Menu } from '../../ui/look/controls.tsx';
import { switchTheme, useAppearance } from '../../ui/look/theme.ts';
import { useLocale, useWords } from '../../ui/words/locale.tsx';
import { useSpeech } from '../../ui/words/speech.ts';
import type { Frame } from './frame.ts';
import type { Keys } from './keys.tsx';
import { Registration } from './registration.tsx';
import { mayRule } from './seats.ts';
import { deskWords } from './words.ts';

type Props = { me: Me; frame: Frame | null; live: Live; keys: Keys; onSignOut: () => void; onOpen: (id: string) => void };

/** The thin line of chrome: where one is, the search, whether the screen is live, and who one is. */
export function Bar({ me, frame, live, keys, onSignOut, onOpen }: Props) {
  const desk = useWords(deskWords);
  const { name } = useSpeech();
  const [registering, setRegistering] = useState(false);
  const mayRegister = me.roles.some((role) => role === 'intake_operator' || role === 'shift_leader' || role === 'dispatcher');
  return (
    <header className="bar">
      <a className="home" href="/desk">
        <Brand name={desk.product} />
      </a>
      <span className="soft cut">{frame ? name(frame.name) : ''}</span>
      <Rooms hasDisputes={mayRule(me)} />
      <Search />
      <LiveMark live={live} />
      {mayRegister && (
        <Button look="primary" data-key="n" onClick={() => setRegistering(true)}>
          {desk.register}
        </Button>
      )}
      <Me me={me} keys={keys} onSignOut={onSignOut} />
      {registering && <Registration onClose={() => setRegistering(false)} onOpen={onOpen} />}
      {keys.sheet}
    </header>
  );
}

/** The rooms of the desk; the one we are in is marked. */
function Rooms({ hasDisputes }: { hasDisputes: boolean }) {
  const desk = useWords(deskWords);
  const { data: counts } = useCounts();
  const waiting = counts?.byStatus.disputed ?? 0;
  const [at, go] = useLocation();
  const rooms = [
    ['/', desk.rooms.cases, !['/duty', '/disputes', '/patrol'].some((room) => at.startsWith(room))],
    ...(hasDisputes ? [['/disputes', desk.rooms.disputes(waiting), at.startsWith('/disputes')] as const] : []),
    ['/patrol', desk.rooms.patrol, at.startsWith('/patrol')],
    ['/duty', desk.rooms.duty, at.startsWith('/duty')],
  ] as const;
  return (
    <nav className="rooms" aria-label={desk.rooms.label}>
      {rooms.map(([to, word, isHere]) => (
        <button key={to} type="button" aria-current={isHere ? 'page' : undefined} onClick={() => go(to)}>
          {word}
        </button>
      ))}
    </nav>
  );
}

function Search() {
  const words = useWords(caseWords);
  const [, go] = useLocation();
  const search = useSearch();
  const [typed, setTyped] = useState(new URLSearchParams(search).get('q') ?? '');
  return (
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
        data-key="/"
        aria-label={words.search}
        placeholder={words.search}
        value={typed}
        maxLength={60}
        onChange={(event) => setTyped(event.target.value)}
      />
    </form>
  );
}

/** Live is quiet; a lost line says since when and what still works. */
function LiveMark({ live }: { live: Live }) {
  const words = useWords(caseWords);
  const { clock } = useSpeech();
  if (live.state === 'lost')
    return (
      <span className="lost" role="status" title={words.lostMore}>
        ▲ {words.lost(clock(live.since))}
        <span className="lostmore">{words.lostMore}</span>
      </span>
    );
  return (
    <span className="live" role="status">
      {live.state === 'open' ? (
        <>
          <span className="tone-green" aria-hidden="true">
            ●
          </span>{' '}
          {words.live}
        </>
      ) : (
        words.opening
      )}
    </span>
  );
}

function Me({ me, keys, onSignOut }: { me: Me; keys: Keys; onSignOut: () => void }) {
  const desk = useWords(deskWords);
  const people = useWords(peopleWords);
  const { locale, choose } = useLocale();
  const { name } = useSpeech();
  const { shown } = useAppearance();
  return (
    <Menu
      label={
        <>
          <b>{me.name}</b> <span className="soft small unitname">{name(me.unit.name)}</span>
        </>
      }
    >
      <Button look="quiet" onClick={() => switchTheme()}>
        {shown === 'dark' ? desk.light : desk.theme}
      </Button>
      <Button look="quiet" onClick={() => choose(locale === 'zh' ? 'en' : 'zh')}>
        {locale === 'zh' ? 'English' : '中文'}
      </Button>
      <Button look="quiet" onClick={keys.help}>
        {desk.keys}
      </Button>
      <Button look="quiet" onClick={onSignOut}>
        {people.out}
      </Button>
    </Menu>
  );
}
