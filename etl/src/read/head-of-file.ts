/** Format, encoding, delimiter, columns and first rows of a file, for the screen that proposes a mapping. Runs in the child process. */
import { deployedOntology } from '@phecda/graph-schema/ontology/deployed-ontology';
import { shownValues } from '../clean/several-values.ts';
import { ImportAbort } from '../errors.ts';
import { headerKey } from '../mapping/compile-fields.ts';
import type { FileHead, HeadJob } from '../prepare/protocol.ts';
import { openWorkspace } from '../prepare/workspace.ts';
import { CsvScanner, guessDelimiter, parseCells } from './csv-scanner.ts';
import { fileFormat } from './file-format.ts';
import { firstCsvRows } from './csv-header.ts';
import { type HeaderWanted, checkHeader, findHeader, headerNames } from './header.ts';
import { refuseOtherFormats } from './other-formats.ts';
import { ftmRows } from './read-ftm.ts';
import { jsonLineRows, jsonRecordPath } from './read-json-lines.ts';
import { parquetColumns } from './read-parquet.ts';
import { chooseSheet, sheetRows } from './read-xlsx.ts';
import { guessRecordPath, xmlRows } from './read-xml.ts';
import type { RefusedRow, RowTarget } from './row-sink.ts';
import { firstBytes } from './first-bytes.ts';
import { type TextFile, openText } from './text-file.ts';
import { openWorkbook } from './workbook.ts';
import { ZipArchive } from './zip-file.ts';

/** Bytes of a text file that a preview looks at. */
const headBytes = 1 << 20;

export async function headOf(job: HeadJob): Promise<FileHead> {
  const bytes = await sizeOf(job.path);
  const start = await firstBytes(job.path, 0, 512);
  await refuseOtherFormats(job.path, start, job.limits.inflatedBytes);
  const empty = { encoding: null, delimiter: null, sheets: [], recordPath: null, bytes } as const;
  const binary = fileFormat(start, null, job.fileName);
  if (binary === 'xlsx') return { ...empty, ...(await xlsxHead(job, bytes)), format: 'xlsx' };
  if (binary === 'parquet') return { ...empty, ...(await parquetHead(job)), format: 'parquet' };
  const text = await openText(job.path, job.temporary, job.encoding);
  const sample = await text.sample();
  const format = fileFormat(sample, sample.toString('utf8'), job.fileName) ?? 'csv';
  const common = { ...empty, encoding: text.encoding, format };
  const target = new HeadTarget(job.rows, job.limits.columns);
  if (format === 'csv') return { ...common, ...(await csvHead(job, text)) };
  if (format === 'xml') {
    const recordPath = job.recordPath ?? guessRecordPath(sample);
    await xmlRows(text, recordPath, job.limits.rowBytes, target);
    return { ...common, ...target.head(), recordPath };
  }
  if (format === 'ftm') await ftmRows(text, job.limits.rowBytes, deployedOntology(), target);
  else {
    const recordPath = await jsonRecordPath(text, job.recordPath, () => false);
    await jsonLineRows(text, job.limits.rowBytes, recordPath, target);
    return { ...common, ...target.head(), recordPath };
  }
  return { ...common, ...target.head() };
}

async function sizeOf(path: string): Promise<number> {
  const { stat } = await import('node:fs/promises');
  const facts = await stat(path).catch(() => null);
  if (facts === null || !facts.isFile())
    throw new ImportAbort('file-missing', 'The file does not exist.');
  if (facts.size === 0) throw new ImportAbort('file-empty', 'The file is empty.');
  return facts.size;
}

function headerOf({ headerRow, known = [] }: HeadJob): HeaderWanted {
  return { row: headerRow, known: new Set(known.map(headerKey)) };
}

