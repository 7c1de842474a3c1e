import assert from 'node:assert/strict';
import { type AddressInfo, connect } from 'node:net';
import { after, before, test } from 'node:test';
import { z } from 'zod';
import { type Server, buildServer } from './server.ts';

const PATIENCE = 400;
/** Twice the patience for the check that comes round once in a patience, and the rest for a busy machine. */
const BOUND = 10_000;

let app: Server;
let port = 0;
let taken = 0;
before(async () => {
  app = buildServer({
    say: (locale, code) => ({ title: `${locale} ${code}`, detail: '' }),
    identify: async () => null,
    version: '0',
    log: false,
    patience: PATIENCE,
  });
  app.register(async (scope) => {
    (scope as Server).post(
      '/say',
      { config: { permit: { open: 'test' } }, schema: { body: z.strictObject({ text: z.string() }) } },
      async () => {
        taken += 1;
        return { ok: true };
      },
    );
  });
  await app.listen({ port: 0, host: '127.0.0.1' });
  port = (app.server.address() as AddressInfo).port;
});
after(() => app.close());

/** Sends the words, then drips one byte after another for as long as the server listens; all it said, when it hangs up. */
function drip(words: string, byte = ''): Promise<{ heard: string; after: number }> {
  return new Promise((done) => {
    const began = performance.now();
    const chunks: Buffer[] = [];
    const socket = connect({ host: '127.0.0.1', port }, () => socket.write(words));
    const dripping = byte ? setInterval(() => socket.writable && socket.write(byte), PATIENCE / 8) : undefined;
    socket.on('data', (chunk: Buffer) => chunks.push(chunk));
    // A byte dripped into a connection that is already closed; what was heard before it counts.
    socket.on('error', () => undefined);
    socket.on('close', () => {
      clearInterval(dripping);
      done({ heard: Buffer.concat(chunks).toString('utf8'), after: performance.now() - began });
    });
  });
}

const head = (length: number) =>
  `POST /say HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\naccept-language: en\r\ncontent-length: ${length}\r\n\r\n`;
const chunked = 'POST /say HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n';

for (const [says, words, byte] of [
  ['a body that stops in the middle', `${head(100)}{"text":"`, ''],
  ['a body that never begins', head(100), ''],
  ['a body of one byte at a time', `${head(100_000)}{"text":"`, 'a'],
  ['chunks without an end', chunked, '1\r\na\r\n'],
  ['headers that stop in the middle', 'POST /say HTTP/1.1\r\nhost: x\r\nx-slow: ', ''],
  ['headers of one byte at a time', 'POST /say HTTP/1.1\r\nhost: x\r\nx-slow: ', 'a'],
  ['headers without an end, a line at a time', 'POST /say HTTP/1.1\r\nhost: x\r\n', 'x-slow: a\r\n'],
  ['half a request line', 'POST /sa', ''],
] as const)
  test(`408 in bounded time: ${says}`, async () => {
    const before = taken;
    const { heard, after: waited } = await drip(words, byte);
    assert.match(heard, /^HTTP\/1\.1 408 Request Timeout\r\n/);
    assert.match(heard, /\r\ncontent-type: application\/problem\+json/);
    assert.match(heard, /"code":"too-slow"/);
    assert.ok(waited >= PATIENCE * 0.9 && waited < BOUND, `hung up after ${waited} ms`);
    assert.equal(taken, before);
  });

test('413 at once for a body announced over the limit, before it is sent', async () => {
  const { heard } = await drip(head(256 * 1024 + 1));
  assert.match(heard, /^HTTP\/1\.1 413 /);
  assert.match(heard, /"code":"too-large"/);
});

test('413 for chunks that go on over the limit', async () => {
  const chunk = `10000\r\n${'a'.repeat(0x10000)}\r\n`;
  const { heard } = await drip(`${chunked}${chunk.repeat(5)}`);
  assert.match(heard, /^HTTP\/1\.1 413 /);
});

test('a body just in time is taken', async () => {
  const body = '{"text":"hello"}';
  const { heard } = await drip(`${head(body.length).replace('host: x', 'host: x\r\nconnection: close')}${body}`);
  assert.match(heard, /^HTTP\/1\.1 200 /);
  assert.equal(taken, 1);
});
