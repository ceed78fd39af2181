/** Read step: which row of a table is its header, and the names that it gives the columns. */
import { ImportAbort } from '../errors.ts';
import { headerKey } from '../mapping/compile-fields.ts';
import type { FieldWarning } from '../prepare/protocol.ts';

export interface FirstRow {
  /** Number in the file. */
  readonly row: number;
  readonly cells: readonly string[];
}

export interface HeaderWanted {
  /** Row that the mapping or the user names. */
  readonly row: number | undefined;
  /** Header keys that the mapping knows; empty where no mapping is chosen yet. */
  readonly known: ReadonlySet<string>;
}

/** First filled rows among which a header is looked for. */
export const headerWithin = 30;

/**
 * Place of the header among the first filled rows: the row that is named, else the one with most names that the mapping knows,
 * else the first that is filled as a table is (titles above are not).
 */
export function findHeader(rows: readonly FirstRow[], wanted: HeaderWanted): number {
  if (wanted.row !== undefined) {
    const place = rows.findIndex(({ row }) => row === wanted.row);
    if (place < 0)
      throw new ImportAbort(
        'header-row',
        `Row ${wanted.row} is no header: it is empty or not among the first ${headerWithin} filled rows.`,
        { row: wanted.row },
      );
    return place;
  }
  const scores = rows.map(
    ({ cells }) => new Set(cells.map(headerKey).filter((key) => wanted.known.has(key))).size,
  );
  const best = Math.max(0, ...scores);
  if (best === 0) return firstTableRow(rows);
  const place = scores.indexOf(best);
  return goesOn(rows, place, scores[place + 1] ?? 0) ? place + 1 : place;
}

function filled(row: FirstRow | undefined): number {
  return row?.cells.filter((cell) => cell.trim() !== '').length ?? 0;
}

function firstTableRow(rows: readonly FirstRow[]): number {
  const width = Math.max(0, ...rows.map(filled));
  const place = rows.findIndex((row, index) => {
    const cells = filled(row);
    return (
      cells >= Math.max(Math.min(width, 2), Math.ceil(width * 0.8)) ||
      (index === 0 && cells >= 2 && cells >= width / 2)
    );
  });
  return Math.max(0, place);
}

/** A header of two rows: names merged downwards in the first, those below group names in the second. */
function goesOn(rows: readonly FirstRow[], place: number, scoreBelow: number): boolean {
  const [row, below] = [rows[place], rows[place + 1]];
  if (row === undefined || below === undefined || scoreBelow === 0) return false;
  const columns = Math.max(row.cells.length, below.cells.length);
  let merged = 0;
  for (let column = 0; column < columns; column++) {
    const [upper, lower] = [row.cells[column]?.trim() ?? '', below.cells[column]?.trim() ?? ''];
    if (upper !== '' && lower === '') merged++;
    if (upper === '' && lower === '') return false;
  }
  return merged > 0 && below.row === row.row + 1;
}

/** Names of the header; one that is empty or occurs twice takes that of the rows above, where cells are merged. */
export function headerNames(rows: readonly FirstRow[], place: number): string[] {
  const header = rows[place]?.cells ?? [];
  const above = place > 0 && filled(rows[place - 1]) > 1 ? (rows[place - 1]?.cells ?? []) : [];
  const keys = header.map(headerKey);
  return Array.from({ length: Math.max(header.length, above.length) }, (_, column) => {
    const name = header[column]?.trim() ?? '';
    if (name === '') return above[column] ?? '';
    if (keys.indexOf(headerKey(name)) === keys.lastIndexOf(headerKey(name))) return name;
    const group = above.slice(0, column + 1).findLast((cell) => cell.trim() !== '');
    return group === undefined ? name : `${group.trim()} ${name}`;
  });
}

/** Trimmed names; columns without one are numbered. @throws ImportAbort when a name occurs twice or there are too many. */
export function checkHeader(header: readonly string[], limit: number): string[] {
  if (header.length > limit)
    throw new ImportAbort(
      'too-many-columns',
      `The file has ${header.length} columns, the limit is ${limit}.`,
    );
  const names = header.map((name, index) => {
    // eslint-disable-next-line no-control-regex
    const text = name.replace(/[\u0000-\u001f\ufeff]+/g, ' ').trim();
    return text === '' ? `column ${index + 1}` : text;
  });
  const seen = new Map<string, number>();
  const twice = new Set<string>();
  names.forEach((name, index) => {
    const key = headerKey(name);
    if (seen.has(key)) twice.add(name);
    seen.set(key, index);
  });
  if (twice.size > 0) {
    throw new ImportAbort(
      'duplicate-header',
      `Column names occur more than once: ${[...twice].join(', ')}.`,
      { row: 1, field: [...twice][0] ?? '' },
    );
  }
  return names;
}

/** What to say when rows above the header were taken for titles; `null` when there are none. */
export function titlesAbove(rows: readonly FirstRow[], place: number): FieldWarning | null {
  if (place === 0) return null;
  const text = rows
    .slice(0, place)
    .map(({ cells }) => cells.filter((cell) => cell.trim() !== '').join(' '))
    .join(' / ');
  return {
    field: '',
    code: 'titles-skipped',
    count: place,
    row: rows[place]?.row ?? 0,
    value: text.slice(0, 200),
  };
}
