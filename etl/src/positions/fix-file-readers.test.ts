import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ImportAbort } from '../errors.ts';
import { checksum } from './ais/sentence.ts';
import { fixFileReaders } from './fix-file-readers.ts';
import { FixRowBuilder, type FixRows } from './fix-rows.ts';
import { geoJsonFixes } from './geojson-positions.ts';
import { gpxFixes } from './gpx-positions.ts';
import { readerFor } from './load-position-file.ts';
import { nmeaFixes } from './nmea-positions.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'phecda-positions-'));
});
afterAll(() => rm(folder, { recursive: true }));

const at = (text: string): number => Date.parse(text);
const nmea = (body: string): string =>
  `$${body}*${checksum(body).toString(16).toUpperCase().padStart(2, '0')}`;

interface Read {
  reader: string;
  datum: unknown;
  fixes: unknown[][];
  refused: unknown[];
}
async function read(name: string, text: string): Promise<Read> {
  const path = join(folder, name);
  await writeFile(path, text);
  const found = await readerFor(fixFileReaders, path, name);
  if (!found) throw new Error('no reader');
  const datum = found.head.datum;
  const said: Read = { reader: found.reader.name, datum, fixes: [], refused: [] };
  const options = datum === null || datum === 'column' ? {} : { datum };
  for await (const part of found.reader.read(path, name, options)) {
    for (let i = 0; i < part.count; i++) {
      const key = part.keys[part.key[i] ?? 0];
      said.fixes.push([key?.scheme, key?.value, part.at[i], part.lng[i], part.lat[i]]);
    }
    said.refused.push(...part.refused.map(({ row, field, code }) => [row, field, code]));
  }
  return said;
}

