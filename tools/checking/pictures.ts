import type { Page } from './files.ts';

const LARGEST = 200_000;

/** A clone carries every picture for ever: each is small, and shown somewhere. */
export function heavyPictures(pictures: readonly { readonly path: string; readonly bytes: number }[], papers: readonly Page[]): string[] {
  return [
    ...pictures
      .filter(({ bytes }) => bytes > LARGEST)
      .map(({ path, bytes }) => `${path}: ${bytes} bytes, at most ${LARGEST}; fewer colours will do`),
    ...pictures
      .filter(({ path }) => !papers.some(({ text }) => text.includes(path.split('/').at(-1) ?? path)))
      .map(({ path }) => `${path}: no paper shows it`),
  ];
}
