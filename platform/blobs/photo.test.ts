import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { type TakenPhoto, openPhotos } from './photo.ts';

const folder = mkdtempSync(join(tmpdir(), 'guanjia-photos-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const photos = openPhotos(folder);

/** A picture with something to see in it: a slope of colour and a block, so that neither JPEG nor the look is trivial. */
function scene(width: number, height: number) {
  const pixels = Buffer.alloc(width * height * 3);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = (y * width + x) * 3;
      const block = x > width * 0.2 && x < width * 0.4 && y > height * 0.3 && y < height * 0.9;
      pixels[at] = block ? 250 : Math.round((x / width) * 180);
      pixels[at + 1] = Math.round((y / height) * 200);
      pixels[at + 2] = block ? 10 : 90;
    }
  }
  return sharp(pixels, { raw: { width, height, channels: 3 } });
}

const camera = {
  IFD0: { Make: 'SECRETMAKE', Software: 'SECRETSOFT' },
  IFD2: { DateTimeOriginal: '2026:05:01 08:30:00', BodySerialNumber: 'SECRETSERIAL' },
  IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '22/1 31/1 2316/100', GPSLongitudeRef: 'E', GPSLongitude: '114/1 3/1 432/100' },
};

async function taken(bytes: Buffer): Promise<TakenPhoto> {
  const answer = await photos.take(bytes);
  assert.ok(answer.ok, JSON.stringify(answer));
  return answer.value;
}

const full = async (id: string) => (await photos.read(id, 'full')) ?? assert.fail(`no picture ${id}`);

for (const [format, bytes] of [
  ['jpeg', await scene(640, 480).withExif(camera).jpeg().toBuffer()],
  ['png', await scene(640, 480).withExif(camera).png().toBuffer()],
  ['webp', await scene(640, 480).withExif(camera).webp().toBuffer()],
] as const) {
  test(`a ${format} gives up its time and place to us and to nobody who opens the stored picture`, async () => {
    assert.ok(bytes.includes('SECRETMAKE'), 'the sample itself carries EXIF');
    const photo = await taken(bytes);
    assert.equal(photo.takenAt, Date.UTC(2026, 4, 1, 0, 30));
    assert.ok(photo.at);
    assert.ok(Math.abs(photo.at.lat - 22.5231) < 1e-6 && Math.abs(photo.at.lon - 114.0512) < 1e-6, JSON.stringify(photo.at));
    for (const size of ['full', 'thumb'] as const) {
      const stored = await photos.read(photo.id, size);
      assert.ok(stored);
      for (const secret of ['SECRET', 'Exif', 'GPS', '2026:05:01']) assert.ok(!stored.includes(secret), `${size} has ${secret}`);
      const { exif, xmp, iptc, format: as } = await sharp(stored).metadata();
      assert.deepEqual([exif, xmp, iptc, as], [undefined, undefined, undefined, 'jpeg']);
    }
  });
}

for (const [says, exif, takenAt, placed] of [
  [
    'a zone in the file counts',
    { IFD2: { DateTimeOriginal: '2026:05:01 08:30:00', OffsetTimeOriginal: '+09:00' } },
    Date.UTC(2026, 3, 30, 23, 30),
    false,
  ],
  [
    'a zone that is none is China’s',
    { IFD2: { DateTimeOriginal: '2026:05:01 08:30:00', OffsetTimeOriginal: '   :  ' } },
    Date.UTC(2026, 4, 1, 0, 30),
    false,
  ],
  ['a clock never set is no time', { IFD2: { DateTimeOriginal: '0000:00:00 00:00:00' } }, null, false],
  ['a date in words is no time', { IFD2: { DateTimeOriginal: 'yesterday' } }, null, false],
  [
    'zeros for a position are no position',
    { IFD3: { ...camera.IFD3, GPSLatitude: '0/1 0/1 0/1', GPSLongitude: '0/1 0/1 0/1' } },
    null,
    false,
  ],
  ['a latitude beyond the pole is no position', { IFD3: { ...camera.IFD3, GPSLatitude: '95/1 0/1 0/1' } }, null, false],
  ['south and west are negative', { IFD3: { ...camera.IFD3, GPSLatitudeRef: 'S', GPSLongitudeRef: 'W' } }, null, true],
] as const) {
  test(`evidence: ${says}`, async () => {
    const photo = await taken(await scene(64, 48).withExif(exif).jpeg().toBuffer());
    assert.equal(photo.takenAt, takenAt);
    assert.equal(photo.at !== null, placed);
    if (photo.at) assert.ok(photo.at.lat < 0 && photo.at.lon < 0);
  });
}

