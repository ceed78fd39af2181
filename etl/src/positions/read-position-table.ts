/** Positions from CSV and JSON, recognised by the names of their columns: bytes to columns, no object for a row of CSV. */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import iconv from 'iconv-lite';
import { ImportAbort } from '../errors.ts';
import { arrayElements } from '../read/array-elements.ts';
import { CsvScanner } from '../read/csv-scanner.ts';
import { firstBytes as bytesOf } from '../read/first-bytes.ts';
import { textLines, type TextLine } from '../read/text-lines.ts';
import { CsvFixes } from './csv-fixes.ts';
import type { FixFileOptions, FixFileReader } from './fix-file-reader.ts';
import { FixRowBuilder, type FixRows } from './fix-rows.ts';
import { JsonFixes } from './json-fixes.ts';
import { DayOrderFinder, type DayOrder } from './day-order.ts';
import { headBytes, headOf, isDecoded, tableOf, type Table } from './table-head.ts';

const rowBytes = 1 << 20;

export const positionTableReader: FixFileReader = {
  name: 'table',
  detect: (head, fileName, options) => {
    const table = tableOf(head, fileName, options);
    return table && headOf(table);
  },
  read: readTable,
};

export function firstBytes(path: string): Promise<Buffer> {
  return bytesOf(path, 0, headBytes);
}

async function* readTable(
  path: string,
  fileName: string,
  options: FixFileOptions,
): AsyncIterable<FixRows> {
  const table = tableOf(await firstBytes(path), fileName, options);
  if (table === null) throw new Error('These are no positions.');
  const rows = new FixRowBuilder();
  if (table.kind === 'csv') yield* csvRows(path, fileName, table, options, rows);
  else yield* jsonRows(path, fileName, table, options, rows);
  yield rows.take();
}

async function* csvRows(
  path: string,
  fileName: string,
  table: Table,
  options: FixFileOptions,
  rows: FixRowBuilder,
): AsyncIterable<FixRows> {
  const order = await dayOrderIn(path, table, options.signal);
  const reader = new CsvFixes(table, fileName, options, order, rows);
  const scanner = scannerOf(table, (row) => reader.row(row));
  for await (const bytes of utf8Bytes(path, table)) {
    scanner.feed(bytes);
    if (rows.full) {
      options.signal?.throwIfAborted();
      yield rows.take();
    }
  }
  scanner.end();
}

type OnRow = ConstructorParameters<typeof CsvScanner>[0]['onRow'];

/** Rows above the header and the header itself are left out. */
function scannerOf({ delimiter, header, headerRow }: Table, onRow: OnRow): CsvScanner {
  const scanner: CsvScanner = new CsvScanner({
    delimiter: delimiter.charCodeAt(0),
    rowBytes,
    onRow: (row) => {
      if (row.row > headerRow) return onRow(row);
      if (row.row !== headerRow) return;
      scanner.columns = header.length;
      scanner.nameless = header.length - 1 - header.findLastIndex((name) => name !== '');
    },
  });
  return scanner;
}

/** Null where nothing shows it, or nobody needs it. */
async function dayOrderIn(
  path: string,
  table: Table,
  signal: AbortSignal | undefined,
): Promise<DayOrder | null> {
  const { columns, delimiter } = table;
  const at = columns.get('date') ?? columns.get('time') ?? 0;
  const finder = new DayOrderFinder();
  const scanner = scannerOf(table, ({ buffer, start, end }) => {
    const line = buffer.toString('latin1', start, end);
    return finder.see((line.split(delimiter)[at] ?? '').replaceAll('"', '').trim());
  });
  for await (const bytes of utf8Bytes(path, table)) {
    scanner.feed(bytes);
    signal?.throwIfAborted();
    if (scanner.stopped) return finder.told;
  }
  scanner.end();
  return finder.told;
}

/** As UTF-8, or in an encoding whose ASCII bytes stand for themselves. */
async function* utf8Bytes(
  path: string,
  { encoding, mark, delimiter }: Pick<Table, 'encoding' | 'mark' | 'delimiter'>,
): AsyncIterable<Buffer> {
  const stream = createReadStream(path, { start: mark, highWaterMark: 1 << 18 });
  if (!isDecoded({ encoding, delimiter })) return yield* stream as AsyncIterable<Buffer>;
  for await (const text of stream.pipe(iconv.decodeStream(encoding)) as AsyncIterable<string>)
    yield Buffer.from(text);
}

/** Parsed element by element; in another encoding than UTF-8 line by line alone. */
async function* jsonRows(
  path: string,
  fileName: string,
  table: Table,
  options: FixFileOptions,
  rows: FixRowBuilder,
): AsyncIterable<FixRows> {
  const finder = new DayOrderFinder();
  const scout = new JsonFixes(table, fileName, options, null, rows);
  search: for await (const lines of jsonElements(path, table)) {
    options.signal?.throwIfAborted();
    for (const line of lines) if (!finder.see(scout.timeOf(line))) break search;
  }
  const reader = new JsonFixes(table, fileName, options, finder.told, rows);
  for await (const lines of jsonElements(path, table)) {
    for (const line of lines) reader.line(line);
    if (!rows.full) continue;
    options.signal?.throwIfAborted();
    yield rows.take();
  }
}

async function* jsonElements(path: string, table: Table): AsyncIterable<TextLine[]> {
  const { encoding, mark, kind, recordPath } = table;
  if (encoding === 'utf-8') {
    const { size } = await stat(path);
    const sample = () => bytesOf(path, mark, headBytes);
    const file = { path, mark, encoding, damaged: [], bytes: size, sha256: '', sample };
    if (kind === 'jsonl') return yield* textLines(file, rowBytes);
    return yield* arrayElements(file, rowBytes, undefined, recordPath);
  }
  if (kind === 'json')
    throw new ImportAbort(
      'json-array',
      `A list in JSON is read in UTF-8 alone, and this is ${encoding}: save it as UTF-8, or as one object per line.`,
    );
  let number = 0;
  let rest = '';
  const stream = createReadStream(path, { start: mark, highWaterMark: 1 << 18 });
  for await (const text of stream.pipe(iconv.decodeStream(encoding)) as AsyncIterable<string>) {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    yield lines.map((line) => lineOf(line, ++number));
  }
  if (rest !== '') yield [lineOf(rest, ++number)];
}

const lineOf = (text: string, number: number): TextLine => ({
  number,
  text,
  problem: null,
  start: '',
  detail: '',
});
