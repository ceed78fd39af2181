/** The store of positions over either engine: shared SQL text, columns at the edge. */
import { fixFlags } from '../../ports/position-store.ts';
import type {
  Appended,
  BatchOrigin,
  Box,
  CleanFixes,
  DeviceBinding,
  DeviceKey,
  DeviceScheme,
  FixBatch,
  FixColumns,
  KeptMoments,
  MoverFacts,
  MoverQuery,
  PositionFile,
  PositionStore,
  RefusedFix,
  SourceFacts,
  StandingPlace,
  TouchedSpan,
  Volume,
} from '../../ports/position-store.ts';
import type { SqlValue } from '../../ports/sql.ts';
import { appendFixes } from './append-fixes.ts';
import { bindDevices } from './bind-devices.ts';
import { DeviceNumbers } from './device-numbers.ts';
import { removeFile, rereadFile } from './file-fixes.ts';
import { selectFixes, type PositionSql } from './position-sql.ts';
import { keepMoments, removeBefore } from './thin-fixes.ts';

/** Fixes that a scan holds at once. */
const scanFixes = 200_000;
const moverColumns = `mover, kind, scheme, value, name, COALESCE(imo, '') AS imo, first_at AS "first", last_at AS "last", fixes`;
/** No fix says where the mover was. */
const unplaced = fixFlags.future | fixFlags.noFix;
/** The longest of a file tell enough. */
const mostStops = 60;
const mostPlaces = 5_000;
/** A ship's transponder knows WGS-84 alone. */
const ofTrucks = `device NOT IN (SELECT device FROM position_device WHERE scheme IN ('mmsi', 'imo'))`;
/** Slower is standing; who says no speed is where it says so again. */
const standing = (lng: string, lat: string): string =>
  `avg(${lng}) AS lng, avg(${lat}) AS lat, count(*) AS fixes FROM position WHERE (kmh < 3 OR kmh IS NULL) AND (flags & ${unplaced}) = 0`;
/** Of one device within about a hundred metres, the longest first. */
const stood = (lng: string, lat: string): string =>
  `GROUP BY device, round(${lng} * 1000), round(${lat} * 1000) HAVING count(*) >= 3 ORDER BY count(*) DESC, 1, 2`;
const inOrder = 'ORDER BY mover, moment, device, source';

export class SqlPositionStore implements PositionStore {
  readonly engine: 'duckdb' | 'postgres';
  readonly #sql: PositionSql;
  readonly #devices: DeviceNumbers;
  readonly #sources = new Map<string, number>();

  constructor(sql: PositionSql) {
    this.#sql = sql;
    this.engine = sql.engine;
    this.#devices = new DeviceNumbers(sql);
  }

