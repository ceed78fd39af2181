/** Read step for delimited text: any encoding, delimiter and line end to the table `raw`; wrong rows to the quarantine. */
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { ImportAbort } from '../errors.ts';
import type { PrepareContext } from '../prepare/prepare-context.ts';
import type { FieldWarning } from '../prepare/protocol.ts';
import { CsvScanner, type ScannedRow, guessDelimiter, parseCells } from './csv-scanner.ts';
import { loadRaw } from './load-raw.ts';
import { firstCsvRows } from './csv-header.ts';
import {
  type FirstRow,
  type HeaderWanted,
  checkHeader,
  findHeader,
  headerNames,
  titlesAbove,
} from './header.ts';
import { RowSink } from './row-sink.ts';
import type { DamagedRange } from './text-encoding.ts';
import type { TextFile } from './text-file.ts';

interface Analysis {
  readonly header: string[];
  /** Row of the header. */
  readonly headerRow: number;
  readonly rows: number;
  readonly wrong: number;
  readonly regular: boolean;
  readonly newline: '\n' | '\r\n';
}

export async function readCsv(
  context: PrepareContext,
  text: TextFile,
  wanted: HeaderWanted,
): Promise<NonNullable<PrepareContext['raw']>> {
  const { limits, mapping } = context.job;
  const sample = await text.sample();
  const delimiter = mapping.file.delimiter ?? guessDelimiter(sample);
  const found = headerIn(firstCsvRows(sample, delimiter, limits.rowBytes, wanted), wanted);
  if (found?.titles != null) context.warnings.push(found.titles);
  const analysis = await analyse(context, text, delimiter, found);
  if (analysis.rows === 0) {
    throw analysis.wrong > 0
      ? new ImportAbort(
          'wrong-delimiter',
          `No row has ${analysis.header.length} columns as the header has; is the delimiter ${JSON.stringify(delimiter)}?`,
        )
      : new ImportAbort('no-rows', 'The file has a header but no data rows.');
  }
  const columns = checkHeader(analysis.header, limits.columns);
  context.progress.totalRows = analysis.rows + analysis.wrong;
  const shape = {
    columns: columns.length,
    delimiter,
    header: true,
    newline: analysis.newline,
    numbered: false,
    multiline: false,
    rowBytes: limits.rowBytes,
  };
  const common = {
    format: 'csv',
    encoding: text.encoding,
    delimiter,
    columns,
    bytes: text.bytes,
    sha256: text.sha256,
  } as const;
  if (analysis.regular && text.damaged.length === 0) {
    await loadRaw(context.connection, { ...shape, path: text.path, rows: analysis.rows });
    return {
      ...common,
      rowSql: `raw.rowid + ${analysis.headerRow + 1}`,
      rows: analysis.rows,
      refused: 0,
    };
  }
  const path = join(context.job.temporary, 'rows.csv');
  const sink = new RowSink(path, columns, limits.columns, (row) => context.quarantine.add(row));
  await rewrite(context, text, delimiter, analysis, sink);
  await loadRaw(context.connection, {
    ...shape,
    path,
    delimiter: ',',
    header: false,
    newline: '\n',
    numbered: true,
    multiline: sink.multiline,
    rows: sink.rows,
  });
  return { ...common, rowSql: 'raw._row', rows: sink.rows, refused: sink.refused };
}

interface FoundHeader {
  readonly row: number;
  readonly names: readonly string[];
  readonly titles: FieldWarning | null;
}

/** `null` when not one row fits the sample. */
function headerIn(rows: readonly FirstRow[], wanted: HeaderWanted): FoundHeader | null {
  if (rows.length === 0) return null;
  const place = findHeader(rows, wanted);
  const header = rows[place];
  if (header === undefined) return null;
  return {
    row: header.row,
    names: headerNames(rows, place),
    titles: titlesAbove(rows, place),
  };
}

