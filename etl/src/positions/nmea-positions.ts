/** Positions from logs of receivers: NMEA 0183 (RMC; GGA, GNS and GLL with the day of an RMC, a ZDA or the logger) and AIS with the receiver's time in a tag block, before or behind the sentence. */
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { AisSentences, checksum, frameOf, type AisLine } from './ais/sentence.ts';
import { VesselPositions } from './ais/vessel-positions.ts';
import { bareFileName, deviceInName } from './device-in-name.ts';
import type { FixFileOptions, FixFileReader } from './fix-file-reader.ts';
import { datums, FixRowBuilder, type FixReason, type FixRows } from './fix-rows.ts';
import { datumOf } from './position-columns.ts';
import { deviceKey } from './device-key.ts';

const knot = 1.852;
const dayMs = 86_400_000;
/** Lines at the beginning among which a sentence that is known must stand. */
const mostHead = 200;
const known = /^(\$[A-Z]{2}(RMC|GGA|GNS|ZDA|GLL|GSA|VTG)|![A-Z]{2}VD[MO]),/;
/** Without a day. */
const maxWaiting = 1_000;

export const nmeaReader: FixFileReader = {
  name: 'nmea',
  detect: (head, fileName) => {
    const lines = head
      .toString('latin1')
      .split(/\r\n?|\n/)
      .slice(0, mostHead);
    if (!lines.some((line) => known.test(frameOf(line.trim())?.sentence ?? ''))) return null;
    return {
      datum: datumOf(fileName) ?? 'WGS-84',
      columns: [
        { field: 'time', column: 'RMC / ZDA / c:' },
        { field: 'lng', column: 'RMC / GGA / GLL / AIVDM' },
        { field: 'lat', column: 'RMC / GGA / GLL / AIVDM' },
      ],
    };
  },
  read: (path, fileName, options) =>
    nmeaFixes(
      createInterface({ input: createReadStream(path, 'latin1'), crlfDelay: Infinity }),
      fileName,
      options,
    ),
};

export async function* nmeaFixes(
  lines: AsyncIterable<string> | Iterable<string>,
  fileName: string,
  options: FixFileOptions,
  rows = new FixRowBuilder(),
): AsyncIterable<FixRows> {
  const receiver = new ReceiverLog(rows, fileName, options);
  for await (const line of lines) {
    receiver.line(line);
    if (rows.full) {
      options.signal?.throwIfAborted();
      yield rows.take();
    }
  }
  receiver.end();
  yield rows.take();
}

interface Moment {
  readonly row: number;
  readonly text: string;
  /** Milliseconds since midnight. */
  readonly time: number;
  readonly lng: number;
  readonly lat: number;
  readonly kmh: number;
  readonly course: number;
}

class ReceiverLog {
  readonly #rows: FixRowBuilder;
  readonly #fileName: string;
  readonly #datum: number;
  readonly #zone: number | undefined;
  readonly #sentences: AisSentences;
  readonly #vessels = new VesselPositions();
  #row = 0;
  /** Midnight of the last RMC or ZDA. */
  #day = NaN;
  #dayTime = 0;
  /** Those that wait for the RMC of their moment. */
  #waiting: Moment[] = [];
  #lastRmc = NaN;

  constructor(rows: FixRowBuilder, fileName: string, options: FixFileOptions) {
    this.#rows = rows;
    this.#fileName = bareFileName(fileName);
    this.#datum = datums.indexOf(options.datum ?? 'WGS-84');
    this.#zone = options.zoneMinutes;
    this.#sentences = new AisSentences(options.zoneMinutes);
  }

