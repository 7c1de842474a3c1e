import { type IncomingHttpHeaders, request } from 'node:http';

export type Said = {
  readonly method?: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
};
export type Heard = { readonly status: number; readonly headers: IncomingHttpHeaders; readonly text: string };

/** One request exactly as written: nothing is encoded, added or repaired on the way, as `fetch` would. */
export function say(port: number, { method = 'GET', path, headers = {}, body }: Said): Promise<Heard> {
  return new Promise((heard, failed) => {
    const length = body === undefined || 'transfer-encoding' in headers ? {} : { 'content-length': String(Buffer.byteLength(body)) };
    const sent = request({ host: '127.0.0.1', port, method, path, headers: { ...length, ...headers } }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('error', failed);
      answer.on('end', () =>
        heard({ status: answer.statusCode ?? 0, headers: answer.headers, text: Buffer.concat(chunks).toString('utf8') }),
      );
      // The live feed never ends by itself; its head is all a test of permission needs.
      if (answer.headers['content-type']?.startsWith('text/event-stream')) {
        heard({ status: answer.statusCode ?? 0, headers: answer.headers, text: '' });
        answer.destroy();
      }
    });
    // A server that refuses ten megabytes after the first answers and closes; what was still on its way then breaks.
    sent.on('error', failed);
    sent.end(body);
  });
}

/** What a refusal says in its body, in either of our two languages. */
export type Problem = { type: string; title: string; status: number; code: string; detail: string; issues?: { path: string }[] };
export const problemOf = ({ text }: Heard) => JSON.parse(text) as Problem;

export const json = (value: unknown) => ({ body: JSON.stringify(value), headers: { 'content-type': 'application/json' } });

/** A multipart body with one file, built by hand so that a test can break any part of it. */
export function upload(file: Buffer | string, { type = 'image/jpeg', name = 'photo.jpg', field = 'photo' } = {}) {
  const boundary = 'guanjia-boundary';
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="${field}"; filename="${name}"\r\ncontent-type: ${type}\r\n\r\n`;
  return {
    body: Buffer.concat([Buffer.from(head), Buffer.from(file), Buffer.from(`\r\n--${boundary}--\r\n`)]),
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
  };
}