test('a picture without EXIF is taken, with neither time nor place', async () => {
  const photo = await taken(await scene(200, 100).jpeg().toBuffer());
  assert.deepEqual([photo.takenAt, photo.at, photo.width, photo.height], [null, null, 200, 100]);
});

test('a picture held sideways is stored upright', async () => {
  // Orientation 6: the top of the scene is the right edge of the pixels.
  const stripes = Buffer.alloc(60 * 40 * 3);
  for (let i = 0; i < 60 * 40; i++) stripes[i * 3] = i % 60 >= 30 ? 255 : 0;
  const bytes = await sharp(stripes, { raw: { width: 60, height: 40, channels: 3 } })
    .withMetadata({ orientation: 6 })
    .jpeg({ quality: 95 })
    .toBuffer();
  const photo = await taken(bytes);
  assert.deepEqual([photo.width, photo.height], [40, 60]);
  const { data, info } = await sharp(await full(photo.id))
    .raw()
    .toBuffer({ resolveWithObject: true });
  const red = (x: number, y: number) => data[(y * info.width + x) * info.channels] ?? -1;
  // Turned clockwise, the left half of the pixels (black) comes to the top.
  assert.ok(red(20, 10) < 60 && red(20, 50) > 190, `top ${red(20, 10)}, bottom ${red(20, 50)}`);
});

test('a large picture is brought to 1600 pixels, its thumbnail to 320, and a small one is not blown up', async () => {
  const large = await taken(await scene(2400, 1800).jpeg().toBuffer());
  assert.deepEqual([large.width, large.height], [1600, 1200]);
  const stored = await full(large.id);
  assert.equal(stored.length, large.bytes);
  const thumb = await sharp(await photos.read(large.id, 'thumb')).metadata();
  assert.deepEqual([thumb.width, thumb.height], [320, 320]);
  const small = await taken(await scene(100, 80).jpeg().toBuffer());
  assert.deepEqual([small.width, small.height], [100, 80]);
});

test('what is see-through becomes white, not black', async () => {
  const clear = await sharp({ create: { width: 32, height: 32, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } } })
    .png()
    .toBuffer();
  const pixels = await sharp(await full((await taken(clear)).id))
    .raw()
    .toBuffer();
  assert.ok((pixels[0] ?? 0) > 250);
});

test('the same picture twice has one name and is written once', async () => {
  const bytes = await scene(500, 400).jpeg().toBuffer();
  const first = await taken(bytes);
  const path = join(folder, first.id.slice(0, 2), first.id.slice(2, 4), `${first.id}.jpg`);
  const before = statSync(path);
  const again = await Promise.all([taken(bytes), taken(bytes), taken(bytes)]);
  assert.deepEqual(new Set(again.map(({ id }) => id)), new Set([first.id]));
  const now = statSync(path);
  assert.deepEqual([now.ino, now.mtimeMs], [before.ino, before.mtimeMs]);
});

test('the same picture arriving at once from three phones is one file, and no draft is left lying', async () => {
  const bytes = await scene(333, 222).jpeg().toBuffer();
  const [one] = await Promise.all([taken(bytes), taken(bytes), taken(bytes)]);
  const inFolder = readdirSync(join(folder, one.id.slice(0, 2), one.id.slice(2, 4))).filter((name) => name.startsWith(one.id));
  assert.deepEqual(inFolder.toSorted(), [`${one.id}.jpg`, `${one.id}.t.jpg`]);
});

const distance = (a: string, b: string) => [...(BigInt(`0x${a}`) ^ BigInt(`0x${b}`)).toString(2)].filter((bit) => bit === '1').length;

test('the look of a picture survives resizing and squeezing, and tells another picture apart', async () => {
  const original = await taken(await scene(1200, 900).jpeg({ quality: 95 }).toBuffer());
  const squeezed = await taken(await scene(1200, 900).resize(400).jpeg({ quality: 30 }).toBuffer());
  const other = await taken(await scene(1200, 900).flop().jpeg().toBuffer());
  assert.match(original.dhash, /^[0-9a-f]{16}$/);
  assert.notEqual(original.id, squeezed.id);
  assert.ok(distance(original.dhash, squeezed.dhash) <= 4, `squeezed differs in ${distance(original.dhash, squeezed.dhash)}`);
  assert.ok(distance(original.dhash, other.dhash) >= 12, `other differs in ${distance(original.dhash, other.dhash)}`);
});

/** A PNG of nothing but its header's claim and one run of zeros: 50 kB that unpack to 50 MB of bits, 1.2 GB of colour. */
function bomb(width: number, height: number): Buffer {
  const chunk = (name: string, body: Buffer) => {
    const named = Buffer.concat([Buffer.from(name, 'latin1'), body]);
    const framed = Buffer.alloc(8 + named.length);
    framed.writeUInt32BE(body.length, 0);
    named.copy(framed, 4);
    framed.writeUInt32BE(crc32(named), 4 + named.length);
    return framed;
  };
  const header = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0]);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  const rows = deflateSync(Buffer.alloc(Math.min(Math.ceil(width / 8 + 1) * height, 50_000_000)));
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', rows),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

