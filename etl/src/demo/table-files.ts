/** Writes tables as the files that agencies deliver: CSV in several encodings, JSON lines, XML, XLSX, Parquet. Row by row; the same rows give the same bytes. */
import { createWriteStream } from 'node:fs';
import { rename, rm, writeFile } from 'node:fs/promises';
import { once } from 'node:events';
import { DuckDBInstance } from '@duckdb/node-api';
import ExcelJS from 'exceljs';
import iconv from 'iconv-lite';

export type Cell = string | number | null;

export type TableFormat =
  | {
      readonly kind: 'csv';
      readonly encoding: 'utf8' | 'utf8-bom' | 'gb18030' | 'utf16le';
      readonly delimiter: ',' | ';' | '\t';
      readonly newline: '\n' | '\r\n';
    }
  | { readonly kind: 'jsonl' }
  | { readonly kind: 'xml'; readonly root: string; readonly row: string }
  /** Columns that hold dates, as cells of that kind. */
  | { readonly kind: 'xlsx'; readonly sheet: string; readonly dates: readonly string[] }
  /** DuckDB types of columns that are not text. */
  | { readonly kind: 'parquet'; readonly types: Readonly<Record<string, string>> };

export interface TableFile {
  readonly path: string;
  readonly format: TableFormat;
  readonly columns: readonly string[];
  /** A text instead of a row is written as it is (a broken line). */
  readonly rows: Iterable<readonly Cell[] | string>;
}

/** Number of rows written. */
export async function writeTable(table: TableFile): Promise<number> {
  switch (table.format.kind) {
    case 'csv':
      return writeCsv(table, table.format);
    case 'jsonl':
      return writeLines(table.path, 'utf8', jsonLines(table));
    case 'xml':
      return writeLines(table.path, 'utf8', xmlLines(table, table.format), 3);
    case 'xlsx':
      return writeXlsx(table, table.format);
    case 'parquet':
      return writeParquet(table, table.format);
  }
}

function writeCsv(
  table: TableFile,
  format: Extract<TableFormat, { kind: 'csv' }>,
): Promise<number> {
  const { delimiter, newline, encoding } = format;
  const mark = encoding === 'utf8-bom' || encoding === 'utf16le' ? '\ufeff' : '';
  function* lines(): Generator<string> {
    yield mark + csvRow(table.columns, delimiter) + newline;
    for (const row of table.rows)
      yield (typeof row === 'string' ? row : csvRow(row, delimiter)) + newline;
  }
  return writeLines(table.path, encoding === 'utf8-bom' ? 'utf8' : encoding, lines(), 1);
}

const special = /["\r\n]/;

function csvRow(cells: readonly Cell[], delimiter: string): string {
  let out = '';
  for (let i = 0; i < cells.length; i++) {
    const cell = cells[i];
    const text = cell === null || cell === undefined ? '' : String(cell);
    if (i > 0) out += delimiter;
    out +=
      special.test(text) || text.includes(delimiter) ? `"${text.replaceAll('"', '""')}"` : text;
  }
  return out;
}

function* jsonLines(table: TableFile): Generator<string> {
  for (const row of table.rows) {
    if (typeof row === 'string') yield `${row}\n`;
    else
      yield `${JSON.stringify(Object.fromEntries(table.columns.flatMap((column, i) => (row[i] === null || row[i] === undefined ? [] : [[column, row[i]]]))))}\n`;
  }
}

function* xmlLines(
  table: TableFile,
  format: Extract<TableFormat, { kind: 'xml' }>,
): Generator<string> {
  yield '<?xml version="1.0" encoding="UTF-8"?>\n';
  yield `<${format.root}>\n`;
  for (const row of table.rows) {
    if (typeof row === 'string') continue;
    const cells = table.columns.map((column, i) =>
      row[i] === null || row[i] === undefined
        ? ''
        : `<${column}>${escapeXml(String(row[i]))}</${column}>`,
    );
    yield `  <${format.row}>${cells.join('')}</${format.row}>\n`;
  }
  yield `</${format.root}>\n`;
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Pieces of about a quarter of a megabyte; waits when the disk is behind. */
async function writeLines(
  path: string,
  encoding: string,
  lines: Iterable<string>,
  frame = 0,
): Promise<number> {
  const stream = createWriteStream(path);
  let count = 0;
  let buffer: string[] = [];
  let size = 0;
  const flush = async (): Promise<void> => {
    const text = buffer.join('');
    buffer = [];
    size = 0;
    if (!stream.write(encoding === 'utf8' ? text : iconv.encode(text, encoding)))
      await once(stream, 'drain');
  };
  for (const line of lines) {
    count++;
    buffer.push(line);
    size += line.length;
    if (size > 262_144) await flush();
  }
  await flush();
  stream.end();
  await once(stream, 'close');
  return count - frame;
}

/** Midnight of 2026-01-01, written wherever the format wants a time of making. */
const made = new Date(Date.UTC(2026, 0, 1));

async function writeXlsx(
  table: TableFile,
  format: Extract<TableFormat, { kind: 'xlsx' }>,
): Promise<number> {
  const book = new ExcelJS.Workbook();
  book.creator = '';
  book.created = made;
  book.modified = made;
  const sheet = book.addWorksheet(format.sheet);
  const dates = new Set(format.dates.map((column) => table.columns.indexOf(column)));
  sheet.addRow([...table.columns]);
  let count = 0;
  for (const row of table.rows) {
    if (typeof row === 'string') continue;
    count++;
    sheet.addRow(
      row.map((cell, i) =>
        dates.has(i) && typeof cell === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(cell)
          ? new Date(`${cell}T00:00:00Z`)
          : cell,
      ),
    );
  }
  for (const index of dates) sheet.getColumn(index + 1).numFmt = 'yyyy/mm/dd';
  await writeFile(table.path, withoutZipTimes(Buffer.from(await book.xlsx.writeBuffer())));
  return count;
}

/** Sets the times in all headers of a ZIP archive to 1980-01-01. APPNOTE.TXT 4.3.7, 4.3.12. */
function withoutZipTimes(zip: Buffer): Buffer {
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  let at = zip.readUInt32LE(end + 16);
  const entries = zip.readUInt16LE(end + 10);
  for (let i = 0; i < entries; i++) {
    const local = zip.readUInt32LE(at + 42);
    for (const place of [at + 12, local + 10]) {
      zip.writeUInt16LE(0, place);
      zip.writeUInt16LE(0x21, place + 2);
    }
    at += 46 + zip.readUInt16LE(at + 28) + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return zip;
}

async function writeParquet(
  table: TableFile,
  format: Extract<TableFormat, { kind: 'parquet' }>,
): Promise<number> {
  const csv = `${table.path}.csv`;
  const count = await writeCsv(
    { ...table, path: csv },
    { kind: 'csv', encoding: 'utf8', delimiter: ',', newline: '\n' },
  );
  const types = table.columns
    .map((column) => `${quoted(column)}: ${quoted(format.types[column] ?? 'VARCHAR')}`)
    .join(', ');
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  try {
    await connection.run(
      `COPY (SELECT * FROM read_csv(${quoted(csv)}, header = true, delim = ',', quote = '"', escape = '"', auto_detect = false, columns = {${types}})) TO ${quoted(`${table.path}.part`)} (FORMAT parquet, COMPRESSION zstd)`,
    );
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
  await rename(`${table.path}.part`, table.path);
  await rm(csv);
  return count;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
