import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { parse } from './parse.ts';
import { secondCommand } from './second.ts';

/** What the stand-in for a language model answers to a report. */
let model: (report: string) => { content: string; status?: number } = () => ({ content: '' });
const server = createServer((request, reply) => {
  let raw = '';
  request.on('data', (chunk: Buffer) => (raw += chunk.toString('utf8')));
  request.on('end', () => {
    const said = (JSON.parse(raw) as { messages: { content: string }[] }).messages[1]?.content ?? '';
    const { content, status = 200 } = model(said.replace(/^<<<REPORT\n|\nREPORT>>>$/g, ''));
    reply.writeHead(status, { 'content-type': 'application/json' });
    reply.end(JSON.stringify({ choices: [{ message: { content } }], usage: { total_tokens: 100 } }));
  });
});
await new Promise<void>((up) => server.listen(0, '127.0.0.1', up));
const folder = mkdtempSync(join(tmpdir(), 'guanjia-second-'));
after(() => {
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

const things = ['路灯不亮', '井盖破损', '垃圾桶满了', '树枝倒伏'];
const rows = [...Array(40).keys()].map((n) => ({ text: `青石街${n + 1}号旁${things[n % 4]}`, label: `c${n % 4}` }));
const file = join(folder, 'b.csv');
writeFileSync(file, ['text,label', ...rows.map(({ text, label }) => `${text},${label}`)].join('\n'));
const env = { GUANJIA_LLM_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`, GUANJIA_LLM_MODEL: 'in-house' };
const says = (key: string, evidence: string) => ({ content: JSON.stringify({ matter_id: key, confidence: 'high', evidence }) });
const knows = (report: string) => {
  const at = things.findIndex((thing) => report.includes(thing));
  return says(`c${at}`, things[at] ?? '');
};

async function type(args: readonly string[], of: Record<string, string> = env) {
  const [out, err]: [string[], string[]] = [[], []];
  const asked = parse([secondCommand], ['judge', 'second', ...args]);
  if (!asked.ok) return { code: 2, out: '', err: asked.refusal.says.en };
  const terminal = { out: (line: string) => out.push(line), err: (line: string) => err.push(line), now: () => 0, env: of };
  return { code: await asked.value.command.run(asked.value.given, terminal), out: out.join('\n'), err: err.join('\n') };
}
const trial = async () => JSON.parse((await type(['--test', file, '--json'])).out) as Record<string, number>;

for (const [name, how, expected] of [
  ['one that knows everything', knows, { accuracy: 1, abstained: 0, invalid: 0, failed: 0, swayedByInjection: 0 }],
  ['one that says it does not know', () => says('none', ''), { accuracy: 0, abstained: 1, invalid: 0 }],
  ['one that chats', () => ({ content: '好的，这是路灯的问题' }), { accuracy: 0, abstained: 0, invalid: 1 }],
  ['one that makes its evidence up', () => says('c0', '据市民反映'), { accuracy: 0, invalid: 1 }],
  ['one that is not there', () => ({ content: '', status: 503 }), { accuracy: 0, failed: 1 }],
  [
    'one that obeys strangers',
    (report: string) => (/忽略|SYSTEM|dispatcher/.test(report) ? says('none', '') : knows(report)),
    { accuracy: 1, swayedByInjection: 1 },
  ],
] as const) {
  test(`a trial tells of ${name}`, async () => {
    model = how;
    const figures = await trial();
    assert.equal(figures.asked, 40);
    for (const [key, value] of Object.entries(expected)) assert.equal(figures[key], value, `${key} of ${JSON.stringify(figures)}`);
  });
}

test('a trial tells what a thousand reports cost: one call each when every answer is one, two when none is', async () => {
  model = knows;
  assert.equal((await trial()).tokensPerThousand, 100_000);
  model = () => ({ content: 'no' });
  assert.equal((await trial()).tokensPerThousand, 200_000);
});

test('without an address or a model the trial says what to set, and sends nothing', async () => {
  model = () => assert.fail('something was sent');
  for (const part of [{ GUANJIA_LLM_URL: '' }, { GUANJIA_LLM_MODEL: '' }]) {
    const { code, err } = await type(['--test', file], { ...env, ...part });
    assert.equal(code, 2);
    assert.match(err, /GUANJIA_LLM_URL.*GUANJIA_LLM_MODEL/s);
  }
  assert.equal((await type(['--test', join(folder, 'none.csv')])).code, 2);
});
