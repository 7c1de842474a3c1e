import type { Words } from '../../kernel/words.ts';

/** Where a command reads the time and writes; handed in, so that tests listen. */
export type Terminal = {
  readonly out: (line: string) => void;
  readonly err: (line: string) => void;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly env: Readonly<Record<string, string | undefined>>;
};

/** One command of `npx guanjia`. */
export type Command = {
  /** How it is typed: `['judge', 'eval']`. */
  readonly path: readonly string[];
  readonly options: Readonly<Record<string, { readonly kind: 'text' | 'flag'; readonly needed?: boolean }>>;
  /** Words that are not options are taken too, for commands that read files by name. */
  readonly takesFiles?: boolean;
  readonly usage: string;
  readonly about: Words;
  /** Answers the exit code: 0 done, 1 checked and found wrong, 2 asked wrongly. */
  readonly run: (given: Given, terminal: Terminal) => Promise<number>;
};
export type Given = {
  readonly text: Readonly<Record<string, string>>;
  readonly flags: ReadonlySet<string>;
  readonly files: readonly string[];
};

/** Both languages on one line, as everything this project prints to a terminal. */
export function both({ zh, en }: Words): string {
  return `${zh} · ${en}`;
}
