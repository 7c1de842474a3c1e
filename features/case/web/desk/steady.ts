import { useEffect, useState } from 'react';
import type { CaseRow } from '../../rules/view.ts';

/** What is listed is renewed where it stands; what is new is not put in between. An empty list has nothing to shove. */
export function renewed(listed: readonly CaseRow[], fresh: readonly CaseRow[]): readonly CaseRow[] {
  if (listed.length === 0) return fresh;
  const now = new Map(fresh.map((row) => [row.id, row]));
  return listed.map((row) => now.get(row.id) ?? row);
}

export type Steady = {
  readonly rows: readonly CaseRow[];
  /** Rows that arrived since and wait to be asked for. */
  readonly waiting: number;
  /** Whether a listed row has left this list meanwhile. */
  readonly isGone: (row: CaseRow) => boolean;
  /** Takes the list as it is now. */
  readonly accept: (rows?: readonly CaseRow[]) => void;
};

/** A list whose rows keep their places under the hand while fresher ones come in. `isWhole` is false while more pages are out. */
export function useSteady(fresh: readonly CaseRow[] | undefined, isWhole: boolean): Steady {
  const [rows, setRows] = useState<readonly CaseRow[]>(fresh ?? []);
  useEffect(() => {
    if (fresh) setRows((listed) => renewed(listed, fresh));
  }, [fresh]);
  const listed = new Set(rows.map(({ id }) => id));
  const there = new Set(fresh?.map(({ id }) => id));
  return {
    rows,
    waiting: fresh && rows.length > 0 ? fresh.filter(({ id }) => !listed.has(id)).length : 0,
    isGone: ({ id }) => isWhole && fresh !== undefined && !there.has(id),
    accept: (now = fresh ?? []) => setRows(now),
  };
}
