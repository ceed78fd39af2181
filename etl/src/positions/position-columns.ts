/** Columns of position files by the names that suppliers give them. */
import { simplify } from '../clean/text.ts';
import type { Datum } from './fix-rows.ts';
import { knot, speedUnit } from './position-values.ts';

const names = {
  plate: [
    '车牌号',
    '车牌',
    '车牌号码',
    '号牌号码',
    '号牌',
    '车号',
    '车辆牌照',
    '车辆号牌',
    '车辆号码',
    '车辆牌号',
    '车牌照',
    'plate',
    'plateno',
    'platenum',
    'platenumber',
    'numberplate',
    'licenseplate',
    'licenceplate',
    'licenseno',
    'licenseplateno',
    'vehicleno',
    'vehicleplate',
    'vehiclenumber',
    'vehicleregistration',
    'registration',
    'regno',
    'carno',
    'carplate',
    'truckno',
    'vehicle',
  ],
  terminal: [
    '终端号',
    '终端',
    '终端编号',
    '终端id',
    '终端手机号',
    '设备号',
    '设备编号',
    '设备id',
    'sim卡号',
    'sim卡',
    'simno',
    'sim',
    'deviceid',
    'deviceno',
    'device',
    'deviceserial',
    'terminal',
    'terminalid',
    'terminalno',
    'imei',
    'uniqueid',
    'uid',
    'userid',
    'user',
    'objectid',
    'trackid',
    'tid',
    'vid',
    'vehicleid',
    'carid',
    'taxiid',
    'truckid',
    'busid',
    'unitid',
    'trackerid',
    'gpsid',
    'serialno',
    '车辆id',
    '车辆编号',
  ],
  /** Names the mover where nothing else does and it does not number the rows. */
  id: ['id', '编号', 'no'],
  mmsi: ['mmsi', 'mmsi编号', 'mmsi号', 'mmsino', '船舶识别码'],
  imo: ['imo', 'imo编号', 'imo号', 'imonumber', 'imono'],
  name: ['name', 'shipname', 'vesselname', 'vessel', '船名', '船舶名称', '英文船名'],
  time: [
    '定位时间',
    'gps时间',
    'gps定位时间',
    '时间',
    '采集时间',
    '上报时间',
    '日期时间',
    '时间戳',
    '记录时间',
    '卫星时间',
    '发生时间',
    '北京时间',
    '世界时',
    '协调世界时',
    'gpstime',
    'gpsdatetime',
    'time',
    'timestamp',
    'fixtime',
    'datetime',
    'basedatetime',
    'loctime',
    'locationtime',
    'positiontime',
    'recordtime',
    'recordedat',
    'reporttime',
    'devicetime',
    'eventtime',
    'messagetime',
    'unixtime',
    'unixtimestamp',
    'epoch',
    'ts',
    'utc',
    'timestampms',
    'timems',
  ],
  /** The day apart from the time of day. */
  date: ['日期', 'date', '定位日期', 'gps日期', 'gpsdate', 'fixdate', 'day'],
  received: [
    '接收时间',
    '入库时间',
    '平台接收时间',
    'recvtime',
    'receivedtime',
    'received',
    'servertime',
    'receivetime',
    'receivedat',
  ],
  lng: [
    '经度',
    'gps经度',
    '经度坐标',
    'lng',
    'lon',
    'long',
    'longitude',
    'longtitude',
    'gpslng',
    'gpslon',
    'gpslongitude',
    'poslon',
    'decimallongitude',
    'x',
  ],
  lat: [
    '纬度',
    'gps纬度',
    '纬度坐标',
    'lat',
    'latitude',
    'gpslat',
    'gpslatitude',
    'poslat',
    'decimallatitude',
    'y',
  ],
  datum: [
    '坐标系',
    '坐标系统',
    '坐标类型',
    'datum',
    'coordtype',
    'crs',
    'coordsys',
    'coordinatesystem',
  ],
  kmh: ['速度', '车速', 'gps速度', '行驶速度', '行车速度', 'speed', 'gpsspeed', 'kmh', 'velocity'],
  knots: ['sog', '航速', '对地航速', 'knots', 'speedoverground'],
  course: [
    '方向',
    '航向',
    '方向角',
    '行驶方向',
    '航迹向',
    '对地航向',
    'course',
    'cog',
    'courseoverground',
    'heading',
    'direction',
    'bearing',
    'angle',
    'azimuth',
  ],
} as const;
export type PositionField = keyof typeof names;

const fieldOf = new Map<string, PositionField>(
  Object.entries(names).flatMap(([field, all]) =>
    all.map((name) => [name, field as PositionField] as const),
  ),
);

/** Of units, zones and datums that stand behind a name without parentheses. */
const behind =
  /(utc|gmt)([+-]?\d{1,2}(:?\d{2})?)?$|(wgs84|gcj02|bd09)$|(deg|degrees|kmh|kmph|kph|mps|mph|kn|kts?|knots?)$/;

export function positionField(column: string): PositionField | undefined {
  const bare = simplify(column.normalize('NFKC'))
    .toLowerCase()
    .replace(/\(.*?\)|\[.*?\]/g, '')
    .replace(/[\s_\-.#:/"']/g, '');
  const field = fieldOf.get(bare) ?? fieldOf.get(bare.replace(behind, ''));
  return field === 'kmh' && speedUnit(column) === knot ? 'knots' : field;
}

/** The field of a column of a table; a name within another, `gps.lat`, counts by its end. */
const fieldOfColumn = (column: string): PositionField | undefined =>
  positionField(column) ?? positionField(column.slice(column.lastIndexOf('.') + 1));

const naming = ['plate', 'terminal', 'mmsi', 'imo'] as const;

/**
 * Field → index of its column; null where these are not positions: no place, no time, or columns about so much else that they
 * are hardly a track of the one that the file is named after.
 */
export function findPositionColumns(
  header: readonly string[],
): ReadonlyMap<PositionField, number> | null {
  const found = new Map<PositionField, number>();
  for (const [index, column] of header.entries()) {
    const field = fieldOfColumn(column);
    if (field !== undefined && !found.has(field)) found.set(field, index);
  }
  const day = found.get('date');
  if (day !== undefined && !found.has('time')) {
    found.set('time', day);
    found.delete('date');
  }
  if (!found.has('lng') || !found.has('lat') || !found.has('time')) return null;
  const named = naming.some((field) => found.has(field));
  if (named) found.delete('id');
  return named || found.size * 2 >= header.filter((column) => column.trim() !== '').length
    ? found
    : null;
}

/** Null when the text names none. */
export function datumOf(text: string): Datum | null {
  const bare = text.toUpperCase().replace(/[\s_-]/g, '');
  if (/WGS84|EPSG:?4326|CGCS2000|大地2000/.test(bare)) return 'WGS-84';
  if (/GCJ02|火星/.test(bare)) return 'GCJ-02';
  if (/BD09|百度/.test(bare)) return 'BD-09';
  return null;
}