describe('files of positions', () => {
  it('day or month first is told by the whole file, whatever its format, or each row is refused', async () => {
    const place = { type: 'Point', coordinates: [114.057, 22.543] };
    const feature = (properties: object, geometry: object = place) => ({
      type: 'Feature',
      properties,
      geometry,
    });
    const line = (times: readonly string[]) =>
      feature(
        { plate: '粤B12345', coordTimes: times },
        { type: 'LineString', coordinates: times.map(() => place.coordinates) },
      );
    const plain = (time: string) => ({ plate: '粤B12345', time, lng: 114.057, lat: 22.543 });
    const forms: Readonly<Record<string, (times: readonly string[]) => string>> = {
      'a.csv': (times) => `plate,time,lng,lat\n${times.map((time) => `粤B12345,${time},114.057,22.543\n`).join('')}`, // prettier-ignore
      'a.jsonl': (times) => times.map((time) => JSON.stringify(plain(time))).join('\n'),
      'apart.jsonl': (times) =>
        times
          .map((time) => time.split(' '))
          .map(([date, time]) => JSON.stringify({ ...plain(time ?? ''), date }))
          .join('\n'),
      'a.json': (times) => JSON.stringify(times.map(plain)),
      'points.geojson': (times) =>
        JSON.stringify({
          type: 'FeatureCollection',
          features: times.map((time) => feature({ plate: '粤B12345', time })),
        }),
      'points.geojsonl': (times) =>
        times.map((time) => JSON.stringify(feature({ plate: '粤B12345', time }))).join('\n'),
      'line.geojson': (times) =>
        JSON.stringify({ type: 'FeatureCollection', features: [line(times)] }),
      'utc.geojson': (times) =>
        JSON.stringify({
          type: 'FeatureCollection',
          features: times.map((time) => feature({ plate: '粤B12345', 'time (UTC)': time })),
        }),
    };
    const days = (...all: readonly string[]) => all.map((day) => `${day}/2026 08:30`);
    for (const [form, write] of Object.entries(forms)) {
      const name = `WGS-84 ${form}`;
      const zone = form.startsWith('utc') ? 'Z' : '+08:00';
      const moments = async (times: readonly string[]) =>
        (await read(name, write(times))).fixes.map((fix) => fix[2]);
      const told = (...all: readonly string[]) => all.map((day) => at(`${day}T08:30:00${zone}`));
      expect(await moments(days('03/10', '31/10', '04/10')), name).toEqual(told('2026-10-03', '2026-10-31', '2026-10-04')); // prettier-ignore
      expect(await moments(days('03/10', '10/31', '04/10')), name).toEqual(told('2026-03-10', '2026-10-31', '2026-04-10')); // prettier-ignore
      const silent = await read(name, write(days('03/10', '04/10')));
      expect(silent.fixes, name).toEqual([]);
      const codes = (refused: readonly unknown[]) => refused.map((row) => (row as unknown[])[2]);
      expect(codes(silent.refused), name).toEqual(['fix-day-order', 'fix-day-order']);
      // What the others deny is no time.
      const mixed = await read(name, write(days('31/10', '10/31')));
      expect([mixed.fixes.length, codes(mixed.refused)], name).toEqual([1, ['fix-time']]);
    }
  });

  it('GeoJSON: points with a time, lines with times; what is neither is refused by its number', async () => {
    const point = (properties: object, coordinates = [114.1, 22.5]) => ({
      type: 'Feature',
      properties,
      geometry: { type: 'Point', coordinates },
    });
    const text = JSON.stringify({
      type: 'FeatureCollection',
      features: [
        point({ plate: '粤B12345', time: '2026-10-01T08:00:00+08:00', speed: 36 }),
        {
          type: 'Feature',
          properties: { 车牌号: '粤B12345', coordTimes: ['2026-10-01T01:00:00Z', 1759280460] },
          geometry: {
            type: 'LineString',
            coordinates: [
              [114.2, 22.6],
              [114.3, 22.7],
            ],
          },
        },
        point({ plate: '粤B12345' }),
        point({ plate: '粤B12345', time: '2026-10-01T08:00:00Z' }, [214.1, 22.5]),
        {
          type: 'Feature',
          properties: { coordTimes: [] },
          geometry: { type: 'LineString', coordinates: [[1, 2]] },
        },
        { type: 'Feature', properties: {}, geometry: { type: 'Polygon', coordinates: [] } },
      ],
    });
    expect(await read('trip_GCJ-02.geojson', text)).toEqual({
      reader: 'geojson',
      datum: 'GCJ-02',
      fixes: [
        ['plate', '粤B12345', at('2026-10-01T00:00:00Z'), 114.1, 22.5],
        ['plate', '粤B12345', at('2026-10-01T01:00:00Z'), 114.2, 22.6],
        ['plate', '粤B12345', 1_759_280_460_000, 114.3, 22.7],
      ],
      refused: [
        [3, 'time', 'fix-time'],
        [4, 'coordinates', 'fix-place'],
        [5, 'coordTimes', 'fix-geometry'],
        [6, 'geometry', 'fix-geometry'],
      ],
    });
  });

  it('GPX: the track’s name says whose it is, else the file’s', async () => {
    const text = `<?xml version="1.0"?>
<gpx version="1.1"><trk><name>粤B12345</name><trkseg>
<trkpt lat="22.5" lon="114.1"><ele>3</ele><time>2026-10-01T00:00:00Z</time><extensions><a:speed>10</a:speed></extensions></trkpt>
<trkpt lat="22.6" lon="114.2"></trkpt>
<trkpt lat="92.6" lon="114.2"><time>2026-10-01T00:02:00Z</time></trkpt>
</trkseg></trk>
<wpt lat="1.5" lon="-179.5"><time>2026-10-01T00:03:00.500Z</time></wpt></gpx>`;
    const answer = await read('粤Z1234港.gpx', text);
    expect(answer).toMatchObject({ reader: 'gpx', datum: 'WGS-84' });
    expect(answer.fixes[0]).toEqual(['plate', '粤B12345', at('2026-10-01T00:00:00Z'), 114.1, 22.5]);
    expect(answer.refused).toEqual([
      [4, 'time', 'fix-time'],
      [5, 'lon', 'fix-place'],
    ]);
    expect(answer.fixes[1]).toEqual([
      'plate',
      '粤Z1234港',
      at('2026-10-01T00:03:00.500Z'),
      -179.5,
      1.5,
    ]);
    await expect(read('broken.gpx', text.slice(0, 200))).rejects.toThrow(/well-formed/);
    await expect(
      read('bomb.gpx', `<!DOCTYPE x [<!ENTITY a "b">]>${text.slice(21)}`),
    ).rejects.toThrow(/DTD/);
  });

  it('NMEA: RMC and GGA of one moment are one fix; GGA takes the day of RMC, over midnight too', async () => {
    const lines = [
      nmea('GPGGA,235959.00,2230.00,N,11406.00,E,1,08,0.9,10,M,,M,,'),
      nmea('GPRMC,235959.00,A,2230.00,N,11406.00,E,10.0,90.0,300926,,,A'),
      nmea('GPGGA,000001.00,2231.20,N,11406.00,E,1,08,0.9,10,M,,M,,'),
      nmea('GPGSV,1,1,00'),
      nmea('GPRMC,000002,V,,,,,,,011026,,,N'),
      nmea('GPGGA,000003.00,9931.20,N,11406.00,E,1,08,0.9,10,M,,M,,'),
      '$GPRMC,000004,A,2230.00,N,11406.00,W,10.0,90.0,011026,,,A*00',
      'something else',
    ];
    expect(await read('truck-7.nmea', lines.join('\r\n'))).toEqual({
      reader: 'nmea',
      datum: 'WGS-84',
      fixes: [
        ['terminal', 'truck-7', at('2026-09-30T23:59:59Z'), 114.1, 22.5],
        ['terminal', 'truck-7', at('2026-10-01T00:00:01Z'), 114.1, 22.52],
      ],
      refused: [
        [6, 'lat', 'fix-place'],
        [7, 'checksum', 'fix-checksum'],
        [8, '', 'fix-sentence'],
      ],
    });
    const undated = await read('truck.nmea', lines[0] ?? '');
    expect(undated.refused).toEqual([[1, 'date', 'fix-date']]);
  });

  it('AIS logs: the tag block says when, and without one a position is refused', async () => {
    const position = '!AIVDM,1,1,,A,13V9SJ00001OcAbEWRoa9StT0<0<,0*68';
    const tag = 'c:1700000000';
    const text = `\\${tag}*${checksum(tag).toString(16)}\\${position}\n${position}\n!AIVDM,1,1,,B,,0*25\n`;
    const answer = await read('ais.txt', text);
    expect(answer.reader).toBe('nmea');
    expect(answer.fixes).toHaveLength(1);
    expect(answer.fixes[0]?.slice(0, 3)).toEqual(['mmsi', '241329000', 1_699_999_998_000]);
    expect(answer.refused).toEqual([
      [2, 'c', 'fix-time'],
      [3, '', 'ais-empty'],
    ]);
  });

  it('GeoJSON: several lines with their own times, one feature per line, and more points than a part', async () => {
    const line = (properties: object, coordinates: unknown) => ({
      type: 'Feature',
      properties: { plate: '粤B12345', datum: 'BD-09', ...properties },
      geometry: { type: 'MultiLineString', coordinates },
    });
    const [a, b, c] = [
      [114.1, 22.5],
      [114.2, 22.5],
      [114.3, 22.5],
    ];
    const [t, u, v] = ['2026-10-01T00:00:00Z', '2026-10-01T00:01:00Z', '2026-10-01T00:02:00Z'];
    const features = [
      line({ coordTimes: [[t], [u, v]] }, [[a], [b, c]]),
      // As many in all, but not of the same points.
      line({ coordTimes: [[t, u], [v]] }, [[a], [b, c]]),
      line({ coordinateProperties: { times: [t, u, v] } }, [[a], [b, c]]),
      line({}, [[a], [b, c]]),
    ];
    const lines = features.map((one) => `\u001e${JSON.stringify(one)}`).join('\n');
    const answer = await read('a.geojsonl', `${lines}\n{"type":"Feature"\n`);
    expect(answer.fixes.map(([, , when, lng]) => [when, lng])).toEqual(
      [0, 1].flatMap(() => [
        [at(t), 114.1],
        [at(u), 114.2],
        [at(v), 114.3],
      ]),
    );
    expect(answer.refused).toEqual([
      [2, 'coordTimes', 'fix-geometry'],
      [4, 'coordTimes', 'fix-geometry'],
      [5, '', 'fix-json'],
    ]);
    const many = Array.from({ length: 130_000 }, (_, i) => i);
    const long = {
      type: 'Feature',
      properties: { plate: '粤B12345', times: many.map((i) => 1_790_000_000_000 + i * 1_000) },
      geometry: { type: 'LineString', coordinates: many.map((i) => [i / 1_000, 22]) },
    };
    const { fixes } = await read('long.geojson', JSON.stringify(long));
    expect(fixes.map(([, , , lng]) => lng)).toEqual(many.map((i) => i / 1_000));
  });

  it('GeoJSON: the datum of a line is that of its points', async () => {
    const path = join(folder, 'd.geojson');
    const feature = {
      type: 'Feature',
      properties: { plate: '粤B12345', coordtype: 'BD-09', times: ['2026-10-01T00:00:00Z'] },
      geometry: { type: 'LineString', coordinates: [[114.1, 22.5]] },
    };
    await writeFile(path, JSON.stringify(feature));
    const found = await readerFor(fixFileReaders, path, 'd.geojson');
    const parts = [];
    for await (const part of found?.reader.read(path, 'd.geojson', {}) ?? [])
      parts.push(...part.datum.subarray(0, part.count));
    expect(parts).toEqual([2]);
  });

  it('GPX of others: extensions, several segments, encodings, and more points than a part', async () => {
    const point = (time: string, more = '') =>
      `<gpx:trkpt lon="114.1" lat="22.5"><gpx:time>${time}</gpx:time><gpx:extensions><v:TrackPointExtension><v:speed>10</v:speed><v:course>90</v:course><v:time>1999-01-01T00:00:00Z</v:time><v:wpt lat="1" lon="1"><v:time>1999-01-01T00:00:00Z</v:time></v:wpt>${more}</v:TrackPointExtension></gpx:extensions></gpx:trkpt>`;
    const text = `<?xml version="1.0" encoding="GBK"?>
<gpx:gpx xmlns:gpx="g" xmlns:v="v"><gpx:metadata><gpx:name>no plate</gpx:name></gpx:metadata>
<gpx:trk><gpx:name>粤B12345</gpx:name><gpx:extensions><v:line><v:name>red</v:name></v:line></gpx:extensions>
<gpx:trkseg>${point('2026-10-01T00:00:00Z')}</gpx:trkseg><gpx:trkseg>${point('2026-10-01T08:00:01+08:00')}</gpx:trkseg></gpx:trk></gpx:gpx>`;
    const path = join(folder, 'vendor.gpx');
    for (const encoding of ['gbk', 'utf-16le']) {
      await writeFile(path, iconv.encode(text, encoding, { addBOM: true }));
      const found = await readerFor(fixFileReaders, path, 'vendor.gpx');
      const fixes = [];
      for await (const part of found?.reader.read(path, 'vendor.gpx', {}) ?? [])
        for (let i = 0; i < part.count; i++)
          fixes.push([part.keys[part.key[i] ?? 0]?.value, part.at[i], part.kmh[i], part.course[i]]);
      expect(fixes, encoding).toEqual([
        ['粤B12345', at('2026-10-01T00:00:00Z'), 36, 90],
        ['粤B12345', at('2026-10-01T00:00:01Z'), 36, 90],
      ]);
    }
    await writeFile(path, iconv.encode(text.replace('GBK', 'UTF-8'), 'gbk'));
    const reading = await readerFor(fixFileReaders, path, 'vendor.gpx');
    await expect(all(reading?.reader.read(path, 'vendor.gpx', {}) ?? [])).rejects.toMatchObject({
      code: 'encoding-unknown',
    });

    const many = Array.from({ length: 70_000 }, (_, i) => 1_790_000_000_000 + i * 1_000);
    const points = many.map((when) => `<trkpt lat="1" lon="2"><time>${new Date(when).toISOString()}</time></trkpt>`); // prettier-ignore
    const long = await read('粤B12345.gpx', `<gpx><trk><trkseg>${points.join('')}</trkseg></trk></gpx>`); // prettier-ignore
    expect(long.fixes.map(([, , when]) => when)).toEqual(many);
  });

  it('NMEA of other loggers: tag blocks and times before the sentence, ZDA and GLL, a day of GGA', async () => {
    const tag = (text: string): string => `\\${text}*${checksum(text).toString(16)}\\`;
    const gga = (clock: string): string =>
      nmea(`GNGGA,${clock},2230.00,N,11406.00,E,1,08,0.9,10,M,,M,,`);
    const times = async (lines: readonly string[]): Promise<unknown> => {
      const answer = await read('粤B12345.log', lines.join('\n'));
      expect(answer.refused).toEqual([]);
      return answer.fixes.map(([, , when]) => new Date(when as number).toISOString());
    };
    expect(
      await times([
        `${tag('s:gps1,c:1790812800')}${nmea('GPRMC,000000.00,A,2230.00,N,11406.00,E,10.0,90.0,011026,,,A')}`,
        `${tag('c:1790812801')}${nmea('GPGLL,2230.00,N,11406.00,E,000001.00,A,A')}`,
      ]),
    ).toEqual(['2026-10-01T00:00:00.000Z', '2026-10-01T00:00:01.000Z']);
    expect(
      await times([
        `2026-10-01T00:00:01Z ${gga('000000')}`,
        `[2026-10-01 08:00:03] ${gga('000002')}`,
      ]),
    ).toEqual(['2026-10-01T00:00:00.000Z', '2026-10-01T00:00:02.000Z']);
    expect(
      await times([
        nmea('GPZDA,080000.00,01,10,2026,00,00'),
        ...['080000', '150000', '210000', '040000', '110000'].map(gga),
      ]),
    ).toEqual([
      // prettier-ignore
      '2026-10-01T08:00:00.000Z',
      '2026-10-01T15:00:00.000Z',
      '2026-10-01T21:00:00.000Z',
      '2026-10-02T04:00:00.000Z',
      '2026-10-02T11:00:00.000Z',
    ]);
  });

  it('AIS of other loggers: the time before the sentence, or the last of the fields behind it', async () => {
    const position = '!AIVDM,1,1,,A,13V9SJ00001OcAbEWRoa9StT0<0<,0*68';
    const lines = [
      `1700000000 ${position}`,
      `2023-11-14T22:13:20.250Z,${position}`,
      `${position},d-103,S1234,r08FTST1,1700000000`,
      `"${position}",1700000000`,
      `noise ${position}`,
    ];
    const answer = await read('ais.log', lines.join('\r\n'));
    expect(answer.fixes.map(([, , when]) => when)).toEqual(
      Array.from({ length: 4 }, () => 1_699_999_998_000),
    );
    expect(answer.refused).toEqual([[5, '', 'fix-sentence']]);
  });

  const all = async (parts: AsyncIterable<FixRows> | Iterable<FixRows>): Promise<void> => {
    for await (const part of parts)
      for (let i = 0; i < part.count; i++) {
        expect(Math.abs(part.lng[i] ?? NaN)).toBeLessThanOrEqual(180);
        expect(Number.isFinite(part.at[i])).toBe(true);
      }
  };
  const mangled = (good: string) =>
    fc
      .tuple(fc.nat(good.length), fc.nat(12), fc.string({ unit: 'binary', maxLength: 6 }))
      .map(([from, cut, put]) => good.slice(0, from) + put + good.slice(from + cut));

  it.each([
    [
      'GeoJSON',
      '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"plate":"粤B12345","time":"2026-10-01T00:00:00Z"},"geometry":{"type":"Point","coordinates":[114.1,22.5]}}]}',
      (text: string) => geoJsonFixes(text, 'a.json', {}, new FixRowBuilder(8)),
    ],
    [
      'GPX',
      '<gpx><trk><name>a</name><trkseg><trkpt lat="1" lon="2"><time>2026-10-01T00:00:00Z</time></trkpt></trkseg></trk></gpx>',
      (text: string) => gpxFixes([Buffer.from(text)], 'a.gpx', {}, new FixRowBuilder(8)),
    ],
    [
      'NMEA',
      nmea('GPRMC,235959.00,A,2230.00,N,11406.00,E,10.0,90.0,300926,,,A'),
      (text: string) => nmeaFixes([text, text], 'a.nmea', {}, new FixRowBuilder(8)),
    ],
  ])(
    '10,000 malformed files of %s end in rows, refusals or a named abort',
    async (_, good, readIt) => {
      await fc.assert(
        fc.asyncProperty(mangled(good), async (text) => {
          try {
            await all(readIt(text));
          } catch (error) {
            if (!(error instanceof ImportAbort)) throw error;
          }
        }),
        { numRuns: 10_000 },
      );
    },
  );
});
