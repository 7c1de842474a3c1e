import { useEffect, useState } from 'react';
import type { Words } from '../../../kernel/words.ts';
import { type BaseMap, CLOSE, MiniMap } from '../../../ui/canvas/minimap.tsx';
import { Button } from '../../../ui/look/controls.tsx';
import { ask } from '../../../ui/outbox/ask.ts';
import { useLocale, useWords } from '../../../ui/words/locale.tsx';
import { useSpeech } from '../../../ui/words/speech.ts';
import type { Draft } from './draft.ts';
import type { Thing } from './offer.ts';
import { intakeWords } from './words.ts';

export type WorldFrame = {
  name: Words;
  invented: boolean;
  attribution: string[];
  boundaryNotice: Words | null;
  bounds: [number, number, number, number];
  homeStreet: string;
  streets: { code: string; name: Words; label: [number, number] }[];
};
type Nearby = {
  number: string;
  matter: Words | null;
  text: string;
  metres: number | null;
  reportedAt: number;
  status: string;
  joined: number;
};

/** Some kilometres across: enough of the street to find oneself on it. */
const WIDE = 5;

/** Second screen: where it is, and whether somebody said it already. Refusing to be located is an ordinary answer. */
export function WhereStep({
  draft,
  world,
  thing,
  onChange,
}: {
  draft: Draft;
  world: WorldFrame;
  thing: Thing | null;
  onChange: (part: Partial<Draft>) => void;
}) {
  const words = useWords(intakeWords);
  const { locale } = useLocale();
  const base = useBase();
  const [gps, setGps] = useState<'idle' | 'asking' | 'found' | 'none'>('idle');
  const isSet = draft.point !== null || thing !== null;
  const centre = draft.point ?? thing?.point ?? middleOf(world);
  const locate = () => {
    if (!navigator.geolocation) return setGps('none');
    setGps('asking');
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        setGps('found');
        const [west, south, east, north] = world.bounds;
        const { longitude: lon, latitude: lat } = coords;
        // Reporting for another place is usual: a position outside the world leaves the map where it is.
        if (lon >= west && lon <= east && lat >= south && lat <= north) onChange({ point: { lon, lat } });
      },
      () => setGps('none'),
      { enableHighAccuracy: true, timeout: 8000, maximumAge: 30_000 },
    );
  };
  useEffect(() => {
    if (!isSet) locate();
  }, []);
  const isAtThing = thing !== null && draft.point === null;
  const hint = isAtThing
    ? words.atThing
    : gps === 'asking'
      ? words.locating
      : isSet
        ? words.isSet
        : gps === 'none'
          ? words.notLocated
          : words.dragMap;
  return (
    <div className="stack">
      <p className="soft" role="status">
        {hint}
      </p>
      <MiniMap
        base={base}
        centre={centre}
        locale={locale}
        label={words.mapLabel}
        isSet={isSet}
        opening={isSet ? CLOSE : WIDE}
        onLocate={locate}
        onMove={(point) => onChange({ point: { lon: Number(point.lon.toFixed(6)), lat: Number(point.lat.toFixed(6)) } })}
      />
      <p className="soft credit">{[...world.attribution, world.boundaryNotice?.[locale]].filter(Boolean).join(' · ')}</p>
      <NearbyCases draft={draft} point={draft.point ?? thing?.point ?? null} onChange={onChange} />
      <div className="field">
        <label htmlFor="address">{words.address}</label>
        <input
          id="address"
          className="input"
          maxLength={200}
          placeholder={words.addressHint}
          value={draft.address}
          onChange={(event) => onChange({ address: event.target.value })}
        />
      </div>
      <details>
        <summary>{words.phone}</summary>
        <input
          aria-label={words.phone}
          className="input"
          inputMode="tel"
          autoComplete="tel"
          maxLength={24}
          value={draft.phone}
          onChange={(event) => onChange({ phone: event.target.value.replace(/[^0-9+\-() ]/g, '') })}
        />
      </details>
    </div>
  );
}

