/** Read step for JSON: one object per line, or one array of objects; nested objects become columns `a.b`, lists of scalars become lines of one cell. */
import type { PrepareContext, RawTable } from '../prepare/prepare-context.ts';
import { arrayElements } from './array-elements.ts';
import { loadRows } from './load-rows.ts';
import type { RowTarget } from './row-sink.ts';
import type { TextFile } from './text-file.ts';
import { type TextLine, textLines } from './text-lines.ts';

const deepest = 5;

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
      const cells: (string | null)[] = [];
      flatten(object, '', 1, (column, value) => {
        const place = target.place(column);
        while (cells.length <= place) cells.push(null);
        cells[place] = value;
      });
      target.add(line.number, cells);
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

/** Numbers beyond 15 digits are identifiers written bare; as numbers they would lose their last digits. */
function longNumbersAsText(json: string): string {
  if (!/\d{16}/.test(json)) return json;
  return json.replace(/"(?:[^"\\]|\\.)*"|-?\d{16,}(?![\d.eE])/g, (token) =>
    token.startsWith('"') ? token : `"${token}"`,
  );
}

function flatten(
  object: Record<string, unknown>,
  prefix: string,
  depth: number,
  put: (column: string, value: string | null) => void,
): void {
  for (const [key, value] of Object.entries(object)) {
    const column = prefix + key;
    if (value === null) put(column, null);
    else if (Array.isArray(value))
      put(column, value.every(isScalar) ? value.map(scalar).join('\n') : JSON.stringify(value));
    else if (typeof value !== 'object') put(column, scalar(value));
    else if (depth < deepest)
      flatten(value as Record<string, unknown>, `${column}.`, depth + 1, put);
    else put(column, JSON.stringify(value));
  }
}

function isScalar(value: unknown): boolean {
  return value === null || typeof value !== 'object';
}

function scalar(value: unknown): string {
  return value === null || value === undefined ? '' : String(value);
}
