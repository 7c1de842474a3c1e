import assert from 'node:assert/strict';
import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import test, { after, before } from 'node:test';
import { deflateSync, gzipSync } from 'node:zlib';
import sharp from 'sharp';
import { brokenRequest } from './broken.ts';
import { crew } from './crew.ts';
import { type Row, fingerprint, refuses, whisper } from './hostile.ts';
import { type Said, problemOf, say, upload } from './say.ts';
import { type Site, openSite } from './site.ts';
import { type Told, picture, report } from './story.ts';

let site: Site;
let told: Told;
let jpeg: Buffer;
let png: Buffer;
let webp: Buffer;
before(async () => {
  site = await openSite({ people: crew });
  told = await report(site);
  const noise = sharp(randomBytes(200 * 150 * 3), { raw: { width: 200, height: 150, channels: 3 } });
  [jpeg, png, webp] = await Promise.all([noise.clone().jpeg().toBuffer(), noise.clone().png().toBuffer(), noise.clone().webp().toBuffer()]);
});
after(() => site.close());

const follow = () => `/api/follow/${told.token}/photos`;
const send = (file: Buffer | string, more: Parameters<typeof upload>[1] = {}): Said => ({
  method: 'POST',
  path: follow(),
  ...upload(file, more),
});
const file = (says: string, make: () => Buffer | string, status = 422, code = 'photo-type-not-accepted'): Row => [
  says,
  () => send(make()),
  status,
  code,
];
const broken = (
  says: string,
  body: () => string | Buffer,
  type = 'multipart/form-data; boundary=b',
  status = 400,
  code = 'upload-broken',
): Row => [says, () => ({ method: 'POST', path: follow(), body: body(), headers: { 'content-type': type } }), status, code];
const unreadable = (says: string, make: () => Buffer) => file(says, make, 422, 'photo-unreadable');

function chunk(name: string, body: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length);
  const crc = Buffer.alloc(4);
  crc.writeUInt32BE(crcOf(Buffer.concat([Buffer.from(name), body])));
  return Buffer.concat([length, Buffer.from(name), body, crc]);
}

/** CRC-32 as PNG has it; `zlib.crc32` came after Node 20. */
function crcOf(bytes: Buffer): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}

/** A black-and-white PNG of any size, whose rows are all white: a few kilobytes that unpack to whatever is said. */
function bomb(width: number, height: number, rows = height): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([1, 0, 0, 0, 0], 8);
  const pixels = deflateSync(Buffer.alloc((Math.ceil(width / 8) + 1) * rows));
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', head),
    chunk('IDAT', pixels),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

const SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="90"><script>alert(1)</script></svg>';
const isoBox = (brand: string) => Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from(`ftyp${brand}\0\0\0\0mif1`), randomBytes(200)]);
const plain = (size: number) => sharp({ create: { width: size, height: size, channels: 3, background: '#fff' } });
const small = new Map<string, Buffer>();

