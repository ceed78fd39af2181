/** Read step: brings a regular CSV file into the table `raw` with DuckDB's own reader. */
import { stat } from 'node:fs/promises';
import type { DuckDBConnection } from '@duckdb/node-api';
import { ImportAbort } from '../errors.ts';
import { literal } from '../mapping/sql-text.ts';

export interface CsvShape {
  readonly path: string;
  readonly columns: number;
  readonly delimiter: string;
  /** Lines before the first data row. */
  readonly header: boolean;
  readonly newline: '\n' | '\r\n';
  /** First column is the row's number; rows may be short at the end. Files of our own making. */
  readonly numbered: boolean;
  /** Some cell holds a line end: DuckDB cannot read short rows and such cells in parallel. */
  readonly multiline: boolean;
  readonly rowBytes: number;
  readonly rows: number;
}

/** @throws ImportAbort `csv-mismatch` when DuckDB finds other rows than the scanner did. */
export async function loadRaw(connection: DuckDBConnection, shape: CsvShape): Promise<void> {
  const columns = Array.from({ length: shape.columns }, (_, index) => `'c${index}': 'VARCHAR'`);
  if (shape.numbered) columns.unshift(`'_row': 'BIGINT'`);
  /* DuckDB takes the names of the characters, not the characters. */
  const newline = shape.newline === '\n' ? "'\\n'" : "'\\r\\n'";
  /* Said outright together with \r\n, DuckDB finds no rows at all; it is the default. */
  const strict = shape.newline === '\n' ? 'strict_mode = true, ' : '';
  /* DuckDB's buffer is many times the longest line that may come: no line is longer than its file. */
  const longest = Math.min(shape.rowBytes * 2, (await stat(shape.path)).size + 1);
  try {
    await connection.run(
      `CREATE TABLE raw AS SELECT * FROM read_csv(${literal(shape.path)}, auto_detect = false, header = ${shape.header}, delim = ${literal(shape.delimiter)},
       quote = '"', escape = '"', ${strict}null_padding = ${shape.numbered}, ${shape.numbered && shape.multiline ? 'parallel = false, ' : ''}new_line = ${newline}, encoding = 'utf-8',
       max_line_size = ${longest}, columns = {${columns.join(', ')}})`,
    );
  } catch (error) {
    throw new ImportAbort(
      'csv-mismatch',
      `The CSV could not be read: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`,
    );
  }
  const [[count] = []] = (await connection.runAndReadAll('SELECT count(*) FROM raw')).getRows();
  if (Number(count) !== shape.rows) {
    throw new ImportAbort(
      'csv-mismatch',
      `The CSV has ${shape.rows} rows but ${String(count)} could be read.`,
    );
  }
}
