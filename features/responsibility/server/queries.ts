import type { Instant } from '../../../kernel/brand.ts';
import type { Tx } from '../../../platform/db/database.ts';
import type { Register } from '../rules/authorisation.ts';
import { type DutyBook, buildBook } from '../rules/book.ts';
import type { Ground } from '../rules/ground.ts';
import { allAuthorisations, listsSince, rowsEver } from './store.ts';

export { dutyMark } from './store.ts';

export async function loadRegister(tx: Tx): Promise<Register> {
  return new Map((await allAuthorisations(tx)).map((each) => [each.id, each]));
}

/** A phone may say today what happened in yesterday's shift; decisions further back are in the cases themselves. */
const LATEST_SAID = 3 * 86_400_000;

export async function loadBook(tx: Tx, ground: Ground, now: Instant): Promise<DutyBook> {
  return buildBook(await listsSince(tx, (now - LATEST_SAID) as Instant), await rowsEver(tx), ground);
}
