/** What AIS messages say of vessels: positions, and the names and IMO numbers that come apart from them. */
import type { AisMessage } from './decode-message.ts';

export interface VesselPosition {
  readonly mmsi: string;
  /** Milliseconds UTC. */
  readonly at: number;
  readonly lng: number;
  readonly lat: number;
  readonly kmh?: number;
  readonly course?: number;
  readonly name?: string;
  readonly imo?: string;
}

/** Why a message of a vessel gives no position. */
export const vesselReasons = {
  'ais-mmsi': { zh: 'MMSI 无效', en: 'the MMSI is none of a vessel' },
  'ais-short': { zh: '位置报文过短', en: 'the message is too short for its position' },
  'ais-place': { zh: '经纬度超出范围', en: 'longitude or latitude is out of range' },
} as const;
export type VesselReason = keyof typeof vesselReasons;

export type VesselAnswer =
  | { readonly position: VesselPosition }
  | { readonly refused: VesselReason }
  | { readonly ignored: 'static' | 'no-position' | 'no-vessel' };

interface Reporting {
  /** Bits up to the end of the last field that is read. */
  readonly bits: number;
  /** Of the speed's unit; SOG of type 9 is in whole knots. */
  readonly noSpeed: number;
}
const classOfPosition: Reporting = { bits: 149, noSpeed: 102.3 };
const reporting: ReadonlyMap<number, Reporting> = new Map([
  [1, classOfPosition],
  [2, classOfPosition],
  [3, classOfPosition],
  [9, { bits: 134, noSpeed: 1023 }],
  [18, classOfPosition],
  [19, classOfPosition],
  [27, { bits: 94, noSpeed: 63 }],
]);

const kmPerNauticalMile = 1.852;
const maxRemembered = 50_000;
/** Clocks of receivers may be behind by as much. */
const secondsAhead = 5_000;

/** Keeps the names of one receiver's vessels. */
export class VesselPositions {
  readonly #known = new Map<string, { name?: string; imo?: string }>();

  /** @param received milliseconds UTC; the message itself carries the second of the minute alone */
  take(message: AisMessage, bits: number, received: number): VesselAnswer {
    const type = message['msg_type'] as number;
    if (type === 5 || type === 24 || type === 19) this.#remember(message);
    const how = reporting.get(type);
    if (!how) return { ignored: type === 5 || type === 24 ? 'static' : 'no-vessel' };
    if (bits < how.bits) return { refused: 'ais-short' };
    const mmsi = mmsiOf(message);
    if (mmsi === null) return { refused: 'ais-mmsi' };
    const lng = message['lon'] as number;
    const lat = message['lat'] as number;
    if (lng === 181 || lat === 91) return { ignored: 'no-position' };
    if (Math.abs(lng) > 180 || Math.abs(lat) > 90) return { refused: 'ais-place' };
    const speed = message['speed'] as number;
    const course = message['course'] as number;
    return {
      position: {
        mmsi,
        at: momentOf(message['second'] as number | undefined, received),
        lng,
        lat,
        ...(speed < how.noSpeed && { kmh: Math.round(speed * kmPerNauticalMile * 100) / 100 }),
        ...(course < 360 && { course }),
        ...this.#known.get(mmsi),
      },
    };
  }

  #remember(message: AisMessage): void {
    const mmsi = mmsiOf(message);
    if (mmsi === null) return;
    const name = message['shipname'];
    const imo = message['imo'];
    const known = { ...this.#known.get(mmsi) };
    if (typeof name === 'string' && name !== '') known.name = name;
    if (typeof imo === 'number' && isImo(imo)) known.imo = String(imo);
    this.#known.delete(mmsi);
    this.#known.set(mmsi, known);
    if (this.#known.size > maxRemembered) {
      for (const [oldest] of this.#known) {
        this.#known.delete(oldest);
        break;
      }
    }
  }
}

/** Vessels begin with 2 to 7; 98: craft of a mother ship; 111: rescue aircraft; 97: rescue transmitters. */
function mmsiOf(message: AisMessage): string | null {
  const text = String(message['mmsi']).padStart(9, '0');
  return /^([2-7]\d{8}|9[78]\d{7}|111\d{6})$/.test(text) ? text : null;
}

/** Seven digits, the last the check digit. */
function isImo(imo: number): boolean {
  const digits = String(imo);
  if (digits.length !== 7) return false;
  const sum = [...digits.slice(0, 6)].reduce((all, digit, i) => all + Number(digit) * (7 - i), 0);
  return sum % 10 === imo % 10;
}

/** The last moment with this second of the minute that had come when it was received. */
function momentOf(second: number | undefined, received: number): number {
  const wholeSecond = Math.floor(received / 1000) * 1000;
  if (second === undefined || second >= 60) return wholeSecond;
  const at = Math.floor(received / 60_000) * 60_000 + second * 1000;
  return at > received + secondsAhead ? at - 60_000 : at;
}
