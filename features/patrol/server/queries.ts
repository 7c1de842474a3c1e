export { type PatrolReads } from './board.ts';
export { heldNow, promiseBook } from './book.ts';
export { type PatrolLogRow, patrolLog } from './feed.ts';
export { namesOf } from './routes.ts';
