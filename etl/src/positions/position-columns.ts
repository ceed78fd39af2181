/** Columns of position files by the names that suppliers give them. */
import type { Datum } from './fix-rows.ts';

const names = {
  plate: [
    '车牌号',
    '车牌',
    '车牌号码',
    '号牌号码',
    '车号',
    'plate',
    'plateno',
    'platenumber',
    'licenseplate',
    'vehicleno',
    'carno',
    'vehicle',
  ],
  terminal: [
    '终端号',
    '终端',
    '终端编号',
    '设备号',
    '设备编号',
    'sim卡号',
    'simno',
    'deviceid',
    'device',
    'terminal',
    'terminalid',
    'terminalno',
    'imei',
    'uniqueid',
  ],
  mmsi: ['mmsi', 'mmsi编号', '船舶识别码'],
  imo: ['imo', 'imo编号', 'imonumber'],
  name: ['name', 'shipname', 'vesselname', '船名', '船舶名称'],
  time: [
    '定位时间',
    'gps时间',
    '时间',
    '采集时间',
    '上报时间',
    'gpstime',
    'time',
    'timestamp',
    'fixtime',
    'datetime',
    'basedatetime',
    'loctime',
  ],
  received: [
    '接收时间',
    '入库时间',
    'recvtime',
    'receivedtime',
    'received',
    'servertime',
    'receivetime',
  ],
  lng: ['经度', 'lng', 'lon', 'long', 'longitude', 'x'],
  lat: ['纬度', 'lat', 'latitude', 'y'],
  datum: ['坐标系', '坐标系统', '坐标类型', 'datum', 'coordtype', 'crs', 'coordsys'],
  kmh: ['速度', '车速', 'gps速度', '行驶速度', 'speed', 'kmh', 'velocity', 'speedkmh'],
  knots: ['sog', '航速', 'speedknots', 'knots'],
  course: [
    '方向',
    '航向',
    '方向角',
    '行驶方向',
    'heading',
    'course',
    'cog',
    'direction',
    'bearing',
    'angle',
  ],
} as const;
export type PositionField = keyof typeof names;

const fieldOf = new Map<string, PositionField>(
  Object.entries(names).flatMap(([field, all]) =>
    all.map((name) => [name, field as PositionField] as const),
  ),
);

export function positionField(column: string): PositionField | undefined {
  const bare = column
    .toLowerCase()
    .replace(/[（(].*?[)）]/g, '')
    .replace(/[\s_\-.]/g, '');
  return /[（(](kn|knots?|节)[)）]/i.test(column) ? 'knots' : fieldOf.get(bare);
}

/** Field → index of its column; null where these are not positions: no place, no time or nobody whose they are. */
export function findPositionColumns(
  header: readonly string[],
): ReadonlyMap<PositionField, number> | null {
  const found = new Map<PositionField, number>();
  for (const [index, column] of header.entries()) {
    const field = positionField(column);
    if (field !== undefined && !found.has(field)) found.set(field, index);
  }
  const named = (['plate', 'terminal', 'mmsi', 'imo'] as const).some((field) => found.has(field));
  return named && found.has('lng') && found.has('lat') && found.has('time') ? found : null;
}

/** Null when the text names none. */
export function datumOf(text: string): Datum | null {
  const bare = text.toUpperCase().replace(/[\s_-]/g, '');
  if (/WGS84|EPSG:?4326|CGCS2000|大地2000/.test(bare)) return 'WGS-84';
  if (/GCJ02|火星/.test(bare)) return 'GCJ-02';
  if (/BD09|百度/.test(bare)) return 'BD-09';
  return null;
}
