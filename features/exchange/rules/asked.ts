import type { Instant } from '../../../kernel/brand.ts';
import { readCaseNumber } from '../../case/rules/number.ts';
import { MOST, type Pairs, SPAN, type Wrong, matterOfService } from './open311.ts';

/** What a list asks for; null where nothing was asked. Numbers override every other question. */
export type Asked = {
  readonly numbers: readonly string[] | null;
  readonly matters: readonly string[] | null;
  readonly from: Instant;
  readonly to: Instant;
  readonly closed: boolean | null;
  readonly updatedAfter: Instant | null;
  readonly most: number;
  readonly skip: number;
};
type Reading = { readonly now: Instant; readonly readTime: (text: string) => Instant | undefined };

/** The questions of `GET requests`, or everything that is wrong with them. */
export function readAsked(
  { fields, wrong: before }: Pairs,
  { now, readTime }: Reading,
): { ok: true; asked: Asked } | { ok: false; wrong: readonly Wrong[] } {
  const wrong: Wrong[] = [...before];
  const time = (field: string): Instant | null => {
    const text = fields.get(field);
    if (!text) return null;
    const at = readTime(text);
    if (at === undefined) wrong.push({ is: 'not-a-time', field });
    return at ?? null;
  };
  const count = (field: string, most: number, usual: number) => {
    const text = fields.get(field);
    if (!text) return usual;
    if (!/^[1-9]\d{0,5}$/.test(text)) wrong.push({ is: 'not-a-count', field });
    return Math.min(most, Number(text) || usual);
  };
  const list = (field: string, most: number) => (fields.get(field) ?? '').split(',', most).filter(Boolean);
  const [start, end, updatedAfter] = [time('start_date'), time('end_date'), time('updated_after')];
  const to = end ?? (start ? ((start + SPAN) as Instant) : now);
  const from = start ?? ((to - SPAN) as Instant);
  if (to < from) wrong.push({ is: 'end-before-start' });
  if (to - from > SPAN) wrong.push({ is: 'span-too-long' });
  const statuses = list('status', 10);
  if (statuses.some((status) => status !== 'open' && status !== 'closed')) wrong.push({ is: 'not-a-status' });
  for (const [field, value] of fields) if (value.includes('\u0000')) wrong.push({ is: 'unstorable', field: field.slice(0, 40) });
  const [most, page] = [count('page_size', MOST, MOST), count('page', 999_999, 1)];
  if (wrong.length > 0) return { ok: false, wrong };
  const [numbers, codes] = [list('service_request_id', MOST), list('service_code', 200)];
  return {
    ok: true,
    asked: {
      numbers: numbers.length > 0 ? numbers.map((said) => readCaseNumber(said) ?? '') : null,
      matters: codes.length > 0 ? codes.map(matterOfService) : null,
      from,
      to,
      closed: new Set(statuses).size === 1 ? statuses[0] === 'closed' : null,
      updatedAfter,
      most,
      skip: (page - 1) * most,
    },
  };
}
