export { promiseBook } from './book.ts';
export type { PatrolIo } from './look.ts';
