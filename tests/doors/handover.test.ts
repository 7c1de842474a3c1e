import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import { crew } from './crew.ts';
import { openSite } from './site.ts';

const site = await openSite({ people: crew });
after(() => site.close());

async function post(path: string, body: object, key: string | null = randomUUID()) {
  const answer = await fetch(`${site.base}/api/responsibility/handovers${path}`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${await site.token('west-administrator')}`,
      'content-type': 'application/json',
      ...(key ? { 'idempotency-key': key } : {}),
    },
    body: JSON.stringify(body),
  });
  const text = await answer.text();
  return { status: answer.status, text, code: (JSON.parse(text) as { code?: string }).code };
}

const day = new Date(site.clock.at + 3 * 86_400_000).toISOString().slice(0, 10);
const asked = { contract: 'C-CH', clauses: null, to: 'banyan', heirs: [], onDay: day };

test('a handover said twice is answered alike and done once; its token opens no other, and its end said twice is one end', async () => {
  const token = /"token":"([^"]+)"/.exec((await post('/preview', asked)).text)?.[1] ?? '';
  const confirmed = { ...asked, token, because: '合同到期，换运营方' };
  assert.equal((await post('', confirmed, null)).code, 'key-missing');
  const first = await post('', confirmed);
  assert.equal(first.status, 200, first.text);
  assert.deepEqual(await post('', confirmed), first);
  assert.notEqual((await post('', { ...confirmed, contract: 'C-WR' })).status, 200);
  assert.notEqual((await post('', { ...confirmed, to: 'banyan-field' })).status, 200);
  const { count } = await site.database.one<{ count: number }>(
    "select count(*) as count from responsibility_event where body ->> 'token' = $1",
    [token],
  );
  assert.equal(count, 1);

  const { id } = JSON.parse(first.text) as { id: string };
  assert.equal((await post(`/${id}/cancel`, {}, null)).code, 'key-missing');
  const ended = await post(`/${id}/cancel`, {});
  assert.equal(ended.status, 200, ended.text);
  assert.deepEqual(await post(`/${id}/cancel`, {}), ended);
});
