import { createHash, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, open, readFile, rename, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import exifr from 'exifr';
import sharp from 'sharp';
import type { Instant } from '../../kernel/brand.ts';
import type { Point } from '../../kernel/place/point.ts';
import { type Result, ok, refuse } from '../../kernel/result.ts';

sharp.concurrency(1);
sharp.cache(false);

export type PhotoRefusal =
  | { code: 'photo-too-large'; limit: number }
  | { code: 'photo-type-not-accepted'; type: string }
  | { code: 'photo-too-many-pixels'; limit: number }
  | { code: 'photo-unreadable' };

/** `id` is the SHA-256 of the re-encoded picture. Time and position were in the file and are kept apart from it. */
export type TakenPhoto = {
  readonly id: string;
  readonly bytes: number;
  readonly width: number;
  readonly height: number;
  readonly takenAt: Instant | null;
  readonly at: Point | null;
  /** 64-bit difference hash as hex: near pictures differ in few bits. */
  readonly dhash: string;
};

export type Photos = {
  take: (bytes: Buffer) => Promise<Result<TakenPhoto, PhotoRefusal>>;
  read: (id: string, size: 'full' | 'thumb') => Promise<Buffer | undefined>;
};

const MOST_BYTES = 12 * 1024 * 1024;
const MOST_PIXELS = 50_000_000;
const SIDE = 1600;
const THUMB = 320;
/** Two cores: a third picture would only make the first two later. */
const AT_ONCE = 2;

export function openPhotos(folder: string): Photos {
  const queue = limiter(AT_ONCE);
  const fileOf = (id: string, size: 'full' | 'thumb') =>
    join(folder, id.slice(0, 2), id.slice(2, 4), size === 'full' ? `${id}.jpg` : `${id}.t.jpg`);
  return {
    take: (bytes) => queue(() => take(bytes, fileOf)),
    read: async (id, size) => {
      if (!/^[0-9a-f]{64}$/.test(id)) return undefined;
      return readFile(fileOf(id, size)).catch((error: { code?: string }) => {
        if (error.code === 'ENOENT') return undefined;
        throw error;
      });
    },
  };
}

/** What the bytes say they are; names and headers are only claims. */
function sniff(bytes: Buffer): string {
  const head = bytes.subarray(0, 12).toString('latin1');
  if (head.startsWith('\xff\xd8\xff')) return 'jpeg';
  if (head.startsWith('\x89PNG\r\n\x1a\n')) return 'png';
  if (head.startsWith('RIFF') && head.endsWith('WEBP')) return 'webp';
  if (head.slice(4, 8) === 'ftyp') return 'heic';
  if (head.startsWith('GIF8')) return 'gif';
  return /^\s*</.test(bytes.subarray(0, 64).toString('latin1')) ? 'markup' : 'unknown';
}

async function take(bytes: Buffer, fileOf: (id: string, size: 'full' | 'thumb') => string): Promise<Result<TakenPhoto, PhotoRefusal>> {
  if (bytes.length > MOST_BYTES) return refuse({ code: 'photo-too-large', limit: MOST_BYTES });
  const type = sniff(bytes);
  if (type !== 'jpeg' && type !== 'png' && type !== 'webp') return refuse({ code: 'photo-type-not-accepted', type });
  const said = await evidence(bytes);
  const made = await reencode(bytes);
  if (!made.ok) return made;
  const { full, thumb, width, height, dhash } = made.value;
  const id = createHash('sha256').update(full).digest('hex');
  // The thumbnail first: a full picture on disk means both are there.
  await keep(fileOf(id, 'thumb'), thumb);
  await keep(fileOf(id, 'full'), full);
  return ok({ id, bytes: full.length, width, height, dhash, ...said });
}

/** Time and place as the camera wrote them, read before they are stripped. Unreadable EXIF is no reason to refuse a picture. */
async function evidence(bytes: Buffer): Promise<{ takenAt: Instant | null; at: Point | null }> {
  const [gps, exif] = await Promise.all([
    exifr.gps(bytes).catch(() => undefined) as Promise<{ latitude: number; longitude: number } | undefined>,
    exifr.parse(bytes, { pick: ['DateTimeOriginal', 'OffsetTimeOriginal'], reviveValues: false }).catch(() => undefined) as Promise<
      Record<string, string> | undefined
    >,
  ]);
  const stamp = exif?.DateTimeOriginal?.match(/^(\d{4}):(\d\d):(\d\d) (\d\d:\d\d:\d\d)/);
  // A camera without a zone speaks local time; here that is China's.
  const moment = stamp ? Date.parse(`${stamp[1]}-${stamp[2]}-${stamp[3]}T${stamp[4]}${exif?.OffsetTimeOriginal ?? '+08:00'}`) : Number.NaN;
  const near = gps && Math.abs(gps.latitude) <= 90 && Math.abs(gps.longitude) <= 180 ? { lon: gps.longitude, lat: gps.latitude } : null;
  return { takenAt: Number.isFinite(moment) ? (moment as Instant) : null, at: near };
}

type Made = { full: Buffer; thumb: Buffer; width: number; height: number; dhash: string };

async function reencode(bytes: Buffer): Promise<Result<Made, PhotoRefusal>> {
  const reading = () => sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: 'error', sequentialRead: true, pages: 1 });
  try {
    const { width: w = 0, height: h = 0 } = await sharp(bytes, { limitInputPixels: false }).metadata();
    if (w * h > MOST_PIXELS) return refuse({ code: 'photo-too-many-pixels', limit: MOST_PIXELS });
    const { data: full, info } = await reading()
      .rotate()
      .resize(SIDE, SIDE, { fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .jpeg({ quality: 80, mozjpeg: false })
      .toBuffer({ resolveWithObject: true });
    const thumb = await sharp(full).resize(THUMB, THUMB, { fit: 'cover' }).jpeg({ quality: 75 }).toBuffer();
    const grey = await sharp(full).resize(9, 8, { fit: 'fill' }).greyscale().raw().toBuffer();
    return ok({ full, thumb, width: info.width, height: info.height, dhash: differenceHash(grey) });
  } catch (error) {
    if (/pixel limit/i.test(String(error))) return refuse({ code: 'photo-too-many-pixels', limit: MOST_PIXELS });
    return refuse({ code: 'photo-unreadable' });
  }
}

/** One bit for each of 8 × 8 neighbours: is the left one brighter? */
function differenceHash(grey: Buffer): string {
  let bits = 0n;
  for (let row = 0; row < 8; row++) {
    for (let column = 0; column < 8; column++)
      bits = (bits << 1n) | ((grey[row * 9 + column] ?? 0) > (grey[row * 9 + column + 1] ?? 0) ? 1n : 0n);
  }
  return bits.toString(16).padStart(16, '0');
}

/** Written whole beside its place, synced, renamed, and the folder synced: after a power cut it is there or it never was. */
async function keep(path: string, bytes: Buffer) {
  if (existsSync(path)) return;
  const folder = join(path, '..');
  await mkdir(folder, { recursive: true });
  const draft = `${path}.${randomBytes(6).toString('hex')}.new`;
  const file = await open(draft, 'wx', 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } catch (error) {
    await unlink(draft).catch(() => undefined);
    throw error;
  } finally {
    await file.close();
  }
  await rename(draft, path);
  const at = await open(folder, 'r');
  await at.sync().finally(() => at.close());
}

function limiter(most: number) {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (running >= most) await new Promise<void>((go) => waiting.push(go));
    running++;
    try {
      return await work();
    } finally {
      running--;
      waiting.shift()?.();
    }
  };
}
