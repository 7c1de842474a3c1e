import type { Point } from '../../../kernel/place/point.ts';
import type { Channel } from './case.ts';
import type { CaseRefusal } from './refusals.ts';

const takenAtTheirWord: readonly Channel[] = ['leader', 'department', 'inspection', 'api'];

type Told = { readonly channel: Channel; readonly point: Point | null; readonly address: string; readonly photos: readonly unknown[] };

/** What a case must have before it can be filed and has not; the screen says so before anybody presses. */
export function lackingToFile({ channel, point, address, photos }: Told): CaseRefusal | undefined {
  if (!point && !address) return { code: 'place-needed' };
  // A public report without a picture is looked at on the spot first; a superior's written word is taken as it is.
  return photos.length === 0 && !takenAtTheirWord.includes(channel) ? { code: 'photo-needed', kind: 'report' } : undefined;
}