const rows: Row[] = [
  file('words named .jpg', () => 'this is no picture at all'),
  file('HTML', () => '<!DOCTYPE html><html><script>alert(1)</script></html>'),
  file('HTML after a byte order mark', () => '\ufeff<html></html>'),
  file('SVG with a script', () => SVG),
  file('SVG after an XML declaration', () => `<?xml version="1.0"?>${SVG}`),
  file('XML with an outside entity', () => '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg>&x;</svg>'),
  file('a GIF', () => Buffer.from('R0lGODlhAQABAAAAACwAAAAAAQABAAA=', 'base64')),
  file('a BMP', () => Buffer.concat([Buffer.from('BM'), randomBytes(300)])),
  file('a TIFF', () => Buffer.concat([Buffer.from('II*\0'), randomBytes(300)])),
  file('a HEIC', () => isoBox('heic')),
  file('an AVIF', () => isoBox('avif')),
  file('a film', () => isoBox('isom')),
  file('a JPEG XL', () => Buffer.concat([Buffer.from([0xff, 0x0a]), randomBytes(300)])),
  file('a JPEG 2000', () => Buffer.concat([Buffer.from('0000000c6a5020200d0a870a', 'hex'), randomBytes(300)])),
  file('a PDF', () => `%PDF-1.7\n${'x'.repeat(300)}`),
  file('PostScript', () => '%!PS-Adobe-3.0\n(/etc/passwd) (r) file'),
  file('a ZIP', () => Buffer.concat([Buffer.from('PK\x03\x04'), randomBytes(300)])),
  file('a gzip', () => gzipSync(Buffer.alloc(10_000_000))),
  file('a program', () => Buffer.concat([Buffer.from('\x7fELF'), randomBytes(300)])),
  file('a program of Windows', () => Buffer.concat([Buffer.from('MZ'), randomBytes(300)])),
  file('a shell script', () => '#!/bin/sh\nrm -rf /\n'),
  file('PHP', () => '<?php system($_GET["c"]); ?>'),
  file('a Magick script', () => "push graphic-context\nviewbox 0 0 640 480\nfill 'url(https://127.0.0.1/x\")'\n"),
  file('a picture in base64', () => jpeg.toString('base64')),
  file('noise', () => Buffer.concat([Buffer.from([0x01, 0x02]), randomBytes(5000)])),
  file('a picture after one byte too many', () => Buffer.concat([Buffer.from([0]), jpeg])),
  file('WEBP in a RIFF that is sound', () => Buffer.concat([Buffer.from('RIFF\x24\0\0\0WAVEfmt '), randomBytes(100)])),
  unreadable('nothing', () => Buffer.alloc(0)),
  unreadable('a JPEG’s first three bytes', () => jpeg.subarray(0, 3)),
  unreadable('a JPEG’s first hundred bytes', () => jpeg.subarray(0, 100)),
  unreadable('half a JPEG', () => jpeg.subarray(0, jpeg.length / 2)),
  unreadable('a PNG’s signature', () => png.subarray(0, 8)),
  unreadable('a PNG’s header', () => png.subarray(0, 33)),
  unreadable('half a PNG', () => png.subarray(0, png.length / 2)),
  unreadable('a PNG with a flipped byte', () => flip(png, 60)),
  unreadable('half a WebP', () => webp.subarray(0, webp.length / 2)),
  unreadable('a WebP’s header', () => webp.subarray(0, 20)),
  unreadable('a JPEG header before noise', () => Buffer.concat([jpeg.subarray(0, 20), randomBytes(5000)])),
  unreadable('a PNG of no width', () => bomb(0, 100)),
  unreadable('a PNG of no height', () => bomb(100, 0)),
  unreadable('a PNG whose rows are missing', () => bomb(1000, 1000, 10)),
  file('four hundred million pixels in fifty kilobytes', () => bomb(20_000, 20_000), 422, 'photo-too-many-pixels'),
  file('a strip of fifty-one million pixels', () => bomb(51_000_000, 1), 422, 'photo-too-many-pixels'),
  file('two thousand million pixels that are not there', () => bomb(50_000, 50_000, 1), 422, 'photo-too-many-pixels'),
  file('a JPEG that claims 65,500 by 65,500', () => claim(jpeg, 65_500), 422, 'photo-too-many-pixels'),
  ['one pixel', async () => send(await made('one', () => plain(1).png().toBuffer())), 422, 'photo-too-small'],
  ['thirty-one pixels square', async () => send(await made('31', () => plain(31).jpeg().toBuffer())), 422, 'photo-too-small'],
  file('a line one pixel high', () => bomb(1000, 1), 422, 'photo-too-small'),
  file(
    'twelve megabytes and one byte',
    () => Buffer.concat([jpeg, Buffer.alloc(12 * 1024 * 1024 + 1 - jpeg.length)]),
    413,
    'photo-too-large',
  ),
  file('thirty megabytes', () => Buffer.alloc(30 * 1024 * 1024), 413, 'photo-too-large'),
  broken('a body without parts', () => '--b--\r\n', undefined, 400, 'photo-missing'),
  broken('a body of nothing', () => '', undefined, 400, 'photo-missing'),
  broken('a body that is no multipart', () => 'hello'),
  broken(
    'another boundary than was said',
    () => '--c\r\ncontent-disposition: form-data; name="photo"; filename="a.jpg"\r\n\r\nx\r\n--c--\r\n',
  ),
  broken('no boundary', () => '--b--\r\n', 'multipart/form-data'),
  broken(
    'a field instead of a file',
    () => '--b\r\ncontent-disposition: form-data; name="photo"\r\n\r\nhello\r\n--b--\r\n',
    undefined,
    400,
    'photo-missing',
  ),
  broken('a part without a name', () => '--b\r\ncontent-type: image/jpeg\r\n\r\nhello\r\n--b--\r\n', undefined, 400, 'photo-missing'),
  broken('a body that ends inside the file', () => upload(jpeg).body.subarray(0, 500), 'multipart/form-data; boundary=guanjia-boundary'),
  broken('a body that ends inside a part’s header', () => '--b\r\ncontent-disposition: form-data; na'),
  broken(
    'six fields before the file',
    () => `${Array.from({ length: 6 }, (_, i) => `--b\r\ncontent-disposition: form-data; name="f${i}"\r\n\r\nx\r\n`).join('')}--b--\r\n`,
    undefined,
    413,
    'too-large',
  ),
  broken('a field named __proto__', () => '--b\r\ncontent-disposition: form-data; name="__proto__"\r\n\r\nx\r\n--b--\r\n'),
  broken(
    'a part’s header of a megabyte',
    () => `--b\r\ncontent-disposition: form-data; name="photo"; filename="${'a'.repeat(1_000_000)}"\r\n\r\nx\r\n--b--\r\n`,
    undefined,
    422,
    'photo-type-not-accepted',
  ),
  broken('the picture as the body', () => jpeg, 'image/jpeg', 415, 'unsupported-media-type'),
  broken('the picture as octets', () => jpeg, 'application/octet-stream', 415, 'unsupported-media-type'),
  broken(
    'the picture in JSON',
    () => JSON.stringify({ photo: jpeg.toString('base64') }),
    'application/json',
    415,
    'unsupported-media-type',
  ),
  broken('a form of the simple kind', () => 'photo=hello', 'application/x-www-form-urlencoded', 415, 'unsupported-media-type'),
  ['a packed upload', () => ({ ...send(jpeg), headers: { ...upload(jpeg).headers, 'content-encoding': 'gzip' } }), 415, 'packed'],
  ['a link that opens nothing', () => ({ ...send(jpeg), path: `/api/follow/${'A'.repeat(43)}/photos` }), 404, 'no-such-token'],
  ['the staff door without a session', () => ({ ...send(jpeg), path: `/api/cases/${told.id}/photos` }), 401, 'unauthenticated'],
  [
    'ten megabytes at the staff door without a session',
    () => ({ ...send(Buffer.alloc(10_000_000)), path: `/api/cases/${told.id}/photos` }),
    401,
    'unauthenticated',
  ],
];

