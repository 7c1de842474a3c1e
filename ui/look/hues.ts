/** Hues that tell parties and kinds apart; a word or a short name always stands beside them. */
export const hues = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] as const;
export type Hue = (typeof hues)[number];
