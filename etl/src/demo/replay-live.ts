/** Replays the last days of the demo's positions as a live feed: first the hours before now at speed, then in true time. */
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DeviceKey } from '@phecda/graph-schema/ports/position-store';
import { datums } from '../positions/fix-rows.ts';
import { positionTableReader } from '../positions/read-position-table.ts';

export interface ReplayOptions {
  /** Folder that holds `positions`. */
  readonly folder: string;
  /** Of the server. */
  readonly url: string;
  /** Of a feed by HTTP, made on the screen of imports. */
  readonly key: string;
  /** Before now, from which it begins. */
  readonly hours: number;
  /** Times as fast as in truth, until now is reached. */
  readonly speed: number;
  readonly signal?: AbortSignal;
  readonly onSent: (sent: number, at: Date) => void;
}

interface Fix {
  /** Milliseconds of the day. */
  readonly at: number;
  readonly key: DeviceKey;
  readonly lng: number;
  readonly lat: number;
  readonly datum: string;
  readonly kmh: number;
  readonly course: number;
}

const dayMs = 86_400_000;
const districtMs = 8 * 3_600_000;
const tickMs = 1_000;
/** Positions of one request. */
const mostAtOnce = 500;

export async function replayLive(options: ReplayOptions): Promise<void> {
  const fixes = await lastDay(options.folder);
  if (fixes.length === 0) throw new Error(`There are no positions in ${options.folder}.`);
  let reached = Date.now() - options.hours * 3_600_000;
  let sent = 0;
  for (;;) {
    options.signal?.throwIfAborted();
    const until = Math.min(Date.now(), reached + tickMs * options.speed);
    for (const part of parts(between(fixes, reached, until))) {
      await send(options, part);
      sent += part.length;
    }
    reached = until;
    options.onSent(sent, new Date(reached));
    await sleep(tickMs, undefined, options.signal ? { signal: options.signal } : {});
  }
}

/** The same day over and over, so that each hour is lived through in its own light. */
function between(fixes: readonly Fix[], from: number, to: number): Record<string, unknown>[] {
  const found: Record<string, unknown>[] = [];
  for (let day = startOfDay(from); day < to; day += dayMs)
    for (const fix of fixes) {
      const at = day + fix.at;
      if (at <= from || at > to) continue;
      const { scheme, value, terminal, name } = fix.key;
      found.push({
        [scheme === 'terminal' ? 'id' : scheme]: value,
        ...(terminal === '' ? {} : { id: terminal }),
        ...(name === '' ? {} : { name }),
        timestamp: new Date(at).toISOString(),
        lng: fix.lng,
        lat: fix.lat,
        datum: fix.datum,
        ...(Number.isNaN(fix.kmh) ? {} : { kmh: fix.kmh }),
        ...(Number.isNaN(fix.course) ? {} : { bearing: fix.course }),
      });
    }
  return found;
}

function startOfDay(at: number): number {
  return Math.floor((at + districtMs) / dayMs) * dayMs - districtMs;
}

function* parts<T>(all: readonly T[]): Generator<readonly T[]> {
  for (let from = 0; from < all.length; from += mostAtOnce)
    yield all.slice(from, from + mostAtOnce);
}

async function send({ url, key }: ReplayOptions, fixes: readonly unknown[]): Promise<void> {
  const response = await fetch(new URL('/api/positions', url), {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify(fixes),
  });
  if (!response.ok && response.status !== 429)
    throw new Error(`The server answered ${response.status}: ${await response.text()}`);
}

/** Of each supplier the file of its last day but one, which is whole. */
async function lastDay(folder: string): Promise<Fix[]> {
  const positions = join(folder, 'positions');
  const there = await stat(positions).catch(() => null);
  if (there?.isDirectory() !== true)
    throw new Error(`There is no folder ${positions}: make it with npm run demo.`);
  const bySupplier = new Map<string, string[]>();
  for (const name of (await readdir(positions)).sort()) {
    const supplier = name.replace(/\d+/g, '');
    bySupplier.set(supplier, [...(bySupplier.get(supplier) ?? []), name]);
  }
  const fixes: Fix[] = [];
  for (const names of bySupplier.values()) {
    const name = names.at(-2) ?? names[0] ?? '';
    for await (const rows of positionTableReader.read(join(positions, name), name, {}))
      for (let i = 0; i < rows.count; i++) {
        const key = rows.keys[rows.key[i] ?? -1];
        const at = rows.at[i] ?? 0;
        if (key === undefined) continue;
        fixes.push({
          key,
          at: at - startOfDay(at),
          lng: rows.lng[i] ?? 0,
          lat: rows.lat[i] ?? 0,
          datum: datums[rows.datum[i] ?? 0] ?? 'WGS-84',
          kmh: rows.kmh[i] ?? NaN,
          course: rows.course[i] ?? NaN,
        });
      }
  }
  return fixes.sort((a, b) => a.at - b.at);
}
