import { useEffect, useState } from 'react';
import { FollowPage } from '../../features/case/web/follow/followpage.tsx';
import { DonePage } from '../../features/intake/web/donepage.tsx';
import type { Delivered, Offer, Thing } from '../../features/intake/web/offer.ts';
import { ReportPage } from '../../features/intake/web/reportpage.tsx';
import { intakeWords } from '../../features/intake/web/words.ts';
import type { WorldFrame } from '../../features/intake/web/wherestep.tsx';
import { Brand } from '../../ui/look/brand.tsx';
import { Button } from '../../ui/look/controls.tsx';
import { switchElder, useAppearance } from '../../ui/look/theme.ts';
import { ask } from '../../ui/outbox/ask.ts';
import { useLocale, useWords } from '../../ui/words/locale.tsx';
import { WorldOffset, useSpeech } from '../../ui/words/speech.ts';
import { Foot } from './foot.tsx';

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
  const { tab } = useWords(intakeWords);
  useEffect(() => {
    document.title = tab;
  }, [tab]);
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
  const { elder } = useAppearance();
  return (
    <header className="top">
      <a href="/">
        <Brand name={words.title} under={world ? name(world.name) : '\u00a0'} />
      </a>
      <span>
        {elder && (
          <a className="button" href="tel:12345">
            12345
          </a>
        )}
        <Button look="quiet" onClick={() => switchElder()} aria-pressed={elder}>
          {elder ? words.elderOff : words.elder}
        </Button>
        <Button look="quiet" onClick={() => choose(locale === 'zh' ? 'en' : 'zh')}>
          {words.other}
        </Button>
      </span>
    </header>
  );
}

function ReportScreen({ opened, onDone }: { opened: Opened; onDone: (delivered: Delivered) => void }) {
  const words = useWords(intakeWords);
  const { world, thing, offers, gone } = opened;
  return (
    <>
      {gone && (
        <p className="page note">
          <span className="banner">{words.thingGone}</span>
        </p>
      )}
      <ReportPage world={world} thing={thing} offers={offers} onDone={onDone} />
      <Foot invented={world.invented} />
    </>
  );
}

function Waiting({ problem, onAgain }: { problem: string | null; onAgain: () => void }) {
  const words = useWords(intakeWords);
  return (
    <main className="page" aria-busy={problem === null}>
      {problem ? (
        <div className="empty" role="alert">
          <b>{words.openFailed}</b>
          <p>{problem}</p>
          <Button onClick={onAgain}>{words.again}</Button>
          <a className="plainlink" href="tel:12345">
            {words.call}
          </a>
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
