/** Read step for XLSX: one sheet row by row; formula cells give their stored value and are never evaluated. */
import { ImportAbort } from '../errors.ts';
import type { PrepareContext, RawTable } from '../prepare/prepare-context.ts';
import type { RowReasonCode } from '../reasons.ts';
import { checkHeader } from './header.ts';
import { loadRows } from './load-rows.ts';
import type { RowTarget } from './row-sink.ts';
import { fileFacts } from './text-encoding.ts';
import { type Workbook, local, openWorkbook, parsePart } from './workbook.ts';
import { ZipArchive } from './zip-file.ts';

export async function readXlsx(context: PrepareContext): Promise<RawTable> {
  const { job } = context;
  const { bytes, sha256 } = await fileFacts(job.path);
  const zip = await ZipArchive.open(job.path, bytes, job.limits.inflatedBytes);
  try {
    const workbook = await openWorkbook(zip);
    return await loadRows(context, { format: 'xlsx', encoding: null, bytes, sha256 }, (target) =>
      sheetRows(zip, workbook, job.mapping.file.sheet, job.limits.columns, target),
    );
  } finally {
    zip.close();
  }
}

/** Rows of the sheet with that name or 1-based number (default the first) under the header in its first filled row. */
export async function sheetRows(
  zip: ZipArchive,
  workbook: Workbook,
  sheet: number | string | undefined,
  limit: number,
  target: RowTarget,
): Promise<void> {
  const found =
    typeof sheet === 'string'
      ? workbook.sheets.find(({ name }) => name === sheet)
      : workbook.sheets[(sheet ?? 1) - 1];
  if (found === undefined || !zip.has(found.part)) {
    throw new ImportAbort(
      'sheet-missing',
      `The workbook has no sheet ${String(sheet ?? 1)}; it has: ${workbook.sheets.map(({ name }) => name).join(', ')}.`,
    );
  }
  const reader = new SheetReader(workbook, limit, target);
  await parsePart(
    zip,
    found.part,
    (parser) => {
      parser.on('opentag', ({ name, attributes }) =>
        reader.open(local(name), attributes as Record<string, string>),
      );
      parser.on('text', (text) => reader.text(text));
      parser.on('closetag', ({ name }) => reader.close(local(name)));
    },
    () => target.drain(),
  );
}

/** Longest text of a cell that Excel itself allows. */
const cellLimit = 32_767;

class SheetReader {
  private readonly workbook: Workbook;
  private readonly limit: number;
  private readonly target: RowTarget;
  private header: number | null = null;
  private row = 0;
  private column = -1;
  private cells: string[] = [];
  private problem: { code: RowReasonCode; column: number; value: string } | null = null;
  private type = '';
  private style = 0;
  private value: string | null = null;
  private formula = false;
  private reading = false;
  private phonetic = false;

  constructor(workbook: Workbook, limit: number, target: RowTarget) {
    this.workbook = workbook;
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

  private cell(): void {
    if (this.value === null) {
      if (this.formula)
        this.problem ??= { code: 'formula-no-value', column: this.column, value: '' };
      return;
    }
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

  private textOf(value: string): string {
    switch (this.type) {
      case 's':
        return this.workbook.strings[Number(value)] ?? '';
      case 'b':
        return value === '1' ? 'true' : 'false';
      case 'n':
        return this.workbook.dateStyles[this.style] === true
          ? serialText(value, this.workbook.from1904)
          : numberText(value);
      default:
        return value;
    }
  }

  private endRow(): void {
    if (this.cells.length === 0 && this.problem === null) return;
    if (this.header === null) {
      for (const name of checkHeader(this.cells, this.limit)) this.target.place(name);
      this.header = this.cells.length;
      return;
    }
    const refuse = (code: RowReasonCode, field: string, value: string, detail: string): void =>
      this.target.refuse({ row: this.row, field, value, code, detail, cells: this.cells });
    if (this.problem !== null)
      refuse(
        this.problem.code,
        this.target.columns[this.problem.column] ?? '',
        this.problem.value,
        '',
      );
    else if (this.cells.length > this.header)
      refuse('column-count', '', '', `${this.cells.length} columns, the header has ${this.header}`);
    else this.target.add(this.row, this.cells);
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

/** The number as Excel shows it: 15 significant digits, never an exponent for whole numbers. */
function numberText(value: string): string {
  const number = Number(value);
  if (value.trim() === '' || !Number.isFinite(number)) return value;
  const rounded = Number(number.toPrecision(15));
  return Number.isInteger(rounded) && Math.abs(rounded) < 1e21
    ? BigInt(rounded).toString()
    : String(rounded);
}

function serialText(value: string, from1904: boolean): string {
  const serial = Number(value) + (from1904 ? 1_462 : 0);
  if (!Number.isFinite(serial) || serial < 1 || serial > 2_958_465.99999) return numberText(value);
  /* Before 1 March 1900 Excel counts a day that never was. */
  const days = serial < 61 ? serial + 1 : serial;
  const text = new Date(Math.round((days - 25_569) * 86_400_000)).toISOString();
  return text.slice(11, 19) === '00:00:00'
    ? text.slice(0, 10)
    : `${text.slice(0, 10)} ${text.slice(11, 19)}`;
}
