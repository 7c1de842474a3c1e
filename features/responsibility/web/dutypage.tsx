import { useMemo, useState } from 'react';
import type { Cell } from '../../../ui/heat/geometry.ts';
import { Heat } from '../../../ui/heat/heat.tsx';
import type { Paint } from '../../../ui/heat/paint.ts';
import { MapView } from '../../../ui/canvas/mapview.tsx';
import type { AreaFeature, Bounds, Layer } from '../../../ui/canvas/layer.ts';
import { Button } from '../../../ui/look/controls.tsx';
import { Mark } from '../../../ui/look/mark.tsx';
import { useAppearance } from '../../../ui/look/theme.ts';
import { useLocale, useWords } from '../../../ui/words/locale.tsx';
import { useSpeech } from '../../../ui/words/speech.ts';
import type { Words } from '../../../kernel/words.ts';
import type { FaultView, MatrixView, ProofView } from '../rules/view.ts';
import { type Board, type Square, boardOf } from './board.ts';
import { useMatrix, useProof, useWhy } from './data.ts';
import './duty.css';
import { Faults } from './faults.tsx';
import { shortNames } from './shortname.ts';
import { TimeBar } from './timebar.tsx';
import { Why, namesFrom } from './why.tsx';
import { dutyWords } from './words.ts';

type Frame = { bounds: Bounds; attribution: string[]; boundaryNotice: Words | null };
/** What is looked at: a row of the board by its id, an area, or both. */
type Picked = { line: string | null; area: string | null };
const shownLevels = ['duty_grid', 'community', 'street'] as const;

/** The responsibility map (责任地图): who has what where and when, why, and where the duty list has holes. */
export function DutyPage({ frame, onMend }: { frame: Frame | null; onMend: ((fault: FaultView) => void) | null }) {
  const words = useWords(dutyWords);
  const [at, setAt] = useState<number | null>(null);
  const [level, setLevel] = useState<(typeof shownLevels)[number]>('duty_grid');
  const { data: view, error, refetch } = useMatrix({ at, level });
  const { data: proof } = useProof();
  if (error && !view)
    return (
      <div className="empty" role="alert">
        <b>{words.failed}</b>
        <p>{error.message}</p>
        <Button onClick={() => void refetch()}>{words.again}</Button>
      </div>
    );
  return (
    <div className="duty">
      <header className="duty-head">
        <Verdict proof={proof ?? null} />
        <TimeBar at={at} onChange={setAt} />
        <label>
          <span className="soft">{words.level} </span>
          <select className="input" value={level} onChange={(event) => setLevel(event.target.value as typeof level)}>
            {shownLevels.map((each) => (
              <option key={each} value={each}>
                {words.levels[each]}
              </option>
            ))}
          </select>
        </label>
      </header>
      {view && proof ? (
        <Whole view={view} proof={proof} frame={frame} at={at} onTime={setAt} onMend={onMend} />
      ) : (
        <div className="bone duty-body" role="status" aria-label={words.loading} />
      )}
    </div>
  );
}

/** The whole list in one sentence: complete, or how many holes. */
function Verdict({ proof }: { proof: ProofView | null }) {
  const words = useWords(dutyWords);
  if (!proof) return <h1>{words.loading}</h1>;
  const { nobody, fallback, overlap } = proof.counts;
  return (
    <div>
      <h1>
        {proof.sound ? (
          <>
            <Mark tone="green" word={words.complete} /> {words.whole}
          </>
        ) : (
          words.holes(nobody + fallback, overlap)
        )}
      </h1>
      <p className="soft small">{words.proved(proof.rows, proof.from, proof.until)}</p>
    </div>
  );
}

type WholeProps = {
  view: MatrixView;
  proof: ProofView;
  frame: Frame | null;
  at: number | null;
  onTime: (at: number) => void;
  onMend: ((fault: FaultView) => void) | null;
};

