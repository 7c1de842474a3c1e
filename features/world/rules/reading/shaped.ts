import type { z } from 'zod';
import { type IssueCode, type WorldIssue, issue } from '../issue.ts';

/** JSON content to be held against a shape, and where complaints go. */
export type Checked = { readonly content: unknown; readonly file: string; readonly issues: WorldIssue[] };

/** A list of things of one shape. Each thing is checked by itself, so that one bad row costs itself and not the file. */
export function listOf<S extends z.ZodType>(shape: S, { content, file, issues }: Checked): z.infer<S>[] {
  if (content === undefined) return [];
  if (!Array.isArray(content)) {
    issues.push(issue('field-invalid', { file }, { expected: '[…]', found: kindOf(content) }));
    return [];
  }
  return content.flatMap((each: unknown, index) => {
    const read = one(shape, { content: each, file, issues }, nameOf(each) ?? `#${index}`);
    return read === undefined ? [] : [read];
  });
}

/** One thing of a shape; `feature` names it in complaints, null for a file that is one thing. */
export function one<S extends z.ZodType>(
  shape: S,
  { content, file, issues }: Checked,
  feature: string | null = null,
): z.infer<S> | undefined {
  const read = shape.safeParse(content);
  if (read.success) return read.data;
  for (const each of read.error.issues) issues.push(...said(each, { file, feature, content }));
  return undefined;
}

const names = ['id', 'account', 'code'] as const;

function nameOf(content: unknown): string | undefined {
  if (typeof content !== 'object' || content === null) return undefined;
  const of = content as Record<string, unknown>;
  const found = names.map((name) => of[name]).find((value) => typeof value === 'string' && value !== '');
  return typeof found === 'string' ? found : undefined;
}

type Spot = { file: string; feature: string | null; content: unknown };

function said(each: z.core.$ZodIssue, { file, feature, content }: Spot): WorldIssue[] {
  const field = each.path.join('.');
  const found = at(content, each.path);
  const where = { file, feature, field: field === '' ? null : field };
  if (each.code === 'unrecognized_keys')
    return each.keys.map((key) => issue('field-unknown', { file, feature, field: field === '' ? key : `${field}.${key}` }));
  // Of a choice the branch that came furthest tells most; of equals the first.
  if (each.code === 'invalid_union' && each.errors.length > 0)
    return best(each.errors).flatMap((inner) => said({ ...inner, path: [...each.path, ...inner.path] }, { file, feature, content }));
  const code: IssueCode = found === undefined ? (each.path.at(-1) === 'crs' ? 'crs-missing' : 'field-missing') : 'field-invalid';
  const expected = expectedOf(each);
  return [issue(code, where, { ...(expected ? { expected } : {}), ...(found === undefined ? {} : { found }) })];
}

function best(branches: readonly (readonly z.core.$ZodIssue[])[]): readonly z.core.$ZodIssue[] {
  const depth = (issues: readonly z.core.$ZodIssue[]) => Math.max(0, ...issues.map(({ path }) => path.length));
  return branches.toSorted((a, b) => depth(b) - depth(a))[0] ?? [];
}

function at(content: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (inside, key) => (typeof inside === 'object' && inside !== null ? (inside as Record<PropertyKey, unknown>)[key] : undefined),
    content,
  );
}

function expectedOf(each: z.core.$ZodIssue): string | undefined {
  if (each.code === 'invalid_value') return each.values.map(String).join(' | ');
  if (each.code === 'invalid_type') return each.expected;
  if (each.code === 'invalid_format') return each.pattern ?? each.format;
  if (each.code === 'too_small') return `>= ${String(each.minimum)}`;
  if (each.code === 'too_big') return `<= ${String(each.maximum)}`;
  if (each.code === 'custom') return typeof each.params?.['expected'] === 'string' ? each.params['expected'] : undefined;
  return undefined;
}

function kindOf(content: unknown): string {
  return content === null ? 'null' : typeof content;
}
