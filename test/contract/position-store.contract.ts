/** What the store of positions promises on every engine. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import gcoord from 'gcoord';
import type {
  DeviceKey,
  FixBatch,
  OwnFixes,
  PositionStore,
} from '@phecda/graph-schema/ports/position-store';

const plate = (value: string): DeviceKey => ({ scheme: 'plate', value, terminal: '', name: '' });

interface Fix {
  readonly device: number;
  readonly at: number;
  readonly lng: number;
  readonly flags?: number;
}

function batchOf(fixes: readonly Fix[]): FixBatch {
  const count = fixes.length;
  const unknown = new Float64Array(count).fill(NaN);
  return {
    count,
    device: Int32Array.from(fixes, ({ device }) => device),
    at: Float64Array.from(fixes, ({ at }) => at),
    received: unknown,
    lng: Float64Array.from(fixes, ({ lng }) => lng),
    lat: new Float64Array(count).fill(22),
    ownLng: unknown,
    ownLat: unknown,
    kmh: new Float32Array(count).fill(NaN),
    course: new Float32Array(count).fill(90),
    flags: Int32Array.from(fixes, ({ flags }) => flags ?? 0),
    cell: BigInt64Array.from(fixes.map(() => 608_700_000_000_000_000n)),
  };
}

export function describePositionStore(name: string, open: () => Promise<PositionStore>): void {
  describe(`PositionStore on ${name}`, () => {
    let store: PositionStore;
    let source = 0;
    beforeAll(async () => {
      store = await open();
      source = await store.source('南方北斗');
    });
    afterAll(() => store.close());
    const take = async (value: string): Promise<number> =>
      (await store.devices([plate(value)]))[0] ?? 0;
    const trackOf = async (value: string): Promise<[number, number][]> => {
      const facts = await store.mover('plate', value);
      const track = facts && (await store.track(facts.mover, 0, 1e13));
      return Array.from({ length: track?.count ?? 0 }, (_, i) => [
        track?.at[i] ?? 0,
        track?.lng[i] ?? 0,
      ]);
    };
    const file = (fileId: string): Promise<number> =>
      store.beginFile({
        fileId,
        name: 'a.csv',
        source,
        sha256: '',
        datum: 'WGS-84',
        actor: '王芳',
      });

    it('gives numbers once', async () => {
      expect(await store.source('南方北斗')).toBe(source);
      const [a = 0, b = 0, again = 0] = await store.devices([
        plate('粤A1'),
        plate('粤A2'),
        plate('粤A1'),
      ]);
      expect(again).toBe(a);
      expect(b).not.toBe(a);
    });

    it('keeps one fix of a device, time and source, the same whatever the order', async () => {
      const device = await take('粤B1');
      const fixes = [
        { device, at: 3_000, lng: 3 },
        { device, at: 1_000, lng: 1 },
        { device, at: 3_000, lng: 2 },
      ];
      expect(await store.append({ source, file: 0 }, batchOf(fixes))).toMatchObject({
        stored: 2,
        duplicate: 1,
      });
      expect(await trackOf('粤B1')).toEqual([
        [1_000, 1],
        [3_000, 2],
      ]);
      const other = await take('粤B2');
      for (const { at, lng } of [...fixes].reverse())
        await store.append({ source, file: 0 }, batchOf([{ device: other, at, lng }]));
      await store.append({ source, file: 0 }, batchOf([{ device: other, at: 3_000, lng: 3 }]));
      expect(await trackOf('粤B2')).toEqual([
        [1_000, 1],
        [3_000, 2],
      ]);
      expect(await store.mover('plate', '粤B2')).toMatchObject({
        first: 1_000,
        last: 3_000,
        fixes: 2,
      });
    });

    it('answers the latest fix that is not of the future, now and as of then', async () => {
      const device = await take('粤C1');
      await store.append(
        { source, file: 0 },
        batchOf([
          { device, at: 5_000, lng: 5 },
          { device, at: 9_000, lng: 9, flags: 1 },
          { device, at: 2_000, lng: 2 },
        ]),
      );
      const facts = await store.mover('plate', '粤C1');
      const placeOf = async (asOf?: number): Promise<number | undefined> => {
        const latest = await store.latest(asOf);
        return latest.lng[latest.mover.indexOf(facts?.mover ?? -1)];
      };
      expect(await placeOf()).toBe(5);
      expect(await placeOf(3_000)).toBe(2);
    });

    it('gives the nearest fix with a place on either side of a moment, however far', async () => {
      const [a, b] = [await take('粤C2'), await take('粤C3')];
      await store.append(
        { source, file: 0 },
        batchOf([
          { device: a, at: 1_000, lng: 1 },
          { device: a, at: 9_000_000, lng: 9 },
          { device: a, at: 9_500_000, lng: 95, flags: 4 },
          { device: a, at: 99_000_000_000, lng: 99 },
          { device: b, at: 9_600_000, lng: 96, flags: 1 },
          { device: b, at: 10_000_000, lng: 10 },
        ]),
      );
      const movers = await Promise.all(
        ['粤C2', '粤C3'].map(async (value) => (await store.mover('plate', value))?.mover ?? -1),
      );
      const at = async (moment: number, side: 'before' | 'after'): Promise<number[]> => {
        const found = await store.nearest(moment, side, movers);
        return movers.map((mover) => found.lng[found.mover.indexOf(mover)] ?? -1);
      };
      expect(await at(9_900_000, 'before')).toEqual([9, -1]);
      expect(await at(9_900_000, 'after')).toEqual([99, 10]);
      expect(await at(9_000_000, 'before')).toEqual([1, -1]);
      expect((await store.nearest(9_900_000, 'after', [])).count).toBe(0);
    });

    it('finds fixes in a box, across the date line too', async () => {
      const device = await take('粤D1');
      await store.append(
        { source, file: 0 },
        batchOf([
          { device, at: 50_000, lng: 179.9 },
          { device, at: 51_000, lng: -179.9 },
          { device, at: 52_000, lng: 0 },
        ]),
      );
      const box = { west: 179, south: 20, east: -179, north: 23 };
      expect([...(await store.within(box, 0, 1e13)).at]).toEqual([50_000, 51_000]);
    });

    it('takes a file out again, and what another file said too stays', async () => {
      const device = await take('粤E1');
      const [a, b] = [randomUUID(), randomUUID()];
      const [first, second] = [await file(a), await file(b)];
      await store.append(
        { source, file: first },
        batchOf([
          { device, at: 1, lng: 1 },
          { device, at: 2, lng: 2 },
        ]),
      );
      await store.append(
        { source, file: second },
        batchOf([
          { device, at: 2, lng: 2 },
          { device, at: 3, lng: 3 },
        ]),
      );
      const before = await store.lastBatch();
      expect(await store.removeFile(a, 'withdrawn')).toBe(2);
      expect(await trackOf('粤E1')).toEqual([
        [2, 2],
        [3, 3],
      ]);
      const mover = (await store.mover('plate', '粤E1'))?.mover;
      expect(await store.touchedAfter(before)).toEqual([
        { batch: before + 1, mover, from: 1, to: 2 },
      ]);
      expect((await store.files()).find(({ fileId }) => fileId === a)?.state).toBe('withdrawn');
      await store.removeFile(b, 'withdrawn');
      expect(await store.mover('plate', '粤E1')).toBeNull();
    });

    it('a file that is read in another datum is as if it had been loaded in that, and back', async () => {
      const device = await take('粤R1');
      const systems = { 'GCJ-02': gcoord.GCJ02, 'WGS-84': gcoord.WGS84 } as const;
      type Read = keyof typeof systems;
      // Of one moment two files of one source speak, of another the file and a feed.
      const said = (shift: number): OwnFixes => {
        const at = Float64Array.of(50_000, 51_000, 52_000);
        const number = (value: number) => new Float32Array(at.length).fill(value);
        return {
          count: at.length,
          device: new Int32Array(at.length).fill(device),
          at,
          received: Float64Array.of(50_500, NaN, NaN),
          lng: at.map((_, i) => 114 + shift + i / 100),
          lat: at.map((_, i) => 22.5 + i / 100),
          kmh: number(2),
          course: number(NaN),
        };
      };
      const cleanIn = (datum: Read) => (own: OwnFixes) => {
        const places = Array.from({ length: own.count }, (_, i) =>
          gcoord.transform([own.lng[i] ?? 0, own.lat[i] ?? 0], systems[datum], gcoord.WGS84),
        );
        const isOwn = datum !== 'WGS-84';
        return Promise.resolve<FixBatch>({
          ...own,
          lng: Float64Array.from(places, ([lng]) => lng ?? NaN),
          lat: Float64Array.from(places, ([, lat]) => lat ?? NaN),
          ownLng: isOwn ? own.lng : new Float64Array(own.count).fill(NaN),
          ownLat: isOwn ? own.lat : new Float64Array(own.count).fill(NaN),
          flags: new Int32Array(own.count),
          cell: BigInt64Array.from(places, ([lng = 0]) => BigInt(Math.round(lng * 1_000))),
        });
      };
      const load = async (datum: Read, shift: number): Promise<string> => {
        const fileId = randomUUID();
        const number = await file(fileId);
        await store.append({ source, file: number }, await cleanIn(datum)(said(shift)));
        await store.endFile(fileId, { rows: 3, stored: 3, duplicate: 0, refused: 0 });
        return fileId;
      };
      const cells = async () => {
        const { mover, first, last, fixes } =
          (await store.mover('plate', '粤R1')) ?? expect.fail('no mover');
        const { lng, lat, kmh } = await store.track(mover, 0, 1e13);
        const near = await store.stopsIn([114_000n, 114_010n, 114_005n, 114_020n], -1);
        return JSON.stringify({ first, last, fixes, lng: [...lng], lat: [...lat], kmh: [...kmh], near }); // prettier-ignore
      };
      // As it ought to be.
      const [right, other] = [await load('GCJ-02', 0), await load('WGS-84', 0.002)];
      const wanted = await cells();
      expect(JSON.parse(wanted)).toMatchObject({ first: 50_000, last: 52_000, fixes: 3 });
      await store.removeFile(right, 'withdrawn');
      const wrong = await load('WGS-84', 0);
      const mistaken = await cells();
      expect(mistaken).not.toBe(wanted);
      await store.settle();
      const before = await store.lastBatch();
      expect(await store.rereadFile(wrong, 'GCJ-02', cleanIn('GCJ-02'))).toBe(3);
      expect(await cells()).toBe(wanted);
      expect((await store.files()).find(({ fileId }) => fileId === wrong)?.datum).toBe('GCJ-02');
      // Zones look at it again, and a stop is where the source said.
      expect((await store.touchedAfter(before)).length).toBeGreaterThan(0);
      await store.rereadFile(wrong, 'WGS-84', cleanIn('WGS-84'));
      expect(await cells()).toBe(mistaken);
      await store.rereadFile(wrong, 'GCJ-02', cleanIn('GCJ-02'));
      // What waited behind it still counts when it goes.
      await store.removeFile(wrong, 'withdrawn');
      const alone = await cells();
      await store.removeFile(other, 'withdrawn');
      await load('WGS-84', 0.002);
      expect(await cells()).toBe(alone);
      expect(await store.rereadFile(wrong, 'GCJ-02', cleanIn('GCJ-02'))).toBe(0);
    });

    it('a clean step that fails leaves a file as it was', async () => {
      const device = await take('粤R2');
      const fileId = randomUUID();
      const number = await file(fileId);
      await store.append({ source, file: number }, batchOf([{ device, at: 60_000, lng: 114 }]));
      await store.endFile(fileId, { rows: 1, stored: 1, duplicate: 0, refused: 0 });
      const failing = () => Promise.reject(new Error('not cleaned'));
      await expect(store.rereadFile(fileId, 'BD-09', failing)).rejects.toThrow('not cleaned');
      expect(await trackOf('粤R2')).toEqual([[60_000, 114]]);
      expect((await store.files()).find((one) => one.fileId === fileId)?.datum).toBe('WGS-84');
    });

    it('tells where devices of a file stood as its source says, and where those of others did', async () => {
      const [device, mover] = [await take('粤R3'), await take('粤R4')];
      const fileId = randomUUID();
      const number = await file(fileId);
      const elsewhere = await store.source('另一家');
      const stay = (of: number, lng: number, from: number, kmh: number): FixBatch => {
        const fixes = [0, 1, 2, 3].map((i) => ({ device: of, at: from + i * 1_000, lng }));
        return { ...batchOf(fixes), kmh: new Float32Array(4).fill(kmh) };
      };
      const shifted = stay(device, 115, 70_000, 0);
      await store.append(
        { source, file: number },
        { ...shifted, ownLng: shifted.lng.map((lng) => lng + 0.005), ownLat: shifted.lat.slice() },
      );
      await store.append({ source, file: number }, stay(device, 116, 80_000, 40));
      expect(await store.stopsOf(number)).toMatchObject([{ lng: 115.005, lat: 22, fixes: 4 }]);
      await store.append({ source: elsewhere, file: 0 }, stay(mover, 115.3, 70_000, NaN));
      const cells = [608_700_000_000_000_000n];
      const places = async (except: number) =>
        (await store.stopsIn(cells, except)).map(({ lng }) => Math.round(lng * 1_000) / 1_000);
      expect(await places(source)).toEqual([115.3]);
      expect(await places(elsewhere)).toContain(115);
      expect(await store.stopsIn([1n], source)).toEqual([]);
    });

    it('gives the same tracks after sorting, a mover at a time', async () => {
      const devices = await store.devices([plate('粤F1'), plate('粤F2')]);
      const fixes = Array.from({ length: 300 }, (_, i) => ({
        device: devices[i % 2] ?? 0,
        at: 1_000_000 + ((i * 7_919) % 300) * 1_000,
        lng: i / 10,
      }));
      await store.append({ source, file: 0 }, batchOf(fixes));
      const before = [await trackOf('粤F1'), await trackOf('粤F2')];
      await store.settle();
      expect([await trackOf('粤F1'), await trackOf('粤F2')]).toEqual(before);
      const scanned: number[] = [];
      for await (const part of store.scan(1_000_000, 2_000_000)) scanned.push(part.count);
      expect(scanned).toEqual([150, 150]);
      expect((await store.movers({ terms: ['粤f'], limit: 1 })).total).toBe(2);
    });

    it('gives a terminal’s fixes to the vehicle that it is bound to at their time, whenever that is said', async () => {
      const terminal: DeviceKey = { scheme: 'terminal', value: 'T9', terminal: '', name: '' };
      const [device = 0] = await store.devices([terminal]);
      const fixes = (times: readonly number[]) =>
        batchOf(times.map((at) => ({ device, at, lng: at / 1_000 })));
      await store.append({ source, file: 0 }, fixes([1_000, 2_000, 3_000]));
      const to = (value: string, from: number | null, until: number | null) => ({
        scheme: 'terminal' as const,
        value: 'T9',
        target: { scheme: 'plate' as const, value },
        from,
        to: until,
      });
      const all = async (): Promise<[number, number][][]> => {
        const facts = await store.mover('terminal', 'T9');
        const own = facts ? [...(await store.track(facts.mover, 0, 1e13)).at] : [];
        return [
          own.map((at): [number, number] => [at, at / 1_000]),
          await trackOf('粤H1'),
          await trackOf('粤H2'),
        ];
      };
      const before = await store.lastBatch();
      const bound = [to('粤H1', 2_000, 3_000), to('粤H2', 3_000, null)];
      expect(await store.bind(bound)).toBe(2);
      expect(await store.bind(bound)).toBe(0);
      expect((await store.touchedAfter(before)).map(({ from, to: end }) => [from, end])).toEqual(
        expect.arrayContaining([
          [2_000, 3_000],
          [2_000, 2_000],
          [3_000, 3_000],
        ]),
      );
      await store.append({ source, file: 0 }, fixes([1_500, 2_500, 3_500]));
      expect(await store.append({ source, file: 0 }, fixes([2_000]))).toMatchObject({
        stored: 0,
        duplicate: 1,
      });
      expect((await all()).map((track) => track.map(([at]) => at))).toEqual([
        [1_000, 1_500],
        [2_000, 2_500],
        [3_000, 3_500],
      ]);
      expect(await store.mover('plate', '粤H2')).toMatchObject({ fixes: 2, first: 3_000 });
      expect(await store.bind([to('粤H1', 2_000, null)])).toBe(2);
      expect((await all()).map((track) => track.map(([at]) => at))).toEqual([
        [1_000, 1_500],
        [2_000, 2_500, 3_000, 3_500],
        [],
      ]);
      expect(await store.bind([])).toBe(4);
      expect((await all())[0]).toHaveLength(6);
    });

    it('keeps the IMO number that a vessel said last', async () => {
      const vessel = { scheme: 'mmsi', value: '413000001', terminal: '', name: '' } as const;
      const [device = 0] = await store.devices([vessel]);
      await store.append({ source, file: 0 }, batchOf([{ device, at: 1_000, lng: 1 }]));
      expect(await store.moversOfImo('9074729')).toEqual([]);
      await store.devices([{ ...vessel, imo: '9074729' }]);
      expect(await store.moversOfImo('9074729')).toMatchObject([{ value: '413000001' }]);
      await store.devices([vessel]);
      expect(await store.mover('mmsi', '413000001')).toMatchObject({ imo: '9074729' });
    });

    it('keeps the moments that are asked for, and nothing that is older than a time', async () => {
      const device = await take('粤K1');
      const other = await take('粤K2');
      const minutes = Array.from({ length: 10 }, (_, i) => (i + 1) * 1_000);
      await store.append(
        { source, file: 0 },
        batchOf(
          [device, other].flatMap((one) => minutes.map((at) => ({ device: one, at, lng: 1 }))),
        ),
      );
      const facts = await store.mover('plate', '粤K1');
      const volume = await store.volume(6_000, 2_500);
      expect(volume.before).toBeGreaterThanOrEqual(10);
      expect(volume.buckets).toBeLessThan(volume.before);
      expect(volume.fixes).toBeGreaterThanOrEqual(20);
      const batch = await store.lastBatch();
      const keep = [{ mover: facts?.mover ?? 0, keep: [1_000, 4_000] }];
      // One came in since the moments were chosen: nothing of the mover goes.
      const stale = keep.map((one) => ({ ...one, seen: 4 }));
      expect(await store.keepMoments(0, 6_000, stale)).toBe(0);
      const fresh = keep.map((one) => ({ ...one, seen: 5 }));
      expect(await store.keepMoments(0, 6_000, fresh)).toBe(3);
      expect(await store.keepMoments(0, 6_000, keep)).toBe(0);
      expect((await trackOf('粤K1')).map(([at]) => at)).toEqual([
        1_000, 4_000, 6_000, 7_000, 8_000, 9_000, 10_000,
      ]);
      expect((await trackOf('粤K2')).length).toBe(10);
      expect(await store.mover('plate', '粤K1')).toMatchObject({ fixes: 7, last: 10_000 });
      await store.removeBefore(6_500);
      expect((await trackOf('粤K1')).map(([at]) => at)).toEqual([7_000, 8_000, 9_000, 10_000]);
      expect(await store.mover('plate', '粤K1')).toMatchObject({ fixes: 4, first: 7_000 });
      expect(await store.touchedAfter(batch)).toEqual([]);
      // What reaches before a moment is kept for the thinning, by its batch, until that has looked.
      await store.forgetTouched(batch, 1);
      expect(await store.late()).toEqual([]);
      expect(await store.touchedAfter(0)).toEqual([]);
      await store.append({ source, file: 0 }, batchOf([{ device, at: 5_000, lng: 1 }]));
      const [span] = await store.touchedAfter(batch);
      await store.forgetTouched(span?.batch ?? 0, 5_001);
      expect(await store.late()).toEqual([span]);
      await store.forgetLate((span?.batch ?? 0) - 1);
      expect(await store.late()).toEqual([span]);
      await store.forgetLate(span?.batch ?? 0);
      expect(await store.late()).toEqual([]);
    });
  });
}
