/** Read step for JSON: one object per line, or one array of objects, which may lie in an object; nested objects become columns `a.b`, lists become several values of one cell. */
import type { PrepareContext, RawTable } from '../prepare/prepare-context.ts';
import { joinValues } from '../clean/several-values.ts';
import { ImportAbort } from '../errors.ts';
import type { RowReasonCode } from '../reasons.ts';
import { bindFields } from '../mapping/compile-fields.ts';
import { arrayElements } from './array-elements.ts';
import { firstBytes } from './first-bytes.ts';
import { countNames, measureJson, nameGivenTwice } from './json-text.ts';
import { jsonShape } from './json-walker.ts';
import { loadRows } from './load-rows.ts';
import type { RowTarget } from './row-sink.ts';
import { type TextFile, sampleBytes } from './text-file.ts';
import { LineMaker, type TextLine, textLines } from './text-lines.ts';

const deepest = 100;

export async function readJsonLines(context: PrepareContext, text: TextFile): Promise<RawTable> {
  const { encoding, bytes, sha256 } = text;
  const { mapping, assignment, limits } = context.job;
  /* An object whose own names are those of the mapping is a row itself, whatever lists it holds. */
  const isRow = (names: readonly string[]): boolean => {
    const { fields, missing } = bindFields(mapping, names, assignment);
    return missing.length === 0 && fields.some(({ header }) => header !== null);
  };
  const recordPath = await jsonRecordPath(text, mapping.file.recordPath, isRow);
  return loadRows(context, { format: 'jsonl', encoding, bytes, sha256 }, (target) =>
    jsonLineRows(text, limits.rowBytes, recordPath, target),
  );
}

/** `null` = lines or one list of objects, '/' = the document is one row. @throws ImportAbort `record-path` when several lists could be meant */
export async function jsonRecordPath(
  text: TextFile,
  wanted: string | undefined,
  isRow: (names: readonly string[]) => boolean,
): Promise<string | null> {
  const sample = await text.sample();
  const { kind, paths, names } = jsonShape(sample, sample.length < sampleBytes);
  if (kind !== 'document') return null;
  if (wanted !== undefined) return wanted;
  if (paths.length === 0 || isRow(names)) return '/';
  const [only] = paths;
  if (only !== undefined && paths.length === 1) return only;
  throw new ImportAbort(
    'record-path',
    `The document holds several lists; name the one whose elements are the rows (--record-path, or file.recordPath of the mapping): ${paths.join(', ')}.`,
    { value: paths.join(', ') },
  );
}

export async function jsonLineRows(
  text: TextFile,
  limit: number,
  recordPath: string | null,
  target: RowTarget,
): Promise<void> {
  for await (const lines of await elementsOf(text, limit, recordPath)) {
    for (const line of lines) {
      const object = parseLine(line, target);
      if (object !== null) target.add(line.number, cellsOf(object, target));
    }
    if (!(await target.drain())) return;
  }
}

async function elementsOf(
  text: TextFile,
  limit: number,
  recordPath: string | null,
): Promise<AsyncIterable<TextLine[]>> {
  if (recordPath === '/') return wholeText(text, limit);
  if (recordPath !== null) return arrayElements(text, limit, undefined, recordPath);
  const array = /^\s*\[/.test((await text.sample()).toString('utf8'));
  return array ? arrayElements(text, limit) : textLines(text, limit);
}

/** One object in several lines. */
async function* wholeText(text: TextFile, limit: number): AsyncIterable<TextLine[]> {
  const make = new LineMaker(text);
  const bytes = await firstBytes(text.path, text.mark, limit + 1);
  yield [bytes.length > limit ? make.tooLong(bytes) : make.line(bytes, 0)];
}

/** The object of a line; `null` when the line is blank or was refused. */
export function parseLine(line: TextLine, target: RowTarget): Record<string, unknown> | null {
  const refuse = (code: RowReasonCode, detail = '', field = ''): null => {
    const start = line.text?.slice(0, 1_000) ?? line.start;
    target.refuse({
      row: line.number,
      field,
      value: start.slice(0, 200),
      code,
      detail,
      cells: [start],
    });
    return null;
  };
  if (line.text === null) return refuse(line.problem ?? 'encoding', line.detail);
  if (line.text.trim() === '') return null;
  let value: unknown;
  try {
    value = JSON.parse(longNumbersAsText(line.text));
  } catch {
    return refuse('json-syntax');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return refuse('json-object');
  const { names, depth } = measureJson(line.text);
  if (depth > deepest) return refuse('json-depth', String(depth));
  // The parser keeps the last of them.
  if (names !== countNames(value))
    return refuse('json-name-twice', '', nameGivenTwice(line.text) ?? '');
  return value as Record<string, unknown>;
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
  flatten(object, '', found);
  const cells: (string | null)[] = [];
  for (const [column, values] of found) {
    const place = target.place(column);
    while (cells.length <= place) cells.push(null);
    cells[place] = values.length === 0 ? null : joinValues(values);
  }
  return cells;
}

/** Values by column: the elements of a list are several values, of a list of objects in each of their columns. */
function flatten(value: unknown, column: string, found: Map<string, string[]>): void {
  if (Array.isArray(value)) {
    if (column !== '' && value.length === 0) found.set(column, found.get(column) ?? []);
    for (const element of value) flatten(element, column, found);
    return;
  }
  if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value))
      flatten(inner, column === '' ? key : `${column}.${key}`, found);
    return;
  }
  const values = found.get(column) ?? [];
  if (value !== null && value !== undefined) values.push(scalar(value));
  found.set(column, values);
}

function scalar(value: unknown): string {
  return value === null || value === undefined ? '' : String(value);
}
