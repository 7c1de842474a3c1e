import type { CaseId, Instant } from '../../kernel/brand.ts';
import { startTimerWorker } from '../../platform/jobs/timers.ts';
import type { Command } from '../../features/case/rules/command.ts';
import { startPatrolWatch } from '../../features/patrol/server/command.ts';
import { startForgetting } from '../../features/telemetry/server/command.ts';
import { commandBySystem } from '../../features/case/server/command.ts';
import { HANDOVER } from '../../features/responsibility/server/handover.ts';
import { succeed } from '../../features/responsibility/server/succeed.ts';
import type { Ground } from './ground.ts';
import { patrolIo } from './patrol.ts';

const commands: Record<string, Command> = {
  yellow: { type: 'escalate', light: 'yellow' },
  red: { type: 'escalate', light: 'red' },
  resume: { type: 'resume_when_due' },
};

/** The worker: fires what is due through the same write path as everybody else. */
export async function startWork(ground: Ground, { now, log }: { now: () => Instant; log: (line: string) => void }) {
  const io = { now, reference: () => ground.living().directory };
  const forgetting = startForgetting({ database: ground.database, now });
  const timers = startTimerWorker({
    database: ground.database,
    streets: () => ground.living().streets,
    now,
    everyMs: 1_000,
    batch: 100,
    fire: async (tx, { street, subject, kind }) => {
      if (kind === HANDOVER) return succeed(tx, io, { street, subject });
      const command = commands[kind];
      // A refusal means the case moved on while the timer was on its way: there is nothing left to say.
      if (command) await commandBySystem(tx, io, subject as CaseId, command);
      return undefined;
    },
  });
  const patrol = startPatrolWatch({ ...patrolIo(ground, now), streets: () => ground.living().streets, everyMs: 200, log });
  return {
    turn: timers.turn,
    stop: async () => {
      forgetting.stop();
      await patrol.stop();
      await timers.stop();
    },
  };
}
