import { type Matter, keyOf } from '../../../catalogue/rules/matter.ts';
import type { World } from '../world.ts';
import { type Finding, twice } from './finding.ts';

/** Classes are single, and each can be filed: it has conditions, each with a limit above zero and words in both languages. */
export function* checkCatalogue({ catalogue }: World): Iterable<Finding> {
  yield* twice(catalogue, keyOf, (_, key) => ({ section: 'catalogue', code: 'code-twice', feature: key, field: 'code', found: key }));
  for (const matter of catalogue) yield* checkMatter(matter);
}

function* checkMatter(matter: Matter): Iterable<Finding> {
  const where = { section: 'catalogue', feature: keyOf(matter) } as const;
  if (matter.conditions.length === 0) yield { ...where, code: 'no-condition', field: 'conditions' };
  yield* twice(
    matter.conditions,
    ({ key }) => key,
    (_, key) => ({ ...where, code: 'code-twice', field: 'conditions', found: key }),
  );
  for (const { key, limit, text, closing } of matter.conditions) {
    const field = `conditions.${key}`;
    if (!(limit.value > 0)) yield { ...where, code: 'limit-not-positive', field: `${field}.limit`, found: limit.value };
    if ([text.zh, text.en, closing.zh, closing.en].includes('')) yield { ...where, code: 'field-missing', field };
  }
}
