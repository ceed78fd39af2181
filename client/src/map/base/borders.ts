/** Land and borders of the base map: Natural Earth from world-atlas, or the file that the operator gives in its place. */
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import shipped from 'world-atlas/countries-50m.json?url';
import { unwrapped, worldX, worldY } from '../geo.ts';

/** A ring in units of one world, with its box. */
export interface Ring {
  readonly points: Float64Array;
  readonly west: number;
  readonly east: number;
  readonly north: number;
  readonly south: number;
}

export interface NamedPlace {
  /** ISO 3166: three digits, or two letters. */
  readonly region: string;
  readonly name: string;
  readonly x: number;
  readonly y: number;
  /** Area of its largest ring, in worlds: bigger names come first. */
  readonly size: number;
}

export interface Borders {
  readonly land: readonly (readonly Ring[])[];
  readonly names: readonly NamedPlace[];
}

function ring(coordinates: readonly (readonly number[])[]): Ring {
  let before = coordinates[0]?.[0] ?? 0;
  const places = coordinates.map(([lng = 0, lat = 0]) => {
    before = unwrapped(lng, before);
    return [before, lat] as const;
  });
  const first = places[0]?.[0] ?? 0;
  // Around the pole: closed along the lower edge of the map.
  if (Math.abs(before - first) > 180) places.push([before, -90], [first, -90]);
  const points = new Float64Array(places.length * 2);
  let [west, east, north, south] = [Infinity, -Infinity, Infinity, -Infinity];
  places.forEach(([lng, lat], index) => {
    const x = worldX(lng);
    const y = worldY(lat);
    points[index * 2] = x;
    points[index * 2 + 1] = y;
    west = Math.min(west, x);
    east = Math.max(east, x);
    north = Math.min(north, y);
    south = Math.max(south, y);
  });
  return { points, west, east, north, south };
}

function area({ points }: Ring): { size: number; x: number; y: number } {
  let [double, x, y] = [0, 0, 0];
  for (let at = 0; at + 3 < points.length; at += 2) {
    const cross = points[at]! * points[at + 3]! - points[at + 2]! * points[at + 1]!;
    double += cross;
    x += (points[at]! + points[at + 2]!) * cross;
    y += (points[at + 1]! + points[at + 3]!) * cross;
  }
  return double === 0
    ? { size: 0, x: 0, y: 0 }
    : { size: Math.abs(double / 2), x: x / (3 * double), y: y / (3 * double) };
}

type Named = GeoJSON.Feature<GeoJSON.Geometry, { name?: string; iso?: string } | null>;

function polygonsOf(geometry: GeoJSON.Geometry | null): GeoJSON.Position[][][] {
  if (geometry?.type === 'Polygon') return [geometry.coordinates];
  if (geometry?.type === 'MultiPolygon') return geometry.coordinates;
  return [];
}

function bordersOf(features: readonly Named[]): Borders {
  const names: NamedPlace[] = [];
  const land = features.flatMap(({ geometry, id, properties }) => {
    const polygons = polygonsOf(geometry).map((rings) => rings.map(ring));
    const largest = polygons
      .flatMap(([outer]) => (outer ? [area(outer)] : []))
      .reduce((best, one) => (one.size > best.size ? one : best), { size: 0, x: 0, y: 0 });
    const name = properties?.name;
    if (name && largest.size > 0)
      names.push({ region: properties?.iso ?? String(id ?? ''), name, ...largest });
    return polygons;
  });
  names.sort((a, b) => b.size - a.size);
  return { land, names };
}

const isTopology = (value: unknown): value is Topology =>
  typeof value === 'object' && value !== null && (value as { type?: unknown }).type === 'Topology';

/** TopoJSON with an object `countries` (its first otherwise), or a GeoJSON collection of polygons. */
export function readBorders(file: unknown): Borders {
  if (isTopology(file)) {
    const object = (file.objects['countries'] ?? Object.values(file.objects)[0]) as
      GeometryCollection<{ name?: string }> | undefined;
    if (!object) throw new Error('The file of borders holds no object.');
    return bordersOf(feature(file, object).features);
  }
  const { features } = file as { features?: unknown };
  if (!Array.isArray(features))
    throw new Error('The file of borders is neither TopoJSON nor GeoJSON.');
  return bordersOf(features as Named[]);
}

/** The operator's borders where there are any, else those that are shipped. */
export async function loadBorders(
  signal: AbortSignal,
): Promise<{ readonly borders: Borders; readonly own: boolean }> {
  const given = await fetch('/api/map/borders', { signal });
  const own = given.status === 200;
  const answer = own ? given : await fetch(shipped, { signal });
  if (!answer.ok) throw new Error(`${answer.status} ${answer.url}`);
  return { borders: readBorders(await answer.json()), own };
}
