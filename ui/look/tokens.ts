/** What a state means, never decoration: red broken or overdue, amber at risk, green kept, blue in progress, grey unknown. */
export const meanings = ['red', 'amber', 'green', 'blue', 'grey'] as const;
export type Meaning = (typeof meanings)[number];

/** The tokens that something other than CSS draws with: charts, the two maps. */
const drawn = [
  'paper',
  'surface',
  'line',
  'ink',
  'ink-soft',
  'accent',
  'on-accent',
  'red',
  'red-ink',
  'on-red',
  'amber',
  'amber-ink',
  'on-amber',
  'green',
  'green-ink',
  'on-green',
  'blue',
  'blue-ink',
  'on-blue',
  'grey',
  'grey-ink',
  'on-grey',
  'map-outside',
  'map-land',
  'map-village',
  'map-park',
  'map-water',
  'map-road',
  'map-lane',
  'map-casing',
  'map-boundary',
  'map-label',
  'map-label-halo',
  'font',
] as const;
export type Token = (typeof drawn)[number];
/** CSS values by token name, e.g. `palette['map-water'] === '#cbdde3'`. */
export type Palette = Readonly<Record<Token, string>>;

/** The values in force where `element` stands, so that tokens.css stays the only place a colour is written. */
export function readPalette(element: Element): Palette {
  const style = getComputedStyle(element);
  return Object.fromEntries(
    drawn.map((token) => {
      const value = style.getPropertyValue(`--${token}`).trim();
      if (!value) throw new Error(`tokens.css is not loaded: --${token} has no value`);
      return [token, value];
    }),
  ) as Palette;
}
