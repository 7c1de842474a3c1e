/** A finite number, said as a number or as text; null when absent or when the sender says NaN or a sign for "unknown". */
export function numberSaid(value: unknown): number | null {
  if (value === undefined || value === null || value === '') return null;
  const number = typeof value === 'number' ? value : typeof value === 'string' ? Number(value) : Number.NaN;
  return Number.isFinite(number) ? number : null;
}

/** As above, and below nothing means "unknown", as phones say -1. */
export function atLeastZero(value: unknown): number | null {
  const number = numberSaid(value);
  return number === null || number < 0 ? null : number;
}

/** Text that pretends to be a number: the report cannot be read. */
export function isGarbled(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return false;
  if (typeof value === 'number') return false;
  return typeof value !== 'string' || (numberSaid(value) === null && !/^[-+]?(nan|inf(inity)?)$/i.test(value));
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
