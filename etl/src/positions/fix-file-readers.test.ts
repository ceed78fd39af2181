import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ImportAbort } from '../errors.ts';
import { checksum } from './ais/sentence.ts';
import { fixFileReaders } from './fix-file-readers.ts';
import { FixRowBuilder, type FixRows } from './fix-rows.ts';
import { geoJsonFixes } from './geojson-positions.ts';
import { gpxFixes } from './gpx-positions.ts';
import { firstBytes } from './read-position-table.ts';
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
  const found = readerFor(fixFileReaders, await firstBytes(path), name);
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
