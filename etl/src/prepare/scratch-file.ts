/** The scratch file: staged tables as the writer expects them, and rows set aside. */
import type { DuckDBAppender, DuckDBConnection } from '@duckdb/node-api';
import { stagedTables } from '@phecda/graph-schema/ports/sql';
import { literal } from '../mapping/sql-text.ts';
import { rowReasons } from '../reasons.ts';
import type { RefusedRow } from '../read/row-sink.ts';
import type { QuarantineWriter } from './prepare-context.ts';

/** Name of the attached scratch file. */
export const scratchName = 'out';
const longestValue = 500;

/** Columns that these tables carry beside the staged ones while they are filled; the writer does not read them. */
const whileFilled = ['#row bigint', '#rows bigint', '#sd date'];
const filled: readonly string[] = ['version', 'declaration'];

export async function createScratch(connection: DuckDBConnection, path: string): Promise<void> {
  await connection.run(`ATTACH ${literal(path)} AS ${scratchName}`);
  for (const [table, columns] of Object.entries(stagedTables)) {
    const all = [...columns, ...(filled.includes(table) ? whileFilled : [])];
    const list = all.map((column) => {
      const [name = '', type = ''] = column.split(' ');
      return `"${name}" ${type}`;
    });
    await connection.run(`CREATE TABLE ${scratchName}.${table} (${list.join(', ')})`);
  }
  await connection.run(`CREATE TABLE ${scratchName}.meta (key VARCHAR, value VARCHAR)`);
}

/** Rows refused while reading, appended in batches. */
export class ScratchQuarantine implements QuarantineWriter {
  private readonly connection: DuckDBConnection;
  private readonly limit: number;
  private waiting: RefusedRow[] = [];

  constructor(connection: DuckDBConnection, limit = 2_000) {
    this.connection = connection;
    this.limit = limit;
  }

  add(row: RefusedRow): void {
    this.waiting.push(row);
  }

  async flush(force = false): Promise<void> {
    if (this.waiting.length === 0 || (!force && this.waiting.length < this.limit)) return;
    const rows = this.waiting;
    this.waiting = [];
    const reasons = await this.connection.createAppender('quarantine', 'main', scratchName);
    for (const row of rows) {
      const reason = rowReasons[row.code].en;
      reasons.appendBigInt(BigInt(row.row));
      append(reasons, row.field);
      append(reasons, row.value.slice(0, longestValue));
      append(reasons, row.code);
      append(reasons, row.detail === '' ? reason : `${reason}: ${row.detail}`);
      reasons.endRow();
    }
    reasons.closeSync();
    const sources = await this.connection.createAppender('quarantine_row', 'main', scratchName);
    for (const row of rows) {
      sources.appendBigInt(BigInt(row.row));
      append(sources, JSON.stringify(row.cells));
      sources.endRow();
    }
    sources.closeSync();
  }
}

function append(appender: DuckDBAppender, text: string): void {
  appender.appendVarchar(text.replaceAll('\0', ''));
}
