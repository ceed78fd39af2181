/** Read step for XLSX: one sheet row by row; formula cells give their stored value and are never evaluated. */
import { ImportAbort } from '../errors.ts';
import type { PrepareContext, RawTable } from '../prepare/prepare-context.ts';
import type { FieldWarning } from '../prepare/protocol.ts';
import type { RowReasonCode } from '../reasons.ts';
import {
  type FirstRow,
  type HeaderWanted,
  checkHeader,
  findHeader,
  headerNames,
  headerWithin,
  titlesAbove,
} from './header.ts';
import { loadRows } from './load-rows.ts';
import { formatted, serialText } from './number-format.ts';
import type { RowTarget } from './row-sink.ts';
import { fileFacts } from './text-encoding.ts';
import {
  type Sheet,
  type Workbook,
  local,
  openWorkbook,
  parsePart,
  unescaped,
} from './workbook.ts';
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
  const reader = new SheetReader(workbook, wanted, limit, target);
  await parsePart(
    zip,
    sheet.part,
    (parser) => {
      parser.on('opentag', ({ name, attributes }) =>
        reader.open(local(name), attributes as Record<string, string>),
      );
      parser.on('text', (text) => reader.text(text));
      parser.on('cdata', (text) => reader.text(text));
      parser.on('closetag', ({ name }) => reader.close(local(name)));
    },
    () => target.drain(),
  );
  return reader.finish();
}

/** Longest text of a cell that Excel itself allows. */
const cellLimit = 32_767;

interface SheetRow extends FirstRow {
  readonly problem: { code: RowReasonCode; column: number; value: string } | null;
}

class SheetReader {
  private readonly workbook: Workbook;
  private readonly wanted: HeaderWanted;
  private readonly limit: number;
  private readonly target: RowTarget;
  /** Rows before the header is known; null after. */
  private first: SheetRow[] | null = [];
  private columns = 0;
  private titles: FieldWarning | null = null;
  private row = 0;
  private column = -1;
  private cells: string[] = [];
  private problem: SheetRow['problem'] = null;
  private type = '';
  private style = 0;
  private value: string | null = null;
  private formula = false;
  private reading = false;
  private phonetic = false;

  constructor(workbook: Workbook, wanted: HeaderWanted, limit: number, target: RowTarget) {
    this.workbook = workbook;
    this.wanted = wanted;
    this.limit = limit;
    this.target = target;
  }

  open(tag: string, attributes: Readonly<Record<string, string>>): void {
    if (tag === 'row') {
      const given = Number(attributes['r']);
      this.row = Number.isInteger(given) && given > this.row ? given : this.row + 1;
      this.column = -1;
      this.cells = [];
      this.problem = null;
    } else if (tag === 'c') {
      this.column = columnOf(attributes['r']) ?? this.column + 1;
      this.type = attributes['t'] ?? 'n';
      this.style = Number(attributes['s'] ?? 0);
      this.value = null;
      this.formula = false;
    } else if (tag === 'f') {
      this.formula = true;
    } else if (tag === 'rPh') {
      this.phonetic = true;
    } else if (tag === 'v' || (tag === 't' && !this.phonetic)) {
      this.reading = true;
      this.value ??= '';
    }
  }

  text(text: string): void {
    if (this.reading && this.value !== null && this.value.length <= cellLimit) this.value += text;
  }

  close(tag: string): void {
    if (tag === 'v' || tag === 't') this.reading = false;
    else if (tag === 'rPh') this.phonetic = false;
    else if (tag === 'c') this.cell();
    else if (tag === 'row') this.endRow();
  }

  /** The header where the sheet ended before it was decided. */
  finish(): FieldWarning | null {
    if (this.first !== null && this.first.length > 0) this.decide(this.first);
    return this.titles;
  }

  private cell(): void {
    if (this.formula && !this.stored()) {
      this.problem ??= { code: 'formula-no-value', column: this.column, value: '' };
      return;
    }
    if (this.value === null) return;
    if (this.type === 'e') {
      this.problem ??= { code: 'cell-error', column: this.column, value: this.value };
      return;
    }
    const text = this.textOf(this.value);
    if (text === '') return;
    if (this.column >= this.limit)
      throw new ImportAbort(
        'too-many-columns',
        `Row ${this.row} has a value beyond column ${this.limit}.`,
        { row: this.row },
      );
    while (this.cells.length < this.column) this.cells.push('');
    this.cells[this.column] = text;
  }

  /** Whether a formula's result is there. Empty text is one; a 0 is none where the workbook says that it was never calculated. */
  private stored(): boolean {
    if (this.value === null || (this.value === '' && this.type !== 'str')) return false;
    return !(this.workbook.uncalculated && this.value === '0');
  }

  private textOf(value: string): string {
    switch (this.type) {
      case 's':
        return this.workbook.strings[Number(value)] ?? '';
      case 'b':
        return value === '1' ? 'true' : 'false';
      case 'n': {
        const format = this.workbook.formats[this.style] ?? { kind: 'number' };
        return format.kind === 'date'
          ? serialText(value, this.workbook.from1904, format.shows)
          : formatted(value, format);
      }
      case 'inlineStr':
      case 'str':
        return unescaped(value);
      default:
        return value;
    }
  }

  private endRow(): void {
    if (this.cells.length === 0 && this.problem === null) return;
    const row = { row: this.row, cells: this.cells, problem: this.problem };
    if (this.first === null) return this.put(row);
    this.first.push(row);
    if (this.first.length >= headerWithin && this.row >= (this.wanted.row ?? 0))
      this.decide(this.first);
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

/** `BC12` → 54; `undefined` without a reference. */
function columnOf(reference: string | undefined): number | undefined {
  const letters = /^[A-Z]{1,3}/.exec(reference ?? '')?.[0];
  if (letters === undefined) return undefined;
  let column = 0;
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}
