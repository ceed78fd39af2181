/** Small worlds written straight into the staged tables, as prepare would make them. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import {
  stagedTables,
  type Sql,
  type SqlValue,
  type StagedTable,
} from '@phecda/graph-schema/ports/sql';
import { canonicalJson } from '@phecda/graph-schema/truth/canonical-json';
import { md5Uuid, recordId } from '@phecda/graph-schema/truth/record-id';
import type { ApplySummary, FileFacts } from '@phecda/graph-schema/truth/types';
import { applyFiles } from '@phecda/etl/commands';
import { recordSecret } from '../support/record-secret.ts';

export interface StagedEntity {
  readonly family: 'entity';
  readonly type: string;
  readonly key: string;
  readonly label?: string;
  readonly props?: Record<string, string | number | boolean | string[]>;
  readonly keys?: readonly string[];
  readonly tags?: readonly string[];
  /** Record id. */
  readonly anchor?: string;
}
export interface StagedRelation {
  readonly family: 'relation';
  readonly type: string;
  /** Record ids. */
  readonly source: string;
  readonly target: string;
  readonly props?: Record<string, string | number>;
  readonly from?: string | null;
  readonly to?: string | null;
}
export interface StagedDeclaration {
  readonly family: 'event';
  readonly number: string;
  readonly date: string | null;
  readonly direction: 'import' | 'export';
  readonly hs?: string;
  readonly origin?: string;
  readonly value?: number;
  /** Default CNY; null = the file does not say. */
  readonly currency?: string | null;
  readonly yuan?: number;
  readonly mass?: number;
  readonly inspection?: string;
  /** Record ids by role (trader, declarant, overseas, port, vehicle …). */
  readonly parties: Readonly<Record<string, string>>;
}
export interface StagedRate {
  readonly family: 'rate';
  readonly currency: string;
  /** 'YYYY-MM' */
  readonly month: string;
  /** Yuan per unit, times 100,000,000. */
  readonly rate: number;
}
export type StagedItem = (StagedEntity | StagedRelation | StagedDeclaration | StagedRate) & {
  readonly sourceDate?: string;
};

export interface StagedFile {
  readonly name: string;
  readonly dataset: string;
  readonly mode?: 'delta' | 'snapshot';
  readonly sourceDate?: string;
  readonly supersedes?: string;
  readonly supplements?: string;
  readonly history?: boolean;
  readonly items: readonly StagedItem[];
}

const partyColumns = [
  'trader',
  'declarant',
  'overseas',
  'carrier',
  'vehicle',
  'vessel',
  'container',
  'port',
  'hs',
];

export const idOf = (dataset: string, type: string, key: string): string =>
  recordId(recordSecret, dataset, type, [key]);

export function stageRows(file: StagedFile): Record<StagedTable, SqlValue[][]> {
  const rows: Record<StagedTable, SqlValue[][]> = {
    assertion: [],
    version: [],
    declaration: [],
    quarantine: [],
    quarantine_row: [],
  };
  const seen = new Map<string, SqlValue[]>();
  for (const [index, item] of file.items.entries()) {
    const content = md5Uuid(JSON.stringify({ ...item, sourceDate: undefined }));
    const id =
      item.family === 'entity'
        ? idOf(file.dataset, item.type, item.key)
        : item.family === 'relation'
          ? recordId(recordSecret, file.dataset, item.type, [item.source, item.target])
          : item.family === 'rate'
            ? recordId(recordSecret, file.dataset, 'ExchangeRate', [item.currency, item.month])
            : recordId(recordSecret, file.dataset, 'Declaration', [item.number]);
    const dated = item.sourceDate ?? file.sourceDate ?? null;
    const known = seen.get(id + content);
    if (known !== undefined) {
      // Said twice on two days, it counts as of the later one, wherever in the file that stands.
      if (dated !== null && (known[2] ?? '') < dated) known[2] = dated;
      continue;
    }
    const assertion: SqlValue[] = [id, content, dated, index + 2, 1];
    seen.set(id + content, assertion);
    rows.assertion.push(assertion);
    if (item.family === 'entity') {
      rows.version.push([
        id,
        content,
        'entity',
        item.type,
        item.label ?? item.key,
        canonicalJson(item.props ?? {}),
        [...(item.keys ?? [])].sort().join('\n'),
        [...(item.tags ?? [])].sort().join('\n'),
        item.anchor ?? null,
        null,
        null,
        null,
        null,
      ]);
    } else if (item.family === 'rate') {
      const [year = 0, month = 0] = item.month.split('-').map(Number);
      const next = new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 10);
      rows.version.push([
        id,
        content,
        'rate',
        'ExchangeRate',
        item.currency,
        canonicalJson({ rate: item.rate }),
        '',
        '',
        null,
        null,
        null,
        `${item.month}-01`,
        next,
      ]);
    } else if (item.family === 'relation') {
      rows.version.push([
        id,
        content,
        'relation',
        item.type,
        null,
        canonicalJson(item.props ?? {}),
        '',
        '',
        null,
        item.source,
        item.target,
        item.from ?? null,
        item.to ?? null,
      ]);
    } else {
      rows.declaration.push([
        id,
        content,
        item.number,
        item.date,
        item.direction,
        ...partyColumns.map((role) => item.parties[role] ?? null),
        item.hs ?? null,
        item.origin ?? null,
        null,
        null,
        item.value ?? null,
        item.currency === undefined ? 'CNY' : item.currency,
        item.yuan ?? null,
        item.mass ?? null,
        null,
        item.inspection ?? null,
        '{}',
      ]);
    }
  }
  return rows;
}

