/** Rows as one text each: a driver takes as long for each value of a row as for a whole text, and merging reads millions of rows of ten columns. */
import type { SqlReader } from '@phecda/graph-schema/ports/sql';

const separator = '\u001f';
const nothing = '\u001e';

/**
 * The columns as texts, NULL as null, in the order of the query.
 * The last column may hold any text; the others no control characters but line feeds.
 *
 * @param from the rest of the SELECT: FROM, WHERE, ORDER BY
 */
export async function packedRows<const Columns extends readonly string[]>(
  reader: SqlReader,
  columns: Columns,
  from: string,
): Promise<{ [At in keyof Columns]: string | null }[]> {
  const values = columns.map((column) => `COALESCE(CAST(${column} AS VARCHAR), chr(30))`);
  const rows = await reader.query<{ x: string }>(
    `SELECT concat_ws(chr(31), ${values.join(', ')}) AS x ${from}`,
  );
  return rows.map(({ x }) => unpack(x, columns.length) as { [At in keyof Columns]: string | null });
}

function unpack(text: string, columns: number): (string | null)[] {
  const values: (string | null)[] = [];
  let start = 0;
  for (let column = 1; column < columns; column++) {
    const end = text.indexOf(separator, start);
    values.push(valueOf(text.slice(start, end)));
    start = end + 1;
  }
  values.push(valueOf(text.slice(start)));
  return values;
}

const valueOf = (text: string): string | null => (text === nothing ? null : text);
