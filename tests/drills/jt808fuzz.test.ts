import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { seeded } from '../../kernel/chance.ts';
import { fromHex } from '../../features/telemetry/rules/jt808/bytes.ts';
import { fuzz } from '../../features/telemetry/rules/jt808/testing.ts';
import { readText } from '../../features/telemetry/server/gbk.ts';

const COUNT = 1_000_000;

test(`${COUNT} mutated JT/T 808 frames neither crash, stall nor grow the connection that reads them`, (context) => {
  const file = new URL('../../../shared/data/telemetry/jt808-frames.json', import.meta.url);
  const { vectors } = JSON.parse(readFileSync(file, 'utf8')) as { vectors: { group: string; wire_hex: string }[] };
  const frames = vectors.filter(({ group }) => group !== 'negative').map(({ wire_hex }) => fromHex(wire_hex) ?? assert.fail(wire_hex));
  const began = performance.now();
  const before = process.memoryUsage.rss();
  const { candidates, decoded, mostPending } = fuzz(frames, COUNT, seeded(20_261_125), readText);
  const seconds = (performance.now() - began) / 1000;
  const grown = (process.memoryUsage.rss() - before) / 2 ** 20;
  context.diagnostic(
    `${candidates} candidates, ${decoded} decoded, ${seconds.toFixed(1)} s, ${grown.toFixed(0)} MiB more, ${mostPending} bytes pending at most`,
  );
  assert.ok(mostPending <= 2090);
  assert.ok(decoded > COUNT / 10);
  assert.ok(grown < 300, `${grown} MiB more`);
  assert.ok(seconds < 600, `${seconds} s: something stalls`);
});
