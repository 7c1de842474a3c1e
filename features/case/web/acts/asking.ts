import type { CaseView } from '../../rules/view.ts';
import type { Ask } from './forms.ts';
import type { Reference } from './reference.ts';

/** What every question of a form gets: itself, what was answered so far, and how to answer. */
export type Values = Record<string, unknown>;
export type AskProps<K extends Ask['kind']> = {
  ask: Extract<Ask, { kind: K }>;
  values: Values;
  set: (part: Values) => void;
  it: CaseView;
  reference: Reference;
  me: { id: string; unit: string };
};
