/** What moves: a person on foot, an electric bicycle or tricycle, a car or van, a truck, a bus. */
export type Mover = 'walker' | 'ebike' | 'car' | 'truck' | 'bus';

/** Kilometres an hour. `short` is never passed; more than `sustained` over a minute means that something else carries the device. */
export const paces: Record<Mover, { readonly sustained: number; readonly short: number }> = {
  walker: { sustained: 12, short: 25 },
  ebike: { sustained: 45, short: 45 },
  car: { sustained: 120, short: 120 },
  truck: { sustained: 110, short: 110 },
  bus: { sustained: 120, short: 120 },
};
