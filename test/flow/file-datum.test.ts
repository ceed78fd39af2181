/** A file of positions that was loaded in the wrong datum: told from where others stand, and read anew it is as if it had been right at once. */
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import gcoord from 'gcoord';
import { cleanIn } from '@phecda/etl/positions/clean-fixes';
import { fixFileReaders } from '@phecda/etl/positions/fix-file-readers';
import { loadPositionFile } from '@phecda/etl/positions/load-position-file';
import type { PositionFile, PositionStore } from '@phecda/graph-schema/ports/position-store';
import { openPositions } from '@phecda/graph-schema/stores/positions/open-positions';
import { FileDatums } from '@phecda/server/tracks/feeds/datum-proposal-of';
import type { Datum } from '@phecda/server/tracks/fix';
import { afterAll, beforeAll, expect, test } from 'vitest';

const systems = { 'WGS-84': gcoord.WGS84, 'GCJ-02': gcoord.GCJ02, 'BD-09': gcoord.BD09 } as const;
const now = Date.parse('2026-10-31T12:00:00Z');
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'phecda-datum-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** Depots about Shenzhen; each truck goes from one to the next, and stands there an hour. */
const depots = Array.from({ length: 40 }, (_, i): [number, number] => [
  113.9 + (i % 8) * 0.047 + Math.sin(i) * 0.01,
  22.5 + Math.floor(i / 8) * 0.043 + Math.cos(i) * 0.01,
]);

/** CSV of some trucks' day, as their supplier says places. */
function csv(trucks: readonly number[], said: Datum, speeds: boolean): string {
  const rows = trucks.flatMap((truck) =>
    Array.from({ length: 6 }, (_, stop) =>
      Array.from({ length: 7 }, (__, i) => {
        const [lng, lat] = depots[(truck * 5 + stop * 3) % depots.length] ?? [0, 0];
        const under = i === 6 ? 0.02 : 0;
        const place = gcoord.transform(
          [lng + under + Math.sin(i * 3.7) * 2e-4, lat + Math.cos(i * 1.3) * 2e-4],
          gcoord.WGS84,
          systems[said],
        );
        const at = new Date(now - 86_400_000 + (stop * 90 + i * 10) * 60_000 + truck * 1_000);
        const speed = speeds ? `,${under > 0 ? 60 : 0}` : '';
        return `粤B${10_000 + truck},${at.toISOString()},${place[0]?.toFixed(6)},${place[1]?.toFixed(6)}${speed}`;
      }),
    ).flat(),
  );
  return `plate,time,lng,lat${speeds ? ',speed' : ''}\n${rows.join('\n')}\n`;
}

async function load(
  store: PositionStore,
  name: string,
  text: string,
  datum: Datum,
): Promise<PositionFile> {
  const path = join(folder, name);
  await writeFile(path, text);
  const fileId = randomUUID();
  await loadPositionFile(
    store,
    fixFileReaders,
    { path, fileName: name, fileId, actor: 'Wu', datum },
    { signal: new AbortController().signal, onRows: () => undefined, now: () => now },
  );
  return (await store.files()).find((one) => one.fileId === fileId) ?? expect.fail('no file');
}

const all = async (store: PositionStore): Promise<unknown[]> => {
  const tracks: unknown[] = [];
  for await (const { lng, lat, at, kmh, flags } of store.scan(0, 1e14))
    tracks.push([[...at], [...lng], [...lat], [...kmh], [...flags]]);
  return tracks;
};
const others = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
const open = () => openPositions({ engine: 'duckdb', path: ':memory:' });

test.each([
  ['GCJ-02', 'WGS-84', true],
  ['BD-09', 'WGS-84', true],
  ['WGS-84', 'GCJ-02', true],
  ['GCJ-02', 'WGS-84', false],
] as const)('said in %s, loaded as %s (speeds: %s)', async (said, declared, speeds) => {
  const [store, right] = [await open(), await open()];
  for (const one of [store, right])
    await load(one, 'others.csv', csv(others, 'WGS-84', true), 'WGS-84');
  const text = csv([21, 22, 23], said, speeds);
  const file = await load(store, 'fleet.csv', text, declared);
  await load(right, 'fleet.csv', text, said);
  const datums = new FileDatums(store, () => new Date(now));
  const proposal = await datums.proposalOf(file);
  expect(proposal).toMatchObject({ datum: said });
  expect(proposal?.offset).toBeGreaterThan(300);
  expect(proposal?.rest).toBeLessThan(100);
  expect(await all(store)).not.toEqual(await all(right));
  await store.rereadFile(file.fileId, said, (own) => cleanIn(said, own, now));
  expect(await all(store)).toEqual(await all(right));
  const after = (await store.files()).find(({ fileId }) => fileId === file.fileId);
  expect(await datums.proposalOf(after ?? expect.fail('no file'))).toBeNull();
  await Promise.all([store.close(), right.close()]);
});

test('of what is right, of what nobody else stands by, and of few stops nothing is said', async () => {
  const store = await open();
  const alone = await load(store, 'alone.csv', csv([31, 32], 'GCJ-02', true), 'WGS-84');
  // Files of one supplier may all be wrong alike.
  const again = await load(store, 'alone2.csv', csv([33, 34], 'GCJ-02', true), 'WGS-84');
  const datums = new FileDatums(store, () => new Date(now));
  for (const file of [alone, again]) expect(await datums.proposalOf(file)).toBeNull();
  for (const { fileId } of [alone, again]) await store.removeFile(fileId, 'withdrawn');
  await load(store, 'others.csv', csv(others, 'WGS-84', true), 'WGS-84');
  const right = await load(store, 'right.csv', csv([21, 22, 23], 'WGS-84', true), 'WGS-84');
  const few = await load(store, 'few.csv', csv([41], 'GCJ-02', true).split('\n').slice(0, 15).join('\n'), 'WGS-84'); // prettier-ignore
  for (const file of [right, few]) expect(await datums.proposalOf(file)).toBeNull();
  await store.close();
});
