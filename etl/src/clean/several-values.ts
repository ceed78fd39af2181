/** How a reader hands on several values of one field in one cell: parted by a mark that no text holds, so that they are refused or kept apart, never glued. */

/** A noncharacter of Unicode: reserved for use inside a program. */
export const valueMark = '\ufdd0';

/** One cell of several values; equal ones are one, and nothing is no value. */
export function joinValues(values: readonly string[]): string {
  if (values.length === 1) return values[0] ?? '';
  return [...new Set(values.filter((value) => value.trim() !== ''))].join(valueMark);
}

/** For people to read. */
export function shownValues(cell: string): string {
  return cell.includes(valueMark) ? cell.replaceAll(valueMark, ' | ') : cell;
}
