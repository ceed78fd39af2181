/** Reads files of positions by the plainest means and by nothing of the generator's, so that tests can look in them for what the answers say. */
import gcoord from 'gcoord';
import iconv from 'iconv-lite';
import type { WrittenPlace } from './answers.ts';

export interface Row {
  readonly of: string;
  readonly device: string;
  /** Seconds since 1970 of the clock in China. */
  readonly at: number;
  /** Null when the supplier does not say. */
  readonly received: number | null;
  readonly place: WrittenPlace;
}

/** A row as it is written, and what it says. */
export interface ReadRow {
  readonly text: string;
  readonly row: Row;
}

/** Seconds since 1970; a text without a zone is taken as it is. */
export function clock(text: string): number {
  return Date.parse(text.endsWith('Z') ? text : `${text.replace(' ', 'T')}Z`) / 1_000;
}

/** Rows of one file in its order, places in WGS-84, times of the clock in China. */
export function readPositions(bytes: Buffer, supplier: string): ReadRow[] {
  if (supplier === 'AIS')
    return lines(bytes.toString('utf8')).map((text) => {
      const ship = JSON.parse(text) as { mmsi: string; time: string; lon: number; lat: number };
      const at = clock(ship.time) + 8 * 3_600;
      const place = [ship.lon, ship.lat] as const;
      return { text, row: { of: ship.mmsi, device: ship.mmsi, at, received: null, place } };
    });
  const gcj = supplier === '粤运智联';
  const [header = '', ...rest] = lines(
    gcj ? iconv.decode(bytes, 'gb18030') : bytes.toString('utf8'),
  );
  return rest.map((text) => {
    const cells = text.split(gcj ? ',' : ';');
    const [of = '', device = '', at = ''] = cells;
    const received = gcj ? null : clock(cells[3] ?? '');
    const written = [Number(cells[gcj ? 3 : 4]), Number(cells[gcj ? 4 : 5])] as [number, number];
    if (gcj && (!header.includes('坐标系') || cells[5] !== 'GCJ-02'))
      throw new Error(`no datum: ${text}`);
    const [lon, lat] = gcj ? gcoord.transform(written, gcoord.GCJ02, gcoord.WGS84) : written;
    return {
      text,
      row: { of: of.replace('·', ''), device, at: clock(at), received, place: [lon, lat] as const },
    };
  });
}

export function lines(text: string): string[] {
  return text.replace('\ufeff', '').trimEnd().split(/\r?\n/);
}

/** Kilometres on a sphere. */
export function km(a: WrittenPlace, b: WrittenPlace): number {
  const rad = Math.PI / 180;
  const h =
    Math.sin(((b[1] - a[1]) * rad) / 2) ** 2 +
    Math.cos(a[1] * rad) * Math.cos(b[1] * rad) * Math.sin(((b[0] - a[0]) * rad) / 2) ** 2;
  return 2 * 6_371 * Math.asin(Math.sqrt(h));
}

export function grouped<T>(rows: readonly T[], by: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(by(row));
    if (group === undefined) groups.set(by(row), [row]);
    else group.push(row);
  }
  return groups;
}

export function speed(a: Row, b: Row): number {
  return km(a.place, b.place) / (Math.max(1, b.at - a.at) / 3_600);
}

/** A clock that is wrong by more than an hour is put right by the time of receipt. */
export function righted(row: Row): Row {
  return row.received !== null && Math.abs(row.received - row.at) > 3_600
    ? { ...row, at: row.received }
    : row;
}

/** Tracks of single terminals in order of time, and the fixes that lie beside them. */
export function tracksOf(rows: readonly Row[]): { track: Map<string, Row[]>; beside: Row[] } {
  const track = new Map<string, Row[]>();
  const beside: Row[] = [];
  for (const [device, list] of grouped(rows, ({ device: id }) => id)) {
    const sorted = list.toSorted((a, b) => a.at - b.at);
    const kept = sorted.filter((row, i) => {
      const [before, after] = [sorted[i - 1], sorted[i + 1]];
      const out =
        before === undefined || (speed(before, row) > 250 && km(before.place, row.place) > 20);
      const back =
        after === undefined || (speed(row, after) > 250 && km(row.place, after.place) > 20);
      const jumps = out && back && (before !== undefined || after !== undefined);
      if (jumps) beside.push(row);
      return !jumps;
    });
    track.set(device, kept);
  }
  return { track, beside };
}