async function analyse(
  context: PrepareContext,
  text: TextFile,
  delimiter: string,
  found: FoundHeader | null,
): Promise<Analysis> {
  const { rowBytes } = context.job.limits;
  let header: string[] | null = null;
  let headerRow = 0;
  let rows = 0;
  let wrong = 0;
  let regular = true;
  const scanner: CsvScanner = new CsvScanner({
    delimiter: delimiter.charCodeAt(0),
    rowBytes,
    onRow: (row) => {
      if (header === null) {
        if (row.row < (found?.row ?? 0)) return true;
        header = headerCells(row, delimiter, text.damaged);
        if (found?.names.length === header.length) header = [...found.names];
        headerRow = row.row;
        scanner.columns = header.length;
        scanner.nameless = namelessAtEnd(header);
        if (!row.regular || row.row > 1) regular = false;
        return true;
      }
      if (row.problem !== null) {
        wrong++;
        regular = false;
      } else {
        rows++;
        if (!row.regular) regular = false;
      }
      /* Every one of the first thousand is wrong: the rest will be too. */
      return !(rows === 0 && wrong >= 1_000);
    },
  });
  for await (const chunk of createReadStream(text.path, {
    start: text.mark,
    highWaterMark: 4 << 20,
  }) as AsyncIterable<Buffer>) {
    scanner.feed(chunk);
    if (scanner.stopped) break;
    context.progress.at(rows, 0.4 * ((rows + wrong) / Math.max(1, rows + wrong + 1)));
  }
  if (!scanner.stopped) scanner.end();
  if (header === null) throw new ImportAbort('file-empty', 'The file holds no text.');
  const kinds = [scanner.lineFeeds, scanner.pairs, scanner.returns].filter(
    (count) => count > 0,
  ).length;
  if (kinds > 1 || scanner.returns > 0 || scanner.blankBeforeRow || scanner.zeroBytes)
    regular = false;
  return { header, headerRow, rows, wrong, regular, newline: scanner.pairs > 0 ? '\r\n' : '\n' };
}

function headerCells(
  row: ScannedRow,
  delimiter: string,
  damaged: readonly DamagedRange[],
): string[] {
  if (row.problem === 'row-too-long')
    throw new ImportAbort(
      'header-too-long',
      'The first line is longer than a row may be; is this a table with one row per line?',
      { row: row.row },
    );
  const damage = damageOf(row, damaged, 0);
  if (damage !== null)
    throw new ImportAbort(
      'header-encoding',
      `The header cannot be decoded from byte ${damage.sourceOffset} on.`,
      { row: row.row },
    );
  return parseCells(
    row.buffer.toString('utf8', row.start, row.end).replaceAll('\0', ''),
    delimiter,
  );
}

/** Cells without a name at the end of the header. */
function namelessAtEnd(header: readonly string[]): number {
  return header.length - 1 - header.findLastIndex((name) => name.trim() !== '');
}

/** Damage within a row; `from` is the first range that can still matter. */
function damageOf(
  row: ScannedRow,
  damaged: readonly DamagedRange[],
  from: number,
): DamagedRange | null {
  const end = row.offset + (row.end - row.start);
  for (let i = from; i < damaged.length; i++) {
    const range = damaged[i];
    if (range === undefined || range.start >= end) return null;
    if (range.end > row.offset) return range;
  }
  return null;
}

/** Copies the good rows with their numbers and sets the wrong ones aside. */
async function rewrite(
  context: PrepareContext,
  text: TextFile,
  delimiter: string,
  { header, headerRow }: Analysis,
  sink: RowSink,
): Promise<void> {
  const columns = header.length;
  let damage = 0;
  const scanner: CsvScanner = new CsvScanner({
    delimiter: delimiter.charCodeAt(0),
    rowBytes: context.job.limits.rowBytes,
    onRow: (row) => {
      if (row.row <= headerRow) {
        /* Rows above it may have any number of cells. */
        if (row.row === headerRow) scanner.columns = columns;
        return;
      }
      while ((text.damaged[damage]?.end ?? Infinity) <= row.offset) damage++;
      const broken = damageOf(row, text.damaged, damage);
      const source = (): string =>
        row.buffer.toString(
          'utf8',
          row.start,
          Math.min(row.end, row.start + context.job.limits.rowBytes),
        );
      if (row.problem === null && broken === null) {
        if (
          row.regular &&
          delimiter === ',' &&
          !row.buffer.subarray(row.start, row.end).includes(0)
        )
          sink.addText(row.row, source());
        else sink.add(row.row, parseCells(source(), delimiter).slice(0, columns));
        return;
      }
      const cells =
        row.problem === 'row-too-long'
          ? [source().slice(0, 1_000)]
          : parseCells(source(), delimiter);
      const code = row.problem ?? 'encoding';
      const detail =
        code === 'column-count'
          ? `${row.fields} columns, the header has ${columns}`
          : code === 'encoding'
            ? `first at byte ${broken?.sourceOffset}`
            : '';
      sink.refuse({ row: row.row, field: '', value: source().slice(0, 200), code, detail, cells });
    },
  });
  scanner.nameless = namelessAtEnd(header);
  for await (const chunk of createReadStream(text.path, {
    start: text.mark,
    highWaterMark: 4 << 20,
  }) as AsyncIterable<Buffer>) {
    scanner.feed(chunk);
    await sink.drain();
    await context.quarantine.flush();
    context.progress.at(sink.rows, 0.5);
  }
  scanner.end();
  await sink.close();
  await context.quarantine.flush();
}
