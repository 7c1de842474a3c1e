import type { StreetId, UnitId } from '../../../../kernel/brand.ts';
import type { Point } from '../../../../kernel/place/point.ts';
import type { Words } from '../../../../kernel/words.ts';
import { type Atlas, locate } from '../../../territory/rules/atlas.ts';
import { assetCode, assetCodes } from '../../../territory/rules/assetcode.ts';
import type { Asset } from '../../../territory/rules/place.ts';
import { type AssetRole, assetRoles } from '../../../responsibility/rules/row.ts';
import { issue } from '../issue.ts';
import type { PointSource } from '../manifest.ts';
import { type Feature, original, pointOf, readFeatures } from './geojson.ts';
import { type Reading, maybe, need, wordsOf } from './source.ts';

/** What the readers of things share: where streets are, what parts are called, which codes are taken. */
export type Yard = {
  readonly atlas: Atlas;
  readonly partNames: ReadonlyMap<string, Words>;
  readonly codes: Set<string>;
  /** How many of a part a street has so far, for names that count. */
  readonly counts: Map<string, number>;
};

/**
 * The code of a thing whose source has none: from its class and its place, so that a file that grows or is sorted anew leaves
 * printed plates true. Two things that fall on one code part by their order in the file.
 */
export function codeFrom(part: string, { lon, lat }: Point, taken: Set<string>): string {
  let hash = 0x811c9dc5;
  for (const character of `${part} ${lon.toFixed(6)} ${lat.toFixed(6)}`) hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193);
  for (let n = (hash >>> 0) % assetCodes; ; n = (n + 1) % assetCodes) {
    const code = assetCode(n);
    if (taken.has(code)) continue;
    taken.add(code);
    return code;
  }
}

/** "路灯 12" of its street, when the source gives a thing no name. */
export function countedName(part: string, street: StreetId, { partNames, counts }: Yard): Words {
  const key = `${part} ${street}`;
  const number = (counts.get(key) ?? 0) + 1;
  counts.set(key, number);
  const { zh, en } = partNames.get(part) ?? { zh: part, en: part };
  return { zh: `${zh} ${number}`, en: `${en} ${number}` };
}

/** Surveyed things. One outside every street is refused, for a plate that reports from nowhere is worse than none. */
export function readThings(text: string, source: PointSource, desk: { reading: Reading; yard: Yard }): Asset[] {
  return readFeatures(text, desk.reading).flatMap((feature) => readThing(feature, source, desk) ?? []);
}

function readThing(plain: Feature, source: PointSource, { reading, yard }: { reading: Reading; yard: Yard }): Asset | undefined {
  const { properties } = plain;
  const part = need(reading, plain.at, source.part, properties);
  const own = source.code === undefined ? undefined : need(reading, plain.at, source.code, properties);
  if (!part || (source.code !== undefined && !own)) return undefined;
  const feature = own ? { ...plain, at: own } : plain;
  const at = pointOf(feature, reading);
  const street = at && streetOf(at.here, { feature, source, reading, yard });
  if (!at || !street) return undefined;
  if (own) yard.codes.add(own);
  const named = maybe(source.name, properties);
  return {
    code: own ?? codeFrom(part, at.here, yard.codes),
    part,
    name: named ? wordsOf(reading, named, maybe(source.nameEn, properties)) : countedName(part, street, yard),
    at: at.here,
    street,
    synthetic: false,
    ...partiesOf(source, properties),
    ...original(at, reading),
  };
}

/** The parties a source names; that they are units is checked with the whole world. */
function partiesOf(source: PointSource, properties: Feature['properties']): Pick<Asset, AssetRole> {
  return Object.fromEntries(
    assetRoles.flatMap((role) => {
      const unit = maybe(source[role], properties);
      return unit === undefined ? [] : [[role, unit as UnitId]];
    }),
  );
}

type Standing = { feature: Feature; source: PointSource; reading: Reading; yard: Yard };

function streetOf(at: Point, { feature, source, reading: { file, issues }, yard }: Standing): StreetId | undefined {
  const street = locate(yard.atlas, at)?.street;
  if (street || source.outside === 'skip') return street;
  issues.push(issue('outside-street', { file, feature: feature.at, field: 'geometry' }, { found: `${at.lon}, ${at.lat}` }));
  return undefined;
}
