import type { Instant, Metres } from '../../../../kernel/brand.ts';
import { type Result, ok, refuse } from '../../../../kernel/result.ts';
import { parseIso } from '../../../../kernel/time/iso.ts';
import { type Heard, type Position, positionOf } from '../position.ts';
import { atLeastZero, isGarbled, isRecord, numberSaid } from './number.ts';
import { declared, metresPerSecond } from './units.ts';

export type NotReadable = { readonly code: 'not-readable' };
type Fields = Readonly<Record<string, unknown>>;

/** Traccar's rule: what is too large for a count of seconds in 31 bits counts milliseconds. */
const MILLISECONDS_FROM = 2 ** 31;
const MOST = 1000;
const KNOT = metresPerSecond[declared.osmand.speed];

/**
 * A report of the Traccar Client or of OsmAnd, in any of its spellings: flat fields (query, form, JSON), an array of those, or
 * the nested JSON of the client before its SDK. Only what has no device or pretends to be a number is not readable.
 */
export function readOsmand(body: unknown, heardAt: Instant): Result<Heard[], NotReadable> {
  const said = Array.isArray(body) ? body : [body];
  if (said.length === 0 || said.length > MOST) return refuse({ code: 'not-readable' });
  const heard: Heard[] = [];
  for (const one of said) {
    const read = isRecord(one) ? (isRecord(one.location) ? readNested(one, heardAt) : readFlat(one, heardAt)) : undefined;
    if (!read) return refuse({ code: 'not-readable' });
    heard.push(read);
  }
  return ok(heard);
}

function deviceOf(fields: Fields): string | undefined {
  const said = fields.id ?? fields.deviceid ?? fields.device_id;
  const text = typeof said === 'number' ? String(said) : said;
  return typeof text === 'string' && /^[\w.:@-]{1,64}$/.test(text) ? text : undefined;
}

function readFlat(fields: Fields, heardAt: Instant): Heard | undefined {
  const device = deviceOf(fields);
  const [lat, lon] = typeof fields.location === 'string' ? fields.location.split(',').map((part) => part.trim()) : [fields.lat, fields.lon];
  const at = timeSaid(fields.timestamp, heardAt);
  if (!device || at === undefined || isGarbled(lat) || isGarbled(lon)) return undefined;
  const speed = atLeastZero(fields.speed);
  const battery = percent(fields.batt);
  const where = placed(lat, lon, {
    at,
    heardAt,
    door: 'osmand',
    accuracy: atLeastZero(fields.accuracy) as Metres | null,
    speed: speed === null ? null : speed * KNOT,
    course: atLeastZero(fields.bearing ?? fields.heading),
    height: numberSaid(fields.altitude) as Metres | null,
    battery,
    isFix: fields.valid !== 'false' && fields.valid !== false && fields.valid !== '0',
    isMock: isYes(fields.mock),
  });
  return { device, position: where, battery };
}

/** The generation before the SDK: speeds in metres per second, -1 for what is not known, battery from 0 to 1. */
function readNested(fields: Fields, heardAt: Instant): Heard | undefined {
  const device = deviceOf(fields);
  const location = fields.location as Fields;
  const coords = isRecord(location.coords) ? location.coords : {};
  const at = timeSaid(location.timestamp, heardAt);
  if (!device || at === undefined || isGarbled(coords.latitude) || isGarbled(coords.longitude)) return undefined;
  const level = isRecord(location.battery) ? atLeastZero(location.battery.level) : null;
  const battery = level === null ? null : Math.min(100, Math.round(level * 100));
  const where = placed(coords.latitude, coords.longitude, {
    at,
    heardAt,
    door: 'osmand',
    accuracy: atLeastZero(coords.accuracy) as Metres | null,
    speed: atLeastZero(coords.speed),
    course: atLeastZero(coords.heading),
    height: numberSaid(coords.altitude) as Metres | null,
    battery,
    isMock: isYes(location.mock),
  });
  return { device, position: where, battery };
}

type Rest = Pick<Position, 'at' | 'heardAt' | 'door'> & Partial<Position>;

/** Without both coordinates a report is a sign of life. */
function placed(latSaid: unknown, lonSaid: unknown, rest: Rest): Position | null {
  const [lat, lon] = [numberSaid(latSaid), numberSaid(lonSaid)];
  return lat === null || lon === null ? null : positionOf({ ...rest, lat, lon });
}

function timeSaid(said: unknown, heardAt: Instant): Instant | undefined {
  if (said === undefined || said === null || said === '') return heardAt;
  const number = typeof said === 'number' || (typeof said === 'string' && /^\d+(\.\d+)?$/.test(said)) ? Number(said) : undefined;
  if (number !== undefined) {
    // Beyond the year 5138 nothing is a time, and the database could not hold it.
    if (!(number < 1e14)) return undefined;
    return Math.round(number >= MILLISECONDS_FROM ? number : number * 1000) as Instant;
  }
  return typeof said === 'string' ? parseIso(said, 0) : undefined;
}

const isYes = (said: unknown) => said === true || said === 'true' || said === '1';

function percent(said: unknown): number | null {
  const number = atLeastZero(said);
  return number === null ? null : Math.min(100, number);
}
