import { z } from 'zod';
import { levels } from '../../territory/rules/place.ts';

/** The file that makes a folder a world. */
export const MANIFEST = 'world.json';

const words = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) });
const file = z.string().min(1);
const day = z.iso.date();
const crs = z.enum(['WGS84', 'GCJ02', 'BD09']);
const pattern = z.string().refine(compiles, { params: { expected: 'regular expression' } });

function compiles(source: string): boolean {
  try {
    return new RegExp(source, 'u') instanceof RegExp;
  } catch {
    return false;
  }
}

/**
 * Where a value comes from: the property of that name; a constant; a property through a table (`skip` names the values whose
 * feature is left out); or a property through a pattern.
 */
const field = z.union([
  z.string().min(1),
  z.strictObject({ value: z.union([z.string(), z.number()]) }),
  z.strictObject({ from: z.string().min(1), values: z.record(z.string(), z.string()), skip: z.array(z.string()).optional() }),
  z.strictObject({ from: z.string().min(1), match: pattern, to: z.string() }),
]);
export type Field = z.infer<typeof field>;

const source = { file, crs: crs.optional() };

const territory = z.strictObject({
  ...source,
  level: z.enum(levels),
  code: field,
  name: field,
  nameEn: field.optional(),
  /** Absent for the outermost level. */
  parent: field.optional(),
  from: field.optional(),
  until: field.optional(),
  accuracy: field.optional(),
  label: z.tuple([z.string().min(1), z.string().min(1)]).optional(),
});
export type TerritorySource = z.infer<typeof territory>;

const named = z.strictObject({ ...source, kind: field, code: field, name: field, nameEn: field.optional() });
export type NamedSource = z.infer<typeof named>;

const road = z.strictObject({ ...source, id: field.optional(), class: field, name: field.optional() });
export type RoadSource = z.infer<typeof road>;

const point = z.strictObject({
  ...source,
  part: field,
  code: field.optional(),
  name: field.optional(),
  nameEn: field.optional(),
  /** Units: who supervises, owns and maintains the thing. */
  supervisor: field.optional(),
  owner: field.optional(),
  maintainer: field.optional(),
  /** What to do with a thing outside every street; to refuse is the default. */
  outside: z.enum(['refuse', 'skip']).optional(),
});
export type PointSource = z.infer<typeof point>;

/** Things set along real roads where no survey exists. They are marked synthetic and nothing hides it. */
const synthetic = z.strictObject({
  part: z.string().min(1),
  perStreet: z.int().min(1).max(5000),
  classes: z.tuple([z.int().min(1).max(9), z.int().min(1).max(9)]),
  seed: z.int().min(0),
});
export type SyntheticSpec = z.infer<typeof synthetic>;

/** A folder's manifest. Files are named relative to `base`, or to the manifest itself when they begin with `./`. */
export const manifestShape = z.strictObject({
  name: words,
  invented: z.boolean(),
  /** Has no default on purpose: a shifted map read as WGS-84 is wrong by half a kilometre and looks right. */
  crs,
  base: z.string().min(1).optional(),
  /** File names that tell a folder without manifest: one that has them all is read with this manifest. */
  recognise: z.array(file).min(1).optional(),
  attribution: z.array(z.string().min(1)),
  boundaryNotice: words.nullable(),
  homeStreet: z.string().regex(/^\d{9}$/),
  utcOffsetMinutes: z.int().min(-720).max(840),
  /** The first day of everything that has no dates of its own. */
  from: day,
  territory: z.array(territory).min(1),
  namedPlaces: z.array(named).default([]),
  roads: z.array(road).default([]),
  points: z.array(point).default([]),
  synthetic: z.array(synthetic).default([]),
  catalogue: z.union([file, z.strictObject({ matters: file, conditions: file })]),
  units: file,
  people: file,
  duty: file,
  contracts: file.optional(),
  authorisations: file.optional(),
  /** Patrol promises: which targets are visited how often, by whom. */
  promises: file.optional(),
  /** Without one the statutory calendar of the mainland holds. */
  calendar: file.optional(),
  /** Chinese name → English name, for sources that carry only the first. */
  english: file.optional(),
});
export type Manifest = z.infer<typeof manifestShape>;

/** A folder whose manifest only says where the world is. */
export const pointerShape = z.strictObject({ base: z.string().min(1) });
