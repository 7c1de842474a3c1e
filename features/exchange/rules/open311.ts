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

/** A case as the standard lists it: no reporter, no staff, no internal words. `long`, not `lng`. */
export function requestOf(it: Case, updatedAt: Instant, { say, time, matter, unit }: Naming) {
  const of = it.matter ? matter(it.matter) : undefined;
  const party = unit(it.accountable);
  const due = it.handling?.due ?? it.clock?.due;
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
    updated_datetime: time(updatedAt),
    expected_datetime: due ? time(due) : '',
    address: it.place.address,
    address_id: it.place.asset ?? '',
    zipcode: '',
    lat: it.place.point?.lat ?? null,
    long: it.place.point?.lon ?? null,
    media_url: '',
  };
}

/** Dates of a query may span ninety days; without any, the newest ninety days or a thousand, whichever is less. */
export const SPAN = 90 * 86_400_000;
export const MOST = 1000;

export type Said = { code: number; description: string };
/** The standard's error list: one entry for each thing missing or wrong. */
export type Fault = { status: 400 | 403 | 404 | 422 | 503; errors: Said[] };
export const fault = (status: Fault['status'], ...descriptions: string[]): Fault => ({
  status,
  errors: descriptions.map((description) => ({ code: status, description })),
});

/** The form of a POST, read leniently in spelling and strictly in content. Answers what is wrong, all at once. */
export function readForm(form: ReadonlyMap<string, string>): { ok: true; said: PostedRequest } | { ok: false; fault: Fault } {
  const wrong: string[] = [];
  const at = (name: string, most: number) => {
    const value = (form.get(name) ?? '').trim();
    if (value.length > most) wrong.push(`${name} may have at most ${most} characters`);
    if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]|[\ud800-\udfff]/u.test(value))
      wrong.push(`${name} holds characters that cannot be stored`);
    return value;
  };
  const service = at('service_code', 64);
  if (!service) wrong.push('service_code was not provided');
  const [lat, long] = [coordinate('lat', 90), coordinate('long', 180)];
  const address = at('address_string', 200);
  const addressId = at('address_id', 16);
  if ((lat === null) !== (long === null)) wrong.push('lat and long must be given together');
  if (lat === null && long === null && !address && !addressId)
    wrong.push('a location is needed: lat and long, or address_string, or address_id');
  const name = `${at('last_name', 20)}${at('first_name', 20)}`;
  const phone = at('phone', 24);
  if (!/^[0-9+\-() ]*$/.test(phone)) wrong.push('phone may hold digits, spaces and + - ( ) only');
  at('email', 200);
  at('media_url', 2000);
  const description = at('description', 4000);
  if (wrong.length > 0) return { ok: false, fault: fault(400, ...wrong) };
  return { ok: true, said: { service, lat, long, address, addressId, name, phone, description } };

  function coordinate(field: 'lat' | 'long', limit: number): number | null {
    const text = (form.get(field) ?? '').trim();
    if (!text) return null;
    const value = Number(text);
    if (!/^[+-]?\d{1,3}(\.\d{1,15})?$/.test(text) || Math.abs(value) > limit) {
      wrong.push(`${field} is not a coordinate in degrees`);
      return null;
    }
    return value;
  }
}
export type PostedRequest = {
  service: string;
  lat: number | null;
  long: number | null;
  address: string;
  addressId: string;
  name: string;
  phone: string;
  description: string;
};
