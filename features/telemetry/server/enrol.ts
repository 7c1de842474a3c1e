import { createHmac } from 'node:crypto';
import type { PersonId, StreetId } from '../../../kernel/brand.ts';
import { type Result, ok, refuse } from '../../../kernel/result.ts';
import type { Person } from '../../people/rules/person.ts';
import { type Device, identityOfPhone } from '../rules/device.ts';
import type { Door } from '../rules/position.ts';
import { type Telemetry, hashOfKey } from './command.ts';
import { deviceById, enrol } from './store.ts';

export type Enrolling = Telemetry & {
  readonly secret: Buffer;
  /** Whether somebody of this name works in this street. */
  readonly worksIn: (person: PersonId, street: StreetId) => boolean;
};
export type Saying = Pick<Device, 'name' | 'mover' | 'askedSeconds' | 'street'> & {
  readonly door: Exclude<Door, 'mqtt'>;
  readonly identity?: string;
  readonly person?: PersonId;
  readonly vehicle?: string;
};
type EnrolRefusal = { code: 'forbidden' | 'no-such-person' | 'device-known' | 'key-used-for-something-else' };
export const enrolHttpStatus = {
  forbidden: 403,
  'no-such-person': 422,
  'device-known': 409,
  'key-used-for-something-else': 422,
} satisfies Record<EnrolRefusal['code'], number>;

export type Enrolled = { readonly device: Device; readonly key: string | null };

/**
 * The key of the call is the device's own name, and its secrets are made from that: whoever never heard the answer says it again,
 * enrols nothing twice, and is told the same.
 */
export async function enrolDevice(io: Enrolling, who: Person, said: Saying, key: string): Promise<Result<Enrolled, EnrolRefusal>> {
  if (!who.streets.includes(said.street)) return refuse({ code: 'forbidden' });
  if (said.person !== undefined && !io.worksIn(said.person, said.street)) return refuse({ code: 'no-such-person' });
  const device = deviceSaid(io, said, key);
  // A terminal gets its token when it registers; the Traccar Client can send nothing but its identity.
  const secret = said.door === 'owntracks' || said.door === 'own' ? secretFor(io, 'key', key).toString('base64url').slice(0, 24) : null;
  const keyHash = secret === null ? null : hashOfKey(secret);
  if ((await enrol(io.database, device, { keyHash, at: io.now(), by: who.id })) > 0) return ok({ device, key: secret });
  const earlier = await deviceById(io.database, key);
  if (!earlier) return refuse({ code: 'device-known' });
  return isSaidAgain(earlier, device) ? ok({ device, key: secret }) : refuse({ code: 'key-used-for-something-else' });
}

function deviceSaid(io: Enrolling, said: Saying, id: string): Device {
  const identity = said.identity ?? secretFor(io, 'identity', id).toString('hex').slice(0, 20);
  return {
    id,
    door: said.door,
    identity: said.door === 'jt808' ? identityOfPhone(identity) : identity,
    street: said.street,
    name: said.name,
    mover: said.mover,
    person: said.person ?? null,
    vehicle: said.vehicle ?? null,
    askedSeconds: said.askedSeconds,
    terminal: null,
    endedAt: null,
  };
}

const secretFor = ({ secret }: Enrolling, what: 'identity' | 'key', id: string) =>
  createHmac('sha256', secret).update(`device ${what} ${id}`).digest();

/** The terminal's own number and its end came later; an ended device is known by a longer name. */
function isSaidAgain(earlier: Device, said: Device): boolean {
  const told = ({ door, street, name, mover, person, vehicle, askedSeconds }: Device) =>
    JSON.stringify([door, street, name, mover, person, vehicle, askedSeconds]);
  return told(earlier) === told(said) && earlier.identity.startsWith(said.identity);
}
