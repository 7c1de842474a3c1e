import type { Day, StreetId } from '../../../kernel/brand.ts';
import type { Database } from '../../../platform/db/database.ts';
import { leaseNumbers } from './store.ts';

/** Hands out serial numbers from leased blocks, so that reports of one street never wait for each other's commit. */
export function serialNumbers(database: Database, block = 50) {
  const leases = new Map<string, Promise<{ next: number; end: number }>>();
  const lease = (street: StreetId, day: Day) => leaseNumbers(database, street, day, block).then((next) => ({ next, end: next + block }));
  return async (street: StreetId, day: Day): Promise<number> => {
    const name = `${street} ${day}`;
    for (;;) {
      const pending = leases.get(name) ?? lease(street, day);
      if (!leases.has(name)) {
        leases.set(name, pending);
        pending.catch(() => leases.delete(name));
      }
      const block_ = await pending;
      if (block_.next < block_.end) return block_.next++;
      if (leases.get(name) === pending) leases.delete(name);
    }
  };
}
