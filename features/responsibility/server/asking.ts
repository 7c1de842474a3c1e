import { z } from 'zod';
import type { Instant } from '../../../kernel/brand.ts';
import { Refused } from '../../../platform/http/problem.ts';
import type { MatterKey } from '../../catalogue/rules/matter.ts';
import { containing, lineageOf } from '../../territory/rules/atlas.ts';
import type { authorisationFaults } from '../rules/authorisation.ts';
import type { DutyList } from '../rules/book.ts';
import type { HandoverWorld } from '../rules/handover.ts';
import type { DutyMap } from '../rules/map.ts';
import { type Family, familyKey } from '../rules/owners.ts';
import type { DutyRefusal } from '../rules/refusals.ts';
import { dutyHttpStatus } from '../rules/refusals.ts';
import type { Spot } from '../rules/zones.ts';
import type { DutyIo } from './edit.ts';
import type { Names } from './present.ts';
import { listOfVersion } from './store.ts';

export type DutyDoors = DutyIo & {
  readonly names: () => Names;
  readonly operators: () => HandoverWorld;
  readonly newId: () => string;
  readonly parties: () => Parameters<typeof authorisationFaults>[1];
};

export const staff = { permit: { roles: 'any' as const } };
export const instant = z.coerce
  .number()
  .int()
  .min(1_577_836_800_000)
  .max(4_102_444_800_000)
  .transform((at) => at as Instant);
export const version = z.coerce.number().int().min(1).max(1_000_000);
export const moment = { at: instant.optional(), version: version.optional() };
export const code = z.string().min(1).max(60);
export const matterKey = z
  .string()
  .regex(/^(part|matter):[0-9A-Z]{3,8}$/)
  .transform((key) => key as MatterKey);
export const where = {
  lon: z.coerce.number().min(-180).max(180).optional(),
  lat: z.coerce.number().min(-90).max(90).optional(),
  place: code.optional(),
  asset: code.optional(),
};

export function no(refusal: DutyRefusal): never {
  throw new Refused(dutyHttpStatus[refusal.code], refusal);
}

/** The list asked for: a version by number, or the one in force at the moment. */
export async function listFor(
  { database, book, now }: DutyIo,
  said: { at?: Instant | undefined; version?: number | undefined },
): Promise<{ list: DutyList; map: DutyMap; at: Instant }> {
  const at = said.at ?? now();
  const known = book().lists.find((list) => list.version === said.version);
  const list = said.version === undefined ? book().listAt(at) : (known ?? (await listOfVersion(database, said.version)));
  if (!list) return no({ code: 'no-such-version', version: said.version ?? 0 });
  return { list, map: book().mapOf(list), at };
}

/** A spot as people name one: a point on the map, a thing, or a place of the tree. */
export function spotFor(
  { ground }: DutyMap,
  {
    lon,
    lat,
    place,
    asset = null,
  }: { lon?: number | undefined; lat?: number | undefined; place?: string | undefined; asset?: string | null | undefined },
): Spot {
  if (lon !== undefined && lat !== undefined) return { areas: containing(ground.atlas, { lon, lat }), asset, point: { lon, lat } };
  const thing = asset === null ? undefined : ground.pieces.find((piece) => piece.asset === asset);
  if (thing) return { areas: thing.areas, asset, point: thing.at };
  if (asset !== null || place === undefined || !ground.levels.has(place)) return no({ code: 'no-such-place', place: place ?? asset ?? '' });
  const line = lineageOf(ground.atlas, place);
  // A named place has no line of parents; its ground does.
  const piece = line.length === 0 ? ground.pieces.find(({ areas }) => areas.includes(place)) : undefined;
  return { areas: piece ? piece.areas : [...new Set([place, ...line])], asset: null, point: null };
}

export function familyName(map: DutyMap, { kind, major }: Family) {
  const found = map.ground.matters.find((matter) => matter.kind === kind && matter.major.code === major);
  return { id: familyKey({ kind, major }), name: { zh: found?.major.name.zh ?? major, en: found?.major.name.en ?? major } };
}

export const streetIn = ({ ground }: DutyMap, areas: readonly string[]) =>
  areas.find((area) => ground.levels.get(area) === 'street') ?? null;
