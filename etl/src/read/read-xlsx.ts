/** Read step for XLSX: one sheet row by row; formula cells give their stored value and are never evaluated. */
import { ImportAbort } from '../errors.ts';
import type { PrepareContext, RawTable } from '../prepare/prepare-context.ts';
import type { FieldWarning } from '../prepare/protocol.ts';
import type { RowReasonCode } from '../reasons.ts';
import {
  type HeaderWanted,
  checkHeader,
  findHeader,
  headerNames,
  headerWithin,
  titlesAbove,
} from './header.ts';
import { loadRows } from './load-rows.ts';
import type { RowTarget } from './row-sink.ts';
import { type SheetRow, SheetRows } from './sheet-rows.ts';
import { fileFacts } from './text-encoding.ts';
import { type Sheet, type Workbook, local, openWorkbook, parsePart } from './workbook.ts';
import { ZipArchive } from './zip-file.ts';

export async function readXlsx(context: PrepareContext, wanted: HeaderWanted): Promise<RawTable> {
  const { job } = context;
  const { bytes, sha256 } = await fileFacts(job.path);
  const zip = await ZipArchive.open(job.path, bytes, job.limits.inflatedBytes);
  try {
    const workbook = await openWorkbook(zip);
    const { sheet, others } = await chooseSheet(zip, workbook, job.mapping.file.sheet);
    if (others.length > 0)
      context.warnings.push({
        field: '',
        code: 'sheets-unread',
        count: others.length,
        row: 0,
        value: `${sheet.name} (${others.map(({ name }) => name).join(', ')})`,
      });
    const serials = workbook.from1904 ? '1904' : '1900';
    const facts = { format: 'xlsx', encoding: null, bytes, sha256, serials } as const;
    return await loadRows(context, facts, async (target) => {
      const header = await sheetRows(zip, workbook, sheet, wanted, job.limits.columns, target);
      if (header !== null) context.warnings.push(header);
    });
  } finally {
    zip.close();
  }
}

/** The sheet of that name or number among the visible ones (default: the first that holds anything), and the other visible ones that hold anything. */
export async function chooseSheet(
  zip: ZipArchive,
  workbook: Workbook,
  wanted: number | string | undefined,
): Promise<{ sheet: Sheet; others: Sheet[] }> {
  const visible = workbook.sheets.filter(({ hidden }) => !hidden);
  const shown = visible.length > 0 ? visible : workbook.sheets;
  const full: Sheet[] = [];
  for (const sheet of shown) if (await holdsCells(zip, sheet)) full.push(sheet);
  const named = workbook.sheets.find(({ name }) => name === String(wanted));
  const sheet = wanted === undefined ? (full[0] ?? shown[0]) : (named ?? shown[Number(wanted) - 1]);
  if (sheet === undefined || !zip.has(sheet.part)) {
    throw new ImportAbort(
      'sheet-missing',
      `The workbook has no sheet ${String(wanted ?? 1)}; it has: ${workbook.sheets.map(({ name }) => name).join(', ')}.`,
    );
  }
  return { sheet, others: full.filter((other) => other !== sheet) };
}

async function holdsCells(zip: ZipArchive, { part }: Sheet): Promise<boolean> {
  if (!zip.has(part)) return false;
  let found = false;
  await parsePart(
    zip,
    part,
    (parser) =>
      parser.on('opentag', ({ name }) => {
        const tag = local(name);
        if (tag === 'v' || tag === 't' || tag === 'f') found = true;
      }),
    () => Promise.resolve(!found),
  );
  return found;
}

/** Puts the rows below the header into `target`. The answer is what to say when the header is not the first filled row. */
export async function sheetRows(
  zip: ZipArchive,
  workbook: Workbook,
  sheet: Sheet,
  wanted: HeaderWanted,
  limit: number,
  target: RowTarget,
): Promise<FieldWarning | null> {
  const table = new SheetTable(wanted, limit, target);
  const rows = new SheetRows(workbook, limit, (row) => table.row(row));
  await parsePart(
    zip,
    sheet.part,
    (parser) => rows.attach(parser),
    () => target.drain(),
  );
  return table.finish();
}

class SheetTable {
  private readonly wanted: HeaderWanted;
  private readonly limit: number;
  private readonly target: RowTarget;
  /** Rows before the header is known; null after. */
  private first: SheetRow[] | null = [];
  private columns = 0;
  private titles: FieldWarning | null = null;

  constructor(wanted: HeaderWanted, limit: number, target: RowTarget) {
    this.wanted = wanted;
    this.limit = limit;
    this.target = target;
  }

  row(row: SheetRow): void {
    if (this.first === null) return this.put(row);
    this.first.push(row);
    if (this.first.length >= headerWithin && row.row >= (this.wanted.row ?? 0))
      this.decide(this.first);
  }

  /** The header where the sheet ended before it was decided. */
  finish(): FieldWarning | null {
    if (this.first !== null && this.first.length > 0) this.decide(this.first);
    return this.titles;
  }

  private decide(rows: readonly SheetRow[]): void {
    this.first = null;
    const place = findHeader(rows, this.wanted);
    for (const name of checkHeader(headerNames(rows, place), this.limit)) this.target.place(name);
    this.columns = this.target.columns.length;
    this.titles = titlesAbove(rows, place);
    for (const row of rows.slice(place + 1)) this.put(row);
  }

  private put({ row, cells, problem }: SheetRow): void {
    const refuse = (code: RowReasonCode, field: string, value: string, detail: string): void =>
      this.target.refuse({ row, field, value, code, detail, cells });
    if (problem !== null)
      refuse(problem.code, this.target.columns[problem.column] ?? '', problem.value, '');
    else if (cells.length > this.columns)
      refuse('column-count', '', '', `${cells.length} columns, the header has ${this.columns}`);
    else this.target.add(row, cells);
  }
}