  line(text: string): void {
    this.#row++;
    const trimmed = text.trim();
    const frame = frameOf(trimmed, this.#zone);
    const ofVessel =
      frame === null ||
      /^![A-Z]{2}VD[MO],/i.test(frame.sentence) ||
      (trimmed.startsWith('\\') && !frame.sentence.startsWith('$'));
    if (ofVessel) {
      for (const one of this.#sentences.push(trimmed)) this.#vessel(one);
      return;
    }
    const { sentence, said } = frame;
    this.#sentences.push('');
    if (trimmed === '') return;
    const match = /^\$([A-Z]{2})([A-Z]{3}),([^*]*)(?:\*([0-9A-F]{2}))?$/i.exec(sentence);
    if (!match) {
      if (!/^[$!]P?[A-Z0-9]{3,},/i.test(sentence)) this.#refuse('', trimmed, 'fix-sentence');
      return;
    }
    const [, talker = '', type = '', body = '', sum] = match;
    if (sum !== undefined && checksum(`${talker}${type},${body}`) !== Number.parseInt(sum, 16))
      return this.#refuse('checksum', trimmed, 'fix-checksum');
    const fields = body.split(',');
    switch (type.toUpperCase()) {
      case 'RMC':
        return this.#rmc(fields, trimmed);
      case 'ZDA':
        return this.#zda(fields);
      case 'GGA':
      case 'GNS': {
        const [clock = '', lat = '', north = '', lng = '', east = '', quality = ''] = fields;
        // Each letter of GNS is the mode of one system of satellites; N: no fix.
        if (/^[0N]*$/i.test(quality)) return;
        return this.#undated(clock, [lat, north, lng, east], said, trimmed);
      }
      case 'GLL': {
        const [lat = '', north = '', lng = '', east = '', clock = '', state = ''] = fields;
        if (state.toUpperCase() !== 'A') return;
        return this.#undated(clock, [lat, north, lng, east], said, trimmed);
      }
    }
  }

  end(): void {
    for (const one of this.#sentences.end()) this.#vessel(one);
    this.#flush();
  }

  #rmc(fields: readonly string[], text: string): void {
    const [clock = '', state = '', lat = '', north = '', lng = '', east = ''] = fields;
    const [speed = '', course = '', date = ''] = fields.slice(6);
    // V: the receiver has no fix; that is no fault of the line.
    if (state.toUpperCase() !== 'A') return;
    const day = dayOf(date);
    const time = clockOf(clock);
    if (Number.isNaN(day) || Number.isNaN(time)) return this.#refuse('time', text, 'fix-time');
    const moment = this.#momentOf(time, lat, north, lng, east, text);
    if (!moment) return;
    if (Number.isNaN(this.#day)) {
      this.#day = day;
      this.#dayTime = time;
    }
    this.#waiting = this.#waiting.filter((one) => one.time !== time);
    this.#flush();
    this.#day = day;
    this.#dayTime = time;
    this.#lastRmc = time;
    this.#add({
      ...moment,
      kmh: speed === '' ? NaN : Number(speed) * knot,
      course: course === '' ? NaN : Number(course),
    });
  }

  /** Day of the clock: what waited for one has it now. */
  #zda([clock = '', day = '', month = '', year = '']: readonly string[]): void {
    const [at, time] = [dayOf(`${day}${month}${year.slice(-2)}`), clockOf(clock)];
    if (Number.isNaN(at) || Number.isNaN(time)) return;
    this.#day = at;
    this.#dayTime = time;
  }

