import { gzipSync } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Server } from '../../../platform/http/server.ts';
import type { Asset, NamedPlace, Place, Road } from '../../territory/rules/place.ts';
import type { Words } from '../../../kernel/words.ts';

/** What the base map is drawn from. */
export type Drawn = {
  readonly version: number;
  readonly frame: {
    name: Words;
    invented: boolean;
    attribution: readonly string[];
    boundaryNotice: Words | null;
    homeStreet: string;
    utcOffsetMinutes: number;
  };
  readonly places: readonly Place[];
  readonly namedPlaces: readonly NamedPlace[];
  readonly roads: readonly Road[];
  readonly assets: readonly Asset[];
};

const open = { permit: { open: 'the base map of the world: no cases, no people' } };
const layerOf = {
  city: 'district',
  district: 'district',
  street: 'street',
  community: 'community',
  duty_grid: 'duty_grid',
  unit_grid: 'unit_grid',
} as const;
const villageLayer = { urban_village: 'village', park: 'park', water: 'water', other: 'village' } as const;

export function mapRoutes(app: Server, drawn: () => Drawn, now: () => number) {
  const cache = new Map<string, { version: number; body: string; packed: Buffer }>();
  const cached = (name: string, make: (from: Drawn) => unknown) => {
    const from = drawn();
    const kept = cache.get(name);
    if (kept?.version === from.version) return kept;
    const body = JSON.stringify(make(from));
    // A district is a megabyte of coordinates, on a telephone a quarter of that; packed once a version and not once a request.
    const made = { version: from.version, body, packed: gzipSync(body) };
    cache.set(name, made);
    return made;
  };
  const send = (request: FastifyRequest, reply: FastifyReply, { body, packed }: { body: string; packed: Buffer }) => {
    reply.type('application/geo+json').header('cache-control', 'public, max-age=300').header('vary', 'accept-encoding');
    const isPacked = /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''));
    return isPacked ? reply.header('content-encoding', 'gzip').send(packed) : reply.send(body);
  };
  app.get('/geo/world.json', { config: open }, async (_request, reply) =>
    reply
      .type('application/json')
      .header('cache-control', 'no-cache')
      .send(JSON.stringify({ ...frameOf(drawn()), now: now() })),
  );
  app.get('/geo/base.geojson', { config: open }, async (request, reply) => send(request, reply, cached('base', baseOf)));
  app.get(
    '/geo/assets.geojson',
    { config: open, schema: { querystring: z.strictObject({ street: z.string().max(9).optional() }) } },
    async (request, reply) =>
      send(
        request,
        reply,
        cached(`assets ${request.query.street ?? ''}`, (from) => assetsOf(from, request.query.street)),
      ),
  );
}

function frameOf({ frame, places }: Drawn) {
  const streets = places.filter(({ level, until }) => level === 'street' && until === null);
  const all = streets.flatMap(({ shape }) => shape.flatMap((rings) => rings[0] ?? []));
  const lons = all.map(([lon]) => lon);
  const lats = all.map(([, lat]) => lat);
  const least = (of: readonly number[]) => of.reduce((a, b) => Math.min(a, b), 180);
  const most = (of: readonly number[]) => of.reduce((a, b) => Math.max(a, b), -180);
  const { name, invented, attribution, boundaryNotice, homeStreet, utcOffsetMinutes } = frame;
  return {
    name,
    invented,
    attribution,
    boundaryNotice,
    homeStreet,
    utcOffsetMinutes,
    bounds: [least(lons), least(lats), most(lons), most(lats)],
    streets: streets.map((street) => ({ code: street.code, name: street.name, label: labelOf(street) })),
  };
}

function labelOf({ label, shape }: Place): readonly [number, number] {
  if (label) return [label.lon, label.lat];
  const ring = shape[0]?.[0] ?? [];
  const mean = (pick: 0 | 1) => ring.reduce((sum, point) => sum + point[pick], 0) / Math.max(1, ring.length);
  return [mean(0), mean(1)];
}

const feature = (geometry: object, properties: object) => ({ type: 'Feature', geometry, properties });

function baseOf({ places, namedPlaces, roads }: Drawn) {
  const areas = places
    .filter(({ until, level }) => until === null && level !== 'unit_grid')
    .map(({ code, level, name, shape }) =>
      feature({ type: 'MultiPolygon', coordinates: shape }, { layer: layerOf[level], code, name: name.zh, name_en: name.en }),
    );
  const labels = places
    .filter(({ until, level }) => until === null && (level === 'street' || level === 'community' || level === 'duty_grid'))
    .map((place) =>
      feature(
        { type: 'Point', coordinates: labelOf(place) },
        { layer: 'label', class: place.level, code: place.code, name: place.name.zh, name_en: place.name.en },
      ),
    );
  const named = namedPlaces.map(({ code, kind, name, shape }) =>
    feature({ type: 'MultiPolygon', coordinates: shape }, { layer: villageLayer[kind], code, name: name.zh, name_en: name.en }),
  );
  const namedLabels = namedPlaces.map(({ code, kind, name, at }) =>
    feature(
      { type: 'Point', coordinates: [at.lon, at.lat] },
      { layer: 'label', class: villageLayer[kind], code, name: name.zh, name_en: name.en },
    ),
  );
  const lines = roads.map(({ name, class: rank, line }) =>
    feature({ type: 'LineString', coordinates: line }, { layer: 'road', class: rank, ...(name ? { name } : {}) }),
  );
  return { type: 'FeatureCollection', features: [...named, ...areas, ...lines, ...labels, ...namedLabels] };
}

function assetsOf({ assets }: Drawn, street: string | undefined) {
  const shown = street ? assets.filter((asset) => asset.street === street) : assets;
  return {
    type: 'FeatureCollection',
    features: shown.map(({ code, part, name, at }) =>
      feature({ type: 'Point', coordinates: [at.lon, at.lat] }, { code, part, name: name.zh, name_en: name.en }),
    ),
  };
}
