import { randomUUID } from 'node:crypto';
import { brokenJson } from './broken.ts';
import { crew, inEast } from './crew.ts';
import type { Row } from './hostile.ts';
import { type Said, json } from './say.ts';
import { type Site, openSite } from './site.ts';
import { type Told, caseAt, report } from './story.ts';

/** What the tables knock at: cases, a phone and a list that are there only once the site is open. */
type Aims = {
  readonly site: Site;
  readonly tokens: ReadonlyMap<string, string>;
  readonly told: Told;
  readonly disputed: Told;
  /** A case of the other street. */
  readonly eastern: Told;
  readonly phone: { id: string; identity: string; key: string };
  readonly list: number;
};

let open: Aims | undefined;
export function aims(): Aims {
  if (!open) throw new Error('the site is not open yet');
  return open;
}
export const site = () => aims().site;

export async function openAims(): Promise<void> {
  const opened = await openSite({ people: crew });
  const tokens = new Map<string, string>();
  for (const { account } of crew) tokens.set(account, await opened.token(account));
  const disputed = await caseAt(opened, 'underway');
  const handler = await opened.as('west-handler');
  await handler.say(disputed.id, { type: 'return_order', order: disputed.order, reason: '是管道漏出来的', counter: 'water' } as never);
  const admin = await opened.as('west-administrator');
  const body = { door: 'own', name: '巡查手机', street: '440399001', person: 'p-west-patroller' };
  open = {
    site: opened,
    tokens,
    told: await caseAt(opened, 'underway'),
    disputed,
    eastern: await report(opened, '东边的灯不亮', inEast),
    phone: await admin.ask('POST', '/api/devices', { body }),
    list: (await admin.ask<{ lists: { version: number }[] }>('GET', '/api/responsibility/lists')).lists[0]?.version ?? 0,
  };
}

const labels = (account: string) => ({ authorization: `Bearer ${aims().tokens.get(account)}`, 'idempotency-key': randomUUID() });

export function post(account: string, path: string, body: unknown, more: Record<string, string> = {}): Said {
  const { body: said, headers } = json(body);
  return { method: 'POST', path, body: said, headers: { ...headers, ...labels(account), ...more } };
}
export const get = (account: string, path: string): Said => ({ path, headers: labels(account) });

/** What every door that takes JSON must withstand. */
export const broken = (path: string, account: string, good: object): Row[] =>
  brokenJson({ path: () => path, headers: () => labels(account), good: () => good });
