import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { type Chance, pick } from '../../../kernel/chance.ts';
import { type Client, Declined, type Report, connect, signedIn } from '../../../apps/demo/client.ts';
import type { Cast } from '../../../apps/demo/step.ts';
import type { CaseView } from '../../../features/case/rules/view.ts';
import type { Receipt } from '../../../features/intake/rules/report.ts';
import type { Ledger } from './ledger.ts';

export type Storm = {
  readonly base: string;
  readonly chance: Chance;
  readonly cast: Cast;
  readonly spots: readonly Spot[];
  readonly password: string;
  readonly ledger: Ledger;
  /** False: every retry comes with a new key, as a client without keys would ask again. */
  readonly keys: boolean;
  readonly over: () => boolean;
};
type Team = { anyone: Client; operator: Client; shift: Client; dispatcher: Client; handlers: ReadonlyMap<string, Client> };
type Spot = { lon: number; lat: number };

const PATIENCE = 60_000;
/** A connection that says nothing for this long is as good as cut. */
const SILENCE = 15_000;
/** How often a client loses its own line at a random moment and asks again, perhaps while the first request is still at work. */
const CUT = 0.15;
const MATTER = { matter: 'matter:06042', condition: 'overflow' };

/** Signs everybody in, while nothing is being killed yet. */
export async function gather({ base, chance, cast, password }: Storm): Promise<Team> {
  const as = (account: string) => signedIn(base, chance, account, password);
  const handlers = new Map<string, Client>();
  for (const [unit, account] of cast.handlers) handlers.set(unit, await as(account));
  return {
    anyone: connect(base, chance),
    operator: await as(cast.operator),
    shift: await as(cast.shift),
    dispatcher: await as(cast.dispatcher),
    handlers,
  };
}

/** One client: reports, and of every other report tells the story on, until the storm is over and its last answer is heard. */
export async function insist(storm: Storm, team: Team, name: number) {
  for (let n = 1; !storm.over(); n++) {
    const receipt = await report(storm, team, `${name}-${n}`, { overdue: n % 5 === 0 });
    if (!receipt || n % 2 === 1 || n % 5 === 0) continue;
    await sendPhoto(storm, team, receipt);
    await tellOn(storm, team, receipt.id);
  }
}

async function report(storm: Storm, { anyone }: Team, name: string, { overdue }: { overdue: boolean }) {
  const text = overdue ? `井盖不见了，编号 ${name}` : `垃圾桶满了，编号 ${name}`;
  const address = `路边 ${name} 号`;
  const phone = `1380000${name.replace('-', '')}`.slice(0, 20);
  const saidAt = overdue ? Date.now() - 3 * 3_600_000 : undefined;
  const body: Report = {
    text,
    matter: overdue ? 'part:01003' : MATTER.matter,
    place: { point: pick(storm.spots, storm.chance), address },
    contact: { name: '测试', phone },
    ...(saidAt === undefined ? {} : { saidAt }),
  };
  storm.ledger.said.add(text);
  const receipt = await heard(storm, anyone, (key) => anyone.report(body, key));
  if (receipt)
    storm.ledger.ack('reports', { id: receipt.id, number: receipt.number, text, address, phone, saidAt: saidAt ?? null, overdue });
  return receipt;
}

async function sendPhoto(storm: Storm, { anyone }: Team, receipt: Receipt) {
  const shade = Math.floor(storm.chance() * 0xffffff);
  const bytes = await sharp({ create: { width: 320, height: 240, channels: 3, background: `#${shade.toString(16).padStart(6, '0')}` } })
    .jpeg()
    .toBuffer();
  const taken = await heard(storm, anyone, () => anyone.reportPhoto(receipt.token, bytes));
  if (taken) storm.ledger.ack('photos', { caseId: receipt.id, id: taken.id });
}

/** A note (which could be doubled in any stage), then the case is filed, dispatched and accepted. */
async function tellOn(storm: Storm, team: Team, id: string) {
  const words = `已电话联系 ${createHash('sha256').update(id).digest('hex').slice(0, 12)}`;
  storm.ledger.said.add(words);
  const say = async (by: Client, command: Record<string, unknown>, acked: Ledger['commands'][number]) => {
    const view = await heard<CaseView>(storm, by, (key) => by.say(id, command, {}, key));
    if (view) storm.ledger.ack('commands', acked);
    return view;
  };
  await say(team.operator, { type: 'note', text: words }, { caseId: id, type: 'noted', mark: words });
  const filed = await say(team.shift, { type: 'file', ...MATTER }, { caseId: id, type: 'filed', mark: MATTER.matter });
  const unit = filed?.proposal.unit.id;
  if (!unit) return;
  const order = team.anyone.key();
  const sent = { type: 'dispatch', unit, act: 'service', task: '', order };
  if (!(await say(team.dispatcher, sent, { caseId: id, type: 'dispatched', mark: order }))) return;
  const handler = team.handlers.get(unit);
  if (handler) await say(handler, { type: 'accept_order', order, handler: null }, { caseId: id, type: 'order_accepted', mark: order });
}

/**
 * Asks until an answer is heard, always with the same key (or, in the arm without keys, a new one each time). Undefined when
 * the answer was a refusal; it is in the ledger, for nothing here may be refused.
 */
async function heard<T>({ ledger, keys, chance }: Storm, client: Client, ask: (key: string) => Promise<T>): Promise<T | undefined> {
  const until = Date.now() + PATIENCE;
  let key = client.key();
  for (;;) {
    try {
      const answer = await inTime(ask(key), chance() < CUT ? 1 + chance() * 60 : SILENCE);
      ledger.count.heard++;
      return answer;
    } catch (error) {
      if (error instanceof Declined && error.status < 500 && error.status !== 429) {
        ledger.count.heard++;
        ledger.refused.push(`${error.status} ${error.code}`);
        return undefined;
      }
      ledger.count.unheard++;
      if (Date.now() > until) throw new Error(`no answer for ${PATIENCE} ms, last: ${String(error)}`);
      if (!keys) key = client.key();
      await new Promise((again) => setTimeout(again, 100));
    }
  }
}

/** Stops listening after so many milliseconds, whatever the other end is doing. */
function inTime<T>(answer: Promise<T>, ms: number): Promise<T> {
  let handle: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, failed) => {
    handle = setTimeout(() => failed(new Error('no answer in time')), ms);
  });
  return Promise.race([answer, late]).finally(() => clearTimeout(handle));
}
