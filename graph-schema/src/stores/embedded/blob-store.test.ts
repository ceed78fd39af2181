import { describe, expect, it } from 'vitest';
import { BlobStore } from './blob-store.ts';

const record = (n: number, edition: number): Buffer =>
  Buffer.from(`${n}/${edition} `.padEnd(500 + (n % 1_500), 'x'));
const read = (store: BlobStore, place: number): string =>
  store
    .bufferOf(place)
    .toString('utf8', store.offsetOf(place), store.offsetOf(place) + store.sizeOf(place));

describe('byte records', () => {
  it('are the same after every one was rewritten many times, in little more room than they take', () => {
    const store = new BlobStore();
    const count = 60_000;
    const places = Array.from({ length: count }, (_, n) => {
      const bytes = record(n, 0);
      return store.write(bytes, bytes.length);
    });
    const live = store.liveBytes;
    let most = 0;
    for (let edition = 1; edition <= 4; edition++)
      for (let n = 0; n < count; n++) {
        // Every third in one edition, those left in another.
        if (n % 3 !== edition % 3) continue;
        store.free(places[n] ?? 0);
        const bytes = record(n, edition);
        places[n] = store.write(bytes, bytes.length);
        if (!store.wantsCompaction) continue;
        store.beginCompaction();
        for (let k = 0; k < count; k++) places[k] = store.move(places[k] ?? 0);
        most = Math.max(most, store.bytes);
        store.endCompaction();
      }
    expect(most).toBeGreaterThan(0);
    expect(most).toBeLessThan(live * 1.8);
    expect(store.bytes).toBeLessThan(live * 1.4 + (17 << 20));
    expect(store.liveBytes).toBeGreaterThan(live * 0.98);
    for (const n of [0, 1, 2, 3, 29_999, 59_998, 59_999])
      expect(read(store, places[n] ?? 0)).toMatch(new RegExp(`^${n}/[0-4] x+$`));
    expect(places).not.toContain(0);
    expect(new Set(places).size).toBe(count);
  });

  it('are still read at their old place while others are moved', () => {
    const store = new BlobStore();
    const long = Buffer.alloc(3 << 20, 'a');
    const places = [0, 1, 2].map(() => store.write(long, long.length));
    for (let n = 0; n < 8; n++) store.free(store.write(long, long.length));
    expect(store.wantsCompaction).toBe(true);
    store.free(places[1] ?? 0);
    store.beginCompaction();
    const moved = places.map((place, n) => (n === 1 ? place : store.move(place)));
    expect(read(store, places[0] ?? 0)).toBe(read(store, moved[0] ?? 0));
    store.endCompaction();
    expect(read(store, moved[2] ?? 0)).toHaveLength(3 << 20);
    expect(store.bytes).toBeLessThan(4 * (4 << 20));
  });
});
