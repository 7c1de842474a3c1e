import { type ReactNode, useCallback, useEffect, useState } from 'react';
import type { Words } from '../../../kernel/words.ts';
import { Brand } from '../../../ui/look/brand.tsx';
import { Button } from '../../../ui/look/controls.tsx';
import { ask } from '../../../ui/outbox/ask.ts';
import { useLocale, useWords } from '../../../ui/words/locale.tsx';
import { readStored, writeStored } from '../../../ui/words/stored.ts';
import type { Role, Sector } from '../rules/person.ts';
import { peopleWords } from './words.ts';
import './signin.css';

export type Me = {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly unit: { readonly id: string; readonly name: Words };
  readonly sector: Sector;
  readonly streets: readonly string[];
};

const LOOK_AGAIN = 3_000;
const REMEMBERED = 'guanjia.me';

function remembered(): Me | null {
  try {
    return JSON.parse(readStored(REMEMBERED) ?? 'null') as Me | null;
  } catch {
    return null;
  }
}

type Signing = {
  children: (me: Me, act: { signOut: () => void; signInAgain: () => void }) => ReactNode;
  /** On a phone the last person stays known while there is no network; whoever holds it sees what it holds anyway. */
  remembers?: boolean;
  /** Said above the form. */
  notice?: ReactNode;
};

/** Shows its children to whoever is signed in, and a sign-in form to everybody else. */
export function SignedIn({ children, remembers = false, notice }: Signing) {
  const { locale } = useLocale();
  const [me, setMe] = useState<Me | null | undefined>(undefined);
  const [isAway, setAway] = useState(false);
  const know = useCallback(
    (who: Me | null) => {
      if (remembers) writeStored(REMEMBERED, JSON.stringify(who));
      setMe(who);
    },
    [remembers],
  );
  const look = useCallback(() => {
    void ask<{ person: Me }>('GET', '/api/session', { locale }).then((answer) => {
      const away = !answer.ok && (answer.problem.status === 0 || answer.problem.status >= 500);
      if (answer.ok) know(answer.value.person);
      // Without a network the last known person stays; the server asks again on every request anyway.
      else if (away) setMe((before) => before ?? (remembers ? remembered() : undefined));
      else setMe(null);
      setAway(away);
    });
  }, [locale, know, remembers]);
  useEffect(look, [look]);
  // Nobody could say who it is; as soon as the server is back it can.
  useEffect(() => {
    if (!isAway || me) return undefined;
    const timer = setInterval(look, LOOK_AGAIN);
    return () => clearInterval(timer);
  }, [isAway, me, look]);
  const signOut = () => void ask('DELETE', '/api/session', { locale }).then(() => know(null));
  if (me === undefined) return <main className="signin" aria-busy="true" />;
  return me ? children(me, { signOut, signInAgain: () => setMe(null) }) : <SignIn onIn={know} notice={notice} />;
}

type Demo = { readonly account: string; readonly password: string };
const thisMachine = ['localhost', '127.0.0.1', '[::1]'];

/** How to get into a fresh trial. The server decides; a page reached by another name does not even ask. */
function useDemo(): Demo | null {
  const { locale } = useLocale();
  const [demo, setDemo] = useState<Demo | null>(null);
  useEffect(() => {
    if (!thisMachine.includes(location.hostname)) return;
    void ask<{ demo: Demo | null }>('GET', '/api/session/demo', { locale }).then((answer) => answer.ok && setDemo(answer.value.demo));
  }, [locale]);
  return demo;
}

function SignIn({ onIn, notice }: { onIn: (me: Me) => void; notice: ReactNode }) {
  const words = useWords(peopleWords);
  const { locale, choose } = useLocale();
  const [account, setAccount] = useState('');
  const [password, setPassword] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const demo = useDemo();
  const send = async () => {
    if (!account || !password) return setProblem(words.needed);
    setBusy(true);
    const answer = await ask<{ person: Me }>('POST', '/api/session', { body: { account: account.trim(), password }, locale });
    setBusy(false);
    if (answer.ok) onIn(answer.value.person);
    else setProblem(`${answer.problem.title}。${answer.problem.detail}`);
  };
  return (
    <main className="signin">
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <div className="line spread">
          <Brand name={words.product} under={words.motto} />
          <Button look="quiet" onClick={() => choose(locale === 'zh' ? 'en' : 'zh')}>
            {locale === 'zh' ? 'English' : '中文'}
          </Button>
        </div>
        <h1>{words.title}</h1>
        {notice}
        <div className="field">
          <label htmlFor="account">{words.account}</label>
          <input
            id="account"
            className="input"
            autoComplete="username"
            value={account}
            onChange={(event) => setAccount(event.target.value)}
          />
        </div>
        <div className="field">
          <label htmlFor="password">{words.password}</label>
          <input
            id="password"
            className="input"
            type="password"
            autoComplete="current-password"
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
        </div>
        {problem && (
          <p className="banner red" role="alert">
            <span>{problem}</span>
          </p>
        )}
        <Button type="submit" look="primary" wide disabled={busy}>
          {busy ? words.going : words.go}
        </Button>
        {demo && <p className="soft small">{words.demo(demo.account, demo.password)}</p>}
        <p className="soft small">
          {words.resident} <a href="/">{words.report}</a>
        </p>
      </form>
    </main>
  );
}
