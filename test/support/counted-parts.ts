/** Parts of a world that are counted rather than listed, applied as one file each: what benchmarks build large graphs of and add to them. */
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { applyFile } from '@phecda/etl/commands';
import { stagedTables, type Sql } from '@phecda/graph-schema/ports/sql';
import type { FileFacts } from '@phecda/graph-schema/truth/types';

/** Rows i of `from` to `from + count`; the other texts are SQL in which `i` stands. */
export interface Part {
  readonly entities?: readonly (readonly [
    kind: string,
    type: string,
    count: number,
    from: number,
    props?: string,
    tags?: string,
  ])[];
  readonly relations?: readonly (readonly [
    kind: string,
    count: number,
    from: number,
    source: string,
    target: string,
  ])[];
  readonly declarations?: { readonly count: number; readonly from: number; readonly row: string };
}

/** SQL of the record's id. */
export const partId = (kind: string, of: string): string =>
  `md5(concat('part ${kind} ', ${of}))::uuid`;

export class PartLoader {
  readonly #sql: Sql;
  readonly #folder: string;
  #made = 0;

  constructor(sql: Sql, folder: string) {
    this.#sql = sql;
    this.#folder = folder;
  }

  /** @param rows that its file says to have */
  async load(part: Part, rows = 1, onStep?: (step: string) => void): Promise<void> {
    const edition = ++this.#made;
    const scratch = join(mkdtempSync(join(this.#folder, 'scratch-')), 'scratch.duckdb');
    await writeScratch(scratch, part, edition);
    const file: FileFacts = {
      dataset: 'parts',
      name: `file ${edition}`,
      sha256: String(edition),
      mappingId: 'parts',
      mappingHash: 'm',
      mode: 'delta',
      sourceDate: '2026-01-01',
      bytes: 1,
      rowsRead: rows,
      rowsLoaded: rows,
      rowsQuarantined: 0,
    };
    await applyFile(this.#sql, { scratch, file, actor: 'bench', ...(onStep && { onStep }) });
  }
}

async function writeScratch(path: string, part: Part, edition: number): Promise<void> {
  const instance = await DuckDBInstance.create(path, { threads: '2', memory_limit: '512MB' });
  const connection = await instance.connect();
  for (const [table, columns] of Object.entries(stagedTables))
    await connection.run(
      `CREATE TABLE ${table} (${columns.map((column) => column.replace(/^(\w+)/, '"$1"')).join(', ')})`,
    );
  const version = `md5(concat('${edition} ', i))::uuid`;
  const range = (from: number, count: number): string =>
    `FROM range(${from}, ${from + count}) r(i)`;
  for (const [kind, type, count, from, props = `'{}'`, tags = ''] of part.entities ?? [])
    await connection.run(
      `INSERT INTO version SELECT ${partId(kind, 'i')}, ${version}, 'entity', '${type}', concat('${type} ', i), ${props}, '', '${tags}', NULL, NULL, NULL, NULL, NULL ${range(from, count)}`,
    );
  for (const [kind, count, from, source, target] of part.relations ?? [])
    await connection.run(
      `INSERT INTO version SELECT ${partId(kind, 'i')}, ${version}, 'relation', '${kind}', NULL, '{}', '', '', NULL, ${source}, ${target}, NULL, NULL ${range(from, count)}`,
    );
  if (part.declarations)
    await connection.run(
      `INSERT INTO declaration (record_id, version, number, date, direction, trader, port, hs_code, origin, value, currency, mass)
       SELECT ${partId('d', 'i')}, ${version}, concat('N', i), ${part.declarations.row} ${range(part.declarations.from, part.declarations.count)}`,
    );
  for (const table of ['version', 'declaration'])
    await connection.run(
      `INSERT INTO assertion SELECT record_id, version, DATE '2026-01-01' + ${edition % 300}, row_number() OVER () + 1, 1 FROM ${table}`,
    );
  connection.closeSync();
  instance.closeSync();
}
