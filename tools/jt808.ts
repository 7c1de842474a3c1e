// guanjia jt808 decode [file]: hex frames, one a line, from the file or standard input; one JSON object a line comes out.
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { refuse } from '../kernel/result.ts';
import { fromHex } from '../features/telemetry/rules/jt808/bytes.ts';
import { readMessage } from '../features/telemetry/rules/jt808/message.ts';
import { createSplitter } from '../features/telemetry/rules/jt808/splitter.ts';
import { told } from '../features/telemetry/rules/jt808/told.ts';
import { readText } from '../features/telemetry/server/gbk.ts';

/** What one line of hex holds: usually one frame; a whole capture may stand on a line too. Never nothing, so that lines can be counted. */
export function decodeLine(line: string): string[] {
  const bytes = fromHex(line.trim().replace(/^0x/i, ''));
  if (!bytes) return [JSON.stringify({ checksum_ok: false, refused: 'not-hex' })];
  const said: string[] = [];
  createSplitter().push(bytes, (wire) => said.push(JSON.stringify(told(readMessage(wire, readText)))));
  return said.length > 0 ? said : [JSON.stringify(told(refuse({ code: 'too-short' })))];
}

/** Answers the exit code: 0 when every line was a frame, refused or not; 2 when the command was not understood. */
export async function jt808([verb, path, ...more]: readonly string[]): Promise<number> {
  if (verb !== 'decode' || more.length > 0) {
    process.stderr.write('用法 · usage: npx guanjia jt808 decode [文件 · file]\n');
    return 2;
  }
  const input = path && path !== '-' ? createReadStream(path) : process.stdin;
  for await (const line of createInterface({ input, crlfDelay: Infinity })) {
    if (line.trim() === '') continue;
    for (const said of decodeLine(line))
      if (!process.stdout.write(`${said}\n`)) await new Promise((on) => process.stdout.once('drain', on));
  }
  return 0;
}