function middleOf({ bounds: [west, south, east, north], streets, homeStreet }: WorldFrame) {
  const home = streets.find(({ code }) => code === homeStreet)?.label;
  return home ? { lon: home[0], lat: home[1] } : { lon: (west + east) / 2, lat: (south + north) / 2 };
}

let kept: Promise<BaseMap | null> | undefined;

function useBase(): BaseMap | null {
  const [base, setBase] = useState<BaseMap | null>(null);
  useEffect(() => {
    kept ??= ask<BaseMap>('GET', '/geo/base.geojson', { locale: 'zh' }).then((answer) => (answer.ok ? answer.value : null));
    void kept.then(setBase);
  }, []);
  return base;
}

function NearbyCases({
  draft,
  point,
  onChange,
}: {
  draft: Draft;
  point: { lon: number; lat: number } | null;
  onChange: (part: Partial<Draft>) => void;
}) {
  const { locale } = useLocale();
  const [cases, setCases] = useState<readonly Nearby[]>([]);
  const { text, matter, asset, address } = draft;
  const [elsewhere, setElsewhere] = useState<Elsewhere | null>(null);
  useEffect(() => {
    if (!point && !asset) return;
    const query = new URLSearchParams({
      ...(point ? { lon: String(point.lon), lat: String(point.lat) } : {}),
      ...(matter ? { matter } : {}),
      ...(asset ? { asset } : {}),
      text: text.slice(0, 200),
      address,
    });
    let isOver = false;
    const wait = setTimeout(() => {
      void ask<{ cases: Nearby[]; elsewhere: Elsewhere | null }>('GET', `/api/public/nearby?${query}`, { locale }).then((answer) => {
        if (!answer.ok || isOver) return;
        setCases(answer.value.cases);
        setElsewhere(answer.value.elsewhere);
      });
    }, 250);
    return () => {
      isOver = true;
      clearTimeout(wait);
    };
  }, [point, text, matter, asset, address, locale]);
  const isAsked = elsewhere !== null && draft.pinSure !== elsewhere.name;
  return (
    <>
      {isAsked && <AskPlace elsewhere={elsewhere} onChange={onChange} />}
      {cases.length > 0 && <NearbyList cases={cases} draft={draft} onChange={onChange} />}
    </>
  );
}

type Elsewhere = { name: string; point: { lon: number; lat: number }; metres: number };

/** Words and pin disagree. Asked once for each place: whoever stands by the pin is believed. */
function AskPlace({ elsewhere, onChange }: { elsewhere: Elsewhere; onChange: (part: Partial<Draft>) => void }) {
  const words = useWords(intakeWords);
  return (
    <div className="banner asked" role="status">
      <span>{words.elsewhere(elsewhere.name, words.far(elsewhere.metres))}</span>
      <Button onClick={() => onChange({ point: elsewhere.point })}>{words.movePin}</Button>
      <Button onClick={() => onChange({ pinSure: elsewhere.name })}>{words.pinRight}</Button>
    </div>
  );
}

function NearbyList({ cases, draft, onChange }: { cases: readonly Nearby[]; draft: Draft; onChange: (part: Partial<Draft>) => void }) {
  const words = useWords(intakeWords);
  const { name, ago } = useSpeech();
  return (
    <section className="stack" aria-label={words.nearby}>
      <h2>{words.nearby}</h2>
      {cases.map((it) => (
        <button
          key={it.number}
          type="button"
          className="near"
          aria-pressed={draft.joins === it.number}
          onClick={() => onChange({ joins: draft.joins === it.number ? null : it.number })}
        >
          <span>
            <b>{it.text || (it.matter ? name(it.matter) : it.number)}</b>
            <span className="soft small">
              {it.metres !== null ? `${words.metres(it.metres)} · ` : ''}
              {words.reportedAgo(ago(it.reportedAt), it.joined)}
            </span>
          </span>
          <span className="metoo">{draft.joins === it.number ? words.metooOn : words.metoo}</span>
        </button>
      ))}
    </section>
  );
}
