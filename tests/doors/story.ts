import { randomUUID } from 'node:crypto';
import sharp from 'sharp';
import type { CaseView } from '../../features/case/rules/view.ts';
import type { Receipt } from '../../features/intake/rules/report.ts';
import { inWest } from './crew.ts';
import type { Site } from './site.ts';

/** A small real photograph; each colour is another picture. */
export function picture(colour: string, width = 64, height = 48): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 3, background: colour } })
    .jpeg()
    .toBuffer();
}

export const RUBBISH = 'matter:06010';
export type Told = Receipt & { readonly order: string };

/** A resident of the western street reports rubbish, leaves a telephone number and sends a picture. */
export async function report(site: Site, text = '石榴村口垃圾成堆', point = inWest): Promise<Told> {
  const receipt = await site.anyone.report({
    text,
    place: { crs: 'WGS84', point },
    contact: { name: '吴女士', phone: '138 0000 1234' },
    photosToCome: 1,
  });
  await site.anyone.reportPhoto(receipt.token, await picture('#7a3b2e'));
  return { ...receipt, order: randomUUID() };
}

type Stage = 'reported' | 'to_dispatch' | 'sent' | 'underway' | 'to_check' | 'checking' | 'to_close' | 'closed';
const path: readonly Stage[] = ['reported', 'to_dispatch', 'sent', 'underway', 'to_check', 'checking', 'to_close', 'closed'];

/** Walks a fresh report along the loop by the western crew and stops at a stage. */
export async function caseAt(site: Site, stage: Stage, { checker = 'west-patroller', handler = 'west-handler' } = {}): Promise<Told> {
  const told = await report(site);
  await walk(site, told, { from: 'reported', to: stage, checker, handler });
  return told;
}

type Walk = { from: Stage; to: Stage; checker?: string; handler?: string };

export async function walk(site: Site, { id, order }: Told, { from, to, checker = 'west-patroller', handler = 'west-handler' }: Walk) {
  const says = async (account: string, command: object): Promise<CaseView> => (await site.as(account)).say(id, command as never);
  const steps: Record<Stage, () => Promise<unknown>> = {
    reported: async () => undefined,
    to_dispatch: () => says('west-shift_leader', { type: 'file', matter: RUBBISH, condition: 'seen' }),
    sent: () => says('west-dispatcher', { type: 'dispatch', unit: 'sweep', act: 'service', task: '清走', order }),
    underway: () => says(handler, { type: 'accept_order', order, handler: null }),
    to_check: async () => {
      const after = await (await site.as(handler)).photo(id, await picture('#3f5a3c'));
      await says(handler, { type: 'finish_order', order, note: '已清', photos: [after], before: [] });
    },
    checking: () => says('west-intake_operator', { type: 'ask_check', checker: `p-${checker}` }),
    to_close: async () => {
      const seen = await (await site.as(checker)).photo(id, await picture('#2f4258'));
      await says(checker, { type: 'check', result: 'pass', note: '', photos: [seen] });
    },
    closed: () => says('west-shift_leader', { type: 'close', informed: false, note: '' }),
  };
  for (const stage of path.slice(path.indexOf(from) + 1, path.indexOf(to) + 1)) await steps[stage]();
}
