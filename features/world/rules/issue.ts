/**
 * What can be wrong with a world folder. The codes are stable; their wording, in both languages, is `words/issues.ts`.
 * `expected` and `found` are facts in neutral notation ("Polygon | MultiPolygon", "GCJ-02"), never sentences.
 */
export const issueCodes = [
  'folder-missing',
  'manifest-missing',
  'file-missing',
  'file-not-text',
  'not-json',
  'not-geojson',
  'crs-missing',
  'crs-differs',
  'field-missing',
  'field-unknown',
  'field-invalid',
  'geometry-wrong',
  'position-out-of-range',
  'ring-open',
  'ring-too-short',
  'ring-crosses-itself',
  'column-missing',
  'row-broken',
  'code-twice',
  'reference-unknown',
  'level-order',
  'parent-elsewhere',
  'dates-reversed',
  'outside-street',
  'no-street',
  'no-condition',
  'limit-not-positive',
  'sector-differs',
  'seat-not-government',
  'post-empty',
  'party-has-nobody',
  'no-fallback',
  'row-unreachable',
  'periods-overlap',
  'year-not-known',
  'no-target',
] as const;
export type IssueCode = (typeof issueCodes)[number];

/** Where something is wrong: the file, the feature in it (its code, or `#12` for the thirteenth), and the field. */
export type Where = { readonly file: string; readonly feature?: string | null; readonly field?: string | null };

export type WorldIssue = {
  readonly code: IssueCode;
  readonly file: string;
  readonly feature: string | null;
  readonly field: string | null;
  readonly expected: string | null;
  readonly found: string | null;
};

/** Enough to fix a folder in one sitting; a wrong mapping would otherwise repeat itself for every feature of a city. */
export const MOST_ISSUES = 200;

export function issue(
  code: IssueCode,
  { file, feature = null, field = null }: Where,
  facts: { expected?: string; found?: unknown } = {},
): WorldIssue {
  return { code, file, feature, field, expected: facts.expected ?? null, found: facts.found === undefined ? null : shown(facts.found) };
}

/** A value as it may stand in a message: short, on one line. */
function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
