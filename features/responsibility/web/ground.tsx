import { useEffect, useMemo, useRef, useState } from 'react';
import { useWords } from '../../../ui/words/locale.tsx';
import type { Level } from '../../territory/rules/place.ts';
import type { FaultView, MatrixView, PreviewView, ProofView } from '../rules/view.ts';
import { useRows, useUnits } from './data.ts';
import { type DraftRow, blank, draftFor, draftOf, nextId } from './draftrow.ts';
import { DutyMapView } from './dutymap.tsx';
import { Editor } from './editor.tsx';
import { editorWords } from './editorwords.ts';
import type { Frame } from './frame.ts';
import { useLooking } from './looking.ts';
import { Matrix } from './matrix.tsx';
import { Reason } from './reason.tsx';
import { type Ruled, ruledDraft } from './ruledrow.ts';
import { SideList } from './sidelist.tsx';
import { namesFrom } from './why.tsx';

type Props = {
  view: MatrixView;
  proof: ProofView;
  frame: Frame | null;
  at: number | null;
  onTime: (at: number) => void;
  mayEdit: boolean;
  level: Level;
  ruled: Ruled | null;
};

/** List or editor, matrix, map and reason: four views of one choice. */
export function Ground({ view, proof, frame, at, onTime, mayEdit, level, ruled }: Props) {
  const looking = useLooking({ view, proof, onTime });
  const [draft, setDraft] = useState<DraftRow | null>(null);
  const [preview, setPreview] = useState<PreviewView | null>(null);
  const { data: units } = useUnits();
  const { data: list } = useRows();
  const rows = list?.rows ?? [];
  const names = useMemo(() => namesFrom(view), [view]);
  const edit = mayEdit ? { open: (row: (typeof rows)[number]) => setDraft(draftOf(row)), begin: setDraft } : null;
  const freshId = nextId(rows.map(({ id }) => id));
  const { ruled: groundOf } = useWords(editorWords);
  const begun = useRef<string | null>(null);
  useEffect(() => {
    if (!mayEdit || !list || !ruled || begun.current === ruled.id) return;
    begun.current = ruled.id;
    const ground = groundOf(ruled.number, ruled.reason).slice(0, 200);
    setDraft(ruledDraft(ruled, { id: freshId, today: proof.from, level, areas: view.areas.map(({ id }) => id), rows: list.rows, ground }));
  }, [ruled, list, mayEdit, groundOf, freshId, proof.from, level, view.areas]);
  const close = () => {
    setDraft(null);
    setPreview(null);
  };
  return (
    <div className="duty-body">
      {draft ? (
        <Editor draft={draft} view={view} units={units?.units ?? []} onChange={setDraft} onPreview={setPreview} onClose={close} />
      ) : (
        <SideList
          proof={proof}
          rows={rows}
          names={names}
          fault={looking.fault}
          onFault={looking.showFault}
          onMend={edit && ((fault) => edit.begin(mending(fault, view, { id: freshId, today: proof.from })))}
          onOpen={edit && edit.open}
          onNew={edit && (() => edit.begin(blank(freshId, proof.from)))}
        />
      )}
      <Matrix view={view} looking={looking} />
      <div className="duty-side">
        <div className="duty-map">
          {frame && <DutyMapView frame={frame} view={view} looking={looking} moved={preview?.movedAt ?? []} />}
        </div>
        <Reason view={view} looking={looking} at={at} names={names} onOpen={edit && edit.open} />
      </div>
    </div>
  );
}

/** An overlap is mended by saying which of the two comes first, a gap by a row of its own. */
function mending(fault: FaultView, view: MatrixView, { id, today }: { id: string; today: string }): DraftRow {
  const [row] = fault.rows;
  if (fault.kind === 'overlap' && row) return { ...draftOf(row), priority: String(row.priority + 1) };
  return draftFor(fault, { id, today, areas: view.areas.map((area) => area.id) });
}
