import { type ReactNode, useEffect, useState } from 'react';
import { Button, Sheet } from '../../ui/look/controls.tsx';
import { useWords } from '../../ui/words/locale.tsx';
import { readStored, writeStored } from '../../ui/words/stored.ts';
import { deskWords } from './words.ts';

export type Keys = { readonly help: () => void; readonly sheet: ReactNode };

const OFF = 'guanjia.keys';

/**
 * Triage without a mouse. Single keys are dead while somebody types, inside an input method and in a dialog, and can be
 * turned off (WCAG 2.1.4).
 */
export function useKeys({ isOpen, close }: { isOpen: boolean; close: () => void }): Keys {
  const words = useWords(deskWords);
  const [shown, setShown] = useState(false);
  const [isOn, setOn] = useState(readStored(OFF) !== 'off');
  useEffect(() => {
    if (!isOn) return undefined;
    const hear = (event: KeyboardEvent) => {
      if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      if (event.key === '?') setShown(true);
      else if (event.key === 'Escape' && isOpen) close();
      else if (event.key === 'j' || event.key === 'k') step(event.key === 'j' ? 1 : -1, isOpen);
      else if (/^[1-9]$/.test(event.key)) press(document.querySelectorAll<HTMLElement>('.acts button')[Number(event.key) - 1]);
      else if (event.key === '/' || event.key === 'n') press(document.querySelector<HTMLElement>(`[data-key="${event.key}"]`));
      else return;
      event.preventDefault();
    };
    addEventListener('keydown', hear);
    return () => removeEventListener('keydown', hear);
  }, [isOn, isOpen, close]);
  const toggle = () => {
    writeStored(OFF, isOn ? 'off' : 'on');
    setOn(!isOn);
  };
  const sheet = shown && (
    <Sheet title={words.keys} onClose={() => setShown(false)}>
      <dl className="keys">
        {words.keyList.split('\n').map((line) => {
          const [key, ...does] = line.split(' ');
          return (
            <div key={line}>
              <dt>
                <kbd>{key}</kbd>
              </dt>
              <dd>{does.join(' ')}</dd>
            </div>
          );
        })}
      </dl>
      <div className="line">
        <Button onClick={toggle}>{isOn ? words.keysOff : words.keysOn}</Button>
        <Button look="quiet" onClick={() => setShown(false)}>
          {words.closeSheet}
        </Button>
      </div>
    </Sheet>
  );
  return { help: () => setShown(true), sheet };
}

function isTyping(target: EventTarget | null): boolean {
  return document.querySelector('dialog[open]') !== null || (target instanceof Element && target.matches('input, textarea, select'));
}

function press(target: HTMLElement | null | undefined) {
  if (target instanceof HTMLInputElement) target.focus();
  else target?.click();
}

/** From the row that has the focus or is open to its neighbour; with a case open, the neighbour opens. */
function step(by: 1 | -1, isOpen: boolean) {
  const rows = [...document.querySelectorAll<HTMLElement>('.list .cases button.case')];
  const focused = rows.findIndex((row) => row === document.activeElement);
  const here = focused >= 0 ? focused : rows.findIndex((row) => row.getAttribute('aria-current') === 'true');
  const next = rows[Math.min(rows.length - 1, Math.max(0, here + by))];
  next?.focus();
  next?.scrollIntoView({ block: 'nearest' });
  if (isOpen) next?.click();
}
