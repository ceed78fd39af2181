import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Answers, TrackAnswers, WrittenPlace } from './answers.ts';
import { generateDemo, type Manifest } from './generate-demo.ts';
import {
  clock,
  grouped,
  km,
  lines,
  readPositions,
  righted,
  speed,
  tracksOf,
  type ReadRow,
  type Row,
} from './read-positions.ts';

const options = { size: 200, seed: 'road', positionDays: 28 };
let root: string;
let manifest: Manifest;
let answers: Answers;
let tracks: TrackAnswers;
/** Each delivery's rows, in the order of the files. */
const deliveries = new Map<string, ReadRow[]>();

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'phecda-positions-'));
  ({ manifest } = await generateDemo(join(root, 'a'), options));
  answers = JSON.parse(await readFile(join(root, 'a/answers.json'), 'utf8')) as Answers;
  if (answers.tracks === null) throw new Error('no tracks');
  tracks = answers.tracks;
  for (const { name, supplier } of manifest.positions) {
    const rows = readPositions(await readFile(join(root, 'a', name)), supplier);
    deliveries.set(supplier, [...(deliveries.get(supplier) ?? []), ...rows]);
  }
}, 120_000);
afterAll(() => rm(root, { recursive: true, force: true }));

function all(): Row[] {
  return [...deliveries.values()].flatMap((rows) => [
    ...new Map(rows.map(({ text, row }) => [text, row])).values(),
  ]);
}

const road = (): Row[] => all().filter(({ of }) => of.startsWith('粤'));

describe('positions', () => {
  test('same options give the same bytes; none are written unless asked for', async () => {
    const digest = async (folder: string, made: Manifest): Promise<string> => {
      const hash = createHash('sha256');
      for (const { name } of made.positions) hash.update(await readFile(join(folder, name)));
      return hash.digest('hex');
    };
    const few = { ...options, size: 120, positionDays: 2 };
    const [x, y, z] = [join(root, 'x'), join(root, 'y'), join(root, 'z')];
    const first = await digest(x, (await generateDemo(x, few)).manifest);
    expect(await digest(y, (await generateDemo(y, few)).manifest)).toBe(first);
    const without = await generateDemo(z, { size: 120, seed: 'road' });
    expect([without.manifest.positions, without.answers.tracks]).toEqual([[], null]);
    expect(manifest.files.filter(({ name }) => name.startsWith('positions'))).toEqual([]);
  }, 60_000);

  test('a file a day from each supplier, and as many rows, repeats and disorder as the answers say', () => {
    expect(manifest.positions.length).toBe(3 * 28);
    let rows = 0;
    let repeats = 0;
    let disordered = 0;
    for (const delivery of deliveries.values()) {
      rows += delivery.length;
      repeats += delivery.length - new Set(delivery.map(({ text }) => text)).size;
      const youngest = new Map<string, number>();
      for (const { row } of delivery) {
        const known = youngest.get(row.device) ?? 0;
        if (row.at < known) disordered++;
        else youngest.set(row.device, row.at);
      }
    }
    expect(rows).toBe(manifest.positions.reduce((sum, file) => sum + file.rows, 0));
    expect({ rows, repeats, disordered }).toEqual({
      rows: tracks.fixes,
      repeats: tracks.duplicates,
      disordered: tracks.disordered,
    });
    expect(repeats).toBeGreaterThan(100);
    expect(disordered).toBeGreaterThan(repeats / 2);
  });

  test('a moving truck tells of itself every two or three minutes, a resting one seldom', () => {
    const steps = [...tracksOf(road()).track.values()].flatMap((track) =>
      track.slice(1).map((row, i) => ({
        seconds: row.at - (track[i] as Row).at,
        kmh: speed(track[i] as Row, row),
      })),
    );
    const median = (list: number[]): number =>
      list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)] ?? 0;
    const moving = median(steps.filter(({ kmh }) => kmh > 20).map(({ seconds }) => seconds));
    const resting = median(
      steps.filter(({ kmh, seconds }) => kmh < 0.2 && seconds > 600).map(({ seconds }) => seconds),
    );
    expect(moving).toBeGreaterThan(110);
    expect(moving).toBeLessThan(190);
    expect(resting).toBeGreaterThan(1_500);
  });

  test('impossible jumps are those of the answers', () => {
    const { beside } = tracksOf(all().map(righted));
    expect(beside.length).toBeGreaterThan(2);
    expect(beside.map(({ device, at }) => `${device} ${at}`).sort()).toEqual(
      tracks.jumps.map(({ device, at }) => `${device} ${clock(at)}`).sort(),
    );
  });

  test('trucks were where they fetched containers, ships where they berthed', async () => {
    const file = async (name: string): Promise<Buffer> =>
      readFile(join(root, 'a', manifest.files.find((f) => f.name.includes(name))?.name ?? name));
    const ports = new Map(
      lines((await file('口岸代码')).toString('utf8'))
        .map((line) => line.split(','))
        .map(([code = '', , , lat, lon]) => [code, [Number(lon), Number(lat)] as const]),
    );
    const begin = clock(`${manifest.positions[0]?.day ?? ''} 00:00:00`);
    const tracksByPlate = grouped(road(), ({ of }) => of);
    const fetched = lines((await file('提箱记录')).toString('utf8'))
      .map((text) => JSON.parse(text) as { 车牌号: string; 码头代码: string; 提箱时间: string })
      .map((row) => ({ ...row, at: spreadsheet(row.提箱时间) }))
      .filter(({ at, 车牌号: plate }) => at > begin && plate !== '粤B·A0001');
    const there = (
      rows: readonly Row[],
      at: number,
      port: WrittenPlace,
      seconds: number,
    ): boolean => rows.some((row) => Math.abs(row.at - at) < seconds && km(row.place, port) < 0.8);
    expect(fetched.length).toBeGreaterThan(10);
    for (const { 车牌号: plate, 码头代码: port, at } of fetched)
      expect(
        there(
          tracksByPlate.get(plate.replace('·', '')) ?? [],
          at,
          ports.get(port) as WrittenPlace,
          3_000,
        ),
        `${plate} ${port} ${at}`,
      ).toBe(true);
    const ships = grouped(all(), ({ of }) => of);
    const calls = lines(iconv.decode(await file('船舶靠泊'), 'gb18030'))
      .slice(1)
      .map((line) => line.split(','))
      .map(([, mmsi = '', port = '', at = '']) => ({ mmsi, port, at: spreadsheet(at) }))
      .filter(({ at, mmsi }) => at > begin && mmsi.length === 9);
    expect(calls.length).toBeGreaterThan(60);
    for (const { mmsi, port, at } of calls)
      expect(
        there(ships.get(mmsi) ?? [], at + 600, ports.get(port) as WrittenPlace, 3_600),
        `${mmsi} ${port}`,
      ).toBe(true);
  });
});

/** 2026/9/9 9:09 or 2026-09-09 09:09 */
function spreadsheet(text: string): number {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = (text.match(/\d+/g) ?? []).map(
    Number,
  );
  return Date.UTC(year, month - 1, day, hour, minute) / 1_000;
}
