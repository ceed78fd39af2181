/** The ordered list that every position goes through, whichever way it came in: decode ▸ identify ▸ clean ▸ store ▸ zones ▸ announce. Decoding is done by the ways in. */
import type { DeviceKey, PositionStore } from '@phecda/graph-schema/ports/position-store';
import { cleanFixes } from '@phecda/etl/positions/clean-fixes';
import { datums, FixRowBuilder } from '@phecda/etl/positions/fix-rows';
import { deviceKey } from '@phecda/etl/positions/device-key';
import type { RawFix } from './fix.ts';

/** Named the same each time: duplicates are told within a source. */
export interface PositionSource {
  readonly name: string;
}

export interface Taken {
  readonly stored: number;
  readonly duplicate: number;
  /** Late, of the future or without a place. */
  readonly marked: number;
  /** Devices that nothing can be named by. */
  readonly refused: number;
}

export interface TrackFlowParts {
  readonly positions: PositionStore;
  readonly clock: () => Date;
  /** Zones are looked at and listeners told. */
  onStored(): void;
}

/** Fixes that a feed brings before what came in is sorted. */
const settleEvery = 100_000;

export class TrackFlow {
  readonly #parts: TrackFlowParts;
  #unsettled = 0;

  constructor(parts: TrackFlowParts) {
    this.#parts = parts;
  }

  /** Resolves after the commit. */
  async takeIn(
    source: PositionSource,
    fixes: readonly RawFix[],
    signal?: AbortSignal,
  ): Promise<Taken> {
    signal?.throwIfAborted();
    const { positions, clock } = this.#parts;
    const { rows, refused } = identified(fixes);
    const number = await positions.source(source.name);
    const batch = await cleanFixes(rows, await positions.devices(rows.keys), clock().getTime());
    const { stored, duplicate } = await positions.append({ source: number, file: 0 }, batch);
    this.#unsettled += stored;
    if (this.#unsettled >= settleEvery) {
      this.#unsettled = 0;
      await positions.settle();
    }
    if (stored > 0) this.#parts.onStored();
    const marked = batch.flags.reduce((sum, flags) => sum + (flags === 0 ? 0 : 1), 0);
    return { stored, duplicate, marked, refused };
  }
}

function identified(fixes: readonly RawFix[]): {
  rows: ReturnType<FixRowBuilder['take']>;
  refused: number;
} {
  const rows = new FixRowBuilder(Math.max(1, fixes.length));
  let refused = 0;
  for (const fix of fixes) {
    const { device, terminal = '', name = '', imo = '' } = fix;
    const key = rows.keyOf(
      `${device.scheme}\u001f${device.value}\u001f${terminal}\u001f${name}\u001f${imo}`,
      () => keyOf(device, { terminal, name, imo }),
    );
    if (
      key < 0 ||
      !(Math.abs(fix.lng) <= 180) ||
      !(Math.abs(fix.lat) <= 90) ||
      !Number.isFinite(fix.at)
    )
      refused++;
    else
      rows.add(
        key,
        Math.trunc(fix.at),
        fix.received ?? NaN,
        fix.lng,
        fix.lat,
        datums.indexOf(fix.datum),
        fix.kmh ?? NaN,
        fix.course ?? NaN,
      );
  }
  return { rows: rows.take(), refused };
}

function keyOf(
  { scheme, value }: RawFix['device'],
  besides: { readonly terminal: string; readonly name: string; readonly imo: string },
): DeviceKey | null {
  const said = { plate: '', mmsi: '', ...besides };
  return deviceKey(
    scheme === 'terminal' ? { ...said, imo: '', terminal: value } : { ...said, [scheme]: value },
  );
}
