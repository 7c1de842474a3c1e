import type { Crs } from '../../../../kernel/place/point.ts';
import type { Words } from '../../../../kernel/words.ts';
import { type WorldIssue, issue } from '../issue.ts';
import type { Field } from '../manifest.ts';

/** One file being read: what is told about it, and where complaints go. */
export type Reading = {
  readonly file: string;
  readonly crs: Crs;
  readonly english: ReadonlyMap<string, string>;
  readonly issues: WorldIssue[];
};

export type Properties = Readonly<Record<string, unknown>>;

/** What a field came to: its text, nothing because the manifest leaves such features out, or nothing because it is absent. */
type Taken =
  | { readonly text: string }
  | { readonly skipped: true }
  | { readonly absent: string }
  | { readonly strange: string; readonly expected: string };

function plain(properties: Properties, property: string): string | undefined {
  const value = properties[property];
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

function take(spec: Field, properties: Properties): Taken {
  if (typeof spec === 'object' && 'value' in spec) return { text: String(spec.value) };
  const property = typeof spec === 'string' ? spec : spec.from;
  const found = plain(properties, property);
  if (found === undefined) return { absent: property };
  if (typeof spec === 'string') return { text: found };
  if ('match' in spec) {
    const pattern = new RegExp(spec.match, 'u');
    return pattern.test(found) ? { text: found.replace(pattern, spec.to) } : { strange: property, expected: spec.match };
  }
  if (spec.skip?.includes(found)) return { skipped: true };
  const known = spec.values[found];
  return known === undefined ? { strange: property, expected: Object.keys(spec.values).join(' | ') } : { text: known };
}

/** A field that must be there. Answers null when the manifest leaves this feature out, undefined after complaining. */
export function need(reading: Reading, feature: string, spec: Field, properties: Properties): string | null | undefined {
  const taken = take(spec, properties);
  if ('text' in taken) return taken.text;
  if ('skipped' in taken) return null;
  const { file, issues } = reading;
  if ('absent' in taken) issues.push(issue('field-missing', { file, feature, field: taken.absent }));
  else
    issues.push(
      issue('field-invalid', { file, feature, field: taken.strange }, { expected: taken.expected, found: properties[taken.strange] }),
    );
  return undefined;
}

/** A field that may be absent; a value the manifest does not know counts as absent. */
export function maybe(spec: Field | undefined, properties: Properties): string | undefined {
  const taken = spec === undefined ? undefined : take(spec, properties);
  return taken && 'text' in taken ? taken.text : undefined;
}

/** A name in both languages: the source's own English, the folder's table, or the Chinese again. */
export function wordsOf({ english }: Reading, zh: string, en: string | undefined): Words {
  return { zh, en: en ?? english.get(zh) ?? zh };
}