function flip(bytes: Buffer, at: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[at] = (copy[at] ?? 0) ^ 0xff;
  return copy;
}

/** A JPEG whose frame header says another size than its pixels have. */
function claim(bytes: Buffer, side: number): Buffer {
  const copy = Buffer.from(bytes);
  const frame = copy.indexOf(Buffer.from([0xff, 0xc0]));
  copy.writeUInt16BE(side, frame + 5);
  copy.writeUInt16BE(side, frame + 7);
  return copy;
}

async function made(name: string, make: () => Promise<Buffer>): Promise<Buffer> {
  const kept = small.get(name) ?? (await make());
  small.set(name, kept);
  return kept;
}

refuses('photo', () => site, [...rows, ...brokenRequest({ path: follow, headers: () => ({}) }, ['PUT', 'GET', 'DELETE'])]);

test('the staff door refuses a fake picture as the public one does', async () => {
  const authorization = `Bearer ${await site.token('west-dispatcher')}`;
  const held = await fingerprint(site);
  for (const [bytes, status, code] of [
    [Buffer.from(SVG), 422, 'photo-type-not-accepted'],
    [jpeg.subarray(0, 100), 422, 'photo-unreadable'],
    [bomb(20_000, 20_000), 422, 'photo-too-many-pixels'],
    [Buffer.alloc(13 * 1024 * 1024), 413, 'photo-too-large'],
  ] as const) {
    const { body, headers } = upload(bytes);
    const heard = await say(site.port, {
      method: 'POST',
      path: `/api/cases/${told.id}/photos`,
      body,
      headers: { ...headers, authorization },
    });
    assert.deepEqual([heard.status, problemOf(heard).code], [status, code]);
  }
  assert.equal(await fingerprint(site), held);
});

