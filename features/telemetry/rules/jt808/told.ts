import type { Result } from '../../../../kernel/result.ts';
import { isoLocal } from '../../../../kernel/time/iso.ts';
import type { Body } from './body.ts';
import { bitsOf, toHex } from './bytes.ts';
import type { Header } from './header.ts';
import { type Location, extrasOf } from './location.ts';
import type { Message, Refused } from './message.ts';

const code = (number: number, digits: number) => `0x${number.toString(16).padStart(digits, '0')}`;

type Told = Record<string, unknown>;

/** A decoded frame in the field names of the shared vector file, which is what `npx guanjia jt808 decode` prints. */
export function told(read: Result<Message, Refused>): Told {
  if (read.ok) return { checksum_ok: true, header: headerTold(read.value.header, true), body: bodyTold(read.value.body) };
  const { code: refused, header, fits = false } = read.refusal;
  const checks = refused !== 'bad-check' && header !== undefined;
  return { checksum_ok: checks, refused, ...(header ? { header: headerTold(header, fits) } : {}) };
}

function headerTold(header: Header, isConsistent: boolean): Told {
  return {
    msg_id: code(header.message, 4),
    layout: header.layout,
    version_bit14: header.saysVersioned,
    body_length: header.bodyLength,
    encryption: header.encryption,
    subpackage: header.part !== null,
    phone_bcd: header.phone,
    seq: header.serial,
    length_consistent: isConsistent,
    ...(header.version === null ? {} : { protocol_version: header.version }),
    ...(header.part ? { package_total: header.part.of, package_index: header.part.number } : {}),
  };
}

function bodyTold(body: Body): Told {
  switch (body.kind) {
    case 'answer':
      return { ackSeq: body.toSerial, ackId: code(body.toMessage, 4), result: body.result };
    case 'registration': {
      const { plateColour, terminal, ...said } = body.said;
      return { ...said, terminalId: terminal, plateColor: plateColour };
    }
    case 'registration-answer':
      return { ackSeq: body.toSerial, result: body.result, token: body.token };
    case 'authentication':
      return {
        token: body.token,
        ...(body.imei === null ? {} : { imei: body.imei }),
        ...(body.software === null ? {} : { software: body.software }),
      };
    case 'location':
      return locationTold(body.location);
    case 'location-answer':
      return { ackSeq: body.toSerial, ...locationTold(body.location) };
    case 'batch':
      return {
        count: body.count,
        type: body.isCatchUp,
        positions: body.locations.map(locationTold),
        ...(body.isTruncated ? { positionsTruncated: true } : {}),
      };
    case 'follow':
      return { intervalS: body.everySeconds, validS: body.forSeconds };
    case 'other':
      return { raw: toHex(body.bytes) };
    case 'heartbeat':
    case 'log-out':
    case 'time-question':
    case 'location-question':
      return {};
  }
}

function locationTold(location: Location): Told {
  return {
    alarm: location.alarm,
    status: location.status,
    fix: location.isFix,
    lat: location.lat,
    lon: location.lon,
    alt: location.heightMetres,
    speedKmh: location.speedKmh,
    course: location.course,
    ...extrasOf(location),
    ...(location.isTruncated ? { itemsTruncated: true } : {}),
    items: location.items.map(({ id, value }) => ({ id: code(id, 2), hex: toHex(value) })),
    time_utc: location.at === null ? null : isoLocal(location.at, 0).replace('+00:00', '.000Z'),
    bcd_time_gmt8: location.digits,
    alarm_bits: bitsOf(location.alarm),
    status_bits: bitsOf(location.status),
  };
}
