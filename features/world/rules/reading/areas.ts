import type { Day } from '../../../../kernel/brand.ts';
import { areaOf, boxOf, holds } from '../../../../kernel/place/polygon.ts';
import type { Point } from '../../../../kernel/place/point.ts';
import type { NamedPlace, Place, Road, Shape } from '../../../territory/rules/place.ts';
import { issue } from '../issue.ts';
import type { NamedSource, RoadSource, TerritorySource } from '../manifest.ts';
import { type Feature, labelOf, linesOf, original, pointOf, readFeatures, shapeOf } from './geojson.ts';
import { type Reading, maybe, need, wordsOf } from './source.ts';

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Complaints about a feature name it by its code once that is known, for a code can be searched for and a number must be counted. */
const called = (feature: Feature, code: string | null | undefined): Feature => (code ? { ...feature, at: code } : feature);

function day(spec: TerritorySource['from'], feature: Feature, reading: Reading): Day | undefined {
  const text = maybe(spec, feature.properties);
  if (text === undefined) return undefined;
  if (DAY.test(text)) return text as Day;
  const field = typeof spec === 'string' ? spec : 'from';
  reading.issues.push(issue('field-invalid', { file: reading.file, feature: feature.at, field }, { expected: 'YYYY-MM-DD', found: text }));
  return undefined;
}

/** Areas of one level of the tree. */
export function readTerritory(text: string, source: TerritorySource, { reading, from }: { reading: Reading; from: Day }): Place[] {
  return readFeatures(text, reading).flatMap((plain) => {
    const { properties } = plain;
    const code = need(reading, plain.at, source.code, properties);
    const feature = called(plain, code);
    const zh = need(reading, feature.at, source.name, properties);
    const parent = source.parent === undefined ? null : need(reading, feature.at, source.parent, properties);
    const shape = shapeOf(feature, reading);
    if (!code || !zh || parent === undefined || !shape) return [];
    const accuracy = maybe(source.accuracy, properties);
    const label = source.label && labelOf(feature, source.label, reading);
    return [
      {
        code,
        level: source.level,
        name: wordsOf(reading, zh, maybe(source.nameEn, properties)),
        parent,
        shape: shape.here,
        from: day(source.from, feature, reading) ?? from,
        until: day(source.until, feature, reading) ?? null,
        ...(label ? { label } : {}),
        ...(accuracy ? { accuracy } : {}),
        ...original(shape, reading),
      },
    ];
  });
}

const kinds = ['urban_village', 'park', 'water', 'other'] as const satisfies readonly NamedPlace['kind'][];

/** Urban villages, parks, waters. One that the source knows only as a point has no extent: it is found by name and holds nothing. */
export function readNamed(text: string, source: NamedSource, reading: Reading): NamedPlace[] {
  return readFeatures(text, reading).flatMap((plain) => {
    const { properties } = plain;
    const code = need(reading, plain.at, source.code, properties);
    const feature = called(plain, code);
    const zh = need(reading, feature.at, source.name, properties);
    const said = need(reading, feature.at, source.kind, properties);
    const kind = kinds.find((each) => each === said);
    if (said && !kind)
      reading.issues.push(
        issue('field-invalid', { file: reading.file, feature: feature.at, field: 'kind' }, { expected: kinds.join(' | '), found: said }),
      );
    const extent = extentOf(feature, reading);
    if (!code || !zh || !kind || !extent) return [];
    return [{ code, kind, name: wordsOf(reading, zh, maybe(source.nameEn, properties)), ...extent }];
  });
}

function extentOf(feature: Feature, reading: Reading): Pick<NamedPlace, 'shape' | 'at' | 'original'> | undefined {
  if (feature.geometry?.type === 'Point') {
    const at = pointOf(feature, reading);
    return at && { shape: [], at: at.here };
  }
  const shape = shapeOf(feature, reading);
  return shape && { shape: shape.here, at: within(shape.here), ...original(shape, reading) };
}

/** A point inside a shape for its label: the middle of its box, or else of its widest stretch on that line. */
function within(shape: Shape): Point {
  const { west, south, east, north } = boxOf(shape);
  const area = areaOf(shape);
  // A line through a corner of the shape would make its stretches ambiguous; a hair aside it cannot.
  const lat = (south + north) / 2 + (north - south) * 1e-7;
  const middle = (west + east) / 2;
  if (holds(area, middle, lat)) return { lon: middle, lat };
  const crossings = shape
    .flat()
    .flatMap((ring) =>
      ring.slice(1).flatMap(([x2, y2], at) => {
        const [x1, y1] = ring[at] ?? [x2, y2];
        return y1 > lat === y2 > lat ? [] : [x1 + ((x2 - x1) * (lat - y1)) / (y2 - y1)];
      }),
    )
    .toSorted((a, b) => a - b);
  const stretches = crossings.flatMap((lon, at) => (at % 2 === 1 ? [{ from: crossings[at - 1] ?? lon, to: lon }] : []));
  const widest = stretches.toSorted((a, b) => b.to - b.from - (a.to - a.from))[0] ?? { from: middle, to: middle };
  return { lon: (widest.from + widest.to) / 2, lat };
}

/** Roads with their class; `serial` makes ids where the source has none. */
export function readRoads(text: string, source: RoadSource, { reading, serial }: { reading: Reading; serial: number }): Road[] {
  return readFeatures(text, reading).flatMap((plain, index) => {
    const { properties } = plain;
    const id = (source.id && maybe(source.id, properties)) ?? `R${serial}-${index}`;
    const feature = source.id ? called(plain, id) : plain;
    const said = need(reading, feature.at, source.class, properties);
    const rank = Number(said);
    const ranked = Number.isInteger(rank) && rank >= 1 && rank <= 9;
    if (said && !ranked)
      reading.issues.push(
        issue('field-invalid', { file: reading.file, feature: feature.at, field: 'class' }, { expected: '1…9', found: said }),
      );
    const lines = linesOf(feature, reading);
    if (!said || !ranked || !lines) return [];
    const name = maybe(source.name, properties) ?? null;
    return lines.map((line, part) => ({ id: lines.length > 1 ? `${id}.${part + 1}` : id, name, class: rank, line }));
  });
}
