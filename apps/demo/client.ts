import type { Chance } from '../../kernel/chance.ts';
import type { Spoken } from '../../features/case/rules/command.ts';
import type { CaseRow, CaseView, FollowView } from '../../features/case/rules/view.ts';
import type { Receipt } from '../../features/intake/rules/report.ts';

/** An answer that was not a success, with the problem's code. */
export class Declined extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, problem: { code?: string; detail?: string }) {
    super(`${status} ${problem.code ?? ''} ${problem.detail ?? ''}`);
    this.status = status;
    this.code = problem.code ?? '';
  }
}

type Json = Record<string, unknown>;
export type Report = {
  text?: string;
  matter?: string;
  place: Json;
  channel?: string;
  contact?: Json;
  saidAt?: number;
  joins?: string;
  photosToCome?: number;
};

/** The public API as a person or program speaks it: used by the demo day, the drills, the tests and the benchmark. */
export type Client = ReturnType<typeof connect>;

export function connect(base: string, chance: Chance, { token, locale = 'zh' }: { token?: string; locale?: string } = {}) {
  const key = () => uuid(chance);
  const headers = (more: Record<string, string> = {}) => ({
    'accept-language': locale,
    ...(token ? { authorization: `Bearer ${token}` } : {}),
    ...more,
  });
  const ask = async <T>(
    method: string,
    path: string,
    { body, more }: { body?: unknown; more?: Record<string, string> } = {},
  ): Promise<T> => {
    const form = body instanceof FormData;
    const answer = await fetch(`${base}${path}`, {
      method,
      headers: headers({
        ...(body !== undefined && !form ? { 'content-type': 'application/json' } : {}),
        // Every call that changes something has a name of its own, unless the caller has one to say again.
        ...(method === 'GET' ? {} : { 'idempotency-key': key() }),
        ...more,
      }),
      ...(body === undefined ? {} : { body: form ? body : JSON.stringify(body) }),
    });
    const text = await answer.text();
    const parsed = (text ? JSON.parse(text) : {}) as Json;
    if (!answer.ok) throw new Declined(answer.status, parsed);
    return parsed as T;
  };
  const photoForm = (bytes: Buffer) => {
    const form = new FormData();
    form.set('photo', new Blob([new Uint8Array(bytes)], { type: 'image/jpeg' }), 'photo.jpg');
    return form;
  };
  return {
    ask,
    key,
    /** Positions in this repository are WGS-84 unless a report says otherwise. */
    report: (report: Report, withKey = key()) =>
      ask<Receipt>('POST', '/api/reports', { body: { ...report, place: declared(report.place) }, more: { 'idempotency-key': withKey } }),
    reportPhoto: (follow: string, bytes: Buffer) =>
      ask<{ id: string; photos: number }>('POST', `/api/follow/${follow}/photos`, { body: photoForm(bytes) }),
    follow: (follow: string) => ask<FollowView>('GET', `/api/follow/${follow}`),
    answerBack: (follow: string, command: Json, withKey = key()) =>
      ask<FollowView>('POST', `/api/follow/${follow}/commands`, { body: { command }, more: { 'idempotency-key': withKey } }),
    cases: (query = '') => ask<{ cases: CaseRow[]; next: string | null }>('GET', `/api/cases${query}`),
    view: (id: string) => ask<CaseView>('GET', `/api/cases/${id}`),
    photo: async (id: string, bytes: Buffer) =>
      (await ask<{ id: string }>('POST', `/api/cases/${id}/photos`, { body: photoForm(bytes) })).id,
    say: (id: string, command: Spoken | Json, more: { version?: number; saidAt?: number } = {}, withKey = key()) =>
      ask<CaseView>('POST', `/api/cases/${id}/commands`, { body: { command, ...more }, more: { 'idempotency-key': withKey } }),
  };
}

const declared = (place: Json): Json => (place.point === undefined ? place : { crs: 'WGS84', ...place });

/** Signs in and answers a client that speaks as this person. */
export async function signedIn(base: string, chance: Chance, account: string, password: string): Promise<Client> {
  const { token } = await connect(base, chance).ask<{ token: string }>('POST', '/api/session', { body: { account, password } });
  return connect(base, chance, { token });
}

export function uuid(chance: Chance): string {
  const hex = (length: number) => Array.from({ length }, () => Math.floor(chance() * 16).toString(16)).join('');
  return `${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(12)}`;
}
