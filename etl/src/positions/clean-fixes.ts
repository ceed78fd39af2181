/** Clean step: places to WGS-84, the cell of each, and marks; nothing is dropped here. */
import { setImmediate } from 'node:timers/promises';
import gcoord from 'gcoord';
import { latLngToCell } from 'h3-js';
import { fixFlags, type FixBatch } from '@phecda/graph-schema/ports/position-store';
import type { FixRows } from './fix-rows.ts';

/** Edge of about 1.2 km. */
const resolution = 7;
const lateMs = 600_000;
/** A clock may be ahead by as much. */
export const futureMs = 600_000;

/** Fixes between two pauses, in which others are served. */
const sliceFixes = 4_000;

/** @param devices numbers of `rows.keys`; @param now milliseconds UTC */
export async function cleanFixes(
  rows: FixRows,
  devices: Int32Array,
  now: number,
): Promise<FixBatch> {
  const { count } = rows;
  const batch = {
    count,
    device: new Int32Array(count),
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
    batch.device[i] = devices[rows.key[i] ?? 0] ?? 0;
    let [lng, lat] = [rows.lng[i] ?? 0, rows.lat[i] ?? 0];
    const noFix = lng === 0 && lat === 0;
    const datum = rows.datum[i] ?? 0;
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
