/** Positions from XLSX: every sheet whose columns are those of positions, read as a table of its own. */
import { stat } from 'node:fs/promises';
import { ImportAbort } from '../errors.ts';
import { headerWithin, type FirstRow } from '../read/header.ts';
import { serialText } from '../read/number-format.ts';
import { csvCell } from '../read/row-sink.ts';
import { SheetRows, type SheetRow } from '../read/sheet-rows.ts';
import {
  openWorkbook,
  parsedPieces,
  type Sheet,
  type SharedTexts,
  type Workbook,
} from '../read/workbook.ts';
import { ZipArchive } from '../read/zip-file.ts';
import { CsvFixes } from './csv-fixes.ts';
import { DayOrderFinder } from './day-order.ts';
import { deviceInName } from './device-in-name.ts';
import type { FixFileHead, FixFileOptions, FixFileReader } from './fix-file-reader.ts';
import { FixRowBuilder, type FixReason, type FixRows } from './fix-rows.ts';
import { headOf, tableOfRows, type Table } from './table-head.ts';

/** Inflated, of the whole workbook. */
const mostBytes = 2_000_000_000;
const mostColumns = 1_000;
/** It is read in the server's own process. */
const shared: SharedTexts = { units: 40_000_000, count: Infinity };
/** Texts come in the order in which they were first written: headings first. */
const sharedOfHeads: SharedTexts = { ...shared, count: 100_000 };

export const workbookReader: FixFileReader = {
  name: 'workbook',
  detect: async (head, fileName, options, path) => {
    if (head.length < 4 || head.readUInt32BE(0) !== 0x504b0304) return null;
    try {
      return await withWorkbook(path, sharedOfHeads, async (zip, workbook) =>
        headOfAll(await positionSheets(zip, workbook, fileName, options)),
      );
    } catch (error) {
      // Another kind of archive; whoever reads records says what is wrong with it.
      if (error instanceof ImportAbort) return null;
      throw error;
    }
  },
  read: readWorkbook,
};

interface PositionSheet {
  readonly sheet: Sheet;
  readonly table: Table;
  /** Whose positions these are where no column says it. */
  readonly owner: string;
}

/** Null where no sheet holds positions. Sheets that differ in their datum say it each for itself. */
function headOfAll(sheets: readonly PositionSheet[]): FixFileHead | null {
  const [first, ...others] = sheets.map(({ table }) => headOf(table));
  if (first === undefined) return null;
  const all = [first, ...others];
  const said = all.some(({ datum }) => datum === null) ? null : 'column';
  return {
    datum: others.every(({ datum }) => datum === first.datum) ? first.datum : said,
    columns: first.columns,
  };
}

async function withWorkbook<T>(
  path: string,
  texts: SharedTexts,
  work: (zip: ZipArchive, workbook: Workbook) => Promise<T>,
): Promise<T> {
  const zip = await ZipArchive.open(path, (await stat(path)).size, mostBytes);
  try {
    return await work(zip, await openWorkbook(zip, texts));
  } finally {
    zip.close();
  }
}

/** Hidden sheets are left out where others are to be seen. */
async function positionSheets(
  zip: ZipArchive,
  workbook: Workbook,
  fileName: string,
  { headerRow }: FixFileOptions,
): Promise<PositionSheet[]> {
  const visible = workbook.sheets.filter(({ hidden }) => !hidden);
  const found: PositionSheet[] = [];
  for (const sheet of visible.length > 0 ? visible : workbook.sheets) {
    if (!zip.has(sheet.part)) continue;
    const first: FirstRow[] = [];
    const rows = new SheetRows(workbook, mostColumns, (row) => first.push(row), true);
    for await (const _ of parsedPieces(zip, sheet.part, (parser) => rows.attach(parser)))
      if (first.length >= headerWithin && (first.at(-1)?.row ?? 0) >= (headerRow ?? 0)) break;
    const table = tableOfRows(first, `${fileName} ${sheet.name}`, headerRow);
    if (table !== null) found.push({ sheet, table, owner: ownerOf(sheet, fileName) });
  }
  return found;
}

