import { FLAG } from './envelope.ts';

/** Body 1,023, header 21 and check 1, every byte of them escaped: nothing longer can be a frame. */
const LONGEST = (1023 + 21 + 1) * 2;

export type Splitter = {
  /** Tells of every candidate in these bytes: what stands between two flags, still escaped, valid until the call returns. */
  readonly push: (chunk: Uint8Array, tell: (wire: Uint8Array) => void) => void;
  /** Bytes held back for the next chunk; never more than the longest frame. */
  readonly pending: () => number;
  /** Bytes that could belong to no frame: before the first flag, or in a run too long to be one. */
  readonly skipped: () => number;
};

/**
 * Cuts a TCP stream into frames. Every flag both ends and begins, so that one flag lost or doubled costs no frame after it;
 * what stands between two frames by mistake is handed on too and fails its check byte.
 */
export function createSplitter(): Splitter {
  const held = new Uint8Array(LONGEST);
  let length = 0;
  let skipped = 0;
  // Before the first flag, and after a run that is too long, nothing is a frame until the next flag.
  let isLost = true;
  const hold = (bytes: Uint8Array) => {
    if (isLost) skipped += bytes.length;
    else if (length + bytes.length > LONGEST) {
      skipped += length + bytes.length;
      length = 0;
      isLost = true;
    } else {
      held.set(bytes, length);
      length += bytes.length;
    }
  };
  return {
    push: (chunk, tell) => {
      let from = 0;
      for (let flag = chunk.indexOf(FLAG); flag >= 0; flag = chunk.indexOf(FLAG, from)) {
        const piece = chunk.subarray(from, flag);
        if (length === 0 && !isLost && piece.length <= LONGEST) {
          if (piece.length > 0) tell(piece);
        } else {
          hold(piece);
          if (!isLost && length > 0) tell(held.subarray(0, length));
        }
        length = 0;
        isLost = false;
        from = flag + 1;
      }
      if (from < chunk.length) hold(chunk.subarray(from));
    },
    pending: () => length,
    skipped: () => skipped,
  };
}
