/** Declarations as typed rows, with totals, and the file and row that say them. */
import type { CurrencyAmount, MonthValue } from '../generated/resolvers.ts';
import { idList } from './entity-ids.ts';
import type { DeclarationModel } from '../graphql/models.ts';
import { DeclarationFilter } from './declaration-filter.ts';
import type { ViewedTruth } from './truth.ts';

interface DeclarationRow extends Omit<
  DeclarationModel,
  'id' | 'fileId' | 'fileName' | 'throughFileName' | 'row' | 'goods'
> {
  readonly record_id: string;
  readonly version: string;
  readonly hs_code: string | null;
}

export interface DeclarationTotals {
  readonly total: number;
  readonly value: number;
  readonly amounts: CurrencyAmount[];
  readonly converted: number;
  readonly unconverted: number;
  readonly mass: number;
}

export const noDeclarations: DeclarationTotals = {
  total: 0,
  value: 0,
  amounts: [],
  converted: 0,
  unconverted: 0,
  mass: 0,
};

/** Newest first. */
export async function readDeclarations(
  truth: ViewedTruth,
  filter: DeclarationFilter,
  limit: number,
  offset: number,
): Promise<DeclarationModel[]> {
  const rows = await truth.query<DeclarationRow>(
    `SELECT record_id, version, number, date, direction, trader, declarant, overseas, carrier, vehicle, vessel, container, port,
            hs, hs_code, origin, destination, mode, value, currency, yuan, yuan_basis AS "yuanBasis", mass, quantity, inspection, extra
     FROM declaration WHERE ${filter.where}
     ORDER BY date DESC NULLS LAST, number, record_id LIMIT ${Math.trunc(limit)} OFFSET ${Math.trunc(offset)}`,
    filter.parameters,
  );
  const places = await readPlaces(truth, rows);
  return rows.map(({ record_id, version, hs, hs_code, ...row }) => {
    const place = places.get(`${record_id}/${version}`);
    return {
      ...row,
      id: record_id,
      number: row.number ?? '',
      direction: row.direction ?? '',
      hs: hs_code,
      goods: hs,
      fileId: place?.file_id ?? '',
      fileName: place?.name ?? '',
      row: place?.row_no ?? 0,
      throughFileName: place && place.through_id !== place.file_id ? place.through_name : null,
    };
  });
}

export async function readTotals(
  truth: ViewedTruth,
  filter: DeclarationFilter,
): Promise<DeclarationTotals> {
  const [row] = await truth.query<Omit<DeclarationTotals, 'amounts'>>(
    `SELECT count(*) AS total, ${yuanSums}, CAST(COALESCE(sum(mass), 0) AS BIGINT) AS mass
     FROM declaration WHERE ${filter.where}`,
    filter.parameters,
  );
  return row ? { ...row, amounts: await readAmounts(truth, filter) } : noDeclarations;
}

/** Value in yuan, and how many declarations a rate converted or nothing did. */
export const yuanSums = `CAST(COALESCE(sum(yuan), 0) AS BIGINT) AS value,
  CAST(COALESCE(sum(CASE WHEN yuan_basis = 'rate' THEN 1 ELSE 0 END), 0) AS BIGINT) AS converted,
  CAST(COALESCE(sum(CASE WHEN yuan_basis = 'none' THEN 1 ELSE 0 END), 0) AS BIGINT) AS unconverted`;

/** What was declared, per currency. */
export function readAmounts(
  truth: ViewedTruth,
  filter: DeclarationFilter,
): Promise<CurrencyAmount[]> {
  return truth.query<CurrencyAmount>(
    `SELECT COALESCE(currency, 'XXX') AS currency, CAST(sum(value) AS BIGINT) AS value, count(*) AS declarations
     FROM declaration WHERE ${filter.where} AND value IS NOT NULL GROUP BY 1 ORDER BY 1`,
    filter.parameters,
  );
}

export function readMonths(truth: ViewedTruth, filter: DeclarationFilter): Promise<MonthValue[]> {
  return truth.query<MonthValue>(
    `SELECT CASE WHEN month = 0 THEN '' ELSE substr(CAST(month AS TEXT), 1, 4) || '-' || substr(CAST(month AS TEXT), 5, 2) END AS month,
            COALESCE(direction, '') AS direction, count(*) AS count,
            CAST(COALESCE(sum(yuan), 0) AS BIGINT) AS value, CAST(COALESCE(sum(mass), 0) AS BIGINT) AS mass
     FROM declaration WHERE ${filter.where} GROUP BY 1, 2 ORDER BY 1, 2`,
    filter.parameters,
  );
}

/** Sums per month and direction of the declarations behind an aggregated relation. */
export async function monthsBehind(
  truth: ViewedTruth,
  relation: { readonly kind: string; readonly source: string; readonly target: string },
): Promise<MonthValue[]> {
  const filter = new DeclarationFilter(truth.ontology);
  return filter.relation(relation) ? readMonths(truth, filter) : [];
}

interface Place {
  readonly record_id: string;
  readonly version: string;
  readonly file_id: string;
  readonly name: string;
  readonly row_no: number;
  readonly through_id: string;
  readonly through_name: string;
}

/** File and row that say each of the given declarations, and the newest live file that says the same. */
async function readPlaces(
  truth: ViewedTruth,
  rows: readonly DeclarationRow[],
): Promise<Map<string, Place>> {
  if (rows.length === 0) return new Map();
  const places = await truth.query<Place>(
    `SELECT a.record_id, a.version, b.file_id, b.name, a.row_no, f.file_id AS through_id, f.name AS through_name
     FROM assertion a JOIN file f ON f.file_no = a.file_no JOIN file b ON b.file_no = a.row_file
     WHERE f.live AND a.record_id IN ${idList('$1')}
     ORDER BY a.source_date NULLS FIRST, f.file_no`,
    [rows.map((row) => row.record_id).join(',')],
  );
  return new Map(places.map((place) => [`${place.record_id}/${place.version}`, place]));
}
