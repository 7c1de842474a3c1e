/** What a rule answers: a value, or a refusal with a code and the facts a person needs. Failures (bugs, broken disks) are thrown. */
export type Result<T, R extends Refusal = Refusal> = { ok: true; value: T } | { ok: false; refusal: R };

/** A stable code and the facts that explain it. The wording lives in each locale, the HTTP status in the route layer. */
export type Refusal = { readonly code: string };

export function ok<T>(value: T): { ok: true; value: T } {
  return { ok: true, value };
}

export function refuse<R extends Refusal>(refusal: R): { ok: false; refusal: R } {
  return { ok: false, refusal };
}
