import { type Result, ok, refuse } from '../../../../kernel/result.ts';
import { type Body, type ReadText, readBody } from './body.ts';
import { seal, unseal } from './envelope.ts';
import { type Header, lengthOfHeader, readHeader, writeHeader } from './header.ts';

export type Message = { readonly header: Header; readonly body: Body; readonly bytes: Uint8Array };
export type Refused = {
  readonly code: 'bad-escape' | 'too-short' | 'bad-check' | 'bad-length' | 'encrypted' | 'short-body';
  /** What could still be read, for a person who looks at a broken terminal. */
  readonly header?: Header;
  readonly fits?: boolean;
};

/** One frame as the splitter tells of it: between two flags, still escaped. A part of a split message has body `other`. */
export function readMessage(wire: Uint8Array, text: ReadText): Result<Message, Refused> {
  const { content, checks } = unseal(wire);
  if (!content.ok) return content;
  const header = readHeader(content.value);
  if (!header) return refuse({ code: 'too-short' });
  const bytes = content.value.subarray(lengthOfHeader(header));
  const fits = bytes.length === header.bodyLength;
  if (!checks) return refuse({ code: 'bad-check', header, fits });
  if (!fits) return refuse({ code: 'bad-length', header, fits });
  if (header.encryption !== 0) return refuse({ code: 'encrypted', header, fits });
  if (header.part && header.part.of > 1) return ok({ header, bytes, body: { kind: 'other', bytes } });
  return understand(header, bytes, text);
}

/** A whole body, of one frame or joined from parts. */
export function understand(header: Header, bytes: Uint8Array, text: ReadText): Result<Message, Refused> {
  const body = readBody(bytes, header, text);
  return body ? ok({ header, bytes, body }) : refuse({ code: 'short-body', header, fits: true });
}

/** A frame ready for the wire. */
export function writeFrame(header: Header, body: readonly number[] | Uint8Array): Uint8Array {
  return seal(Uint8Array.from([...writeHeader({ ...header, bodyLength: body.length }), ...body]));
}