async function csvHead(
  job: HeadJob,
  text: TextFile,
): Promise<Pick<FileHead, 'columns' | 'rows' | 'rowNumbers' | 'delimiter'>> {
  const delimiter = guessDelimiter(await text.sample());
  const wanted = headerOf(job);
  const first = firstCsvRows(await text.sample(), delimiter, job.limits.rowBytes, wanted);
  const place = first.length === 0 ? 0 : findHeader(first, wanted);
  const names = headerNames(first, place);
  let columns: string[] | null = null;
  const rows: string[][] = [];
  const rowNumbers: number[] = [];
  const scanner = new CsvScanner({
    delimiter: delimiter.charCodeAt(0),
    rowBytes: job.limits.rowBytes,
    onRow: (row) => {
      if (row.problem === 'row-too-long' && columns === null)
        throw new ImportAbort(
          'header-too-long',
          'The first line is longer than a row may be; is this a table with one row per line?',
        );
      const cells = parseCells(
        row.buffer.toString('utf8', row.start, row.end).replaceAll('\0', ''),
        delimiter,
      );
      if (row.row < (first[place]?.row ?? 0)) return true;
      if (columns === null)
        columns = checkHeader(names.length === cells.length ? names : cells, job.limits.columns);
      else {
        rows.push(cells.slice(0, columns.length));
        rowNumbers.push(row.row);
      }
      return rows.length < job.rows;
    },
  });
  const block = await firstBytes(
    text.path,
    text.mark,
    Math.max(headBytes, job.limits.rowBytes + 1),
  );
  scanner.feed(block);
  if (!scanner.stopped) scanner.end();
  if (columns === null) throw new ImportAbort('file-empty', 'The file holds no text.');
  return { columns, rows, rowNumbers, delimiter };
}

async function xlsxHead(
  job: HeadJob,
  bytes: number,
): Promise<Pick<FileHead, 'columns' | 'rows' | 'rowNumbers' | 'sheets'>> {
  const zip = await ZipArchive.open(job.path, bytes, job.limits.inflatedBytes);
  try {
    const workbook = await openWorkbook(zip);
    const target = new HeadTarget(job.rows, job.limits.columns);
    const { sheet } = await chooseSheet(zip, workbook, job.sheet);
    await sheetRows(zip, workbook, sheet, headerOf(job), job.limits.columns, target);
    return { ...target.head(), sheets: workbook.sheets.map(({ name }) => name) };
  } finally {
    zip.close();
  }
}

async function parquetHead(
  job: HeadJob,
): Promise<Pick<FileHead, 'columns' | 'rows' | 'rowNumbers'>> {
  const instance = await openWorkspace(job.temporary, job.limits);
  const connection = await instance.connect();
  try {
    const { columns, select } = await parquetColumns(connection, job.path, job.limits.columns);
    const found = (await connection.runAndReadAll(`${select} LIMIT ${job.rows}`)).getRows();
    const rows = found.map((row) => row.map((cell) => (cell === null ? null : String(cell))));
    return { columns, rows, rowNumbers: rows.map((_, index) => index + 1) };
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

/** Keeps the first rows, refused ones left out. */
class HeadTarget implements RowTarget {
  readonly columns: string[] = [];
  rows = 0;
  refused = 0;
  private readonly kept: (string | null)[][] = [];
  private readonly numbers: number[] = [];
  private readonly wanted: number;
  private readonly limit: number;
  private firstRefusal: RefusedRow | null = null;

  constructor(wanted: number, limit: number) {
    this.wanted = wanted;
    this.limit = limit;
  }

  place(column: string): number {
    const found = this.columns.indexOf(column);
    if (found >= 0) return found;
    if (this.columns.length >= this.limit)
      throw new ImportAbort('too-many-columns', `The file has more than ${this.limit} columns.`);
    return this.columns.push(column) - 1;
  }

  add(row: number, cells: readonly (string | null | undefined)[]): void {
    this.rows++;
    if (this.kept.length >= this.wanted) return;
    this.kept.push(
      cells.map((cell) => (cell === null || cell === undefined ? null : shownValues(cell))),
    );
    this.numbers.push(row);
  }

  refuse(row: RefusedRow): void {
    this.refused++;
    this.firstRefusal ??= row;
  }

  drain(): Promise<boolean> {
    return Promise.resolve(this.kept.length < this.wanted && this.refused < 1_000);
  }

  head(): { columns: string[]; rows: (string | null)[][]; rowNumbers: number[] } {
    if (this.kept.length === 0 && this.firstRefusal !== null) {
      throw new ImportAbort('format-unknown', 'No row of the file can be read.', {
        row: this.firstRefusal.row,
        value: this.firstRefusal.value,
      });
    }
    const rows = this.kept.map((row) => this.columns.map((_, index) => row[index] ?? null));
    return { columns: this.columns, rows, rowNumbers: this.numbers };
  }
}
