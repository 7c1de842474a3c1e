/** A position in WGS-84 degrees. Everything stored is WGS-84; other systems are converted at the edge, the original kept. */
export type Point = { readonly lon: number; readonly lat: number };
/** The coordinate systems a caller may declare. GCJ02 is the shifted system of Chinese maps, BD09 is Baidu's. */
export type Crs = 'WGS84' | 'GCJ02' | 'BD09';
