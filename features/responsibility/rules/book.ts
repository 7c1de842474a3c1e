import type { Instant } from '../../../kernel/brand.ts';
import type { Ground } from './ground.ts';
import { type DutyMap, compile } from './map.ts';
import type { DutyRow } from './row.ts';

/** One version of the duty list: it holds from its moment on, until the next. */
export type DutyList = {
  readonly version: number;
  readonly effectiveAt: Instant;
  readonly savedAt: Instant;
  readonly savedBy: string;
  readonly reason: string;
  readonly rows: readonly DutyRow[];
};

/** The versions that matter now, over one ground. A version is compiled when it is first asked. */
export type DutyBook = {
  readonly lists: readonly DutyList[];
  readonly ground: Ground;
  readonly listAt: (at: Instant) => DutyList;
  readonly mapOf: (list: DutyList) => DutyMap;
  /** A row as it last stood, of any version. */
  readonly row: (id: string) => DutyRow | undefined;
};

/** `retired` are rows of earlier versions, for explaining the past. Throws without any list: a checked world brings one. */
export function buildBook(lists: readonly DutyList[], retired: readonly DutyRow[], ground: Ground): DutyBook {
  const inOrder = lists.toSorted((a, b) => a.version - b.version);
  const [first] = inOrder;
  if (!first) throw new Error('there is no duty list');
  const maps = new Map<number, DutyMap>();
  const rows = new Map([...retired, ...inOrder.flatMap((list) => list.rows)].map((row) => [row.id, row]));
  return {
    lists: inOrder,
    ground,
    listAt: (at) => inOrder.findLast(({ effectiveAt }) => effectiveAt <= at) ?? first,
    mapOf: (list) => {
      const map = maps.get(list.version) ?? compile(list.rows, ground);
      maps.set(list.version, map);
      return map;
    },
    row: (id) => rows.get(id),
  };
}
