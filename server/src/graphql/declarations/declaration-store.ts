/** Declarations as typed rows, with totals, and the file and row that say them. */
import type { SqlReader } from '@phecda/graph-schema';
import type { MonthValue } from '../../generated/resolvers.ts';
import { idList } from '../entity/resolve-id.ts';
import type { DeclarationModel } from '../models.ts';
import { DeclarationFilter } from './declaration-filter.ts';

interface DeclarationRow extends Omit<
  DeclarationModel,
  'id' | 'fileId' | 'fileName' | 'row' | 'hs'
> {
  readonly record_id: string;
  readonly version: string;
  readonly hs_code: string | null;
}

export interface DeclarationTotals {
  readonly total: number;
  readonly value: number;
  readonly mass: number;
}

/** Newest first. */
export async function readDeclarations(
  sql: SqlReader,
  filter: DeclarationFilter,
  limit: number,
  offset: number,
): Promise<DeclarationModel[]> {
  const rows = await sql.query<DeclarationRow>(
    `SELECT record_id, version, number, date, direction, trader, declarant, overseas, carrier, vehicle, vessel, container, port,
            hs_code, origin, destination, mode, value, currency, mass, quantity, inspection, extra
     FROM declaration WHERE ${filter.where}
     ORDER BY date DESC NULLS LAST, number, record_id LIMIT ${Math.trunc(limit)} OFFSET ${Math.trunc(offset)}`,
    filter.parameters,
  );
  const places = await readPlaces(sql, rows);
  return rows.map(({ record_id, version, hs_code, ...row }) => {
    const place = places.get(`${record_id}/${version}`);
    return {
      ...row,
      id: record_id,
      number: row.number ?? '',
      direction: row.direction ?? '',
      hs: hs_code,
      fileId: place?.file_id ?? '',
      fileName: place?.name ?? '',
      row: place?.row_no ?? 0,
    };
  });
}

export async function readTotals(
  sql: SqlReader,
  filter: DeclarationFilter,
): Promise<DeclarationTotals> {
  const [row] = await sql.query<DeclarationTotals>(
    `SELECT count(*) AS total, CAST(COALESCE(sum(value), 0) AS BIGINT) AS value, CAST(COALESCE(sum(mass), 0) AS BIGINT) AS mass
     FROM declaration WHERE ${filter.where}`,
    filter.parameters,
  );
  return row ?? { total: 0, value: 0, mass: 0 };
}

export function readMonths(sql: SqlReader, filter: DeclarationFilter): Promise<MonthValue[]> {
  return sql.query<MonthValue>(
    `SELECT CASE WHEN month = 0 THEN '' ELSE substr(CAST(month AS TEXT), 1, 4) || '-' || substr(CAST(month AS TEXT), 5, 2) END AS month,
            COALESCE(direction, '') AS direction, count(*) AS count,
            CAST(COALESCE(sum(value), 0) AS BIGINT) AS value, CAST(COALESCE(sum(mass), 0) AS BIGINT) AS mass
     FROM declaration WHERE ${filter.where} GROUP BY 1, 2 ORDER BY 1, 2`,
    filter.parameters,
  );
}

/** Sums per month and direction of the declarations behind an aggregated relation. */
export async function monthsBehind(
  sql: SqlReader,
  relation: { readonly kind: string; readonly source: string; readonly target: string },
): Promise<MonthValue[]> {
  const filter = new DeclarationFilter();
  return filter.relation(relation) ? readMonths(sql, filter) : [];
}

interface Place {
  readonly record_id: string;
  readonly version: string;
  readonly file_id: string;
  readonly name: string;
  readonly row_no: number;
}

/** The newest live file and row that say each of the given rows. */
async function readPlaces(
  sql: SqlReader,
  rows: readonly DeclarationRow[],
): Promise<Map<string, Place>> {
  if (rows.length === 0) return new Map();
  const places = await sql.query<Place>(
    `SELECT a.record_id, a.version, f.file_id, f.name, a.row_no
     FROM assertion a JOIN file f ON f.file_no = a.file_no
     WHERE f.live AND a.record_id IN ${idList('$1')}
     ORDER BY a.source_date NULLS FIRST, f.file_no`,
    [rows.map((row) => row.record_id).join(',')],
  );
  return new Map(places.map((place) => [`${place.record_id}/${place.version}`, place]));
}
