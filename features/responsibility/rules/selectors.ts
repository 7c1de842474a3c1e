import { type Matter, keyOf } from '../../catalogue/rules/matter.ts';
import type { MatterSelector } from './row.ts';

/** What may be asked about: a matter with a filing condition, a matter not yet filed, or (last) a report nobody has named yet. */
export type Question = { readonly matter: Matter | null; readonly condition: string | null };

/** Every question a catalogue allows, the unnamed one first. */
export function questionsOf(matters: readonly Matter[]): Question[] {
  const of = (matter: Matter): Question[] => [
    { matter, condition: null },
    ...matter.conditions.map(({ key }) => ({ matter, condition: key })),
  ];
  return [{ matter: null, condition: null }, ...matters.flatMap(of)];
}

export function questionKey(matter: string | null, condition: string | null): string {
  return `${matter ?? ''} ${condition ?? ''}`;
}

export function keyOfQuestion({ matter, condition }: Question): string {
  return questionKey(matter && keyOf(matter), condition);
}

/** Whether a selector speaks of a question. What is not yet known is not matched: a row for one condition waits for the filing. */
export function speaksOf({ kind, major, code, condition, tags = [] }: MatterSelector, asked: Question): boolean {
  const { matter } = asked;
  if (matter === null)
    return kind === undefined && major === undefined && code === undefined && condition === undefined && tags.length === 0;
  return (
    (kind === undefined || kind === matter.kind) &&
    (major === undefined || matter.code.startsWith(major)) &&
    (code === undefined || code === matter.code) &&
    (condition === undefined || condition === asked.condition) &&
    tags.every((tag) => matter.tags?.includes(tag))
  );
}

/** One text for selectors that mean the same. */
export function selectorKey({ kind, major, code, condition, tags = [] }: MatterSelector): string {
  return JSON.stringify([kind ?? 0, major ?? 0, code ?? 0, condition ?? 0, [...new Set(tags)].sort()]);
}
