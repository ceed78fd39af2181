/** Where offices, gates and enterprises are, as far as a source gives coordinates; in WGS-84 whatever the datum of the source. */
import gcoord from 'gcoord';
import { z } from 'zod';
import { object } from '../truth-text.ts';
import { idList } from './entity-ids.ts';
import type { ViewedTruth } from './truth.ts';

export interface KnownPlace {
  /** Of the port or the address. */
  readonly entity: string;
  readonly label: string;
  readonly lng: number;
  readonly lat: number;
}

export interface PortPlace extends KnownPlace {
  readonly kind: string | null;
}

const systems = { wgs84: gcoord.WGS84, gcj02: gcoord.GCJ02, bd09: gcoord.BD09 } as const;

const coordinates = z.object({
  lat: z.number().min(-90).max(90),
  lon: z.number().min(-180).max(180),
  datum: z.enum(['wgs84', 'gcj02', 'bd09']).catch('wgs84'),
});

/** Null without coordinates, or at 0°, 0°, which is what is written where they are unknown. */
function placeOf(props: Readonly<Record<string, unknown>>): { lng: number; lat: number } | null {
  const parsed = coordinates.safeParse(props);
  if (!parsed.success) return null;
  const { lat, lon, datum } = parsed.data;
  if (lat === 0 && lon === 0) return null;
  const [lng = lon, north = lat] = gcoord.transform([lon, lat], systems[datum], gcoord.WGS84);
  return { lng, lat: north };
}

/** Every office, terminal and gate with coordinates. */
export async function portPlaces(truth: ViewedTruth): Promise<PortPlace[]> {
  const rows = await truth.query<{ id: string; label: string; props: string }>(
    `SELECT entity_id AS "id", label AS "label", props AS "props" FROM entity WHERE rev_to IS NULL AND type = 'Port' ORDER BY entity_id`,
  );
  return rows.flatMap(({ id, label, props }) => {
    const content = object(props);
    const place = placeOf(content);
    const kind = content['portKind'];
    return place === null
      ? []
      : [{ entity: id, label, ...place, kind: typeof kind === 'string' ? kind : null }];
  });
}

/** Addresses with coordinates of these enterprises: enterprise → places. */
export async function addressPlaces(
  truth: ViewedTruth,
  enterprises: readonly string[],
): Promise<Map<string, KnownPlace[]>> {
  if (enterprises.length === 0) return new Map();
  const rows = await truth.query<{ owner: string; id: string; label: string; props: string }>(
    `SELECT r.source AS "owner", a.entity_id AS "id", a.label AS "label", a.props AS "props"
     FROM relation r JOIN entity a ON a.entity_id = r.target AND a.rev_to IS NULL AND a.type = 'Address'
     WHERE r.rev_to IS NULL AND r.kind = 'registeredAt' AND r.source IN ${idList('$1')} ORDER BY 1, 2`,
    [enterprises.join(',')],
  );
  const found = new Map<string, KnownPlace[]>();
  for (const { owner, id, label, props } of rows) {
    const place = placeOf(object(props));
    if (place === null) continue;
    found.set(owner, [...(found.get(owner) ?? []), { entity: id, label, ...place }]);
  }
  return found;
}
