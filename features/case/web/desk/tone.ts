import type { ShapeName, Tone } from '../../../../ui/look/shapes.ts';
import type { Status } from '../../rules/case.ts';
import type { CaseRow } from '../../rules/view.ts';

/** What a light means, in the product's five meanings. A promise still running is in progress: green is for what was kept. */
export const toneOfLight: Record<CaseRow['light'], Tone> = { green: 'blue', yellow: 'amber', red: 'red', paused: 'grey', none: 'grey' };

export function toneOf(status: Status, light: CaseRow['light']): Tone {
  return status === 'closed' ? 'green' : toneOfLight[light];
}

/** The shape of a case on the map tells its stage: waiting for us, being done, being checked, over. */
export const shapeOfStatus: Record<Status, ShapeName> = {
  reported: 'circle',
  verifying: 'circle',
  to_file: 'circle',
  to_dispatch: 'pentagon',
  disputed: 'pentagon',
  handling: 'square',
  suspended: 'square',
  to_check: 'diamond',
  checking: 'diamond',
  to_close: 'diamond',
  closed: 'drop',
  refused: 'drop',
  voided: 'drop',
  merged: 'drop',
};

/** Queues of the desk: the stages in which somebody must act, in the order of the loop. */
export const queues: readonly Status[] = [
  'reported',
  'verifying',
  'to_file',
  'to_dispatch',
  'disputed',
  'handling',
  'suspended',
  'to_check',
  'checking',
  'to_close',
];