/** A sheet for each vehicle goes by its plate or number. */
function ownerOf({ name }: Sheet, fileName: string): string {
  const device = deviceInName(name);
  return device === null || device.scheme === 'terminal' ? fileName : name;
}

async function* readWorkbook(
  path: string,
  fileName: string,
  options: FixFileOptions,
): AsyncIterable<FixRows> {
  const zip = await ZipArchive.open(path, (await stat(path)).size, mostBytes);
  try {
    const workbook = await openWorkbook(zip, shared);
    const rows = new FixRowBuilder();
    const sheets = await positionSheets(zip, workbook, fileName, options);
    for (const one of sheets)
      yield* sheetFixes(zip, workbook, one, { ...options, several: sheets.length > 1 }, rows);
    yield rows.take();
  } finally {
    zip.close();
  }
}

async function* sheetFixes(
  zip: ZipArchive,
  workbook: Workbook,
  { sheet, table, owner }: PositionSheet,
  options: FixFileOptions & { readonly several: boolean },
  rows: FixRowBuilder,
): AsyncIterable<FixRows> {
  const dated = withSerials(table, workbook);
  const each = (onRow: (row: SheetRow) => void): AsyncIterable<void> => {
    const below = new SheetRows(
      workbook,
      mostColumns,
      (row) => {
        if (row.row > table.headerRow) onRow(row);
      },
      true,
    );
    return parsedPieces(zip, sheet.part, (parser) => below.attach(parser));
  };
  const finder = new DayOrderFinder();
  let searching = true;
  const at = table.columns.get('date') ?? table.columns.get('time') ?? 0;
  for await (const _ of each(({ cells }) => {
    if (searching) searching = finder.see((cells[at] ?? '').trim());
  })) {
    options.signal?.throwIfAborted();
    if (!searching) break;
  }
  const named = sheetNames(table, sheet, options.several);
  const fixes = new CsvFixes(named, owner, options, finder.told, rows);
  for await (const _ of each(({ row, cells, problem }) => {
    const refuse = (column: number, value: string, code: FixReason): void =>
      rows.refuse(row, named.header[column] ?? sheet.name, value, code);
    if (problem !== null) return refuse(problem.column, problem.value, 'fix-cell');
    if (cells.length > table.header.length) return refuse(-1, cells.join(','), 'fix-columns');
    const line = Buffer.from(dated(cells).map(csvCell).join(','));
    const fields = cells.length;
    const regular = fields === table.header.length;
    fixes.row({
      buffer: line,
      start: 0,
      end: line.length,
      row,
      offset: 0,
      fields,
      problem,
      regular,
    });
  })) {
    if (!rows.full) continue;
    options.signal?.throwIfAborted();
    yield rows.take();
  }
}

/** Of several sheets, refused rows say in which one: `Sheet1!time`. */
function sheetNames(table: Table, { name }: Sheet, several: boolean): Table {
  return several ? { ...table, header: table.header.map((column) => `${name}!${column}`) } : table;
}

/** Days since 1900 or 1904 in a column of times whose cells have no format of a date. */
function withSerials(
  { columns }: Table,
  { from1904 }: Workbook,
): (cells: readonly string[]) => readonly string[] {
  const places = (['date', 'time', 'received'] as const).flatMap(
    (field) => columns.get(field) ?? [],
  );
  const isSerial = (text: string): boolean => /^[2-7]\d{4}(\.\d+)?$/.test(text);
  const textOf = (serial: string): string => {
    const text = serialText(serial, from1904);
    return text.length === 10 && columns.has('time') && !columns.has('date')
      ? `${text} 00:00:00`
      : text;
  };
  return (cells) =>
    places.some((place) => isSerial(cells[place] ?? ''))
      ? cells.map((cell, i) => (places.includes(i) && isSerial(cell) ? textOf(cell) : cell))
      : cells;
}
