/** Read step for XML: elements at the record path are rows, their descendants columns `a.b`, attributes `@id`; repeated ones are several values. No DTD, no entities of its own. */
import { createReadStream } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';
import { SaxesParser } from 'saxes';
import { joinValues } from '../clean/several-values.ts';
import { ImportAbort } from '../errors.ts';
import type { PrepareContext, RawTable } from '../prepare/prepare-context.ts';
import { loadRows } from './load-rows.ts';
import type { RowTarget } from './row-sink.ts';
import type { TextFile } from './text-file.ts';

const deepest = 100;

export async function readXml(context: PrepareContext, text: TextFile): Promise<RawTable> {
  const { encoding, bytes, sha256 } = text;
  const path = context.job.mapping.file.recordPath ?? guessRecordPath(await text.sample());
  return loadRows(context, { format: 'xml', encoding, bytes, sha256 }, (target) =>
    xmlRows(text, path, context.job.limits.rowBytes, target),
  );
}

/** Strict: a DTD or malformed markup stops the import. */
export function strictParser(): SaxesParser {
  const parser = new SaxesParser({ xmlns: false, position: true });
  parser.on('doctype', () => {
    throw new ImportAbort('xml-doctype', 'XML with a DTD or entity declarations is refused.');
  });
  parser.on('error', (error) => {
    throw new ImportAbort('xml-invalid', `The XML is not well-formed: ${error.message}`);
  });
  return parser;
}

/** Paths are held for each open element: without a limit a small file would fill the memory. */
function checkDepth(depth: number): void {
  if (depth > deepest)
    throw new ImportAbort('xml-depth', `The XML is nested deeper than ${deepest} elements.`);
}

/** Refused before anything is parsed, so that a large DTD is not even read. */
export function refuseDoctype(sample: string): void {
  if (/^(?:\ufeff|\s|<\?[^>]*\?>|<!--[\s\S]*?-->)*<!DOCTYPE/i.test(sample)) {
    throw new ImportAbort('xml-doctype', 'XML with a DTD or entity declarations is refused.');
  }
}

export async function xmlRows(
  text: TextFile,
  recordPath: string,
  limit: number,
  target: RowTarget,
): Promise<void> {
  refuseDoctype((await text.sample()).toString('utf8'));
  if (text.damaged.length > 0)
    throw new ImportAbort(
      'encoding-unknown',
      `The XML cannot be decoded from byte ${text.damaged[0]?.sourceOffset} on.`,
    );
  const parser = strictParser();
  const rows = new XmlRows(recordPath, limit, target);
  parser.on('opentag', (tag) => rows.open(tag.name, tag.attributes as Record<string, string>));
  parser.on('text', (value) => rows.text(value));
  parser.on('cdata', (value) => rows.text(value));
  parser.on('closetag', () => rows.close());
  const decoder = new StringDecoder('utf8');
  for await (const chunk of createReadStream(text.path, {
    start: text.mark,
    highWaterMark: 1 << 18,
  }) as AsyncIterable<Buffer>) {
    parser.write(decoder.write(chunk).replaceAll('\0', ''));
    if (!(await target.drain())) return;
  }
  parser.close();
  if (rows.found === 0) throw noElement(recordPath, rows.seen);
}

interface OpenElement {
  readonly name: string;
  /** All text inside, of elements within it too. */
  text: string;
  /** Text of its own beside blanks: with elements within it, that is text with markup, whose value is the whole text. */
  own: boolean;
  leaf: boolean;
}

/** Elements of marked-up text that part words. */
const breaks: ReadonlySet<string> = new Set(['br', 'p', 'div', 'li', 'tr', 'td', 'para']);

/** The paths that there are, the most frequent first. */
function noElement(wanted: string, seen: ReadonlyMap<string, number>): ImportAbort {
  const paths = [...seen]
    .sort(([a, x], [b, y]) => y - x || a.length - b.length)
    .slice(0, 10)
    .map(([path, count]) => `${path} (${count})`)
    .join(', ');
  return new ImportAbort(
    'record-path',
    `No element at ${wanted}; name the one that is a row (--record-path, or file.recordPath of the mapping). The document has ${paths}.`,
    { value: paths },
  );
}

/** Paths told where none fits. */
const mostPaths = 1_000;

class XmlRows {
  found = 0;
  /** Elements by path, as long as none is found. */
  readonly seen = new Map<string, number>();
  private readonly wanted: string;
  private readonly limit: number;
  private readonly target: RowTarget;
  private readonly path: OpenElement[] = [];
  /** Depth of the record's element; -1 outside. */
  private depth = -1;
  private readonly values = new Map<string, string[]>();
  private size = 0;

  constructor(wanted: string, limit: number, target: RowTarget) {
    this.wanted = wanted.replace(/\/$/, '');
    this.limit = limit;
    this.target = target;
  }