export async function writeScratch(
  path: string,
  rows: Record<StagedTable, SqlValue[][]>,
): Promise<void> {
  const instance = await DuckDBInstance.create(path);
  const connection = await instance.connect();
  for (const [table, columns] of Object.entries(stagedTables)) {
    const definitions = columns.map((column) => column.replace(/^(\w+)/, '"$1"'));
    await connection.run(`CREATE TABLE ${table} (${definitions.join(', ')})`);
    const values = rows[table as StagedTable];
    if (values.length === 0) continue;
    const literal = (value: SqlValue | undefined): string =>
      value === null || value === undefined
        ? 'NULL'
        : typeof value === 'string'
          ? `'${value.replaceAll("'", "''")}'`
          : String(value);
    for (let start = 0; start < values.length; start += 500) {
      await connection.run(
        `INSERT INTO ${table} VALUES ${values
          .slice(start, start + 500)
          .map((row) => `(${row.map(literal).join(',')})`)
          .join(',')}`,
      );
    }
  }
  connection.closeSync();
  instance.closeSync();
}

export function fileFacts(file: StagedFile): FileFacts {
  return {
    dataset: file.dataset,
    name: file.name,
    sha256: md5Uuid(JSON.stringify(file.items) + file.name),
    mappingId: file.dataset,
    mappingHash: 'm',
    mode: file.mode ?? 'delta',
    sourceDate: file.sourceDate ?? null,
    ...(file.supersedes ? { supersedes: file.supersedes } : {}),
    ...(file.history ? { history: true } : {}),
    ...(file.supplements ? { supplements: file.supplements } : {}),
    bytes: 1,
    rowsRead: file.items.length,
    rowsLoaded: file.items.length,
    rowsQuarantined: 0,
  };
}

export async function loadStaged(
  sql: Sql,
  file: StagedFile,
  actor = 'tester',
): Promise<ApplySummary> {
  const [summary] = await loadStagedTogether(sql, [file], actor);
  return summary!;
}

/** In one revision. */
export async function loadStagedTogether(
  sql: Sql,
  files: readonly StagedFile[],
  actor = 'tester',
): Promise<ApplySummary[]> {
  const folder = await mkdtemp(join(tmpdir(), 'phecda-staged-'));
  try {
    const loads = [];
    for (const [index, file] of files.entries()) {
      const scratch = join(folder, `scratch-${index}.duckdb`);
      await writeScratch(scratch, stageRows(file));
      loads.push({ scratch, file: fileFacts(file) });
    }
    return await applyFiles(sql, { loads, actor });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The current graph as text, read from the truth itself: revisions, digests and numbers left out. */
export async function graphText(sql: Sql): Promise<string> {
  const entities = await sql.query(
    `SELECT entity_id, record, type, label, props, tags, sources, behaviour FROM entity WHERE rev_to IS NULL ORDER BY entity_id`,
  );
  const relations = await sql.query(
    `SELECT relation_id, kind, source, target, periods, weight, sources, props FROM relation WHERE rev_to IS NULL ORDER BY relation_id`,
  );
  const tags = await sql.query(
    `SELECT entity_id, tag, rule_version, ground, score FROM derived_tag WHERE rev_to IS NULL ORDER BY entity_id, tag`,
  );
  return [...entities, ...relations, ...tags].map((row) => JSON.stringify(row)).join('\n');
}
