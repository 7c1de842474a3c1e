import { useState } from 'react';
import { statusWords } from '../../features/case/words/labels.ts';
import { sentBefore } from '../../features/intake/web/draft.ts';
import { intakeWords } from '../../features/intake/web/words.ts';
import { Button } from '../../ui/look/controls.tsx';
import { switchTheme, useAppearance } from '../../ui/look/theme.ts';
import { ask } from '../../ui/outbox/ask.ts';
import { useLocale, useWords } from '../../ui/words/locale.tsx';
import { useSpeech } from '../../ui/words/speech.ts';

/** Below the report: what was reported from here before, a number looked up, a person to call. */
export function Foot({ invented }: { invented: boolean }) {
  const words = useWords(intakeWords);
  const { shown } = useAppearance();
  const { ago } = useSpeech();
  const mine = sentBefore(localStorage);
  return (
    <footer className="page foot">
      {mine.length > 0 && (
        <nav aria-label={words.mine}>
          <b>{words.mine}</b>
          <ul className="mine">
            {mine.slice(0, 3).map((sent) => (
              <li key={sent.token}>
                <a href={`/f/${sent.token}`}>
                  <span>{sent.text || sent.number}</span>
                  <span className="soft">{ago(sent.at)}</span>
                </a>
              </li>
            ))}
          </ul>
        </nav>
      )}
      <LookUp />
      <p className="line spread">
        <a className="plainlink" href="tel:12345">
          {words.call}
        </a>
        <Button look="quiet" onClick={() => switchTheme()}>
          {shown === 'dark' ? words.light : words.theme}
        </Button>
      </p>
      {invented && <p>{words.invented}</p>}
    </footer>
  );
}

function LookUp() {
  const words = useWords(intakeWords);
  const { locale } = useLocale();
  const [number, setNumber] = useState('');
  const [found, setFound] = useState<string | null>(null);
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
    <details>
      <summary>{words.lookup}</summary>
      <form
        className="line nowrap"
        onSubmit={(event) => {
          event.preventDefault();
          if (number.trim()) void lookUp();
        }}
      >
        <input
          className="input"
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
  );
}
