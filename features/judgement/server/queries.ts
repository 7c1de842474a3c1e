import type { Tx } from '../../../platform/db/database.ts';
import { unpack } from '../rules/artefact.ts';
import type { Bands, Taught } from '../rules/blend.ts';
import { lessonInUse, versionInUse } from './store.ts';

export { newestLessons } from './store.ts';

/** What proposals are made by, ready to ask. */
export type Judge = { readonly version: number; readonly taught: Taught; readonly bands: Bands };

/** The judge in use, read anew only when its version changed. One taught by other code than this is none: the lexicon serves until the next lesson. */
export async function judgeInUse(tx: Tx, known: Judge | undefined): Promise<Judge | undefined> {
  if ((await versionInUse(tx)) === (known?.version ?? 0)) return known;
  const kept = await lessonInUse(tx);
  const model = kept && unpack(kept.lesson.artefact);
  if (!kept || !model?.ok) return undefined;
  return { version: kept.version, taught: { model: model.value, counts: kept.lesson.counts }, bands: kept.lesson.bands };
}