  async source(name: string): Promise<number> {
    const known = this.#sources.get(name);
    if (known !== undefined) return known;
    const number = await this.#sql.write(async (tx) => {
      const rows = await tx.query<SourceFacts>(`SELECT source, name FROM position_source`);
      const found = rows.find((row) => row.name === name);
      if (found) return found.source;
      const next = Math.max(0, ...rows.map(({ source }) => source)) + 1;
      await tx.execute(`INSERT INTO position_source (source, name) VALUES ($1, $2)`, [next, name]);
      return next;
    });
    this.#sources.set(name, number);
    return number;
  }

  sources(): Promise<SourceFacts[]> {
    return this.#sql.query<SourceFacts>(`SELECT source, name FROM position_source ORDER BY source`);
  }

  devices(keys: readonly DeviceKey[]): Promise<Int32Array> {
    return this.#devices.take(keys);
  }

  append(origin: BatchOrigin, batch: FixBatch): Promise<Appended> {
    return this.#sql.write((tx) => appendFixes(this.#sql, tx, origin, batch));
  }

  settle(): Promise<void> {
    return this.#sql.settle();
  }

  async movers({
    terms = [],
    kind,
    limit,
  }: MoverQuery): Promise<{ total: number; movers: MoverFacts[] }> {
    const parameters: SqlValue[] = [];
    const where = ['fixes > 0'];
    if (kind !== undefined) where.push(`kind = $${parameters.push(kind)}`);
    const fits = terms.map((term) => {
      const place = parameters.push(term.toUpperCase());
      return `position(CAST($${place} AS TEXT) IN upper(value)) > 0 OR position(CAST($${place} AS TEXT) IN upper(name)) > 0`;
    });
    if (fits.length > 0) where.push(`(${fits.join(' OR ')})`);
    const from = `FROM position_mover WHERE ${where.join(' AND ')}`;
    const [[count], movers] = await Promise.all([
      this.#sql.query<{ n: number }>(`SELECT count(*) AS n ${from}`, parameters),
      this.#sql.query<MoverFacts>(
        `SELECT ${moverColumns} ${from} ORDER BY kind, value LIMIT ${Math.trunc(limit)}`,
        parameters,
      ),
    ]);
    return { total: count?.n ?? 0, movers };
  }

  async moversByNumber(numbers: readonly number[]): Promise<MoverFacts[]> {
    if (numbers.length === 0) return [];
    return this.#sql.query<MoverFacts>(
      `SELECT ${moverColumns} FROM position_mover WHERE mover IN (${listOf(numbers)}) ORDER BY mover`,
    );
  }

  async mover(scheme: DeviceScheme, value: string): Promise<MoverFacts | null> {
    const [row] = await this.#sql.query<MoverFacts>(
      `SELECT ${moverColumns} FROM position_mover WHERE scheme = $1 AND value = $2 AND fixes > 0`,
      [scheme, value],
    );
    return row ?? null;
  }

  track(mover: number, from: number, to: number): Promise<FixColumns> {
    return this.#sql.columns(
      `SELECT ${selectFixes} FROM position WHERE mover = ${Math.trunc(mover)} AND moment BETWEEN ${whole(from)} AND ${whole(to)} ORDER BY moment, device, source`,
    );
  }

  within({ west, south, east, north }: Box, from: number, to: number): Promise<FixColumns> {
    const lng = west <= east ? 'lng BETWEEN $1 AND $2' : '(lng >= $1 OR lng <= $2)';
    return this.#sql.columns(
      `SELECT ${selectFixes} FROM position WHERE moment BETWEEN ${whole(from)} AND ${whole(to)} AND lat BETWEEN $3 AND $4 AND ${lng} ${inOrder}`,
      [west, east, south, north],
    );
  }

  async *scan(from: number, to: number, movers?: readonly number[]): AsyncIterable<FixColumns> {
    const rows = await this.#sql.query<{ mover: number; fixes: number }>(
      `SELECT mover, fixes FROM position_mover WHERE fixes > 0 ${movers === undefined ? '' : `AND mover IN (${listOf(movers)})`} ORDER BY mover`,
    );
    for (let begin = 0; begin < rows.length;) {
      let end = begin;
      for (let sum = 0; end < rows.length && (end === begin || sum < scanFixes); end++)
        sum += rows[end]?.fixes ?? 0;
      const part = rows.slice(begin, end).map(({ mover }) => mover);
      const range =
        movers === undefined
          ? `mover BETWEEN ${part[0]} AND ${part.at(-1)}`
          : `mover IN (${listOf(part)})`;
      const columns = await this.#sql.columns(
        `SELECT ${selectFixes} FROM position WHERE ${range} AND moment BETWEEN ${whole(from)} AND ${whole(to)} ${inOrder}`,
      );
      yield* byMover(columns);
      begin = end;
    }
  }

  latest(asOf?: number): Promise<FixColumns> {
    return this.#sql.columns(
      asOf === undefined
        ? `SELECT ${selectFixes} FROM position_last ORDER BY mover`
        : `SELECT ${selectFixes} FROM (SELECT DISTINCT ON (mover) * FROM position WHERE moment <= ${whole(asOf)} AND (flags & 1) = 0 ORDER BY mover, moment DESC, device, source) l ORDER BY mover`,
    );
  }

  nearest(at: number, side: 'before' | 'after', movers: readonly number[]): Promise<FixColumns> {
    const [beyond, next, order] = side === 'before' ? ['<', 'max', 'DESC'] : ['>', 'min', 'ASC'];
    // The moment alone is read of all fixes, the rest of those few.
    return this.#sql.columns(
      `SELECT ${selectFixes} FROM (
         SELECT DISTINCT ON (p.mover) p.* FROM position p JOIN (
           SELECT mover, ${next}(moment) AS moment FROM position
           WHERE mover IN (${listOf(movers)}) AND moment ${beyond} ${whole(at)} AND (flags & ${unplaced}) = 0 GROUP BY mover
         ) n ON n.mover = p.mover AND n.moment = p.moment
         WHERE (p.flags & ${unplaced}) = 0 ORDER BY p.mover, p.moment ${order}, p.device, p.source) l ORDER BY mover`,
    );
  }

  async bind(bindings: readonly DeviceBinding[]): Promise<number> {
    await this.devices(bindings.map(({ target }) => ({ ...target, terminal: '', name: '' })));
    const bound = bindings.flatMap(({ scheme, value, target, from, to }) => {
      const mover = this.#devices.moverOf(target);
      return mover === null
        ? []
        : [
            {
              scheme,
              value,
              mover,
              from: Number(whole(from ?? -Infinity)),
              to: Number(whole(to ?? Infinity)),
            },
          ];
    });
    return this.#sql.write((tx) => bindDevices(this.#sql, tx, bound));
  }

  moversOfImo(imo: string): Promise<MoverFacts[]> {
    return this.#sql.query<MoverFacts>(
      `SELECT ${moverColumns} FROM position_mover WHERE imo = $1 AND fixes > 0 ORDER BY mover`,
      [imo],
    );
  }

  async volume(before: number, everyMs: number): Promise<Volume> {
    const [[all], [old], bytes] = await Promise.all([
      this.#sql.query<{ n: number | null }>(
        `SELECT CAST(sum(fixes) AS BIGINT) AS n FROM position_mover`,
      ),
      this.#sql.query<{ n: number; buckets: number }>(
        `SELECT CAST(COALESCE(sum(n), 0) AS BIGINT) AS n, count(*) AS buckets FROM (
           SELECT count(*) AS n FROM position WHERE moment < ${whole(before)} GROUP BY mover, CAST(floor(moment / CAST(${whole(everyMs)} AS DOUBLE PRECISION)) AS BIGINT)) b`,
      ),
      this.#sql.bytes(),
    ]);
    return { fixes: all?.n ?? 0, before: old?.n ?? 0, buckets: old?.buckets ?? 0, bytes };
  }

  keepMoments(from: number, to: number, movers: readonly KeptMoments[]): Promise<number> {
    const [start, end] = [Number(whole(from)), Number(whole(to))];
    return this.#sql.write((tx) => keepMoments(this.#sql, tx, start, end, movers));
  }

  removeBefore(before: number): Promise<number> {
    return this.#sql.write((tx) => removeBefore(this.#sql, tx, Number(whole(before))));
  }

  touchedAfter(batch: number): Promise<TouchedSpan[]> {
    return this.#sql.query<TouchedSpan>(
      `SELECT batch, mover, from_at AS "from", to_at AS "to" FROM position_touched WHERE batch > $1 ORDER BY batch, mover`,
      [batch],
    );
  }

  async forgetTouched(upTo: number, lateBefore: number | null = null): Promise<void> {
    await this.#sql.write(async (tx) => {
      if (lateBefore !== null)
        await tx.execute(
          `INSERT INTO position_late (batch, mover, from_at, to_at)
           SELECT batch, mover, from_at, to_at FROM position_touched WHERE batch <= $1 AND from_at < $2`,
          [upTo, whole(lateBefore)],
        );
      await tx.execute(`DELETE FROM position_touched WHERE batch <= $1`, [upTo]);
    });
  }

  late(): Promise<TouchedSpan[]> {
    return this.#sql.query<TouchedSpan>(
      `SELECT batch, mover, from_at AS "from", to_at AS "to" FROM position_late ORDER BY batch, mover`,
    );
  }

  async forgetLate(upTo: number): Promise<void> {
    await this.#sql.write((tx) =>
      tx.execute(`DELETE FROM position_late WHERE batch <= $1`, [upTo]),
    );
  }

  async lastBatch(): Promise<number> {
    const [row] = await this.#sql.query<{ value: number }>(
      `SELECT value FROM position_counter WHERE name = 'batch'`,
    );
    return row?.value ?? 0;
  }

  beginFile(
    file: Pick<PositionFile, 'fileId' | 'name' | 'source' | 'sha256' | 'datum' | 'actor'>,
  ): Promise<number> {
    return this.#sql.write(async (tx) => {
      const [row] = await tx.query<{ number: number | null }>(
        `SELECT max(number) AS number FROM position_file`,
      );
      const number = (row?.number ?? 0) + 1;
      await tx.execute(
        `INSERT INTO position_file (file_id, number, name, source, sha256, datum, actor, made_at, state, rows_read, stored, duplicate, refused)
         VALUES (CAST($1 AS UUID), $2, $3, $4, $5, $6, $7, CAST($8 AS TIMESTAMP), 'loading', 0, 0, 0, 0)`,
        [
          file.fileId,
          number,
          file.name,
          file.source,
          file.sha256,
          file.datum,
          file.actor,
          new Date().toISOString().replace('Z', ''),
        ],
      );
      return number;
    });
  }

  async refuse(file: number, refused: readonly RefusedFix[]): Promise<void> {
    if (refused.length === 0) return;
    await this.#sql.write(async (tx) => {
      for (const { row, field, value, code } of refused)
        await tx.execute(
          `INSERT INTO position_refused (file, row_no, field, value, code) VALUES ($1, $2, $3, $4, $5)`,
          [file, row, field, value, code],
        );
    });
  }

  async endFile(
    fileId: string,
    {
      rows,
      stored,
      duplicate,
      refused,
    }: Pick<PositionFile, 'rows' | 'stored' | 'duplicate' | 'refused'>,
  ): Promise<void> {
    await this.#sql.write((tx) =>
      tx.execute(
        `UPDATE position_file SET state = 'loaded', rows_read = $2, stored = $3, duplicate = $4, refused = $5 WHERE file_id = CAST($1 AS UUID)`,
        [fileId, rows, stored, duplicate, refused],
      ),
    );
  }

  files(): Promise<PositionFile[]> {
    return this.#sql.query<PositionFile>(
      `SELECT file_id AS "fileId", number, name, source, sha256, datum, actor, made_at AS "madeAt", state, rows_read AS "rows", stored, duplicate, refused
       FROM position_file ORDER BY number DESC`,
    );
  }

  refusedOf(file: number, limit: number): Promise<RefusedFix[]> {
    return this.#sql.query<RefusedFix>(
      `SELECT row_no AS "row", field, value, code FROM position_refused WHERE file = $1 ORDER BY row_no LIMIT ${Math.trunc(limit)}`,
      [file],
    );
  }

  removeFile(fileId: string, state: 'loading' | 'withdrawn'): Promise<number> {
    return this.#sql.write((tx) => removeFile(this.#sql, tx, fileId, state));
  }

  rereadFile(fileId: string, datum: string, clean: CleanFixes): Promise<number> {
    return this.#sql.write((tx) => rereadFile(this.#sql, tx, fileId, datum, clean));
  }

  async stopsOf(file: number): Promise<StandingPlace[]> {
    return this.#sql.query<StandingPlace>(
      `SELECT ${standing('COALESCE(own_lng, lng)', 'COALESCE(own_lat, lat)')} AND file = ${whole(file)} AND ${ofTrucks} ${stood('COALESCE(own_lng, lng)', 'COALESCE(own_lat, lat)')} LIMIT ${mostStops}`,
    );
  }

  async stopsIn(cells: readonly bigint[], exceptSource: number): Promise<StandingPlace[]> {
    if (cells.length === 0) return [];
    return this.#sql.query<StandingPlace>(
      `SELECT ${standing('lng', 'lat')} AND source <> ${whole(exceptSource)} AND cell IN (${cells.join(',')}) ${stood('lng', 'lat')} LIMIT ${mostPlaces}`,
    );
  }

  backUp(folder: string): Promise<void> {
    return this.#sql.backUp(folder);
  }

  close(): Promise<void> {
    return this.#sql.close();
  }
}

/** Cuts columns that ascend by mover into one part for each. */
function* byMover(columns: FixColumns): Generator<FixColumns> {
  const { count, mover } = columns;
  for (let from = 0; from < count;) {
    let to = from + 1;
    while (to < count && mover[to] === mover[from]) to++;
    yield {
      count: to - from,
      mover: mover.subarray(from, to),
      device: columns.device.subarray(from, to),
      source: columns.source.subarray(from, to),
      at: columns.at.subarray(from, to),
      lng: columns.lng.subarray(from, to),
      lat: columns.lat.subarray(from, to),
      kmh: columns.kmh.subarray(from, to),
      course: columns.course.subarray(from, to),
      flags: columns.flags.subarray(from, to),
    };
    from = to;
  }
}

/** Whole numbers as SQL text: no limit on their number. */
function listOf(numbers: readonly number[]): string {
  return numbers.length === 0 ? '-1' : numbers.map((number) => Math.trunc(number)).join(',');
}

function whole(at: number): string {
  return String(Math.trunc(Math.max(-8.64e15, Math.min(8.64e15, at))));
}
