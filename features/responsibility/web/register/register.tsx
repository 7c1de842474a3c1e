import { useMemo, useState } from 'react';
import type { Layer } from '../../../../ui/canvas/layer.ts';
import { MapView } from '../../../../ui/canvas/mapview.tsx';
import { Button } from '../../../../ui/look/controls.tsx';
import { Mark } from '../../../../ui/look/mark.tsx';
import { useAppearance } from '../../../../ui/look/theme.ts';
import { useWords } from '../../../../ui/words/locale.tsx';
import { useSpeech } from '../../../../ui/words/speech.ts';
import { SOON_DAYS, standings } from '../../rules/authorisation.ts';
import type { AuthorisationView } from '../../rules/registerview.ts';
import type { Frame } from '../frame.ts';
import { Paper } from './paper.tsx';
import { PaperForm } from './paperform.tsx';
import { toneOf } from './papertone.ts';
import { useRegister } from './registerdata.ts';
import { registerWords } from './registerwords.ts';

/** What runs out first stands first; then what is in force, and last what no longer is. */
const inOrder = (entries: readonly AuthorisationView[]) =>
  entries.toSorted(
    (a, b) =>
      standings.indexOf(a.standing) - standings.indexOf(b.standing) || (a.daysLeft ?? 0) - (b.daysLeft ?? 0) || (a.id < b.id ? -1 : 1),
  );

/** The register of authorisations (授权): what government lets a company do, by which document, where and until when. */
export function Register({ frame, mayEdit }: { frame: Frame | null; mayEdit: boolean }) {
  const words = useWords(registerWords);
  const { data, error, refetch } = useRegister();
  const [picked, setPicked] = useState<string | null>(null);
  const [adding, setAdding] = useState(false);
  const entries = useMemo(() => inOrder(data ?? []), [data]);
  if (!data)
    return error ? (
      <div className="empty" role="alert">
        <b>{words.failed}</b>
        <p>{error.message}</p>
        <Button onClick={() => void refetch()}>{words.again}</Button>
      </div>
    ) : (
      <div className="bone duty-body" role="status" aria-label={words.loading} />
    );
  const chosen = entries.find(({ id }) => id === picked) ?? entries[0];
  return (
    <div className="duty-body register">
      <section className="faults" aria-label={words.list}>
        <p>
          <b>
            {words.heading(
              entries.filter(({ standing }) => standing === 'in_force').length,
              entries.filter(({ daysLeft }) => daysLeft !== null && daysLeft <= SOON_DAYS).length,
            )}
          </b>
        </p>
        {entries.length === 0 && <p className="soft">{words.none}</p>}
        <Papers entries={entries} chosen={adding ? null : (chosen?.id ?? null)} onChoose={(id) => [setPicked(id), setAdding(false)]} />
        {mayEdit && (
          <p>
            <Button onClick={() => setAdding(true)}>{words.add}</Button>
          </p>
        )}
      </section>
      <div className="paperside">
        {adding ? (
          <PaperForm onClose={() => setAdding(false)} />
        ) : chosen ? (
          <Paper key={chosen.id} entry={chosen} mayEdit={mayEdit} />
        ) : (
          <p className="soft">{words.pick}</p>
        )}
      </div>
      <div className="duty-map">{frame && <PaperMap frame={frame} entries={entries} chosen={adding ? null : (chosen ?? null)} />}</div>
    </div>
  );
}

function Papers({
  entries,
  chosen,
  onChoose,
}: {
  entries: readonly AuthorisationView[];
  chosen: string | null;
  onChoose: (id: string) => void;
}) {
  const words = useWords(registerWords);
  const { name } = useSpeech();
  return (
    <ol>
      {entries.map((entry) => (
        <li key={entry.id}>
          <button type="button" className="fault" aria-current={entry.id === chosen} onClick={() => onChoose(entry.id)}>
            <span className="line spread nowrap">
              <Mark tone={toneOf[entry.standing]} word={words.standing[entry.standing]} />
              {entry.daysLeft !== null && entry.daysLeft <= SOON_DAYS && (
                <span className="tag tone-amber">{words.endsIn(entry.daysLeft)}</span>
              )}
            </span>
            <b>{name(entry.name)}</b>
            <span className="soft small">
              {entry.document} · {name(entry.company.name)}
            </span>
          </button>
        </li>
      ))}
    </ol>
  );
}

/** Where the chosen entry holds, in the tone of how it stands. */
function PaperMap({ frame, entries, chosen }: { frame: Frame; entries: readonly AuthorisationView[]; chosen: AuthorisationView | null }) {
  const words = useWords(registerWords);
  const { name } = useSpeech();
  const theme = useAppearance().shown;
  const shown = useMemo(() => (chosen ? [chosen] : entries.filter(({ standing }) => standing === 'in_force')), [chosen, entries]);
  const layers = useMemo((): Layer[] => {
    const areas = new Map(shown.flatMap((entry) => entry.areas.map((area) => [area.id, { area, tone: toneOf[entry.standing] }] as const)));
    return [
      {
        id: 'papers',
        kind: 'areas',
        features: [...areas].map(([id, { area, tone }]) => ({ id, code: id, look: { tone, label: name(area.name) } })),
      },
    ];
  }, [shown, name]);
  return (
    <MapView
      base="/geo/base.geojson"
      bounds={frame.bounds}
      layers={layers}
      selected={null}
      theme={theme}
      onTap={() => undefined}
      attribution={frame.attribution}
      notice={frame.boundaryNotice ? name(frame.boundaryNotice) : null}
      legend={[...new Set(shown.map(({ standing }) => standing))].map((standing) => ({
        kind: 'area' as const,
        tone: toneOf[standing],
        word: words.standing[standing],
      }))}
    />
  );
}
