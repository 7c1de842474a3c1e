/** One thing that happened, with the street that may hear of it. `data` is sent as it is. */
export type Piece = { readonly id: string; readonly street: string; readonly data: unknown };

export type Listener = {
  readonly streets: readonly string[];
  /** False when the line is gone. */
  readonly send: (chunk: string) => boolean;
  readonly bufferedBytes: () => number;
  readonly end: () => void;
};

export type Hub = {
  publish: (pieces: readonly Piece[]) => void;
  join: (listener: Listener, lastId: string | undefined) => () => void;
  count: () => number;
  stop: () => void;
};
type Every = (ms: number, work: () => void) => () => void;

/** How much is remembered for those who come back after a gap. */
const REMEMBERED = 5_000;
const SLOW = 256 * 1024;

/**
 * Server-sent events to many desks: what happened in a quarter of a second is one frame, made once for all who may hear
 * the same streets. Who cannot keep up, or was away too long, is told to fetch again instead of being drowned.
 */
export function createHub({ every, now }: { every: Every; now: () => number }): Hub {
  const listeners = new Set<Listener>();
  const memory: Piece[] = [];
  let waiting: Piece[] = [];
  const flush = () => {
    const pieces = waiting;
    waiting = [];
    const frames = new Map<string, string>();
    for (const listener of listeners) {
      const scope = listener.streets.join();
      const frame = frames.get(scope) ?? frameOf(pieces, listener.streets);
      frames.set(scope, frame);
      if (frame) tell(listener, listener.bufferedBytes() > SLOW ? 'event: refetch\ndata: {}\n\n' : frame);
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
      for (const listener of listeners) tell(listener, `event: beat\ndata: {"now":${now()}}\n\n`);
    }),
  ];
  return {
    count: () => listeners.size,
    publish: (pieces) => {
      waiting.push(...pieces);
      memory.push(...pieces);
      if (memory.length > REMEMBERED) memory.splice(0, memory.length - REMEMBERED);
    },
    join: (listener, lastId) => {
      listeners.add(listener);
      tell(listener, `retry: 2000\nevent: beat\ndata: {"now":${now()}}\n\n`);
      if (lastId !== undefined) tell(listener, missed(memory, lastId, listener.streets));
      return () => listeners.delete(listener);
    },
    stop: () => {
      for (const stop of stops) stop();
      for (const listener of listeners) listener.end();
      listeners.clear();
    },
  };
}

function missed(memory: readonly Piece[], lastId: string, streets: readonly string[]): string {
  const from = memory.findIndex(({ id }) => id === lastId);
  return from < 0 ? 'event: refetch\ndata: {}\n\n' : frameOf(memory.slice(from + 1), streets) || ': nothing new\n\n';
}

function frameOf(pieces: readonly Piece[], streets: readonly string[]): string {
  const heard = pieces.filter(({ street }) => streets.includes(street));
  const last = pieces.at(-1);
  if (heard.length === 0 || !last) return '';
  return `id: ${last.id}\nevent: cases\ndata: ${JSON.stringify(heard.map(({ data }) => data))}\n\n`;
}
