/** Which of many zones a place or stretch may touch: boxes in a packed R-tree. */
import Flatbush from 'flatbush';
import { unwrap } from '../geo.ts';
import type { PreparedZone } from './prepared-zone.ts';

export class ZoneIndex {
  readonly #tree: Flatbush | null;
  /** Box of the tree → zone; a zone across the date line has two. */
  readonly #zones: number[] = [];
  /** Whether a zone may be found twice. */
  readonly #split: boolean;

  constructor(zones: readonly PreparedZone[]) {
    const boxes: [number, number, number, number][] = [];
    for (const [number, { box }] of zones.entries()) {
      const { west, south, east, north } = box;
      if (west <= east) boxes.push([west, south, east, north]);
      else boxes.push([west, south, 180, north], [-180, south, east, north]);
      while (this.#zones.length < boxes.length) this.#zones.push(number);
    }
    this.#split = boxes.length > zones.length;
    if (boxes.length === 0) {
      this.#tree = null;
      return;
    }
    const tree = new Flatbush(boxes.length);
    for (const box of boxes) tree.add(...box);
    tree.finish();
    this.#tree = tree;
  }

  /** Zones whose box holds the place. */
  at(lng: number, lat: number): number[] {
    if (this.#tree === null) return none;
    const found = this.#tree.search(lng, lat, lng, lat);
    return found.length === 0 ? none : found.map((box) => this.#zones[box] ?? 0);
  }

  /** Zones whose box the stretch's box touches. */
  along(lng1: number, lat1: number, lng2: number, lat2: number): number[] {
    if (this.#tree === null) return none;
    const to = unwrap(lng2, lng1);
    const [west, east] = [Math.min(lng1, to), Math.max(lng1, to)];
    const [south, north] = [Math.min(lat1, lat2), Math.max(lat1, lat2)];
    const found = this.#tree.search(west, south, east, north);
    if (west < -180) found.push(...this.#tree.search(west + 360, south, 180, north));
    if (east > 180) found.push(...this.#tree.search(-180, south, east - 360, north));
    if (found.length === 0) return none;
    const zones = found.map((box) => this.#zones[box] ?? 0);
    return this.#split ? [...new Set(zones)] : zones;
  }
}

const none: number[] = [];
