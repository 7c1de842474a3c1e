import { findCase, viewCase } from '../../features/case/server/queries.ts';
import type { Intake } from '../../features/intake/server/routes.ts';
import type { OpinionDoors } from '../../features/judgement/server/opinion.ts';
import { type SecondIo, type SecondSetting, openSecond } from '../../features/judgement/server/second.ts';
import { MOST_CANDIDATES } from '../../features/judgement/rules/opinion.ts';
import type { Person } from '../../features/people/rules/person.ts';
import type { Ground } from './ground.ts';

/** Stages in which somebody still decides what a case is about. */
const undecided: readonly string[] = ['reported', 'verifying', 'to_file'];

export function opinionDoors(
  io: Intake,
  ground: Ground,
  { setting, log }: { setting: SecondSetting | null; log: SecondIo['log'] },
): OpinionDoors {
  return {
    second: openSecond({ setting: () => setting, now: io.now, log }),
    isOn: () => setting !== null,
    wordsOf: async (caller, id) => {
      const view = await viewCase(io, { kind: 'person', person: caller as Person }, id);
      const it = view && (await findCase(io, id));
      return it && (undecided.includes(it.status) ? it.text : null);
    },
    propose: (text) => io.world().propose(text, undefined, MOST_CANDIDATES),
    isDanger: io.isDanger,
    placeNames: () => {
      const { places, namedPlaces, roads } = ground.living().stored;
      return [...[...places, ...namedPlaces].map(({ name }) => name.zh), ...roads.flatMap(({ name }) => name ?? [])];
    },
  };
}