test('what a picture carries beside its pixels is not stored with it: script, position, name', async () => {
  const hostile = Buffer.concat([
    await sharp(jpeg)
      .withExif({ IFD0: { ImageDescription: '<script>alert(1)</script>' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '22/1 31/1 0/1' } })
      .toBuffer(),
    Buffer.from('<?php system("id"); ?><script>alert(2)</script>'),
  ]);
  const heard = await say(site.port, send(hostile, { name: '../../../etc/cron.d/evil.php', type: 'text/html', field: 'whatever' }));
  assert.equal(heard.status, 201);
  const { id } = JSON.parse(heard.text) as { id: string };
  const answer = await fetch(`${site.base}/photos/${id}?t=${told.token}`);
  assert.equal(answer.headers.get('content-type'), 'image/jpeg');
  assert.equal(answer.headers.get('x-content-type-options'), 'nosniff');
  const served = Buffer.from(await answer.arrayBuffer());
  assert.doesNotMatch(served.toString('latin1'), /script|php|Exif|GPS|evil/);
  const names = readdirSync(site.photoFolder, { recursive: true }).map(String);
  assert.ok(
    names.every((name) => /^[0-9a-f]{2}(\/[0-9a-f]{2}(\/[0-9a-f]{64}(\.t)?\.jpg)?)?$/.test(name)),
    names.join(),
  );
});

test('an upload that stops half-way leaves nothing behind', async () => {
  const held = await fingerprint(site);
  const { body, headers } = upload(jpeg);
  const head = `POST ${follow()} HTTP/1.1\r\nhost: x\r\ncontent-type: ${headers['content-type']}\r\ncontent-length: ${body.length}\r\n\r\n`;
  await whisper(site.port, Buffer.concat([Buffer.from(head), body.subarray(0, body.length / 2)]), { thenEnd: true });
  assert.equal((await say(site.port, { path: '/healthz' })).status, 200);
  assert.equal(await fingerprint(site), held);
});

test('a case takes so many pictures and no more, and says how many', async () => {
  const { id, token } = await site.anyone.report({ text: '很多照片', place: { asset: '00001S' } });
  const shades = Array.from({ length: 31 }, (_, i) => `#${(i * 8).toString(16).padStart(2, '0')}4060`);
  const heard = [];
  for (const shade of shades) {
    const { body, headers } = upload(await picture(shade));
    heard.push(await say(site.port, { method: 'POST', path: `/api/follow/${token}/photos`, body, headers }));
  }
  assert.deepEqual([...new Set(heard.slice(0, 30).map(({ status }) => status))], [201]);
  const last = heard.at(-1);
  assert.ok(last);
  assert.deepEqual([last.status, problemOf(last).code], [422, 'too-many-photos']);
  assert.match(problemOf(last).detail, /30/);
  assert.equal((await (await site.as('west-dispatcher')).view(id)).photos.length, 30);
});

test('no address of a picture leads to anything but a picture', async () => {
  const authorization = `Bearer ${await site.token('west-dispatcher')}`;
  for (const id of [
    '..%2F..%2Fpackage.json',
    '0'.repeat(64),
    `${'0'.repeat(64)}.jpg`,
    'a'.repeat(63),
    '%00',
    '0'.repeat(300),
    randomUUID(),
  ]) {
    const heard = await say(site.port, { path: `/photos/${id}`, headers: { authorization } });
    assert.ok([400, 404].includes(heard.status), `${id}: ${heard.status}`);
    assert.match(heard.headers['content-type'] ?? '', /problem\+json/, id);
  }
  assert.ok(existsSync(site.photoFolder));
});
