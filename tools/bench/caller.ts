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
  let heard: Buffer[] = [];
  /** Bytes still to come; unknown until the head is whole. */
  let missing: number | undefined;
  let waiting: { answered: (answer: Answer) => void; failed: (error: Error) => void } | undefined;
  socket.on('data', (chunk: Buffer) => {
    // Joined only when whole: an answer of a megabyte comes in pieces.
    heard.push(chunk);
    missing = missing === undefined ? missingIn(Buffer.concat(heard)) : missing - chunk.length;
    if (missing === undefined || missing > 0) return;
    const whole = Buffer.concat(heard);
    heard = [];
    missing = undefined;
    waiting?.answered(readAnswer(whole));
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

function missingIn(heard: Buffer): number | undefined {
  const end = heard.indexOf('\r\n\r\n');
  return end < 0 ? undefined : end + 4 + lengthIn(heard.toString('latin1', 0, end)) - heard.length;
}

const lengthIn = (head: string) => Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0);

function readAnswer(whole: Buffer): Answer {
  const end = whole.indexOf('\r\n\r\n');
  return { status: Number(whole.toString('latin1', 9, 12)), body: whole.toString('utf8', end + 4) };
}

/** The bytes of a request; `body` is JSON text. */
export function requestOf(method: string, path: string, { headers = '', body = '' }: { headers?: string; body?: string } = {}): string {
  const type = body ? `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n` : '';
  return `${method} ${path} HTTP/1.1\r\nhost: bench\r\nx-guanjia: 1\r\n${headers}${type}\r\n${body}`;
}
