/** One thing that happened, with those who may hear of it. `data` is sent as it is. */
export type Piece = { readonly id: string; readonly to: readonly string[]; readonly data: unknown };

export type Listener = {
  /** The names it answers to: a piece for any of them is heard once. */
  readonly hears: readonly string[];
  /** False when the line is gone. */
  readonly send: (chunk: string) => boolean;
  readonly bufferedBytes: () => number;
  /** Asked at every beat: who signed out elsewhere hears no more. */
  readonly mayStay: () => Promise<boolean>;
  readonly end: () => void;
};

export type Hub = {
  publish: (pieces: readonly Piece[]) => void;
  /** Something happened that nobody was told, so whoever comes back must fetch anew. */
  forget: () => void;
  join: (listener: Listener, lastId: string | undefined) => () => void;
  count: () => number;
  stop: () => void;
};
type Every = (ms: number, work: () => void) => () => void;

/** How much is remembered for those who come back after a gap. */
const REMEMBERED = 5_000;
const SLOW = 256 * 1024;
const REFETCH = 'event: refetch\ndata: {}\n\n';

/**
 * Server-sent events to many desks: what happened in a quarter of a second is one frame, made once for all who hear the
 * same. Who cannot keep up, or was away too long, is told to fetch again instead of being drowned.
 */
export function createHub({ every, now, event = 'cases' }: { every: Every; now: () => number; event?: string }): Hub {
  const listeners = new Set<Listener>();
  /** What has been sent, oldest first. What still waits is not in it: a newcomer gets that with everybody else. */
  const memory: Piece[] = [];
  let waiting: Piece[] = [];
  const flush = () => {
    const pieces = waiting;
    waiting = [];
    memory.push(...pieces);
    if (memory.length > REMEMBERED) memory.splice(0, memory.length - REMEMBERED);
    const frames = new Map<string, string>();
    for (const listener of listeners) {
      const scope = listener.hears.join('\n');
      const frame = frames.get(scope) ?? frameOf(event, pieces, listener.hears);
      frames.set(scope, frame);
      if (frame) tell(listener, listener.bufferedBytes() > SLOW ? REFETCH : frame);
    }
  };
  const tell = (listener: Listener, chunk: string) => {
    if (!listener.send(chunk)) listeners.delete(listener);
  };
  const stops = [
    every(250, () => {
      if (waiting.length > 0) flush();
    }),
    every(15_000, () => {
      for (const listener of listeners) {
        tell(listener, `event: beat\ndata: {"now":${now()}}\n\n`);
        // A database that is away for a moment throws nobody out.
        listener.mayStay().then(
          (stays) => {
            if (stays) return;
            listeners.delete(listener);
            listener.end();
          },
          () => undefined,
        );
      }
    }),
  ];
  return {
    count: () => listeners.size,
    publish: (pieces) => {
      waiting.push(...pieces);
    },
    forget: () => {
      memory.length = 0;
      waiting = [];
    },
    join: (listener, lastId) => {
      listeners.add(listener);
      tell(listener, `retry: 2000\nevent: beat\ndata: {"now":${now()}}\n\n`);
      if (lastId !== undefined) tell(listener, missed(event, memory, lastId, listener.hears));
      return () => listeners.delete(listener);
    },
    stop: () => {
      for (const stop of stops) stop();
      for (const listener of listeners) listener.end();
      listeners.clear();
    },
  };
}

function missed(event: string, memory: readonly Piece[], lastId: string, hears: readonly string[]): string {
  const from = memory.findLastIndex(({ id }) => id === lastId);
  return from < 0 ? REFETCH : frameOf(event, memory.slice(from + 1), hears) || ': nothing new\n\n';
}

function frameOf(event: string, pieces: readonly Piece[], hears: readonly string[]): string {
  const heard = pieces.filter(({ to }) => to.some((name) => hears.includes(name)));
  const last = pieces.at(-1);
  if (heard.length === 0 || !last) return '';
  return `id: ${last.id}\nevent: ${event}\ndata: ${JSON.stringify(heard.map(({ data }) => data))}\n\n`;
}
