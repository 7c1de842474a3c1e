/** Runs at most `most` works at once; the others wait in the order they came. */
export function atMost(most: number) {
  let free = most;
  const waiting: (() => void)[] = [];
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (free > 0) free--;
    else await new Promise<void>((go) => waiting.push(go));
    try {
      return await work();
    } finally {
      // The place goes straight to whoever waits longest: freed first, a newcomer could take it before the waiter wakes.
      const next = waiting.shift();
      if (next) next();
      else free++;
    }
  };
}
