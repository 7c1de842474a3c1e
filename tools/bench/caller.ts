import { type Socket, connect } from 'node:net';

export type Answer = { readonly status: number; readonly body: string };
/** One keep-alive connection that asks one thing at a time. */
export type Caller = { ask: (request: string) => Promise<Answer>; close: () => void };

/**
 * A client that does almost nothing: node's own costs as much processor time as the server it would measure, and both
 * share the machine. Reads answers with a content-length, which is all our API sends outside the live feed.
 */
export async function openCaller(port: number): Promise<Caller> {
  const socket: Socket = connect({ port, host: '127.0.0.1', noDelay: true });
  await new Promise<void>((opened, failed) => socket.once('connect', opened).once('error', failed));
  let heard: Buffer = Buffer.alloc(0);
  let waiting: { answered: (answer: Answer) => void; failed: (error: Error) => void } | undefined;
  socket.on('data', (chunk: Buffer) => {
    heard = heard.length === 0 ? chunk : Buffer.concat([heard, chunk]);
    const answer = readAnswer(heard);
    if (!answer) return;
    heard = Buffer.alloc(0);
    waiting?.answered(answer);
  });
  const lost = () => waiting?.failed(new Error('the server closed the connection'));
  socket.on('error', lost).on('close', lost);
  return {
    ask: (request) =>
      new Promise((answered, failed) => {
        waiting = { answered, failed };
        socket.write(request);
      }),
    close: () => {
      waiting = undefined;
      socket.destroy();
    },
  };
}

function readAnswer(heard: Buffer): Answer | undefined {
  const end = heard.indexOf('\r\n\r\n');
  if (end < 0) return undefined;
  const head = heard.toString('latin1', 0, end);
  const length = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0);
  if (heard.length < end + 4 + length) return undefined;
  return { status: Number(head.slice(9, 12)), body: heard.toString('utf8', end + 4, end + 4 + length) };
}

/** The bytes of a request; `body` is JSON text. */
export function requestOf(method: string, path: string, { headers = '', body = '' }: { headers?: string; body?: string } = {}): string {
  const type = body ? `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n` : '';
  return `${method} ${path} HTTP/1.1\r\nhost: bench\r\nx-guanjia: 1\r\n${headers}${type}\r\n${body}`;
}
