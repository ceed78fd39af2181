/** Tables of positions as other systems write them: every row is a fix, or refused by row, field and reason. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FixFileOptions } from './fix-file-reader.ts';
import { fixFileReaders } from './fix-file-readers.ts';
import { readerFor } from './load-position-file.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'phecda-tables-'));
});
afterAll(() => rm(folder, { recursive: true }));

const at = (text: string): number => Date.parse(text);
const half = at('2026-10-31T00:30:00Z');

interface Read {
  datum: unknown;
  /** Whose, when, where, how fast. */
  fixes: unknown[][];
  refused: unknown[][];
}

async function read(
  name: string,
  text: string | Buffer,
  options: FixFileOptions = {},
): Promise<Read | null> {
  const path = join(folder, name);
  await writeFile(path, text);
  const found = await readerFor(fixFileReaders, path, name, options);
  if (found === null) return null;
  expect(found.reader.name).toBe('table');
  const said: Read = { datum: found.head.datum, fixes: [], refused: [] };
  const { datum } = found.head;
  const all = { datum: datum === null || datum === 'column' ? 'WGS-84' : datum, ...options };
  for await (const part of found.reader.read(path, name, all as FixFileOptions)) {
    expect(part.rows).toBe(part.count + part.refused.length);
    for (let i = 0; i < part.count; i++) {
      const key = part.keys[part.key[i] ?? 0];
      const speed = part.kmh[i] ?? NaN;
      said.fixes.push([
        key?.value,
        part.at[i],
        part.lng[i],
        part.lat[i],
        Number.isNaN(speed) ? null : Math.round(speed * 10) / 10,
      ]);
    }
    said.refused.push(...part.refused.map(({ row, field, code }) => [row, field, code]));
  }
  return said;
}

const one = [['粤B12345', half, 114.057, 22.543, 36]];

