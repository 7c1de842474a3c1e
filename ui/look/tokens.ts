/** The tokens that something other than CSS draws with: charts and the two maps. */
const drawn = [
  'paper',
  'sheet',
  'line',
  'line-strong',
  'ink',
  'ink-soft',
  'accent',
  'on-accent',
  'red',
  'amber',
  'green',
  'blue',
  'grey',
  'red-mark',
  'amber-mark',
  'green-mark',
  'blue-mark',
  'grey-mark',
  'on-mark',
  'hue-1',
  'hue-2',
  'hue-3',
  'hue-4',
  'hue-5',
  'hue-6',
  'hue-7',
  'hue-8',
  'hue-9',
  'hue-10',
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
  'map-halo',
  'font',
] as const;
/** CSS values by token name, e.g. `palette['map-water'] === '#cbdde3'`. */
export type Palette = Readonly<Record<(typeof drawn)[number], string>>;

/** The values in force where `element` stands, so that tokens.css stays the only place a colour is written. Throws if it is not loaded. */
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
