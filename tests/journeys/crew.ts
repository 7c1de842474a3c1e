import { randomUUID } from 'node:crypto';
import { seeded } from '../../kernel/chance.ts';
import type { CaseView } from '../../features/case/rules/view.ts';
import { type Client, connect, signedIn } from '../../apps/demo/client.ts';
import { picture } from './stage.ts';

/** What the small world's street office does behind the scenes, so that a journey may begin in the middle of the loop. */
export type Told = { readonly id: string; readonly number: string; readonly token: string; readonly order: string };
type Stage = 'reported' | 'to_dispatch' | 'sent' | 'underway' | 'to_check' | 'checking' | 'to_close' | 'closed';
const stages: readonly Stage[] = ['reported', 'to_dispatch', 'sent', 'underway', 'to_check', 'checking', 'to_close', 'closed'];

export type Office = {
  readonly anyone: Client;
  readonly as: (account: string) => Promise<Client>;
  readonly report: (text: string) => Promise<Told>;
  /** Walks a case on from one stage to another; `unit` and `handler` do the work. */
  readonly walk: (told: Told, from: Stage, to: Stage, by?: { unit: string; handler: string; checker: string }) => Promise<void>;
  readonly view: (told: Told) => Promise<CaseView>;
};

/** In the middle of 澄湖街道, away from the villages: the sweeping team's ground. */
const here = { lon: 114.045754, lat: 22.533 };
const usual = { unit: 'sweep', handler: 'li', checker: 'sun' };

export function officeOf(base: string): Office {
  const chance = seeded(Date.now());
  const anyone = connect(base, chance);
  const known = new Map<string, Promise<Client>>();
  const as = (account: string) => {
    const one = known.get(account) ?? signedIn(base, chance, account, 'guanjia-demo');
    known.set(account, one);
    return one;
  };
  const says = async (account: string, { id }: Told, command: object) => (await as(account)).say(id, command as never);
  const steps: Record<Stage, (told: Told, by: typeof usual) => Promise<unknown>> = {
    reported: async () => undefined,
    to_dispatch: (told) => says('zhou', told, { type: 'file', matter: 'matter:06010', condition: 'seen' }),
    sent: (told, { unit }) => says('chen', told, { type: 'dispatch', unit, act: 'service', task: '', order: told.order }),
    underway: (told, { handler }) => says(handler, told, { type: 'accept_order', order: told.order, handler: null }),
    to_check: async (told, { handler }) => {
      const photo = await (await as(handler)).photo(told.id, await picture('#3f5a3c'));
      await says(handler, told, { type: 'finish_order', order: told.order, note: '', photos: [photo], before: [] });
    },
    checking: (told, { checker }) => says('wang', told, { type: 'ask_check', checker: `p-${checker}` }),
    to_close: async (told, { checker }) => {
      const photo = await (await as(checker)).photo(told.id, await picture('#2f4258'));
      await says(checker, told, { type: 'check', result: 'pass', note: '', photos: [photo] });
    },
    closed: (told) => says('zhou', told, { type: 'close', informed: false, note: '' }),
  };
  return {
    anyone,
    as,
    report: async (text) => {
      const { id, number, token } = await anyone.report({ text, place: { crs: 'WGS84', point: here } });
      return { id, number, token, order: randomUUID() };
    },
    walk: async (told, from, to, by = usual) => {
      for (const stage of stages.slice(stages.indexOf(from) + 1, stages.indexOf(to) + 1)) await steps[stage](told, by);
    },
    view: async ({ id }) => (await as('wang')).view(id),
  };
}
