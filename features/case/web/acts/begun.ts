import { useEffect, useRef, useState } from 'react';
import { newKey } from '../../../../ui/outbox/ask.ts';
import type { SpokenType } from '../../rules/command.ts';
import type { CaseView } from '../../rules/view.ts';
import type { Values } from './asking.ts';
import type { Begun, Hand } from './hand.ts';

/** How long typing may rest before it is kept. Milliseconds. */
const REST = 300;

/** The form's key and answers: begun anew, or as they were left on this device. Each change is kept where the hand keeps anything. */
export function useBegun(hand: Hand, { it, command, first }: { it: CaseView; command: SpokenType; first: () => Values }) {
  const [form, setForm] = useState<Begun>(() => ({ key: newKey(), values: first() }));
  const [isReady, setReady] = useState(hand.begun === undefined);
  const latest = useRef({ hand, it });
  useEffect(() => {
    latest.current = { hand, it };
  });
  useEffect(() => {
    const { hand: from, it: about } = latest.current;
    void from.begun?.(about, command).then((found) => {
      if (found) setForm((before) => ({ key: found.key, values: { ...before.values, ...found.values } }));
      setReady(true);
    });
  }, [command]);
  const untouched = useRef(true);
  useEffect(() => {
    const { hand: to, it: about } = latest.current;
    if (untouched.current || !to.keep) return undefined;
    const timer = setTimeout(() => to.keep?.(about, command, form), REST);
    return () => clearTimeout(timer);
  }, [form, command]);
  const set = (part: Values) => {
    untouched.current = false;
    setForm((before) => ({ ...before, values: { ...before.values, ...part } }));
  };
  return { ...form, set, isReady };
}