function Whole({ view, proof, frame, at, onTime, onMend }: WholeProps) {
  const words = useWords(dutyWords);
  const { locale } = useLocale();
  const { name } = useSpeech();
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const [picked, setPicked] = useState<Picked>({ line: null, area: null });
  const [fault, setFault] = useState<number | null>(null);
  const board = useMemo(() => boardOf(view, open), [view, open]);
  const said = useMemo(() => sayings(view, locale), [view, locale]);
  const chosen: Cell = {
    row: board.lines.findIndex(({ id }) => id === picked.line),
    column: view.areas.findIndex(({ id }) => id === picked.area),
  };
  const squareSaid = ({ party, others, gap }: Square) => {
    const who = party === null ? words.nobody : (said.party.get(party) ?? party);
    if (gap === 'nobody') return words.nobody;
    if (gap === 'fallback' && others === 0) return words.fallback(who);
    return others > 0 ? words.shared(who, others) : words.alone(who);
  };
  const pick = ({ row, column }: Cell) => {
    const line = board.lines[row];
    const toggles = column < 0 && line?.matter === null;
    if (toggles) setOpen((before) => (before.has(line.id) ? without(before, line.id) : new Set([...before, line.id])));
    setPicked({ line: line?.id ?? picked.line, area: view.areas[column]?.id ?? (row < 0 ? null : picked.area) });
    setFault(null);
  };
  const show = (each: FaultView, index: number) => {
    const family = view.families.find(({ matters }) => matters.some(({ id }) => id === each.example.matter.id));
    if (family) setOpen((before) => new Set([...before, family.id]));
    onTime(each.example.at);
    setPicked({ line: each.example.matter.id, area: view.areas.find(({ id }) => each.example.place.areas.includes(id))?.id ?? null });
    setFault(index);
  };
  const example = fault === null ? null : (proof.faults[fault]?.example ?? null);
  const matter = board.lines[chosen.row]?.matter ?? null;
  const { data: why } = useWhy(
    matter === null || (chosen.column < 0 && !example)
      ? null
      : { at, matter, ...(example ? placeOf(example) : { area: picked.area }), condition: example?.condition?.id ?? null },
  );
  return (
    <div className="duty-body">
      <Faults proof={proof} chosen={fault} onChoose={show} onMend={onMend} />
      <div className="duty-matrix">
        <Heat
          label={words.matrix}
          rows={board.lines.map(({ id, matter: one }) => ({
            key: id,
            label: said.line.get(id) ?? id,
            depth: one === null ? 0 : 1,
            ...(one === null ? { isOpen: open.has(id) } : {}),
          }))}
          columns={view.areas.map((area) => ({ key: area.id, label: name(area.name), group: name(area.within) }))}
          paintAt={(row, column) => paintOf(board, said, board.squareAt(row, column))}
          chosen={chosen}
          onPick={pick}
          say={({ row, column }) => {
            const line = said.line.get(board.lines[row]?.id ?? '') ?? '';
            const area = view.areas[column];
            return area && row >= 0
              ? words.cell(line, name(area.name), squareSaid(board.squareAt(row, column)))
              : line || (area ? name(area.name) : '');
          }}
          theme={useAppearance().shown}
        />
      </div>
      <div className="duty-side">
        <div className="duty-map">
          {frame && (
            <DutyMapView
              frame={frame}
              view={view}
              board={board}
              row={Math.max(0, chosen.row)}
              picked={picked.area}
              said={said}
              onPick={(area) => setPicked({ line: picked.line ?? board.lines[0]?.id ?? null, area })}
            />
          )}
        </div>
        {why && matter ? (
          <Why
            why={why}
            names={namesFrom(view)}
            title={words
              .cell(said.line.get(matter) ?? matter, example ? name(example.place.name) : name(why.place), '')
              .replace(/[:：]\s*$/, '')}
          />
        ) : chosen.row >= 0 && matter === null ? (
          <Family view={view} line={board.lines[chosen.row]?.family ?? ''} column={chosen.column} said={said} />
        ) : (
          <p className="soft why">{words.pick}</p>
        )}
      </div>
    </div>
  );
}

const without = (set: ReadonlySet<string>, id: string) => new Set([...set].filter((each) => each !== id));

function placeOf({ place: { asset, lon, lat, id } }: FaultView['example']) {
  if (asset !== null) return { asset };
  return lon !== null && lat !== null ? { lon, lat } : { area: id };
}

type Said = {
  readonly line: ReadonlyMap<string, string>;
  readonly party: ReadonlyMap<string, string>;
  readonly short: ReadonlyMap<string, string>;
};

