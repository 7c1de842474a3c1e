import { useMemo, useState } from 'react';
import type { Cell } from '../../../ui/heat/geometry.ts';
import { Heat } from '../../../ui/heat/heat.tsx';
import { useAppearance } from '../../../ui/look/theme.ts';
import { useLocale, useWords } from '../../../ui/words/locale.tsx';
import { useSpeech } from '../../../ui/words/speech.ts';
import type { FaultView, MatrixView, PreviewView, ProofView } from '../rules/view.ts';
import { type Square, boardOf } from './board.ts';
import { useRows, useUnits, useWhy } from './data.ts';
import { type DraftRow, blank, draftFor, draftOf, nextId } from './draftrow.ts';
import { DutyMapView } from './dutymap.tsx';
import { Editor } from './editor.tsx';
import { Family } from './family.tsx';
import type { Frame } from './frame.ts';
import { paintOf, sayings } from './sayings.ts';
import { SideList } from './sidelist.tsx';
import { Why, namesFrom } from './why.tsx';
import { dutyWords } from './words.ts';

/** What is looked at: a row of the board by its id, an area, or both. */
type Picked = { line: string | null; area: string | null };
type WholeProps = {
  view: MatrixView;
  proof: ProofView;
  frame: Frame | null;
  at: number | null;
  onTime: (at: number) => void;
  mayEdit: boolean;
};

/** Faults or editor, matrix, map and reason: four views of one choice. */
export function Ground({ view, proof, frame, at, onTime, mayEdit }: WholeProps) {
  const words = useWords(dutyWords);
  const { locale } = useLocale();
  const { name, time } = useSpeech();
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const [picked, setPicked] = useState<Picked>({ line: null, area: null });
  const [fault, setFault] = useState<number | null>(null);
  const [draft, setDraft] = useState<DraftRow | null>(null);
  const [preview, setPreview] = useState<PreviewView | null>(null);
  const { data: units } = useUnits();
  const { data: list } = useRows();
  const freshId = nextId(list?.rows.map(({ id }) => id) ?? []);
  const names = useMemo(() => namesFrom(view), [view]);
  const mend = (each: FaultView) => {
    const [row] = each.rows;
    const today = proof.from;
    if (each.kind === 'overlap' && row) return setDraft({ ...draftOf(row), priority: String(row.priority + 1) });
    const areas = view.areas.map(({ id }) => id);
    setDraft(draftFor(each, { id: freshId, today, areas }));
  };
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
  const chosenArea = view.areas[chosen.column];
  const areaName = chosenArea && name(chosenArea.name);
  const example = fault === null ? null : (proof.faults[fault]?.example ?? null);
  const matter = board.lines[chosen.row]?.matter ?? null;
  const { data: why } = useWhy(
    matter === null || (chosen.column < 0 && !example)
      ? null
      : { at, matter, ...(example ? placeOf(example) : { area: picked.area }), condition: example?.condition?.id ?? null },
  );
  return (
    <div className="duty-body">
      {draft ? (
        <Editor
          draft={draft}
          view={view}
          units={units?.units ?? []}
          onChange={setDraft}
          onPreview={setPreview}
          onClose={() => {
            setDraft(null);
            setPreview(null);
          }}
        />
      ) : (
        <SideList
          proof={proof}
          rows={list?.rows ?? []}
          names={names}
          fault={fault}
          onFault={show}
          onMend={mayEdit ? mend : null}
          onOpen={mayEdit ? (row) => setDraft(draftOf(row)) : null}
          onNew={mayEdit ? () => setDraft(blank(freshId, proof.from)) : null}
        />
      )}
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
              moved={preview?.movedAt ?? []}
              onPick={(area) => setPicked({ line: picked.line ?? board.lines[0]?.id ?? null, area })}
            />
          )}
        </div>
        {why && matter ? (
          <Why
            why={why}
            names={names}
            onOpen={mayEdit ? (row) => setDraft(draftOf(row)) : null}
            title={[
              example ? name(example.place.name) : (areaName ?? name(why.place)),
              said.line.get(matter) ?? matter,
              at === null ? words.now : time(at),
            ].join(' · ')}
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
