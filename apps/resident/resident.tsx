import { useEffect, useState } from 'react';
import { FollowPage } from '../../features/case/web/follow/followpage.tsx';
import { statusWords } from '../../features/case/words/labels.ts';
import { DonePage } from '../../features/intake/web/donepage.tsx';
import { sentBefore } from '../../features/intake/web/draft.ts';
import type { Delivered, Offer, Thing } from '../../features/intake/web/offer.ts';
import { ReportPage } from '../../features/intake/web/reportpage.tsx';
import { intakeWords } from '../../features/intake/web/words.ts';
import type { WorldFrame } from '../../features/intake/web/wherestep.tsx';
import { Button } from '../../ui/look/controls.tsx';
import { switchElder, switchTheme } from '../../ui/look/theme.ts';
import { ask } from '../../ui/outbox/ask.ts';
import { useLocale, useWords } from '../../ui/words/locale.tsx';
import { WorldOffset, useSpeech } from '../../ui/words/speech.ts';

type Opened = { world: WorldFrame & { utcOffsetMinutes: number }; thing: Thing | null; offers: Offer[]; gone: boolean };

/** The resident's three addresses: `/` and `/q/<code>` to report, `/f/<token>` to follow. */
export function Resident({ path }: { path: string }) {
  const code = /^\/q\/([^/]+)/.exec(path)?.[1];
  const token = /^\/f\/([^/]+)/.exec(path)?.[1];
  const { locale } = useLocale();
  const [opened, setOpened] = useState<Opened | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [delivered, setDelivered] = useState<Delivered | null>(null);
  const [round, setRound] = useState(0);
  // Opened anew for each report, not for each language
  useEffect(() => {
    open(code, locale).then(
      (found) => {
        setOpened(found);
        setProblem(null);
      },
      (error: Error) => setProblem(error.message),
    );
  }, [code, round]);
  const again = () => {
    setDelivered(null);
    setRound(round + 1);
  };
  return (
    <WorldOffset.Provider value={opened?.world.utcOffsetMinutes ?? 480}>
      <Top world={opened?.world ?? null} />
      {token ? (
        <FollowPage token={token} />
      ) : delivered ? (
        <DonePage delivered={delivered} onAnother={again} />
      ) : opened ? (
        <ReportScreen opened={opened} onDone={setDelivered} key={round} />
      ) : (
        <Waiting problem={problem} onAgain={() => setRound(round + 1)} />
      )}
    </WorldOffset.Provider>
  );
}

async function open(code: string | undefined, locale: 'zh' | 'en'): Promise<Opened> {
  const [world, thing, usual] = await Promise.all([
    ask<Opened['world']>('GET', '/geo/world.json', { locale }),
    code ? ask<{ asset: Thing; matters: Offer[] }>('GET', `/api/public/q/${encodeURIComponent(code)}`, { locale }) : undefined,
    ask<{ matters: Offer[] }>('POST', '/api/public/propose', { body: { text: '' }, locale }),
  ]);
  if (!world.ok) throw new Error(world.problem.detail);
  const common = usual.ok ? usual.value.matters : [];
  return thing?.ok
    ? {
        world: world.value,
        thing: thing.value.asset,
        offers: [...thing.value.matters, ...common].filter(({ key }, i, all) => all.findIndex((one) => one.key === key) === i).slice(0, 6),
        gone: false,
      }
    : { world: world.value, thing: null, offers: common, gone: thing !== undefined };
}

function Top({ world }: { world: WorldFrame | null }) {
  const words = useWords(intakeWords);
  const { locale, choose } = useLocale();
  const { name } = useSpeech();
  const [elder, setElder] = useState(document.documentElement.dataset.elder !== undefined);
  return (
    <header className="top">
      <strong>
        <a href="/">{world ? `${name(world.name)} · ${words.title}` : words.title}</a>
      </strong>
      <Button look="quiet" onClick={() => setElder(switchElder())} aria-pressed={elder}>
        {elder ? words.elderOff : words.elder}
      </Button>
      <Button look="quiet" onClick={() => choose(locale === 'zh' ? 'en' : 'zh')}>
        {words.other}
      </Button>
    </header>
  );
}

function ReportScreen({ opened, onDone }: { opened: Opened; onDone: (delivered: Delivered) => void }) {
  const words = useWords(intakeWords);
  const { world, thing, offers, gone } = opened;
  return (
    <>
      {gone && (
        <p className="page">
          <span className="banner">{words.thingGone}</span>
        </p>
      )}
      <ReportPage world={world} thing={thing} offers={offers} onDone={onDone} />
      <Foot invented={world.invented} />
    </>
  );
}

function Foot({ invented }: { invented: boolean }) {
  const words = useWords(intakeWords);
  const { locale } = useLocale();
  const { ago } = useSpeech();
  const [number, setNumber] = useState('');
  const [found, setFound] = useState<string | null>(null);
  const mine = sentBefore(localStorage);
  const lookUp = async () => {
    const answer = await ask<{ number: string; status: keyof (typeof statusWords)['zh'] }>(
      'GET',
      `/api/lookup/${encodeURIComponent(number)}`,
      { locale },
    );
    setFound(
      answer.ok
        ? `${answer.value.number} · ${statusWords[locale][answer.value.status]}`
        : answer.problem.status === 404
          ? words.lookupNone
          : answer.problem.detail,
    );
  };
  return (
    <footer className="page">
      {mine.length > 0 && (
        <nav aria-label={words.mine}>
          <b>{words.mine}</b>
          <ul className="mine">
            {mine.slice(0, 3).map((sent) => (
              <li key={sent.token}>
                <a href={`/f/${sent.token}`}>
                  <span>{sent.number}</span>
                  <span className="soft">{ago(sent.at)}</span>
                </a>
              </li>
            ))}
          </ul>
        </nav>
      )}
      <details>
        <summary>{words.lookup}</summary>
        <form
          className="line"
          onSubmit={(event) => {
            event.preventDefault();
            void lookUp();
          }}
        >
          <input
            className="input"
            style={{ flex: 1 }}
            aria-label={words.lookup}
            placeholder={words.lookupHint}
            inputMode="numeric"
            maxLength={30}
            value={number}
            onChange={(event) => setNumber(event.target.value)}
          />
          <Button type="submit">{words.lookupGo}</Button>
        </form>
        {found && <p role="status">{found}</p>}
      </details>
      <p className="line spread">
        <a href="tel:12345">{words.call}</a>
        <Button look="quiet" onClick={() => switchTheme()}>
          {words.theme}
        </Button>
      </p>
      {invented && <p>{words.invented}</p>}
    </footer>
  );
}

function Waiting({ problem, onAgain }: { problem: string | null; onAgain: () => void }) {
  const words = useWords(intakeWords);
  return (
    <main className="page" aria-busy={problem === null}>
      {problem ? (
        <div className="empty" role="alert">
          <p>{problem}</p>
          <Button onClick={onAgain}>{words.lookupGo}</Button>
        </div>
      ) : (
        <>
          <div className="bone" style={{ height: 34 }} />
          <div className="bone" style={{ height: 128 }} />
          <div className="bone" style={{ height: 96 }} />
        </>
      )}
    </main>
  );
}
