import type { Instant } from '../../kernel/brand.ts';
import { startRelay } from '../../platform/live/relay.ts';
import { createHub } from '../../platform/live/stream.ts';
import type { Server } from '../../platform/http/server.ts';
import { type PatrolLogRow, type PatrolReads, namesOf, patrolLog } from '../../features/patrol/server/queries.ts';
import { type Identify, every, serveFeed } from './live.ts';

/** The feed of promises: what changed, for those who may see the board, and what concerns oneself. */
export function startPatrolLive(io: PatrolReads, { now, identify }: { now: () => Instant; identify: Identify }) {
  const hub = createHub({ now, every, event: 'patrol' });
  const relay = startRelay({
    database: io.database,
    log: patrolLog,
    everyMs: 150,
    onBatch: async (rows) => {
      if (hub.count() > 0) hub.publish(rows.map(pieceOf));
      else hub.forget();
    },
  });
  return {
    stop: () => {
      relay.stop();
      hub.stop();
    },
    routes: (app: Server) => serveFeed(app, '/api/patrol/live', { hub, hears: (who) => namesOf(io, who), identify }),
  };
}

function pieceOf({ street, promise, target, type, at, people, cursor }: PatrolLogRow) {
  return { id: cursor, to: [street, ...people.map((person) => `${street} person ${person}`)], data: { street, promise, target, type, at } };
}
