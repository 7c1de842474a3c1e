import { type Chance, pick, seeded } from '../../kernel/chance.ts';
import { type Client, connect, signedIn } from './client.ts';
import { drawPhoto } from './photo.ts';
import type { Stage, Step, Story, Team } from './step.ts';
import { scripts, storiesOf } from './stories.ts';

const MINUTE = 60_000;

type Told = { from: number; told: (stories: number) => Promise<unknown> };

/**
 * A believable morning, played through the public API: people report, the centre files and dispatches, crews work, patrollers
 * check; one is sent back, one returned, one suspended, one overdue. The same seed plays the same morning. What is said to
 * have happened earlier is said with `saidAt`, as a phone that comes back on line would. A morning that was cut off goes on
 * `from` the story it had come to. Answers how many cases it made.
 */
export async function playMorning(stage: Stage, { from, told }: Told): Promise<number> {
  const chance = seeded(stage.seed);
  const as = (account: string) => signedIn(stage.base, chance, account, stage.password);
  const team: Team = {
    chance,
    anyone: connect(stage.base, chance),
    operator: await as(stage.cast.operator),
    shift: await as(stage.cast.shift),
    dispatcher: await as(stage.cast.dispatcher),
    leader: await as(stage.cast.leader),
    patrollers: await Promise.all(stage.cast.patrollers.map(as)),
    conditions: await conditionsOf(stage, chance),
    handler: memo(async (unit) => {
      const account = stage.cast.handlers.get(unit);
      return account ? as(account) : undefined;
    }),
  };
  const stories = storiesOf(stage.named);
  let made = 0;
  for (const [i, story] of stories.entries()) {
    if (i < from) continue;
    await tell(team, stage, { story, startedAt: stage.now() - (stories.length - i) * 5 * MINUTE - 40 * MINUTE });
    made++;
    await told(i + 1);
  }
  return made;
}

async function conditionsOf({ base, password, cast }: Stage, chance: Chance): Promise<Team['conditions']> {
  const { matters } = await (await signedIn(base, chance, cast.operator, password)).ask<{
    matters: { key: string; conditions: { key: string }[] }[];
  }>('GET', '/api/reference');
  return new Map(matters.map(({ key, conditions }) => [key, conditions.map((condition) => condition.key)]));
}

function memo(make: (unit: string) => Promise<Client | undefined>) {
  const made = new Map<string, Promise<Client | undefined>>();
  return (unit: string) => {
    const kept = made.get(unit) ?? make(unit);
    made.set(unit, kept);
    return kept;
  };
}

type Telling = { story: Story; startedAt: number };

async function tell(team: Team, stage: Stage, { story, startedAt }: Telling) {
  const { chance, anyone } = team;
  let at = startedAt;
  const later = (minutes: number) => {
    at = Math.round(Math.min(stage.now(), at + minutes * MINUTE * (0.7 + chance() * 0.6)));
    return at;
  };
  const reporter = story.by === 'patroller' ? pick(team.patrollers, chance) : story.by === 'operator' ? team.operator : anyone;
  const spot = pick(stage.spots, chance);
  const receipt = await reporter.report({
    text: story.text,
    place: story.address ? { address: `${stage.streetName}${story.address}` } : { point: spot },
    ...(story.by === 'operator' ? { channel: 'phone', contact: { name: '来电人' } } : {}),
    saidAt: at,
    photosToCome: 1,
  });
  if (story.photo) await anyone.reportPhoto(receipt.token, await drawPhoto(chance, 'before'));
  const story_: Step = { team, stage, later, receipt, story };
  for (const step of story.script) {
    const script = scripts[step];
    await script(story_);
  }
}
