/** What a message 0x1200 of JT/T 809-2011 says of a vehicle: positions of 36 bytes each, one (0x1202) or several (0x1203). */
import type { Datum, Decoded } from '../../fix.ts';
import { refuse } from '../refuse.ts';

export const positionReasons = {
  'jtt809-body': { zh: '消息体长度不符', en: 'the body has another length than it says' },
  'jtt809-plate': { zh: '缺少车牌号', en: 'the plate is missing' },
  'jtt809-time': { zh: '定位时间无效', en: 'there is no such time' },
  'jtt809-place': { zh: '经纬度超出范围', en: 'longitude or latitude is out of range' },
} as const;

const gbk = new TextDecoder('gbk');
const plateBytes = 21;
const headBytes = 28;
const positionBytes = 36;
const realTime = 0x1202;
const history = 0x1203;
/** The standard's own times are Beijing's. */
const beijingMs = 8 * 3_600_000;
const maxPositions = 255;

/** @param at where it stands, for what is refused */
export function vehiclePositions(
  body: Buffer,
  datum: Datum,
  received: number,
  at: string,
): Decoded[] {
  const sample = body.subarray(0, 64).toString('hex');
  const no = (code: keyof typeof positionReasons) => [refuse(positionReasons, code, at, sample)];
  if (body.length < headBytes) return no('jtt809-body');
  const type = body.readUInt16BE(22);
  if (type !== realTime && type !== history)
    return [{ ignored: `0x${type.toString(16).padStart(4, '0')}` }];
  const data = body.subarray(headBytes);
  if (body.readUInt32BE(24) !== data.length) return no('jtt809-body');
  const [count, first] = type === realTime ? [1, 0] : [data[0] ?? 0, 1];
  if (count > maxPositions || data.length !== first + count * positionBytes)
    return no('jtt809-body');
  const plate = gbk
    .decode(body.subarray(0, plateBytes))
    .replace(/\0[\s\S]*$/, '')
    .trim();
  if (plate === '') return no('jtt809-plate');
  return Array.from({ length: count }, (_, i) => {
    const from = first + i * positionBytes;
    return positionOf(data.subarray(from, from + positionBytes), plate, datum, received, at);
  });
}

function positionOf(
  bytes: Buffer,
  plate: string,
  datum: Datum,
  received: number,
  at: string,
): Decoded {
  const no = (code: keyof typeof positionReasons) =>
    refuse(positionReasons, code, at, `${plate} ${bytes.toString('hex')}`);
  const [day = 0, month = 0] = bytes.subarray(1);
  const [hours = 0, minutes = 0, seconds = 0] = bytes.subarray(5);
  const moment = Date.UTC(bytes.readUInt16BE(3), month - 1, day, hours, minutes, seconds);
  const back = new Date(moment);
  if (
    back.getUTCMonth() !== month - 1 ||
    back.getUTCDate() !== day ||
    back.getUTCHours() !== hours ||
    back.getUTCMinutes() !== minutes
  )
    return no('jtt809-time');
  const state = bytes.readUInt32BE(28);
  const lng = (bytes.readUInt32BE(8) / 1e6) * (state & 8 ? -1 : 1);
  const lat = (bytes.readUInt32BE(12) / 1e6) * (state & 4 ? -1 : 1);
  if (Math.abs(lng) > 180 || Math.abs(lat) > 90) return no('jtt809-place');
  // Bit 1: the receiver has a fix.
  if ((state & 2) === 0) return { ignored: 'no-position' };
  const course = bytes.readUInt16BE(24);
  return {
    fix: {
      device: { scheme: 'plate', value: plate },
      at: moment - beijingMs,
      received,
      lng,
      lat,
      // 1: the state's map secrecy plug-in was applied, which shifts as GCJ-02 does.
      datum: bytes[0] === 1 && datum === 'WGS-84' ? 'GCJ-02' : datum,
      kmh: bytes.readUInt16BE(16),
      ...(course <= 360 && { course: course % 360 }),
    },
  };
}