function sayings({ families, parties }: MatrixView, locale: 'zh' | 'en'): Said {
  const names = parties.map(({ name }) => name[locale]);
  const short = shortNames(names, locale);
  return {
    line: new Map(
      families.flatMap(({ id, name, matters }) => [
        [id, name[locale]] as const,
        ...matters.map((each) => [each.id, each.name[locale]] as const),
      ]),
    ),
    party: new Map(parties.map(({ id }, i) => [id, names[i] ?? id])),
    short: new Map(parties.map(({ id }, i) => [id, short[i] ?? ''])),
  };
}

function paintOf({ hueOf }: Board, { short }: Said, { party, others, gap }: Square): Paint {
  if (gap === 'nobody' || party === null) return { fill: 'sheet', hatched: true, short: '!' };
  return {
    fill: `hue-${hueOf.get(party) ?? 1}`,
    hatched: gap === 'fallback',
    short: `${short.get(party) ?? ''}${others > 0 ? `+${others}` : ''}`,
  };
}

type MapProps = {
  frame: Frame;
  view: MatrixView;
  board: Board;
  row: number;
  picked: string | null;
  said: Said;
  onPick: (area: string) => void;
};

function DutyMapView({ frame, view, board, row, picked, said, onPick }: MapProps) {
  const words = useWords(dutyWords);
  const { name } = useSpeech();
  const theme = useAppearance().shown;
  const { layers, parties, fallback } = useMemo(() => {
    const features = view.areas.map(({ id }, column): AreaFeature => {
      const { party, gap, others } = board.squareAt(row, column);
      const hue = party === null ? undefined : board.hueOf.get(party);
      const label = party === null ? '!' : `${said.short.get(party) ?? ''}${others > 0 ? `+${others}` : ''}`;
      return {
        id,
        code: id,
        look: hue === undefined || gap === 'nobody' ? { tone: 'red', label } : { hue, hatched: gap === 'fallback', label },
      };
    });
    const squares = view.areas.map((_, column) => board.squareAt(row, column));
    return {
      layers: [{ id: 'duty', kind: 'areas', features }] satisfies Layer[],
      parties: [...new Set(squares.flatMap(({ party }) => (party === null ? [] : [party])))],
      fallback: squares.some(({ gap }) => gap === 'fallback'),
    };
  }, [view, board, row, said]);
  return (
    <MapView
      base="/geo/base.geojson"
      bounds={frame.bounds}
      layers={layers}
      selected={picked}
      theme={theme}
      onTap={({ hits }) => hits[0] && onPick(hits[0].id)}
      attribution={frame.attribution}
      notice={frame.boundaryNotice ? name(frame.boundaryNotice) : null}
      legend={[
        ...parties.slice(0, 8).map((party) => ({
          kind: 'hue' as const,
          hue: board.hueOf.get(party) ?? 1,
          hatched: false,
          word: said.party.get(party) ?? party,
        })),
        ...(fallback ? [{ kind: 'hue' as const, hue: 9 as const, hatched: true, word: words.legendFallback }] : []),
      ]}
    />
  );
}

/** Who shares a family in one area, or over all of them: each party with how many of its matters. */
function Family({ view, line, column, said }: { view: MatrixView; line: string; column: number; said: Said }) {
  const words = useWords(dutyWords);
  const { name } = useSpeech();
  const shares = useMemo(() => {
    const counts = new Map<string, number>();
    let from = 0;
    for (const { id, matters } of view.families) {
      if (id === line)
        for (let matter = from; matter < from + matters.length; matter += 1) {
          const cells = column < 0 ? view.areas.map((_, area) => area) : [column];
          const parties = new Set(
            cells.flatMap((area) => view.outcomes[view.cells[matter * view.areas.length + area] ?? -1]?.parties ?? []),
          );
          for (const party of parties) counts.set(party, (counts.get(party) ?? 0) + 1);
        }
      from += matters.length;
    }
    return [...counts].sort(([, a], [, b]) => b - a);
  }, [view, line, column]);
  const area = view.areas[column];
  return (
    <section className="why stack">
      <h2>
        {said.line.get(line)}
        {area ? ` · ${name(area.name)}` : ''}
      </h2>
      <ul className="shares">
        {shares.map(([party, count]) => (
          <li key={party}>
            <span>{said.party.get(party)}</span>
            <span className="soft">{words.inFamily(count)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
