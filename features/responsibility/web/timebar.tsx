import { use } from 'react';
import { Button } from '../../../ui/look/controls.tsx';
import { useLocale, useWords } from '../../../ui/words/locale.tsx';
import { formatDay } from '../../../ui/words/format.ts';
import { WorldOffset } from '../../../ui/words/speech.ts';
import { dutyWords } from './words.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** The moment the map is seen at: a day, and an hour on a slider. Null is now, which moves by itself. */
export function TimeBar({ at, onChange }: { at: number | null; onChange: (at: number | null) => void }) {
  const words = useWords(dutyWords);
  const { locale } = useLocale();
  const offset = use(WorldOffset) * MINUTE;
  const shown = at ?? Date.now();
  const local = new Date(shown + offset);
  const day = local.toISOString().slice(0, 10);
  const hour = local.getUTCHours();
  const set = (nextDay: string, nextHour: number) => {
    const midnight = Date.parse(`${nextDay}T00:00:00Z`) - offset;
    if (!Number.isNaN(midnight)) onChange(midnight + nextHour * HOUR);
  };
  return (
    <div className="timebar">
      <label>
        <span className="soft">{words.when}</span>
        <input className="input" type="date" value={day} onChange={(event) => set(event.target.value, hour)} />
      </label>
      <input
        type="range"
        min={0}
        max={23}
        value={hour}
        aria-label={words.when}
        aria-valuetext={`${formatDay(shown, locale, offset / MINUTE)} ${words.hour(hour)}`}
        onChange={(event) => set(day, Number(event.target.value))}
      />
      <output>{words.hour(hour)}</output>
      <Button look={at === null ? 'primary' : 'plain'} aria-pressed={at === null} onClick={() => onChange(null)}>
        {words.now}
      </Button>
    </div>
  );
}
