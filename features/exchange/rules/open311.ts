import type { Instant } from '../../../kernel/brand.ts';
import type { Words } from '../../../kernel/words.ts';
import { type Case, finished } from '../../case/rules/case.ts';
import type { Matter } from '../../catalogue/rules/matter.ts';
import { keyOf } from '../../catalogue/rules/matter.ts';

/** GeoReport v2 in our terms. A service is a matter; its code uses `.` where our key has `:`, which some clients will not send. */
export const serviceCode = (matter: Pick<Matter, 'kind' | 'code'>) => keyOf(matter).replace(':', '.');
export const matterOfService = (code: string) => code.replace('.', ':');

export type Service = {
  service_code: string;
  service_name: string;
  description: string;
  metadata: 'true' | 'false';
  type: 'realtime';
  keywords: string;
  group: string;
};

export function serviceOf(matter: Matter, say: (words: Words) => string): Service {
  return {
    service_code: serviceCode(matter),
    service_name: say(matter.name),
    description: matter.conditions.map(({ text }) => say(text)).join('; '),
    metadata: 'true',
    type: 'realtime',
    keywords: matter.sayings.join(','),
    group: say(matter.major.name),
  };
}

/** The one question we ask beyond the standard: which of the filing conditions is it. Not required; a person files. */
export function definitionOf(matter: Matter, say: (words: Words) => string) {
  return {
    service_code: serviceCode(matter),
    attributes: [
      {
        variable: 'true',
        code: 'condition',
        datatype: 'singlevaluelist',
        required: 'false',
        datatype_description: '',
        order: '1',
        description: say({ zh: matter.name.zh, en: matter.name.en }),
        values: matter.conditions.map(({ key, text }) => ({ key, name: say(text) })),
      },
    ],
  };
}

/** ISO 8601 with the world's own offset, made without `Date`. */
export type SayTime = (at: Instant) => string;
export type Naming = {
  say: (words: Words) => string;
  time: SayTime;
  matter: (key: NonNullable<Case['matter']>) => Matter | undefined;
  unit: (id: Case['accountable']) => Words | undefined;
};

/** What of a case is public, so that a list of a thousand reads no more of each: no reporter, no staff, no internal words. */
export type Shown = Pick<Case, 'number' | 'status' | 'matter' | 'accountable' | 'text' | 'reportedAt'> & {
  readonly updatedAt: Instant;
  readonly due: Instant | null;
  readonly address: string;
  readonly asset: string | null;
  readonly lon: number | null;
  readonly lat: number | null;
};

/** A case as the standard lists it. `long`, not `lng`. */
export function requestOf(it: Shown, { say, time, matter, unit }: Naming) {
  const of = it.matter ? matter(it.matter) : undefined;
  const party = unit(it.accountable);
  return {
    service_request_id: it.number,
    status: finished.includes(it.status) ? ('closed' as const) : ('open' as const),
    status_notes: it.status,
    service_name: of ? say(of.name) : '',
    service_code: of ? serviceCode(of) : '',
    description: it.text,
    agency_responsible: party ? say(party) : '',
    service_notice: '',
    requested_datetime: time(it.reportedAt),
    updated_datetime: time(it.updatedAt),
    expected_datetime: it.due ? time(it.due) : '',
    address: it.address,
    address_id: it.asset ?? '',
    zipcode: '',
    lat: it.lat,
    long: it.lon,
    media_url: '',
  };
}

/** Dates of a query may span ninety days; without any, the newest ninety days or a thousand, whichever is less. */
export const SPAN = 90 * 86_400_000;
export const MOST = 1000;

/** What can be wrong with a call, with the facts a client's author needs. The sentences are in `../words/faults.ts`. */
export type Wrong =
  | { is: 'missing' | 'unstorable' | 'said-twice' | 'not-degrees' | 'not-a-time' | 'not-a-count' | 'no-such-value'; field: string }
  | { is: 'too-long'; field: string; most: number }
  | { is: 'half-a-position' | 'no-place' | 'not-a-phone' | 'end-before-start' | 'span-too-long' | 'not-a-status' }
  | { is: 'no-such-service' | 'no-such-request'; said: string }
  | { is: 'other-jurisdiction'; said: string; here: string }
  | { is: 'not-a-form' | 'not-utf-8' | 'no-such-resource' };
/** The standard's error list: one entry for each thing missing or wrong, all at once. */
export type Fault = { readonly status: 400 | 404; readonly wrong: readonly Wrong[] };

/** Names and values of a form or a query, each name once; a list of attributes may repeat its own. */
export type Pairs = { readonly fields: ReadonlyMap<string, string>; readonly wrong: readonly Wrong[] };

export function readPairs(pairs: Iterable<readonly [string, string]>): Pairs {
  const fields = new Map<string, string>();
  const wrong: Wrong[] = [];
  for (const [field, value] of pairs) {
    const first = fields.get(field);
    if (first !== undefined && !field.startsWith('attribute[')) wrong.push({ is: 'said-twice', field: field.slice(0, 40) });
    else fields.set(field, first === undefined ? value : `${first},${value}`);
  }
  return { fields, wrong };
}

export type PostedRequest = {
  service: string;
  lat: number | null;
  long: number | null;
  address: string;
  addressId: string;
  name: string;
  phone: string;
  email: string;
  description: string;
  /** The filing condition chosen from our definition; empty when none was. */
  condition: string;
};

/** The form of a POST, read leniently in spelling and strictly in content. */
export function readForm({ fields, wrong: before }: Pairs): { ok: true; said: PostedRequest } | { ok: false; wrong: readonly Wrong[] } {
  const wrong: Wrong[] = [...before];
  const at = (field: string, most: number) => {
    const value = (fields.get(field) ?? '').trim();
    if (value.length > most) wrong.push({ is: 'too-long', field, most });
    if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]|[\ud800-\udfff]/u.test(value)) wrong.push({ is: 'unstorable', field });
    return value;
  };
  const degrees = (field: 'lat' | 'long', limit: number): number | null => {
    const text = (fields.get(field) ?? '').trim();
    if (!text) return null;
    const value = Number(text);
    if (/^[+-]?\d{1,3}(\.\d{1,15})?$/.test(text) && Math.abs(value) <= limit) return value;
    wrong.push({ is: 'not-degrees', field });
    return null;
  };
  const service = at('service_code', 64);
  if (!service) wrong.push({ is: 'missing', field: 'service_code' });
  const [lat, long] = [degrees('lat', 90), degrees('long', 180)];
  const [address, addressId] = [at('address_string', 200), at('address_id', 16)];
  const has = (field: string) => (fields.get(field) ?? '').trim() !== '';
  if (has('lat') !== has('long')) wrong.push({ is: 'half-a-position' });
  if (!has('lat') && !has('long') && !address && !addressId) wrong.push({ is: 'no-place' });
  const name = `${at('last_name', 20)}${at('first_name', 20)}`;
  const phone = at('phone', 24);
  if (!/^[0-9+\-() ]*$/.test(phone)) wrong.push({ is: 'not-a-phone' });
  const email = at('email', 200);
  at('media_url', 2000);
  const said = {
    service,
    lat,
    long,
    address,
    addressId,
    name,
    phone,
    email,
    description: at('description', 4000),
    condition: at('attribute[condition]', 64),
  };
  return wrong.length > 0 ? { ok: false, wrong } : { ok: true, said };
}