describe('CSV of positions', () => {
  it.each([
    [
      'semicolons and decimal commas',
      '车牌;时间;经度;纬度;速度\n粤B12345;2026-10-31 08:30:00;114,057;22,543;36,0\n',
    ],
    [
      'cells in quotation marks, with the delimiter and a line end in them',
      '"plate","address","time","lng","lat","speed"\r\n"粤B12345","Nanshan, ""A"" 1\r\nShenzhen","2026-10-31 08:30:00","114,057","22,543","36"\r\n',
    ],
    [
      'titles and blank lines above the header, a separator at the end of each row',
      '车辆轨迹导出\n导出人：张三,2026-11-01\n\n车牌号,定位时间,经度,纬度,速度(km/h),\n粤B12345,2026-10-31 08:30:00,114.057,22.543,36,\n',
    ],
    [
      'a comment sign before the header, the day first as a later row shows',
      '# Timestamp,Plate,Latitude,Longitude,Speed\n31/10/2026 08:30:00,粤B12345,22.543,114.057,36\n',
    ],
    [
      'a day apart from its time, metres a second',
      '车牌|日期|时间|经度|纬度|速度(m/s)\n粤B12345|2026年10月31日|8:30:00|114.057|22.543|10\n',
    ],
    [
      'a heading that says Greenwich, miles an hour',
      'plate\ttime (UTC)\tlon_deg\tlat_deg\tspeed_mph\n粤B12345\t2026-10-31T00:30:00\t114.057\t22.543\t22.369\n',
    ],
    [
      'half days, hemispheres',
      'plate,time,lng,lat,speed\n粤B12345,10/31/2026 8:30:00 AM,E114.057°,22.543N,36 km/h\n',
    ],
    [
      'degrees, minutes and seconds; time packed; knots in the heading',
      'plate,time,lng,lat,speed (kn)\n粤B12345,20261031083000,"114°03\'25.2""E","22°32\'34.8""N",19.4384\n',
    ],
    ['epoch in milliseconds', 'plate,ts,x,y,speed\n粤B12345,1793406600000,114.057,22.543,36\n'],
    [
      'line ends of old',
      'plate,time,lng,lat,speed\r粤B12345,2026-10-31 08:30:00,114.057,22.543,36\r',
    ],
    [
      'months by name, zones in the cells',
      'plate,time,lng,lat,speed\n粤B12345,31-Oct-2026 02:30:00 +02:00,114.057,22.543,36\n',
    ],
  ])('%s', async (_, text) => {
    const answer = await read('track.csv', text);
    expect(answer?.refused).toEqual([]);
    expect(
      answer?.fixes.map(([who, when, lng, lat, kmh]) => [
        who,
        when,
        Number((lng as number).toFixed(6)),
        Number((lat as number).toFixed(6)),
        kmh,
      ]),
    ).toEqual(one);
  });

  it.each(['gb18030', 'big5', 'utf-16le', 'utf-16be', 'utf-8'])(
    'in %s, between commas and bars',
    async (encoding) => {
      for (const mark of [',', '|']) {
        const text =
          ['車牌', '定位时间', '经度', '纬度', '速度'].join(mark) +
          '\n' +
          ['粤B12345', '2026-10-31 08:30:00', '114.057', '22.543', '36'].join(mark) +
          '\n';
        // Big5 has no simplified characters.
        const written = encoding === 'big5' ? text.replace('时间', '時間').replace('经', '經').replace('纬', '緯').replaceAll('粤', '粵') : text; // prettier-ignore
        const bytes = iconv.encode(written, encoding, { addBOM: encoding.startsWith('utf') });
        const answer = await read('track.csv', bytes, encoding === 'big5' ? { encoding } : {});
        expect(answer?.fixes, mark).toEqual(one);
      }
    },
  );

  it('day or month first is told by the whole file, or each row is refused', async () => {
    const rows = (days: readonly string[]): string =>
      `plate,time,lng,lat\n${days.map((day) => `粤B12345,${day}/2026 08:30,114.057,22.543\n`).join('')}`;
    const told = await read('a.csv', rows(['03/10', '04/10', '31/10']));
    expect(told?.fixes.map(([, when]) => new Date(when as number).toISOString())).toEqual([
      '2026-10-03T00:30:00.000Z',
      '2026-10-04T00:30:00.000Z',
      '2026-10-31T00:30:00.000Z',
    ]);
    expect((await read('b.csv', rows(['03/10', '04/10'])))?.refused).toEqual([
      [2, 'time', 'fix-day-order'],
      [3, 'time', 'fix-day-order'],
    ]);
  });

  it('whose it is: a column of numbers that repeat, else the name of the file', async () => {
    const rows = (ids: readonly string[]): string =>
      `id,lat,lng,datetime\n${ids.map((id, i) => `${id},39.98,116.3${i},2008-10-23 05:53:0${i}\n`).join('')}`;
    const who = async (name: string, text: string): Promise<unknown[]> => [
      ...new Set((await read(name, text))?.fixes.map(([key]) => key)),
    ];
    expect(await who('t.csv', rows(['1', '1', '2']))).toEqual(['1', '2']);
    expect(await who('粤B12345_2026.csv', rows(['1', '2', '3']))).toEqual(['粤B12345']);
    expect(await who('geolife.txt', 'lat,lng,datetime,uid\n39.98,116.31,2008-10-23 05:53:05,001\n')).toEqual(['001']); // prettier-ignore
    // Much else beside a place and a time is hardly a track.
    expect(await read('x.csv', 'name,tax,lng,lat,time,boss,share,city,note\na,b,1,2,c,d,e,f,g\n')).toBe(null); // prettier-ignore
  });

  it('what is none is refused by row and field, and the rest is read', async () => {
    const text = [
      'plate,time,lng,lat,speed',
      '粤B12345,2026-10-31,114.057,22.543,1',
      '粤B12345,2026-02-30 08:30:00,114.057,22.543,1',
      '粤B12345,2026-10-31 08:30:00,.,22.543,1',
      '粤B12345,2026-10-31 08:30:00,114.057, ,1',
      '粤B12345,2026-10-31 08:30:00,114.057N,22.543,1',
      '?,2026-10-31 08:30:00,114.057,22.543,1',
      '粤B12345,2026-10-31 08:30:00,114.057',
      '粤B12345,"2026-10-31 08:30:00"x,114.057,22.543,1',
      '粤B12345,2026-10-31 08:30:00,114.057,22.543,-1',
    ];
    const answer = await read('bad.csv', text.join('\n'));
    expect(answer?.refused).toEqual([
      [2, 'time', 'fix-time'],
      [3, 'time', 'fix-time'],
      [4, 'lng', 'fix-place'],
      [5, 'lat', 'fix-place'],
      [6, 'lng', 'fix-place'],
      [7, 'plate', 'fix-device'],
      [8, '', 'fix-columns'],
      [9, '', 'fix-quotes'],
    ]);
    expect(answer?.fixes).toEqual([['粤B12345', half, 114.057, 22.543, null]]);
  });

  it('AIS by the name that its publishers give the columns is in Greenwich time, and 102.3 knots are none', async () => {
    const answer = await read(
      'AIS_2026.csv',
      'MMSI,BaseDateTime,LAT,LON,SOG,COG,Heading,VesselName\n366940480,2026-10-31T00:30:00,22.543,114.057,102.3,360.0,511,"SHIP, THE"\n',
    );
    expect(answer?.datum).toBe('WGS-84');
    expect(answer?.fixes).toEqual([['366940480', half, 114.057, 22.543, null]]);
  });

  it('the zone and the row of the header that a person says count', async () => {
    const rows = 'plate,time,lng,lat,speed\n粤B12345,2026-10-31 00:30:00,114.057,22.543,36\n';
    expect((await read('a.csv', rows, { zoneMinutes: 0 }))?.fixes).toEqual(one);
    const packed = rows.replace('2026-10-31 00:30:00', '20261031003000');
    expect((await read('a.csv', packed, { zoneMinutes: 0 }))?.fixes).toEqual(one);
    const late = `${'title\n'.repeat(40)}${rows}`;
    expect(await read('b.csv', late)).toBe(null);
    expect((await read('b.csv', late, { headerRow: 41, zoneMinutes: 0 }))?.fixes).toEqual(one);
  });
});

describe('JSON of positions', () => {
  const row = { plate: '粤B12345', time: '2026-10-31 08:30:00', lng: '114,057', lat: 22.543 };
  it.each([
    ['a list', JSON.stringify([{ ...row, speed: 36 }, { plate: 1 }], null, 2)],
    ['a list within an object', JSON.stringify({ code: 0, data: [{ ...row, speed: 36 }, 7] })],
    [
      'a line each, names within names, a key that the first lacks',
      `${JSON.stringify({ plate: '粤B12345', gps: row })}\n\n{"plate"\n`.replace(
        '"lat":22.543}',
        '"lat":22.543,"speed":36}',
      ),
    ],
  ])('%s', async (_, text) => {
    const answer = await read('track.json', text);
    expect(answer?.fixes).toEqual(one);
    expect(answer?.refused).toHaveLength(1);
  });
});
