import type { Database } from '../../platform/db/database.ts';
import { ofDistrict, tokenOf } from './askers.ts';
import { openCaller } from './caller.ts';
import { spotsOf } from './intake.ts';
import type { Ends } from './intakeload.ts';
import { liveRound } from './load.ts';
import { type Metric, held, median, seen } from './metric.ts';

const LISTENERS = 200;
const PER_SECOND = 100;
const SECONDS = 4;
const ROUNDS = 3;
/** News older than a second is not live. It waits for the log to be read and for a frame to be full, 400 ms at most. */
const GOAL = 1000;

/** A hundred reports a second told to two hundred desks that see every street. */
export async function measureLive(ends: Ends, database: Database): Promise<Metric[]> {
  const caller = await openCaller(ends.port);
  const token = await tokenOf(caller, await ofDistrict(database));
  caller.close();
  const spots = await spotsOf(ends.port);
  const rounds = [];
  for (let turn = 0; turn < ROUNDS; turn++) {
    rounds.push(
      await liveRound({ by: 'live', ends, spots, load: { listeners: LISTENERS, perSecond: PER_SECOND, seconds: SECONDS, token } }),
    );
  }
  const lost = rounds.reduce((sum, { reports, heard }) => sum + reports * LISTENERS - heard, 0);
  if (lost > 0) throw new Error(`${lost} pieces of news were never heard`);
  const lag = held(`news to ${LISTENERS} desks, p95 after the receipt`, median(rounds.map(({ p95 }) => p95)), 'ms', { atMost: GOAL });
  return [
    seen(`news told to ${LISTENERS} desks`, median(rounds.map(({ heard }) => heard / SECONDS)), '/s'),
    { ...lag, against: `half within ${Math.round(median(rounds.map(({ p50 }) => p50)))} ms` },
  ];
}