  open(tag: string, attributes: Readonly<Record<string, string>>): void {
    const name = local(tag);
    const parent = this.path.at(-1);
    if (parent !== undefined) parent.leaf = false;
    this.path.push({ name, text: '', own: false, leaf: true });
    checkDepth(this.path.length);
    const at = this.depth < 0 ? this.at() : '';
    if (this.found === 0 && (this.seen.has(at) || this.seen.size < mostPaths))
      this.seen.set(at, (this.seen.get(at) ?? 0) + 1);
    if (this.depth < 0 && at === this.wanted) {
      this.depth = this.path.length;
      this.found++;
      this.values.clear();
      this.size = 0;
    }
    if (this.depth < 0) return;
    const prefix = this.column();
    for (const [key, value] of Object.entries(attributes)) {
      if (!key.startsWith('xmlns'))
        this.put(`${prefix === '' ? '' : `${prefix}.`}@${local(key)}`, value);
    }
  }

  text(value: string): void {
    const element = this.path.at(-1);
    if (this.depth < 0 || element === undefined) return;
    this.size += value.length;
    if (this.size > this.limit) return;
    element.text += value;
    element.own ||= value.trim() !== '';
  }

  close(): void {
    const element = this.path.at(-1);
    if (this.depth >= 0 && element !== undefined) {
      const value = element.text.trim();
      const column = this.column();
      if (value !== '' && (element.leaf || element.own))
        this.put(column === '' ? 'text' : column, value);
      const parent = this.path.at(-2);
      if (this.path.length > this.depth && parent !== undefined)
        parent.text += breaks.has(element.name.toLowerCase())
          ? `\n${element.text}\n`
          : element.text;
      if (this.path.length === this.depth) this.finish();
    }
    this.path.pop();
  }

  private at(): string {
    return `/${this.path.map(({ name }) => name).join('/')}`;
  }

  private column(): string {
    return this.path
      .slice(this.depth)
      .map(({ name }) => name)
      .join('.');
  }

  private put(column: string, value: string): void {
    const values = this.values.get(column);
    if (values === undefined) this.values.set(column, [value]);
    else values.push(value);
  }

  private finish(): void {
    this.depth = -1;
    if (this.size > this.limit) {
      this.target.refuse({
        row: this.found,
        field: '',
        value: '',
        code: 'row-too-long',
        detail: `${this.size} characters`,
        cells: [],
      });
      return;
    }
    const cells: (string | null)[] = [];
    for (const [column, values] of this.values) {
      const place = this.target.place(column);
      while (cells.length <= place) cells.push(null);
      cells[place] = joinValues(values);
    }
    this.target.add(this.found, cells);
  }
}

function local(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

/**
 * The most frequent path of elements with element children in the first part of the file, the outermost among equals;
 * without such ones, of empty elements with attributes; else the document itself.
 */
export function guessRecordPath(sample: Buffer): string {
  const text = sample.toString('utf8');
  refuseDoctype(text);
  const nested = new Map<string, number>();
  const empty = new Map<string, number>();
  const stack: { name: string; attributes: boolean; content: boolean }[] = [];
  const at = (): string => `/${stack.map(({ name }) => name).join('/')}`;
  const parser = strictParser();
  const content = (value: string): void => {
    const element = stack.at(-1);
    if (element !== undefined && value.trim() !== '') element.content = true;
  };
  parser.on('opentag', (tag) => {
    const parent = at();
    const element = stack.at(-1);
    if (element !== undefined) element.content = true;
    if (stack.length > 1) nested.set(parent, nested.get(parent) ?? 0);
    const attributes = Object.keys(tag.attributes).some((name) => !name.startsWith('xmlns'));
    stack.push({ name: local(tag.name), attributes, content: false });
    checkDepth(stack.length);
  });
  parser.on('text', content);
  parser.on('cdata', content);
  parser.on('closetag', () => {
    const path = at();
    const element = stack.pop();
    const count = nested.get(path);
    if (count !== undefined) nested.set(path, count + 1);
    else if (element?.attributes === true && !element.content && stack.length > 0)
      empty.set(path, (empty.get(path) ?? 0) + 1);
  });
  try {
    parser.write(text);
  } catch (error) {
    /* A sample may end anywhere, but its markup up to there must be right. */
    if (error instanceof ImportAbort && error.code !== 'xml-invalid') throw error;
  }
  const counts = nested.size > 0 ? nested : empty;
  const [best] = [...counts].sort(
    ([a, x], [b, y]) => y - x || a.split('/').length - b.split('/').length,
  );
  return best?.[0] ?? `/${/<(?![?!])(?:[^\s>/]*:)?([^\s>/]+)/.exec(text)?.[1] ?? ''}`;
}
