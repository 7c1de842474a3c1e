import { createHash, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, open, readFile, rename, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import exifr from 'exifr';
import sharp from 'sharp';
import type { Instant } from '../../kernel/brand.ts';
import type { Point } from '../../kernel/place/point.ts';
import { type Result, ok, refuse } from '../../kernel/result.ts';
import { atMost } from './atmost.ts';

sharp.concurrency(1);
sharp.cache(false);

export type PhotoRefusal =
  | { code: 'photo-too-large'; limit: number }
  | { code: 'photo-type-not-accepted'; type: string }
  | { code: 'photo-too-many-pixels'; limit: number }
  | { code: 'photo-too-small'; limit: number }
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
/** A single pixel is a picture to a decoder, and proof of nothing. */
const LEAST_SIDE = 32;
const SIDE = 1600;
const THUMB = 320;
/** Two cores: a third picture would only make the first two later. */
const AT_ONCE = 2;

export function openPhotos(folder: string): Photos {
  const queue = atMost(AT_ONCE);
  return {
    take: (bytes) => queue(() => take(folder, bytes)),
    read: async (id, size) => {
      if (!/^[0-9a-f]{64}$/.test(id)) return undefined;
      return readFile(fileOf(folder, id, size)).catch((error: { code?: string }) => {
        if (error.code === 'ENOENT') return undefined;
        throw error;
      });
    },
  };
}

function fileOf(folder: string, id: string, size: 'full' | 'thumb'): string {
  return join(folder, id.slice(0, 2), id.slice(2, 4), size === 'full' ? `${id}.jpg` : `${id}.t.jpg`);
}

/** What the bytes say they are; names and headers are only claims. */
function sniff(bytes: Buffer): string {
  const head = bytes.subarray(0, 12).toString('latin1');
  if (head.startsWith('\xff\xd8\xff')) return 'jpeg';
  if (head.startsWith('\x89PNG\r\n\x1a\n')) return 'png';
  if (head.startsWith('RIFF') && head.endsWith('WEBP')) return 'webp';
  if (head.slice(4, 8) === 'ftyp') return head.slice(8).startsWith('avif') ? 'avif' : 'heic';
  if (head.startsWith('GIF8')) return 'gif';
  return /^\s*</.test(
    bytes
      .subarray(0, 64)
      .toString('utf8')
      .replace(/^\ufeff/, ''),
  )
    ? 'markup'
    : 'unknown';
}

async function take(folder: string, bytes: Buffer): Promise<Result<TakenPhoto, PhotoRefusal>> {
  if (bytes.length > MOST_BYTES) return refuse({ code: 'photo-too-large', limit: MOST_BYTES });
  // Nothing arrived: another type would not help, sending it again may.
  if (bytes.length === 0) return refuse({ code: 'photo-unreadable' });
  const type = sniff(bytes);
  if (type !== 'jpeg' && type !== 'png' && type !== 'webp') return refuse({ code: 'photo-type-not-accepted', type });
  // The header alone, so that a bomb is weighed before a single pixel is unpacked.
  const header = await sharp(bytes, { limitInputPixels: false })
    .metadata()
    .catch(() => undefined);
  if (!header?.width || !header.height) return refuse({ code: 'photo-unreadable' });
  if (header.width * header.height > MOST_PIXELS) return refuse({ code: 'photo-too-many-pixels', limit: MOST_PIXELS });
  if (Math.min(header.width, header.height) < LEAST_SIDE) return refuse({ code: 'photo-too-small', limit: LEAST_SIDE });
  const made = await reencode(bytes);
  if (!made) return refuse({ code: 'photo-unreadable' });
  const { full, thumb, width, height, dhash } = made;
  const id = createHash('sha256').update(full).digest('hex');
  // The thumbnail first: a full picture on disk means both are there.
  await keep(folder, fileOf(folder, id, 'thumb'), thumb);
  await keep(folder, fileOf(folder, id, 'full'), full);
  return ok({ id, bytes: full.length, width, height, dhash, ...(await evidence(header.exif)) });
}

/** Time and place as the camera wrote them; the stored picture has neither. Unreadable EXIF is no reason to refuse a picture. */
async function evidence(exif: Buffer | undefined): Promise<{ takenAt: Instant | null; at: Point | null }> {
  if (!exif) return { takenAt: null, at: null };
  const tiff = exif.subarray(0, 6).toString('latin1') === 'Exif\0\0' ? exif.subarray(6) : exif;
  const [gps, said] = await Promise.all([
    exifr.gps(tiff).catch(() => undefined) as Promise<{ latitude: number; longitude: number } | undefined>,
    exifr.parse(tiff, { pick: ['DateTimeOriginal', 'OffsetTimeOriginal'], reviveValues: false }).catch(() => undefined) as Promise<
      Record<string, unknown> | undefined
    >,
  ]);
  return { takenAt: moment(said?.DateTimeOriginal, said?.OffsetTimeOriginal), at: gps ? position(gps) : null };
}

function moment(stamp: unknown, offset: unknown): Instant | null {
  const parts = /^(\d{4}):(\d\d):(\d\d) (\d\d:\d\d:\d\d)/.exec(String(stamp));
  if (!parts) return null;
  // A camera without a zone speaks local time; here that is China's.
  const zone = /^[+-]\d\d:\d\d/.exec(String(offset))?.[0] ?? '+08:00';
  const at = Date.parse(`${parts[1]}-${parts[2]}-${parts[3]}T${parts[4]}${zone}`);
  return Number.isFinite(at) ? (at as Instant) : null;
}

/** A phone without a fix writes zeros, not nothing; no street of ours is in the Gulf of Guinea. */
function position({ latitude, longitude }: { latitude: number; longitude: number }): Point | null {
  const onEarth = Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
  return onEarth && (latitude !== 0 || longitude !== 0) ? { lon: longitude, lat: latitude } : null;
}

type Made = { full: Buffer; thumb: Buffer; width: number; height: number; dhash: string };

/** Upright, at most 1600 px, without any of the sender's bytes but the pixels. Undefined when they cannot be read to the end. */
async function reencode(bytes: Buffer): Promise<Made | undefined> {
  try {
    const { data: full, info } = await sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: 'error', sequentialRead: true, pages: 1 })
      .rotate()
      .resize(SIDE, SIDE, { fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .jpeg({ quality: 80 })
      .toBuffer({ resolveWithObject: true });
    const thumb = await sharp(full).resize(THUMB, THUMB, { fit: 'cover' }).jpeg({ quality: 75 }).toBuffer();
    const grey = await sharp(full).resize(9, 8, { fit: 'fill' }).greyscale().raw().toBuffer();
    return { full, thumb, width: info.width, height: info.height, dhash: differenceHash(grey) };
  } catch {
    // libvips tells broken pixels by sentence only; whatever it could not read, the sender must send again.
    return undefined;
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

/** Written whole beside its place, synced, renamed, and the folders synced: after a power cut it is there or it never was. */
async function keep(root: string, path: string, bytes: Buffer) {
  const folder = dirname(path);
  if (!existsSync(path)) {
    await mkdir(folder, { recursive: true });
    await writeThenRename(path, bytes);
  }
  // Also when it was there: whoever renamed it a moment ago may not have synced yet, and our caller is about to say it is safe.
  for (const each of [folder, dirname(folder), root]) await syncFolder(each);
}

async function writeThenRename(path: string, bytes: Buffer) {
  const draft = `${path}.${randomBytes(6).toString('hex')}.new`;
  try {
    const file = await open(draft, 'wx', 0o600);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, path);
  } catch (error) {
    await unlink(draft).catch(() => undefined);
    throw error;
  }
}

async function syncFolder(folder: string) {
  // Windows opens no folder; NTFS journals its entries itself.
  if (process.platform === 'win32') return;
  const at = await open(folder, 'r');
  await at.sync().finally(() => at.close());
}
