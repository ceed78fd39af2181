/** The fixes of one file: taken out again, or read anew in another datum. */
import type { CleanFixes, PositionFile } from '../../ports/position-store.ts';
import { appendFixes, nextBatch, recount } from './append-fixes.ts';
import type { PositionSql, PositionTransaction } from './position-sql.ts';
import { fixColumns } from './position-tables.ts';

type Tables = Pick<PositionSql, 'fixTables'>;

/** @returns fixes removed */
export async function removeFile(
  tables: Tables,
  tx: PositionTransaction,
  fileId: string,
  state: 'loading' | 'withdrawn',
): Promise<number> {
  const row = await fileOf(tx, fileId);
  if (!row) return 0;
  const file = row.number;
  const removed = await removeFixes(tables, tx, file);
  await tx.execute(`DELETE FROM position_refused WHERE file = ${file}`);
  if (state === 'loading') await tx.execute(`DELETE FROM position_file WHERE number = ${file}`);
  else await tx.execute(`UPDATE position_file SET state = 'withdrawn' WHERE number = ${file}`);
  return removed;
}

/** Fixes that are cleaned at a time. */
const partFixes = 50_000;

interface OwnFix {
  readonly device: number;
  readonly moment: number;
  readonly received: number | null;
  readonly lng: number;
  readonly lat: number;
  readonly kmh: number | null;
  readonly course: number | null;
}

/** What the file said goes in again, so that everything is as if it had been loaded in this datum. @returns fixes read anew */
export async function rereadFile(
  tables: Tables,
  tx: PositionTransaction,
  fileId: string,
  datum: string,
  clean: CleanFixes,
): Promise<number> {
  const row = await fileOf(tx, fileId);
  if (row?.state !== 'loaded') return 0;
  const { number: file, source } = row;
  const own = (from: string): string =>
    `SELECT device, moment, received, COALESCE(own_lng, lng) AS lng, COALESCE(own_lat, lat) AS lat, kmh, course FROM ${from} WHERE file = ${file}`;
  await tx.execute(
    tx.dialect.createTemp(
      'said',
      `SELECT row_number() OVER (ORDER BY device, moment, lng, lat) AS place, u.* FROM (${own('position')} UNION ALL ${own('position_again')}) u`,
    ),
  );
  await removeFixes(tables, tx, file);
  const [count] = await tx.query<{ n: number }>(`SELECT count(*) AS n FROM said`);
  const total = count?.n ?? 0;
  for (let from = 0; from < total; from += partFixes) {
    const part = await tx.query<OwnFix>(
      `SELECT device, CAST(moment AS DOUBLE PRECISION) AS moment, CAST(received AS DOUBLE PRECISION) AS received, lng, lat, kmh, course
       FROM said WHERE place > ${from} AND place <= ${from + partFixes} ORDER BY place`,
    );
    const number = (value: number | null): number => value ?? NaN;
    const batch = await clean({
      count: part.length,
      device: Int32Array.from(part, ({ device }) => device),
      at: Float64Array.from(part, ({ moment }) => moment),
      received: Float64Array.from(part, ({ received }) => number(received)),
      lng: Float64Array.from(part, ({ lng }) => lng),
      lat: Float64Array.from(part, ({ lat }) => lat),
      kmh: Float32Array.from(part, ({ kmh }) => number(kmh)),
      course: Float32Array.from(part, ({ course }) => number(course)),
    });
    await appendFixes(tables, tx, { source, file }, batch);
  }
  await tx.execute(`DROP TABLE said`);
  await tx.execute(`UPDATE position_file SET datum = $1 WHERE number = ${file}`, [datum]);
  return total;
}

async function fileOf(
  tx: PositionTransaction,
  fileId: string,
): Promise<Pick<PositionFile, 'number' | 'source' | 'state'> | undefined> {
  const [row] = await tx.query<Pick<PositionFile, 'number' | 'source' | 'state'>>(
    `SELECT number, source, state FROM position_file WHERE file_id = CAST($1 AS UUID)`,
    [fileId],
  );
  return row;
}

/** What another file said of the same moments counts again. @returns fixes removed */
async function removeFixes(
  { fixTables }: Tables,
  tx: PositionTransaction,
  file: number,
): Promise<number> {
  await tx.execute(
    tx.dialect.createTemp(
      'gone',
      `SELECT mover, moment, device, source FROM position WHERE file = ${file}`,
    ),
  );
  for (const table of fixTables) await tx.execute(`DELETE FROM ${table} WHERE file = ${file}`);
  await tx.execute(`DELETE FROM position_again WHERE file = ${file}`);
  const same = `g.device = a.device AND g.moment = a.moment AND g.source = a.source`;
  await tx.execute(
    tx.dialect.createTemp(
      'back',
      `SELECT DISTINCT ON (a.device, a.moment, a.source) ${fixColumns
        .split(', ')
        .map((name) => `a.${name}`)
        .join(', ')}
       FROM position_again a JOIN gone g ON ${same} ORDER BY a.device, a.moment, a.source, a.lng, a.lat, a.file`,
    ),
  );
  await tx.execute(
    `INSERT INTO ${fixTables.at(-1)} (${fixColumns}) SELECT ${fixColumns} FROM back`,
  );
  await tx.execute(
    `DELETE FROM position_again AS a USING back g WHERE ${same} AND g.file = a.file`,
  );
  const batch = await nextBatch(tx);
  await tx.execute(
    `INSERT INTO position_touched (batch, mover, from_at, to_at) SELECT ${batch}, mover, min(moment), max(moment) FROM gone GROUP BY mover`,
  );
  await recount(tx, `SELECT mover FROM gone`);
  const [count] = await tx.query<{ n: number }>(`SELECT count(*) AS n FROM gone`);
  for (const table of ['back', 'gone']) await tx.execute(`DROP TABLE ${table}`);
  return count?.n ?? 0;
}
