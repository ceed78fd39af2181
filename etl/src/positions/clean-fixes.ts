/** Clean step: places to WGS-84, the cell of each, and marks; nothing is dropped here. */
import { setImmediate } from 'node:timers/promises';
import gcoord from 'gcoord';
import { gridDisk, latLngToCell } from 'h3-js';
import { fixFlags, type FixBatch, type OwnFixes } from '@phecda/graph-schema/ports/position-store';
import { datums, type Datum, type FixRows } from './fix-rows.ts';

/** Edge of about 1.2 km. */
const resolution = 7;
const lateMs = 600_000;
/** A clock may be ahead by as much. */
export const futureMs = 600_000;

/** Fixes between two pauses, in which others are served. */
const sliceFixes = 4_000;

/** @param devices numbers of `rows.keys`; @param now milliseconds UTC */
export function cleanFixes(rows: FixRows, devices: Int32Array, now: number): Promise<FixBatch> {
  const device = Int32Array.from(rows.key.subarray(0, rows.count), (key) => devices[key] ?? 0);
  return cleaned({ ...rows, device }, (i) => rows.datum[i] ?? 0, now);
}

/** What a source said of places, read in one datum. @param now milliseconds UTC */
export function cleanIn(datum: Datum, own: OwnFixes, now: number): Promise<FixBatch> {
  const index = datums.indexOf(datum);
  return cleaned(own, () => index, now);
}

/** Cells of places that lie about this one, in whichever datum it is. */
export function cellsAbout(lng: number, lat: number): bigint[] {
  return gridDisk(latLngToCell(lat, lng, resolution), 1).map((cell) => BigInt(`0x${cell}`));
}

/** @param datumOf index in `datums` */
async function cleaned(
  rows: OwnFixes,
  datumOf: (i: number) => number,
  now: number,
): Promise<FixBatch> {
  const { count } = rows;
  const batch = {
    count,
    device: rows.device,
    at: rows.at.subarray(0, count),
    received: rows.received.subarray(0, count),
    lng: new Float64Array(count),
    lat: new Float64Array(count),
    ownLng: new Float64Array(count).fill(NaN),
    ownLat: new Float64Array(count).fill(NaN),
    kmh: rows.kmh.subarray(0, count),
    course: rows.course.subarray(0, count),
    flags: new Int32Array(count),
    cell: new BigInt64Array(count),
  };
  for (let i = 0; i < count; i++) {
    if (i > 0 && i % sliceFixes === 0) await setImmediate();
    let [lng, lat] = [rows.lng[i] ?? 0, rows.lat[i] ?? 0];
    const noFix = lng === 0 && lat === 0;
    const datum = datumOf(i);
    if (datum !== 0 && !noFix) {
      batch.ownLng[i] = lng;
      batch.ownLat[i] = lat;
      [lng, lat] = gcoord.transform(
        [lng, lat],
        datum === 1 ? gcoord.GCJ02 : gcoord.BD09,
        gcoord.WGS84,
      );
    }
    batch.lng[i] = lng;
    batch.lat[i] = lat;
    batch.cell[i] = BigInt(`0x${latLngToCell(lat, lng, resolution)}`);
    const at = batch.at[i] ?? 0;
    const received = batch.received[i] ?? NaN;
    batch.flags[i] =
      (at > (Number.isNaN(received) ? now : Math.min(now, received)) + futureMs
        ? fixFlags.future
        : 0) |
      (received - at > lateMs ? fixFlags.late : 0) |
      (noFix ? fixFlags.noFix : 0);
  }
  return batch;
}
