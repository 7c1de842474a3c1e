import type { Instant } from '../../../kernel/brand.ts';
import type { Keyed } from './store.ts';
import { bindTerminal } from './store.ts';
import { type Telemetry, hashOfKey, isKeyOf, knownDevice } from './command.ts';
import { identityOfPhone } from '../rules/device.ts';
import { readTerminal } from '../rules/doors/terminal.ts';
import {
  type Outcome,
  type RegistrationOutcome,
  generalAnswer,
  partsQuestion,
  registrationAnswer,
  timeAnswer,
} from '../rules/jt808/answer.ts';
import type { Registration } from '../rules/jt808/body.ts';
import type { Header } from '../rules/jt808/header.ts';
import type { Location } from '../rules/jt808/location.ts';
import { type Message, readMessage, understand } from '../rules/jt808/message.ts';
import { createJoiner } from '../rules/jt808/parts.ts';
import { readText } from './gbk.ts';

/** What the socket does with a session's word. */
export type Line = {
  readonly send: (frame: Uint8Array) => void;
  readonly hangUp: () => void;
  /** This identity is ours now: an older line that claims it is hung up. */
  readonly claim: (identity: string) => void;
};

export type Session = { readonly hear: (wire: Uint8Array) => Promise<void>; readonly identity: () => string | null };

/** So many unreadable candidates and the other side is no terminal. */
const MOST_BAD = 100;
/** Properties, driver card, vendor pass-through: acknowledged, or the terminal sends them for ever. */
const acknowledged = new Set([0x0001, 0x0104, 0x0107, 0x0702, 0x0704, 0x0900]);

/** What every part of the talk needs: the line, and our own running number. */
type Talk = { readonly telemetry: Telemetry; readonly line: Line; readonly next: () => number };

const answer = ({ line, next }: Talk, header: Header, result: Outcome) => line.send(generalAnswer(header, result, next()));

/** One terminal's talk with us. `hear` resolves when the frame is answered; positions are answered only once they are on disk. */
export function openSession(telemetry: Telemetry, line: Line): Session {
  const joiner = createJoiner();
  let device: Keyed | null = null;
  let phone: string | null = null;
  let serial = 0;
  let bad = 0;
  const talk: Talk = { telemetry, line, next: () => serial++ };

  const authenticate = async (header: Header, token: string) => {
    const identity = identityOfPhone(header.phone);
    const known = await knownDevice(telemetry, 'jt808', identity);
    if (!known || !isKeyOf(known, token)) return answer(talk, header, 1);
    device = known;
    phone = header.phone;
    line.claim(identity);
    answer(talk, header, 0);
  };
  const hear = async (wire: Uint8Array) => {
    const read = readMessage(wire, readText);
    if (!read.ok) {
      bad += 1;
      const { code, header } = read.refusal;
      if (bad > MOST_BAD) line.hangUp();
      // A frame with a wrong check may name anybody; one that is whole and too short deserves to be told.
      else if (code === 'short-body' && header && phone === header.phone) answer(talk, header, 2);
      return;
    }
    const { header, body } = read.value;
    if (body.kind === 'registration') return register(talk, header, body.said);
    if (body.kind === 'authentication') return authenticate(header, body.token);
    if (!device) return answer(talk, header, 1);
    // After authentication every frame carries the same number; another one is another terminal's line, or a thief's.
    if (header.phone !== phone) return line.hangUp();
    const message = whole(talk, joiner, read.value);
    if (message) await act(talk, device, message);
  };
  return { hear, identity: () => (device ? device.identity : null) };
}

async function register({ telemetry, line, next }: Talk, header: Header, said: Registration) {
  const known = await knownDevice(telemetry, 'jt808', identityOfPhone(header.phone));
  const outcome: RegistrationOutcome = !known ? 4 : known.terminal !== null && known.terminal !== said.terminal ? 3 : 0;
  const token = telemetry.chance(18).toString('base64url');
  if (known && outcome === 0) await bindTerminal(telemetry.database, known.id, { keyHash: hashOfKey(token), terminal: said.terminal });
  line.send(registrationAnswer(header, outcome, token, next()));
}

async function keep(
  talk: Talk,
  owner: Keyed,
  header: Header,
  { locations, isCatchUp }: { locations: readonly Location[]; isCatchUp: boolean },
) {
  const heardAt = talk.telemetry.now();
  await talk.telemetry.keep(
    owner,
    locations.flatMap((location) => readTerminal(location, heardAt, isCatchUp) ?? []),
  );
  // Whatever became of the place: refused, it would come back for ever.
  answer(talk, header, 0);
}

async function act(talk: Talk, owner: Keyed, { header, body }: Message): Promise<void> {
  switch (body.kind) {
    case 'location':
    case 'location-answer':
      return keep(talk, owner, header, { locations: [body.location], isCatchUp: false });
    case 'batch':
      return keep(talk, owner, header, { locations: body.locations, isCatchUp: body.isCatchUp === 1 });
    case 'time-question':
      return talk.line.send(timeAnswer(header, utcDigits(talk.telemetry.now()), talk.next()));
    case 'log-out':
      answer(talk, header, 0);
      return talk.line.hangUp();
    case 'heartbeat':
      return answer(talk, header, 0);
    default:
      return answer(talk, header, acknowledged.has(header.message) ? 0 : 3);
  }
}

/** The message itself, or the one its part completes; null while others are missing. */
function whole(talk: Talk, joiner: ReturnType<typeof createJoiner>, message: Message): Message | null {
  const { header, bytes } = message;
  if (!header.part || header.part.of < 2) return message;
  const found = joiner.add(header, bytes, talk.telemetry.now());
  if (found.is !== 'whole') {
    answer(talk, header, found.is === 'refused' ? 2 : 0);
    if (found.is === 'missing') talk.line.send(partsQuestion(header, found.firstSerial, found.parts.slice(0, 255), talk.next()));
    return null;
  }
  const read = understand(header, found.bytes, readText);
  if (!read.ok) answer(talk, header, 2);
  return read.ok ? read.value : null;
}

function utcDigits(at: Instant): string {
  return new Date(at).toISOString().replace(/\D/g, '').slice(2, 14);
}
