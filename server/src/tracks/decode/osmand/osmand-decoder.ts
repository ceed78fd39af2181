/** Positions by HTTP as OsmAnd and Traccar's clients send them: parameters of the address or a form, or JSON, one or many. */
import { z } from 'zod';
import type { Datum, Decoded, DeviceName } from '../../fix.ts';
import { refuse } from '../refuse.ts';

export const osmandReasons = {
  'osmand-body': {
    zh: '请求体既不是表单也不是 JSON',
    en: 'the body is neither a form nor JSON',
  },
  'osmand-device': {
    zh: '缺少 id、plate、mmsi 或 imo',
    en: 'id, plate, mmsi or imo is missing',
  },
  'osmand-time': { zh: 'timestamp 缺失或无法识别', en: 'timestamp is missing or cannot be read' },
  'osmand-place': {
    zh: 'lat、lon 缺失或超出范围',
    en: 'lat or lon is missing or out of range',
  },
  'osmand-many': { zh: '一次请求的位置过多', en: 'more positions than one request may carry' },
} as const;

/** Positions of one request. */
const maxPositions = 1_000;
const kmPerNauticalMile = 1.852;

const text = z.union([z.string(), z.number()]).transform(String).optional().catch(undefined);
const fields = z.object({
  id: text,
  deviceid: text,
  device_id: text,
  plate: text,
  mmsi: text,
  imo: text,
  name: text,
  timestamp: text,
  lat: text,
  lon: text,
  lng: text,
  /** Knots, as Traccar has it. */
  speed: text,
  kmh: text,
  bearing: text,
  heading: text,
  datum: text,
});
type Fields = z.infer<typeof fields>;

/** Of the Traccar client since version 9: metres per second. */
const nested = z.object({
  device_id: z.string(),
  location: z.object({
    timestamp: z.union([z.string(), z.number()]),
    coords: z.object({
      latitude: z.number(),
      longitude: z.number(),
      speed: z.number().nullish(),
      heading: z.number().nullish(),
    }),
  }),
});

export interface HttpMessage {
  readonly query: Readonly<Record<string, unknown>>;
  readonly contentType: string;
  readonly body: string;
}

export function decodeHttp(message: HttpMessage, datum: Datum, received: number): Decoded[] {
  const bodies = bodiesOf(message);
  if (bodies === null) return [refuse(osmandReasons, 'osmand-body', 'byte 0', message.body)];
  if (bodies.length > maxPositions)
    return [refuse(osmandReasons, 'osmand-many', `${bodies.length}`)];
  return bodies.map((body, i) => decodeFields(body, datum, received, `position ${i + 1}`));
}

/** Also for messages that carry JSON by another way in. @param value one position as JSON */
export function decodeJson(value: unknown, datum: Datum, received: number, at: string): Decoded {
  return decodeFields(flat(value), datum, received, at);
}

function bodiesOf({ query, contentType, body }: HttpMessage): Record<string, unknown>[] | null {
  if (body.trim() === '') return [query];
  if (contentType.includes('json') || /^\s*[[{]/.test(body)) {
    try {
      const value: unknown = JSON.parse(body);
      return (Array.isArray(value) ? value : [value]).map((one) => ({ ...query, ...flat(one) }));
    } catch {
      return null;
    }
  }
  if (!contentType.includes('form') && !/^[\w.]+=/.test(body)) return null;
  return [{ ...query, ...Object.fromEntries(new URLSearchParams(body)) }];
}

function flat(value: unknown): Record<string, unknown> {
  const client = nested.safeParse(value);
  if (client.success) {
    const { device_id, location } = client.data;
    const { latitude, longitude, speed, heading } = location.coords;
    return {
      id: device_id,
      timestamp: location.timestamp,
      lat: latitude,
      lon: longitude,
      ...(typeof speed === 'number' && speed >= 0 && { kmh: speed * 3.6 }),
      ...(typeof heading === 'number' && heading >= 0 && { bearing: heading }),
    };
  }
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function decodeFields(
  body: Record<string, unknown>,
  datum: Datum,
  received: number,
  at: string,
): Decoded {
  const it = fields.parse(body);
  const no = (code: keyof typeof osmandReasons) =>
    refuse(osmandReasons, code, at, JSON.stringify({ ...body, key: undefined }));
  const device = deviceOf(it);
  if (!device) return no('osmand-device');
  const moment = momentOf(it.timestamp);
  if (moment === null) return no('osmand-time');
  const lat = numberOf(it.lat);
  const lng = numberOf(it.lon ?? it.lng);
  if (lat === null || lng === null || Math.abs(lat) > 90 || Math.abs(lng) > 180)
    return no('osmand-place');
  const knots = numberOf(it.speed);
  const kmh = numberOf(it.kmh) ?? (knots === null ? null : knots * kmPerNauticalMile);
  const course = numberOf(it.bearing ?? it.heading);
  const terminal = it.id ?? it.deviceid ?? it.device_id;
  return {
    fix: {
      device,
      ...(device.scheme === 'plate' && terminal !== undefined && { terminal: terminal.trim() }),
      at: moment,
      received,
      lng,
      lat,
      datum: datums.get(it.datum?.toUpperCase() ?? '') ?? datum,
      ...(kmh !== null && kmh >= 0 && { kmh }),
      ...(course !== null && course >= 0 && course <= 360 && { course: course % 360 }),
      ...(it.name !== undefined && { name: it.name }),
    },
  };
}

const datums: ReadonlyMap<string, Datum> = new Map([
  ['WGS-84', 'WGS-84'],
  ['WGS84', 'WGS-84'],
  ['GCJ-02', 'GCJ-02'],
  ['GCJ02', 'GCJ-02'],
  ['BD-09', 'BD-09'],
  ['BD09', 'BD-09'],
]);

const longestName = 64;

function deviceOf(it: Fields): DeviceName | null {
  const named: [DeviceName['scheme'], string | undefined][] = [
    ['plate', it.plate],
    ['mmsi', it.mmsi],
    ['imo', it.imo],
    ['terminal', it.id ?? it.deviceid ?? it.device_id],
  ];
  for (const [scheme, value] of named) {
    const trimmed = value?.trim() ?? '';
    if (trimmed !== '' && trimmed.length <= longestName) return { scheme, value: trimmed };
  }
  return null;
}

/** Seconds or milliseconds since 1970, or ISO 8601 with its zone. */
function momentOf(said: string | undefined): number | null {
  if (said === undefined) return null;
  const number = numberOf(said);
  if (number !== null) return number <= 0 ? null : number < 1e11 ? number * 1000 : number;
  if (!/^\d{4}-\d\d-\d\d[T ][\d:.]+(Z|[+-]\d\d:?\d\d)$/.test(said)) return null;
  const at = Date.parse(said);
  return Number.isNaN(at) ? null : at;
}

function numberOf(said: string | undefined): number | null {
  if (said === undefined || !/^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i.test(said)) return null;
  const number = Number(said);
  return Number.isFinite(number) ? number : null;
}
