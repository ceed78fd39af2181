/** Read step for JSON: one object per line, or one array of objects; nested objects become columns `a.b`, lists become several values of one cell. */
import type { PrepareContext, RawTable } from '../prepare/prepare-context.ts';
import { joinValues } from '../clean/several-values.ts';
import { arrayElements } from './array-elements.ts';
import { loadRows } from './load-rows.ts';
import type { RowTarget } from './row-sink.ts';
import type { TextFile } from './text-file.ts';
import { type TextLine, textLines } from './text-lines.ts';

const deepest = 20;

export function readJsonLines(context: PrepareContext, text: TextFile): Promise<RawTable> {
  const { encoding, bytes, sha256 } = text;
  return loadRows(context, { format: 'jsonl', encoding, bytes, sha256 }, (target) =>
    jsonLineRows(text, context.job.limits.rowBytes, target),
  );
}

export async function jsonLineRows(
  text: TextFile,
  limit: number,
  target: RowTarget,
): Promise<void> {
  const array = /^\s*\[/.test((await text.sample()).toString('utf8'));
  for await (const lines of array ? arrayElements(text, limit) : textLines(text, limit)) {
    for (const line of lines) {
      const object = parseLine(line, target);
      if (object === null) continue;
      target.add(line.number, cellsOf(object, target));
    }
    if (!(await target.drain())) return;
  }
}

/** The object of a line; `null` when the line is blank or was refused. */
export function parseLine(line: TextLine, target: RowTarget): Record<string, unknown> | null {
  const refuse = (
    code: 'row-too-long' | 'encoding' | 'json-syntax' | 'json-object',
    detail = '',
  ): null => {
    const start = line.text?.slice(0, 1_000) ?? line.start;
    target.refuse({
      row: line.number,
      field: '',
      value: start.slice(0, 200),
      code,
      detail,
      cells: [start],
    });
    return null;
  };
  if (line.text === null) return refuse(line.problem ?? 'encoding', line.detail);
  if (line.text.trim() === '') return null;
  try {
    const value: unknown = JSON.parse(longNumbersAsText(line.text));
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : refuse('json-object');
  } catch {
    return refuse('json-syntax');
  }
}

/** Numbers of more than 15 digits, or with an exponent, stay as they are written: read as numbers they would lose digits, or gain some that nobody wrote. */
function longNumbersAsText(json: string): string {
  if (!/[\d.]{16}|\d[eE][+-]?\d/.test(json)) return json;
  return json.replace(/"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g, (token) => {
    if (token.startsWith('"')) return token;
    if (/[eE]/.test(token)) return `"${token.replace(/[eE]\+?(?=\d)/, 'E+')}"`;
    return token.replace(/\D/g, '').length > 15 ? `"${token}"` : token;
  });
}

function cellsOf(object: Record<string, unknown>, target: RowTarget): (string | null)[] {
  const found = new Map<string, string[]>();
  flatten(object, '', 1, found);
  const cells: (string | null)[] = [];
  for (const [column, values] of found) {
    const place = target.place(column);
    while (cells.length <= place) cells.push(null);
    cells[place] = values.length === 0 ? null : joinValues(values);
  }
  return cells;
}

/** Values by column: the elements of a list are several values, of a list of objects in each of their columns. */
function flatten(
  value: unknown,
  column: string,
  depth: number,
  found: Map<string, string[]>,
): void {
  if (Array.isArray(value)) {
    if (column !== '' && value.length === 0) found.set(column, found.get(column) ?? []);
    for (const element of value) flatten(element, column, depth, found);
    return;
  }
  if (typeof value === 'object' && value !== null && depth <= deepest) {
    for (const [key, inner] of Object.entries(value))
      flatten(inner, column === '' ? key : `${column}.${key}`, depth + 1, found);
    return;
  }
  const values = found.get(column) ?? [];
  if (value !== null && value !== undefined)
    values.push(typeof value === 'object' ? JSON.stringify(value) : scalar(value));
  found.set(column, values);
}

function scalar(value: unknown): string {
  return value === null || value === undefined ? '' : String(value);
}