  /** A place with the time of day alone. @param said the receiver's time, which says the day too */
  #undated(
    clock: string,
    [lat, north, lng, east]: readonly [string, string, string, string],
    said: number | null,
    text: string,
  ): void {
    const time = clockOf(clock);
    if (Number.isNaN(time)) return this.#refuse('time', text, 'fix-time');
    if (time === this.#lastRmc || this.#waiting.some((one) => one.time === time)) return;
    const moment = this.#momentOf(time, lat, north, lng, east, text);
    if (moment && said !== null) {
      this.#day = Math.floor(said / dayMs) * dayMs;
      this.#dayTime = said - this.#day;
    }
    if (moment) this.#waiting.push(moment);
    if (this.#waiting.length > (Number.isNaN(this.#day) ? maxWaiting : 1)) this.#flush(1);
  }

  #momentOf(
    time: number,
    lat: string,
    north: string,
    lng: string,
    east: string,
    text: string,
  ): Moment | null {
    const [latitude, longitude] = [
      degreesOf(lat, north, 'NS', 90),
      degreesOf(lng, east, 'EW', 180),
    ];
    if (Number.isNaN(latitude) || Number.isNaN(longitude)) {
      this.#refuse('lat', text, 'fix-place');
      return null;
    }
    return { row: this.#row, text, time, lng: longitude, lat: latitude, kmh: NaN, course: NaN };
  }

  /** @param keep so many of the newest go on waiting */
  #flush(keep = 0): void {
    for (const one of this.#waiting.splice(0, this.#waiting.length - keep)) {
      if (Number.isNaN(this.#day)) this.#rows.refuse(one.row, 'date', one.text, 'fix-date');
      else this.#add(one);
    }
  }

  #add(moment: Moment): void {
    const key = this.#rows.keyOf('', () => deviceInName(this.#fileName));
    // Past midnight, or before it, of the day that is known.
    const turn = moment.time - this.#dayTime;
    const day = this.#day + (turn < -dayMs / 2 ? dayMs : turn > dayMs / 2 ? -dayMs : 0);
    const { lng, lat, kmh, course } = moment;
    // Half a day on, and what has no day would be taken for the day before.
    this.#day = day;
    this.#dayTime = moment.time;
    this.#rows.add(key, day + moment.time, NaN, lng, lat, this.#datum, kmh, course);
  }

  #vessel(line: AisLine): void {
    if ('ignored' in line) return;
    if ('refused' in line) return this.#rows.refuse(line.line, '', line.text, line.refused);
    const answer = this.#vessels.take(line.message, line.bits, line.said ?? 0);
    if ('ignored' in answer) return;
    const value = JSON.stringify(line.message);
    if ('refused' in answer) return this.#refuse('', value, answer.refused);
    // An AIS message carries the second of the minute alone.
    if (line.said === null) return this.#refuse('c', value, 'fix-time');
    const { mmsi, at, lng, lat, kmh = NaN, course = NaN, name = '' } = answer.position;
    const key = this.#rows.keyOf(`mmsi ${mmsi}`, () =>
      deviceKey({ plate: '', terminal: '', mmsi, imo: '', name }),
    );
    if (key < 0) return this.#refuse('mmsi', mmsi, 'fix-device');
    this.#rows.add(key, at, line.said, lng, lat, datums.indexOf('WGS-84'), kmh, course);
  }

  #refuse(field: string, value: string, code: FixReason): void {
    this.#rows.refuse(this.#row, field, value, code);
  }
}

/** hhmmss.ss */
function clockOf(text: string): number {
  const match = /^(\d\d)(\d\d)(\d\d(?:\.\d+)?)$/.exec(text);
  if (!match) return NaN;
  const [hours, minutes, seconds] = match.slice(1).map(Number) as [number, number, number];
  if (hours > 23 || minutes > 59 || seconds >= 61) return NaN;
  return Math.round((hours * 3_600 + minutes * 60 + seconds) * 1_000);
}

/** ddmmyy */
function dayOf(text: string): number {
  const match = /^(\d\d)(\d\d)(\d\d)$/.exec(text);
  if (!match) return NaN;
  const [day, month, year] = match.slice(1).map(Number) as [number, number, number];
  const at = Date.UTC(year + (year >= 80 ? 1900 : 2000), month - 1, day);
  return new Date(at).getUTCDate() === day && new Date(at).getUTCMonth() === month - 1 ? at : NaN;
}

/** dddmm.mmmm with its hemisphere. */
function degreesOf(text: string, side: string, sides: string, most: number): number {
  const match = /^(\d{1,3})(\d\d(?:\.\d+)?)$/.exec(text);
  const sign = sides.indexOf(side.toUpperCase());
  if (!match || side === '' || sign < 0) return NaN;
  const degrees = Number(match[1]) + Number(match[2]) / 60;
  return degrees <= most ? (sign === 0 ? degrees : -degrees) : NaN;
}