const good = await scene(800, 600).jpeg().toBuffer();
const MB12 = 12 * 1024 * 1024;

for (const [says, bytes, refusal] of [
  ['nothing at all', Buffer.alloc(0), { code: 'photo-unreadable' }],
  ['one byte too many', Buffer.concat([good, Buffer.alloc(MB12 + 1 - good.length)]), { code: 'photo-too-large', limit: MB12 }],
  ['a JPEG cut in half', good.subarray(0, good.length / 2), { code: 'photo-unreadable' }],
  [
    'a JPEG of which only the beginning is one',
    Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(5000, 'x')]),
    { code: 'photo-unreadable' },
  ],
  ['a PNG cut in half', await half(scene(300, 300).png().toBuffer()), { code: 'photo-unreadable' }],
  ['a WebP cut in half', await half(scene(300, 300).webp().toBuffer()), { code: 'photo-unreadable' }],
  ['a page calling itself WebP', Buffer.from('RIFF\x10\0\0\0WEBP<script>alert(1)</script>', 'latin1'), { code: 'photo-unreadable' }],
  ['a bomb of 400 million pixels', bomb(20_000, 20_000), { code: 'photo-too-many-pixels', limit: 50_000_000 }],
  ['a bomb wider than any sheet', bomb(2_000_000, 100_000), { code: 'photo-too-many-pixels', limit: 50_000_000 }],
  [
    'an SVG',
    Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'),
    { code: 'photo-type-not-accepted', type: 'markup' },
  ],
  [
    'an SVG behind a byte order mark',
    Buffer.from('\ufeff <?xml version="1.0"?><svg/>'),
    { code: 'photo-type-not-accepted', type: 'markup' },
  ],
  ['a GIF', await scene(10, 10).gif().toBuffer(), { code: 'photo-type-not-accepted', type: 'gif' }],
  ['an AVIF', await scene(16, 16).avif().toBuffer(), { code: 'photo-type-not-accepted', type: 'avif' }],
  ['an iPhone HEIC', Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1'), { code: 'photo-type-not-accepted', type: 'heic' }],
  ['a TIFF', await scene(10, 10).tiff().toBuffer(), { code: 'photo-type-not-accepted', type: 'unknown' }],
  ['a PDF', Buffer.from('%PDF-1.7\n'), { code: 'photo-type-not-accepted', type: 'unknown' }],
] as const) {
  test(`refused: ${says}`, async () => {
    const before = readdirSync(folder, { recursive: true }).length;
    const answer = await photos.take(bytes);
    assert.deepEqual(answer, { ok: false, refusal });
    assert.equal(readdirSync(folder, { recursive: true }).length, before, 'nothing is kept of it');
  });
}

async function half(bytes: Promise<Buffer>): Promise<Buffer> {
  const whole = await bytes;
  return whole.subarray(0, Math.floor(whole.length / 2));
}

test('exactly the largest size is still taken', async () => {
  assert.ok((await photos.take(Buffer.concat([good, Buffer.alloc(MB12 - good.length)]))).ok);
});

test('a picture that is also a page or an archive is stored as a picture only', async () => {
  const payload = '<script>steal()</script>PK\x03\x04evil.zip';
  const noted = await scene(120, 90).withXmp(`<x:xmpmeta xmlns:x="adobe:ns:meta/">${'steal()'}</x:xmpmeta>`).jpeg().toBuffer();
  const stored = await full((await taken(Buffer.concat([noted, Buffer.from(payload)]))).id);
  for (const part of ['script', 'steal', 'evil']) assert.ok(!stored.includes(part), part);
});

test('a picture is read by its name only, and no name leads out of the folder', async () => {
  writeFileSync(join(folder, 'secret.jpg'), 'secret');
  const { id } = await taken(good);
  for (const name of ['', '../secret', `../../${id}`, id.toUpperCase(), `${id}/../../../secret`, id.slice(1), `${id}\n`, 'f'.repeat(64)]) {
    assert.equal(await photos.read(name, 'full'), undefined, JSON.stringify(name));
  }
});

test('a disk that does not take the picture is a failure, not a refusal', async () => {
  const occupied = join(folder, 'a-file');
  writeFileSync(occupied, 'not a folder');
  await assert.rejects(openPhotos(occupied).take(good), { code: 'ENOTDIR' });
  assert.equal(readFileSync(occupied, 'utf8'), 'not a folder');
});
