import { useEffect, useMemo, useRef, useState } from 'react';
import type { Cell } from '../../../ui/heat/geometry.ts';
import { useLocale } from '../../../ui/words/locale.tsx';
import type { FaultView, MatrixView, ProofView } from '../rules/view.ts';
import { type Board, boardOf } from './board.ts';
import { useWhy } from './data.ts';
import { sayings } from './sayings.ts';

/** What is looked at: a row of the board by its id, an area, or both. */
type Picked = { readonly line: string | null; readonly area: string | null };

const without = (set: ReadonlySet<string>, id: string) => new Set([...set].filter((each) => each !== id));

/** One choice that matrix, map, list and reason all follow. */
export function useLooking({ view, proof, onTime }: { view: MatrixView; proof: ProofView; onTime: (at: number) => void }) {
  const { locale } = useLocale();
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const [picked, setPicked] = useState<Picked>({ line: null, area: null });
  const [fault, setFault] = useState<number | null>(null);
  const hues = useRef<Board['hueOf']>(new Map());
  const board = useMemo(() => boardOf(view, open, hues.current), [view, open]);
  useEffect(() => {
    hues.current = board.hueOf;
  }, [board]);
  const said = useMemo(() => sayings(view, locale), [view, locale]);
  const chosen: Cell = {
    row: board.lines.findIndex(({ id }) => id === picked.line),
    column: view.areas.findIndex(({ id }) => id === picked.area),
  };
  const pick = ({ row, column }: Cell) => {
    const line = board.lines[row];
    const toggles = column < 0 && line?.matter === null;
    if (toggles) setOpen((before) => (before.has(line.id) ? without(before, line.id) : new Set([...before, line.id])));
    setPicked({ line: line?.id ?? picked.line, area: view.areas[column]?.id ?? (row < 0 ? null : picked.area) });
    setFault(null);
  };
  const pickArea = (area: string) => {
    setPicked({ line: picked.line ?? board.lines[0]?.id ?? null, area });
    setFault(null);
  };
  const showFault = (each: FaultView, index: number) => {
    const family = view.families.find(({ matters }) => matters.some(({ id }) => id === each.example.matter.id));
    if (family) setOpen((before) => new Set([...before, family.id]));
    onTime(each.example.at);
    setPicked({ line: each.example.matter.id, area: view.areas.find(({ id }) => each.example.place.areas.includes(id))?.id ?? null });
    setFault(index);
  };
  const example = fault === null ? null : (proof.faults[fault]?.example ?? null);
  return { board, said, open, chosen, area: picked.area, fault, example, pick, pickArea, showFault };
}

export type Looking = ReturnType<typeof useLooking>;

/** The reason for what is looked at, once a matter and a place are. */
export function useReason({ board, chosen, area, example }: Looking, at: number | null) {
  const matter = board.lines[chosen.row]?.matter ?? null;
  const isPlaced = example !== null || chosen.column >= 0;
  const place = example ? placeOf(example) : { area };
  const { data: why } = useWhy(matter !== null && isPlaced ? { at, matter, condition: example?.condition?.id ?? null, ...place } : null);
  return matter !== null && isPlaced && why ? { matter, why } : null;
}

function placeOf({ place: { asset, lon, lat, id } }: FaultView['example']) {
  if (asset !== null) return { asset };
  return lon !== null && lat !== null ? { lon, lat } : { area: id };
}
