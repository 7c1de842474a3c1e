import { useEffect } from 'react';
import { lookAtOutbox, useOutbox } from '../../features/outbox/field/outbox.ts';
import { namesOf } from '../../features/outbox/field/outboxpage.tsx';
import { outboxWords } from '../../features/outbox/field/words.ts';
import { useWords } from '../../ui/words/locale.tsx';

/** Above the sign-in form: what waits on this phone, and for whom. */
export function StillHere() {
  const words = useWords(outboxWords);
  const { entries } = useOutbox();
  useEffect(() => void lookAtOutbox(), []);
  const left = entries.filter(({ state }) => state.status === 'waiting');
  return left.length === 0 ? null : <p className="banner">{words.waitingFor(left.length, namesOf(left, words.comma))}</p>;
}
