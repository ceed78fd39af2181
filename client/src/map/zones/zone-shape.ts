/** Shapes of zones: polygon, circle, corridor; as GeoJSON, degrees WGS-84, metres. */
import { distanceKm, latOf, lngOf, unwrapped, worldX, worldY } from '../geo.ts';

export type Position = readonly [lng: number, lat: number];

export type ZoneShape =
  | { readonly type: 'Polygon'; readonly coordinates: readonly (readonly Position[])[] }
  | { readonly type: 'Point'; readonly coordinates: Position; readonly radius: number }
  | {
      readonly type: 'LineString';
      readonly coordinates: readonly Position[];
      readonly width: number;
    };

const radians = Math.PI / 180;
const earthM = 6_371_008.8;
const circlePoints = 72;

/** Ring of a circle on the sphere, closed. */
export function circleRing([lng, lat]: Position, radius: number): Position[] {
  const angle = radius / earthM;
  return Array.from({ length: circlePoints + 1 }, (_, index) => {
    const bearing = (2 * Math.PI * (index % circlePoints)) / circlePoints;
    const north = Math.asin(
      Math.sin(lat * radians) * Math.cos(angle) +
        Math.cos(lat * radians) * Math.sin(angle) * Math.cos(bearing),
    );
    const east =
      lng * radians +
      Math.atan2(
        Math.sin(bearing) * Math.sin(angle) * Math.cos(lat * radians),
        Math.cos(angle) - Math.sin(lat * radians) * Math.sin(north),
      );
    return [unwrapped(east / radians, lng), north / radians] as const;
  });
}

/** Centre and radius (metres) of a ring that was drawn, or dragged, as a circle. */
export function circleOf(ring: readonly Position[]): { centre: Position; radius: number } {
  const points = ring.slice(0, -1);
  const mean = (values: readonly number[]) =>
    values.reduce((sum, one) => sum + one, 0) / values.length;
  const lng = mean(points.map((point) => unwrapped(point[0], points[0]?.[0] ?? 0)));
  // The mean on the sphere's map is nearer to the true centre than the mean of latitudes.
  const lat = latOf(mean(points.map((point) => worldY(point[1]))));
  const centre = [lng, lat] as const;
  return {
    centre,
    radius: Math.round(1_000 * mean(points.map((point) => distanceKm(centre, point)))),
  };
}

/** Lines to draw, unwrapped; a corridor's middle. */
export function outlineOf(shape: ZoneShape): readonly (readonly Position[])[] {
  if (shape.type === 'Point') return [circleRing(shape.coordinates, shape.radius)];
  if (shape.type === 'LineString') return [shape.coordinates];
  return shape.coordinates;
}

/** Where its name stands: the mean of its box. */
export function middleOf(shape: ZoneShape): Position {
  if (shape.type === 'Point') return shape.coordinates;
  const points = outlineOf(shape).flat();
  const x = points.map(([lng]) => worldX(lng));
  const y = points.map(([, lat]) => worldY(lat));
  return [
    lngOf((Math.min(...x) + Math.max(...x)) / 2),
    latOf((Math.min(...y) + Math.max(...y)) / 2),
  ];
}

/** Kilometres along a corridor. */
export function lengthKm(line: readonly Position[]): number {
  return line.reduce(
    (sum, point, index) => (index ? sum + distanceKm(line[index - 1]!, point) : 0),
    0,
  );
}

/** Square kilometres of a polygon on the sphere (Chamberlain and Duquette 2007), holes taken off. */
export function areaKm2(rings: readonly (readonly Position[])[]): number {
  const one = (ring: readonly Position[]) =>
    Math.abs(
      ring.reduce((sum, [lng, lat], index) => {
        const [before, latBefore] = ring[(index || ring.length) - 1]!;
        return (
          sum +
          (unwrapped(lng, before) - before) *
            radians *
            (2 + Math.sin(latBefore * radians) + Math.sin(lat * radians))
        );
      }, 0) *
        (earthM / 1_000) ** 2,
    ) / 2;
  return rings.reduce((sum, ring, index) => sum + (index ? -one(ring) : one(ring)), 0);
}
