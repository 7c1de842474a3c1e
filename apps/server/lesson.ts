import { parentPort, workerData } from 'node:worker_threads';
import { buildCatalogue } from '../../features/catalogue/rules/catalogue.ts';
import type { Matter } from '../../features/catalogue/rules/matter.ts';
import { unpack } from '../../features/judgement/rules/artefact.ts';
import { type Taught, blend } from '../../features/judgement/rules/blend.ts';
import { learn } from '../../features/judgement/rules/learn.ts';
import type { LessonInput } from '../../features/judgement/server/command.ts';

export type LessonOrder = LessonInput & { readonly matters: readonly Matter[]; readonly seed: number };

/** The thread a lesson is learned in. It touches no database: what it needs comes in, what came of it goes out. */
const { rows, inUse, matters, seed } = workerData as LessonOrder;
const catalogue = buildCatalogue(matters);
// A model is judged as it will be used: blended with the lexicon.
const answerBy = (taught: Taught) => (text: string) => {
  const [best] = blend(catalogue, taught, text);
  return { label: best?.key ?? '', chance: best?.chance ?? 0 };
};
const model = inUse && unpack(inUse.artefact);
const live =
  model?.ok && inUse ? { answer: answerBy({ model: model.value, counts: inUse.counts }), taughtUntil: inUse.taughtUntil } : undefined;
// A matter that has left the catalogue cannot be proposed, so it is not taught either.
const known = rows.filter(({ label }) => catalogue.byKey.has(label as never));
parentPort?.postMessage(learn(known, { seed, answerBy, live }));
