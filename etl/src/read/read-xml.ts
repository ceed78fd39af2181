/** Read step for XML: elements at the record path are rows, their descendants columns `a.b`, attributes `@id`. No DTD, no entities of its own. */
import { createReadStream } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';
import { SaxesParser } from 'saxes';
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
  if (rows.found === 0) throw new ImportAbort('record-path', `No element at ${recordPath}.`);
}

class XmlRows {
  found = 0;
  private readonly wanted: string;
  private readonly limit: number;
  private readonly target: RowTarget;
  private readonly path: string[] = [];
  /** Depth of the record's element; -1 outside. */
  private depth = -1;
  private cells: (string | null)[] = [];
  private size = 0;
  private content = '';
  private leaf = true;

  constructor(wanted: string, limit: number, target: RowTarget) {
    this.wanted = wanted.replace(/\/$/, '');
    this.limit = limit;
    this.target = target;
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    this.path.push(local(name));
    if (this.path.length > deepest)
      throw new ImportAbort('xml-invalid', `The XML is nested deeper than ${deepest} elements.`);
    if (this.depth < 0 && `/${this.path.join('/')}` === this.wanted) {
      this.depth = this.path.length;
      this.found++;
      this.cells = [];
      this.size = 0;
    }
    this.content = '';
    this.leaf = true;
    if (this.depth < 0) return;
    const prefix = this.column();
    for (const [key, value] of Object.entries(attributes)) {
      if (!key.startsWith('xmlns'))
        this.put(`${prefix === '' ? '' : `${prefix}.`}@${local(key)}`, value);
    }
  }

  text(value: string): void {
    if (this.depth < 0) return;
    this.size += value.length;
    if (this.size <= this.limit) this.content += value;
  }

  close(): void {
    const ended = this.path.length;
    if (this.depth >= 0) {
      const column = this.column();
      const value = this.content.trim();
      if (this.leaf && value !== '') this.put(column === '' ? 'text' : column, value);
      this.content = '';
      this.leaf = false;
      if (ended === this.depth) this.finish();
    }
    this.path.pop();
  }

  private column(): string {
    return this.path.slice(this.depth).join('.');
  }

  /** Repeated elements are lines of one cell. */
  private put(column: string, value: string): void {
    const place = this.target.place(column);
    while (this.cells.length <= place) this.cells.push(null);
    const before = this.cells[place];
    this.cells[place] = before === null || before === undefined ? value : `${before}\n${value}`;
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
    } else this.target.add(this.found, this.cells);
  }
}

function local(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

/** The most frequent path of elements with element children in the first part of the file, the outermost among equals. */
export function guessRecordPath(sample: Buffer): string {
  const text = sample.toString('utf8');
  refuseDoctype(text);
  const counts = new Map<string, number>();
  const stack: string[] = [];
  const parser = strictParser();
  parser.on('opentag', (tag) => {
    const parent = `/${stack.join('/')}`;
    if (stack.length > 1) counts.set(parent, counts.get(parent) ?? 0);
    stack.push(local(tag.name));
  });
  parser.on('closetag', () => {
    const path = `/${stack.join('/')}`;
    const count = counts.get(path);
    if (count !== undefined) counts.set(path, count + 1);
    stack.pop();
  });
  try {
    parser.write(text);
  } catch (error) {
    /* A sample may end anywhere, but its markup up to there must be right. */
    if (error instanceof ImportAbort && error.code === 'xml-doctype') throw error;
  }
  const [best] = [...counts].sort(
    ([a, x], [b, y]) => y - x || a.split('/').length - b.split('/').length,
  );
  return best?.[0] ?? '/';
}
