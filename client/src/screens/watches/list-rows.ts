/** Lists of targets as people have them: a column of identifiers, a table with names beside, one line with commas; in UTF-8 or as Chinese spreadsheets write CSV. */

/** What a row may be recognised by; further cells are not looked at. */
const mostCells = 6;
const separators = /[\t,，;；]/;

/** Cells of each row, without repetitions. A single line is a list by itself. */
export function rowsOf(text: string): string[][] {
  const lines = text.split(/[\r\n]+/).map(cellsOf);
  const rows = lines.filter((cells) => cells.length > 0);
  const [first] = rows;
  const apart = rows.length === 1 && first !== undefined ? first.map((cell) => [cell]) : rows;
  const seen = new Set<string>();
  return apart.flatMap((cells) => {
    const key = cells.join('\t');
    if (seen.has(key)) return [];
    seen.add(key);
    return [cells.slice(0, mostCells)];
  });
}

const cellsOf = (line: string): string[] => [
  ...new Set(
    line
      .split(separators)
      .map((cell) => cell.trim().replace(/^"|"$/g, '').trim())
      .filter(Boolean),
  ),
];

export interface ListHit {
  readonly record: string;
  /** By an identifier; false: by the whole name, which others may have too. */
  readonly isIdentifier: boolean;
}

/** Records that a row means: a name counts where no identifier beside it does. */
export function recordsOf(
  cells: readonly string[],
  hitOf: (cell: string) => ListHit | undefined,
): string[] {
  const hits = cells.flatMap((cell) => hitOf(cell) ?? []);
  const byIdentifier = hits.filter(({ isIdentifier }) => isIdentifier);
  return (byIdentifier.length > 0 ? byIdentifier : hits).map(({ record }) => record);
}

/** Spreadsheets of Chinese desktops write GB18030 where it is not said to be UTF-8. */
export function listText(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}
