/** What a state means, never decoration: red broken or overdue, amber at risk, green kept, blue in progress, grey unknown. */
export const tones = ['red', 'amber', 'green', 'blue', 'grey'] as const;
export type Tone = (typeof tones)[number];

/** Outlines on a 24 × 24 field. Page marks and map markers draw from this one table, so a legend cannot differ from its map. */
export const shapes = {
  circle: 'M12 2.5a9.5 9.5 0 1 0 0 19a9.5 9.5 0 1 0 0-19Z',
  square: 'M6 3.5h12A2.5 2.5 0 0 1 20.5 6v12a2.5 2.5 0 0 1-2.5 2.5H6A2.5 2.5 0 0 1 3.5 18V6A2.5 2.5 0 0 1 6 3.5Z',
  triangle: 'M10.3 3.6a2 2 0 0 1 3.4 0l8.3 14.6a2 2 0 0 1-1.7 3H3.7a2 2 0 0 1-1.7-3Z',
  diamond: 'M10.4 1.9a2.3 2.3 0 0 1 3.2 0l8.5 8.5a2.3 2.3 0 0 1 0 3.2l-8.5 8.5a2.3 2.3 0 0 1-3.2 0l-8.5-8.5a2.3 2.3 0 0 1 0-3.2Z',
  pentagon:
    'M10.7 2.2a2.2 2.2 0 0 1 2.6 0l8.2 6a2.2 2.2 0 0 1 .8 2.5l-3.1 9.6a2.2 2.2 0 0 1-2.1 1.5H6.9a2.2 2.2 0 0 1-2.1-1.5L1.7 10.7a2.2 2.2 0 0 1 .8-2.5Z',
  drop: 'M12 22.5c4.8-5.6 7.5-9.3 7.5-12.8a7.5 7.5 0 1 0-15 0c0 3.5 2.7 7.2 7.5 12.8Z',
  arrow: 'M12 1.8l8.2 19.4a.8.8 0 0 1-1.1 1L12 18.6l-7.1 3.6a.8.8 0 0 1-1.1-1Z',
} as const;
export type ShapeName = keyof typeof shapes;

/** The sign inside a shape, so that meaning survives grey print and colour-blind eyes. `null` leaves the shape hollow. */
export const signs: Record<Tone, string | null> = {
  red: 'M12 7v6M12 16.4v.2',
  amber: 'M12 9.4v4.2M12 16.6v.2',
  green: 'M8 12.3l2.8 2.8l5.2-5.6',
  blue: 'M8.6 12h.1M12 12h.1M15.4 12h.1',
  grey: null,
};

/** The shape a meaning has when the thing brings none of its own. */
export const shapeOf: Record<Tone, ShapeName> = { red: 'diamond', amber: 'triangle', green: 'circle', blue: 'square', grey: 'circle' };
