/** `work` does a lot as a whole or throws, and answers one outcome for each in the same order. It must be safe to ask twice. */
export type Lots<T, R> = {
  readonly work: (lot: readonly T[]) => Promise<readonly R[]>;
  /** Lots under way at once: one waits for the disk while another is prepared. */
  readonly lanes: number;
  readonly most: number;
  /** Whether an error speaks of what one of the lot said, so that the others deserve another try. */
  readonly isOwnFault: (error: unknown) => boolean;
};

/**
 * Does together what comes in together. The first goes at once; what arrives while every lane is busy waits and goes as one
 * lot, so that a crowd shares one statement and one flush to disk while a single caller waits for nobody. A lot that fails
 * by the fault of one is done again one by one: only that one fails.
 */
export function inLots<T, R>({ work, lanes, most, isOwnFault }: Lots<T, R>): (one: T) => Promise<R> {
  type Waiting = { one: T; done: (outcome: R) => void; failed: (error: unknown) => void };
  const waiting: Waiting[] = [];
  let busy = 0;
  const doLot = async (lot: readonly Waiting[]): Promise<void> => {
    try {
      const outcomes = await work(lot.map(({ one }) => one));
      for (const [i, { done }] of lot.entries()) done(outcomes[i] as R);
    } catch (error) {
      if (lot.length > 1 && isOwnFault(error)) await Promise.all(lot.map((each) => doLot([each])));
      else for (const { failed } of lot) failed(error);
    }
  };
  const next = () => {
    if (busy >= lanes || waiting.length === 0) return;
    busy++;
    void doLot(waiting.splice(0, most)).finally(() => {
      busy--;
      next();
    });
  };
  return (one) =>
    new Promise((done, failed) => {
      waiting.push({ one, done, failed });
      next();
    });
}
