/** Read step for XLSX: a sheet's rows as texts; formula cells give their stored value. */
import type { SaxesParser } from 'saxes';
import { ImportAbort } from '../errors.ts';
import type { RowReasonCode } from '../reasons.ts';
import type { FirstRow } from './header.ts';
import { formatted, serialText } from './number-format.ts';
import { local, unescaped, type Workbook } from './workbook.ts';

/** Longest text of a cell that Excel itself allows. */
const cellLimit = 32_767;

export interface SheetRow extends FirstRow {
  readonly problem: {
    readonly code: RowReasonCode;
    readonly column: number;
    readonly value: string;
  } | null;
}

export class SheetRows {
  private readonly workbook: Workbook;
  private readonly limit: number;
  private readonly onRow: (row: SheetRow) => void;
  private readonly midnights: boolean;
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

  /** @param limit of columns; @param midnights days whose format shows a time are said with it, also at 0:00 */
  constructor(
    workbook: Workbook,
    limit: number,
    onRow: (row: SheetRow) => void,
    midnights = false,
  ) {
    this.workbook = workbook;
    this.limit = limit;
    this.onRow = onRow;
    this.midnights = midnights;
  }

  attach(parser: SaxesParser): void {
    parser.on('opentag', ({ name, attributes }) =>
      this.open(local(name), attributes as Record<string, string>),
    );
    parser.on('text', (text) => this.text(text));
    parser.on('cdata', (text) => this.text(text));
    parser.on('closetag', ({ name }) => this.close(local(name)));
  }

  private open(tag: string, attributes: Readonly<Record<string, string>>): void {
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

  private text(text: string): void {
    if (this.reading && this.value !== null && this.value.length <= cellLimit) this.value += text;
  }

  private close(tag: string): void {
    if (tag === 'v' || tag === 't') this.reading = false;
    else if (tag === 'rPh') this.phonetic = false;
    else if (tag === 'c') this.cell();
    else if (tag === 'row') this.endRow();
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
        if (format.kind !== 'date') return formatted(value, format);
        const text = serialText(value, this.workbook.from1904, format.shows);
        return this.midnights && format.clock && text.length === 10 ? `${text} 00:00:00` : text;
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
    this.onRow({ row: this.row, cells: this.cells, problem: this.problem });
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
