import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { refuse } from '../../kernel/result.ts';
import { fromHex } from '../../features/telemetry/rules/jt808/bytes.ts';
import { readMessage } from '../../features/telemetry/rules/jt808/message.ts';
import { createSplitter } from '../../features/telemetry/rules/jt808/splitter.ts';
import { told } from '../../features/telemetry/rules/jt808/told.ts';
import { readText } from '../../features/telemetry/server/gbk.ts';
import { type Command, both } from './command.ts';

const decode: Command = {
  path: ['jt808', 'decode'],
  options: {},
  takesFiles: true,
  usage: 'guanjia jt808 decode [frames.txt …]',
  about: {
    zh: '解码 JT/T 808 报文：每行一帧十六进制（文件或标准输入），每行输出一个 JSON；坏帧注明拒收原因',
    en: 'decode JT/T 808: hex frames, one a line (files or standard input), one JSON object a line; a bad frame says why it is refused',
  },
  run: async ({ files }, terminal) => {
    try {
      for await (const line of linesOf(files)) for (const said of decodeLine(line)) terminal.out(said);
    } catch (error) {
      const path = (error as { path?: string }).path;
      if (path === undefined) throw error;
      terminal.err(both({ zh: `读不了文件 ${path}`, en: `the file ${path} cannot be read` }));
      return 2;
    }
    return 0;
  },
};

async function* linesOf(files: readonly string[]): AsyncGenerator<string> {
  for (const file of files.length > 0 ? files : ['-']) {
    const input = file === '-' ? process.stdin : createReadStream(file);
    for await (const line of createInterface({ input, crlfDelay: Infinity })) if (line.trim() !== '') yield line;
  }
}

export const jt808Commands: readonly Command[] = [decode];

/** What one line of hex holds: usually one frame, but a whole capture may stand on a line too. Never nothing, so that lines can be counted. */
export function decodeLine(line: string): string[] {
  const bytes = fromHex(line.trim().replace(/^0x/i, ''));
  if (!bytes) return [JSON.stringify({ checksum_ok: false, refused: 'not-hex' })];
  const said: string[] = [];
  createSplitter().push(bytes, (wire) => said.push(JSON.stringify(told(readMessage(wire, readText)))));
  return said.length > 0 ? said : [JSON.stringify(told(refuse({ code: 'too-short' })))];
}
