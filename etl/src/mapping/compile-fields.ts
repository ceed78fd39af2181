/** Map step: fields of the mapping bound to columns of the file, and the SQL that cleans them. */
import { type CleanOptions, type OutputType, cleaners } from '../clean/cleaners.ts';
import { type FastPath, fastPath } from '../clean/fast-path.ts';
import type { FieldMapping, Mapping } from './mapping-schema.ts';

/** Field of the mapping → column of the file; null = this file has none. Absent = as the mapping finds it. */
export type Assignment = Readonly<Record<string, string | null>>;

export interface BoundField {
  readonly name: string;
  /** Column of `clean` that holds the value: v<index>. */
  readonly value: string;
  readonly mapping: FieldMapping;
  readonly output: OutputType;
  /** Header of the file's column, null when the file has none. */
  readonly header: string | null;
  /** Column of `raw`, null when the file has none. */
  readonly raw: string | null;
  readonly fast: FastPath | null;
}

export interface Binding {
  readonly fields: readonly BoundField[];
  /** Required fields without a column, with the names looked for. */
  readonly missing: readonly { field: string; columns: readonly string[] }[];
}

/** Headers compare without width, case and blanks. */
export function headerKey(header: string): string {
  return header
    .normalize('NFKC')
    .replace(/[\s_]+/g, '')
    .toLowerCase();
}

/** Columns that a downloaded quarantine adds; ignored when it is loaded again. */
export const ignoredHeaders: ReadonlySet<string> = new Set(['_row', '_reason']);

/** @param columns headers in the file's order; column i is `c<i>` of `raw`. */
export function bindFields(
  mapping: Mapping,
  columns: readonly string[],
  assignment: Assignment = {},
): Binding {
  const places = new Map<string, number>();
  columns.forEach((column, index) => {
    const key = headerKey(column);
    if (!ignoredHeaders.has(column) && !places.has(key)) places.set(key, index);
  });
  /* An attribute of an XML element goes by its plain name, unless an element has it. */
  columns.forEach((column, index) => {
    const key = headerKey(column.replace(/^@/, ''));
    if (column.startsWith('@') && !places.has(key)) places.set(key, index);
  });
  const missing: { field: string; columns: readonly string[] }[] = [];
  const fields = Object.entries(mapping.fields).map(([name, field], index): BoundField => {
    const assigned = Object.hasOwn(assignment, name) ? assignment[name] : undefined;
    /* null says: this field has no column here. */
    const wanted =
      assigned === undefined
        ? field.columns
        : assigned === null || assigned === ''
          ? []
          : [assigned];
    const place = wanted
      .map((column) => places.get(headerKey(column)))
      .find((found) => found !== undefined);
    if (place === undefined && field.required)
      missing.push({ field: name, columns: wanted.length > 0 ? wanted : field.columns });
    const raw = place === undefined ? null : `c${place}`;
    return {
      name,
      value: `v${index}`,
      mapping: field,
      output: cleaners[field.clean].output,
      header: place === undefined ? null : (columns[place] ?? null),
      raw,
      fast: raw === null ? null : fastPath(field.clean, cleanOptions(field), 'v'),
    };
  });
  return { fields, missing };
}

export function cleanOptions(field: FieldMapping): CleanOptions {
  const { scale, unit, nonNegative, values, order, empty, list, decimal } = field;
  return { scale, unit, nonNegative, values, order, empty, list, decimal };
}

/** Type of the value's column in `clean`. */
export function sqlType(output: OutputType): 'BIGINT' | 'VARCHAR' {
  return output === 'integer' ? 'BIGINT' : 'VARCHAR';
}
