import type { Instant } from '../../../kernel/brand.ts';
import type { Tx } from '../../../platform/db/database.ts';
import type { Device } from '../../telemetry/rules/device.ts';
import type { Person } from '../../people/rules/person.ts';
import { trailOf } from '../../telemetry/server/queries.ts';
import { dutyOf } from '../rules/duty.ts';
import type { Interval } from '../rules/interval.ts';
import { findingsOf, follow } from '../rules/judge.ts';
import type { Held } from '../rules/saved.ts';
import { spotOf } from './look.ts';
import { type FollowBody, type StayRow, dropFollow, lockPromise, putFollow, putStays, staysAt, tell } from './store.ts';

/**
 * Works out anew what one device did in one window, from all its positions there, early or late. The positions are read under the
 * promise's lock: of two that judge at once the later one has read at least as much.
 */
export async function followAnew(
  tx: Tx,
  held: Held,
  { device, bearer, window }: { device: Device; bearer: Person; window: Interval },
  now: Instant,
): Promise<void> {
  const spot = spotOf(held, window);
  await lockPromise(tx, held.street, held.id);
  const before = (await staysAt(tx, spot)).filter((stay) => stay.device === device.id);
  const heard = await trailOf(tx, device, window.from, window.to);
  const duty = dutyOf(heard, device.mover, window);
  const stays: StayRow[] = [];
  if (duty) {
    const watch = { device: device.id, bearer: bearer.id, mover: device.mover, duty };
    const findings = findingsOf(held, held.areas, follow(watch, heard), now);
    for (const [target, each] of findings.stays) stays.push(...each.map((stay) => ({ ...stay, target, device: device.id })));
    const place = (at: { lon: number; lat: number } | null) => at && { lon: at.lon, lat: at.lat };
    const body: FollowBody = {
      duty,
      silences: findings.silences.map(({ from, to, before: left, after }) => ({ from, to, before: place(left), after: place(after) })),
      last: findings.last && { lon: findings.last.lon, lat: findings.last.lat, at: findings.last.at },
      ahead: findings.ahead,
      fixes: heard.length,
    };
    await putFollow(tx, spot, { device: device.id, person: bearer.id, mover: device.mover, body });
  } else await dropFollow(tx, spot, device.id);
  const changed = stays.filter((stay) => !before.some((old) => isSame(old, stay)));
  const gone = before.filter((old) => !stays.some(({ target, from }) => target === old.target && from === old.from));
  await putStays(tx, spot, changed, gone);
  for (const stay of changed) {
    const isNew =
      stay.counts && !before.some((old) => old.counts && old.target === stay.target && old.from <= stay.to && stay.from <= old.to);
    if (isNew)
      await tell(tx, {
        ...spot,
        target: stay.target,
        type: 'visited',
        body: { person: bearer.id, from: stay.from, to: stay.to },
        actor: bearer.id,
        at: now,
      });
  }
}

function isSame(a: StayRow, b: StayRow): boolean {
  return a.target === b.target && a.from === b.from && a.to === b.to && a.fixes === b.fixes && a.counts === b.counts;
}
