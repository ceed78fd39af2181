/** Read step: the elements of a JSON array, also of one within an object, as if each were a line, so that one with a fault costs itself alone; held one at a time, and no longer than a row may be. */
import { createReadStream } from 'node:fs';
import { ImportAbort } from '../errors.ts';
import { JsonWalker } from './json-walker.ts';
import type { TextFile } from './text-file.ts';
import { LineMaker, type TextLine } from './text-lines.ts';

const [quote, comma, backslash] = [0x22, 0x2c, 0x5c];
const [openList, closeList, openObject, closeObject] = [0x5b, 0x5d, 0x7b, 0x7d];

/** @throws ImportAbort `json-array` when the array does not end where the file does: part of a delivery must not pass for the whole. */
export async function* arrayElements(
  file: TextFile,
  limit: number,
  blockBytes = 1 << 20,
  /** Of the array within an object; `null` = the document is the array. */
  recordPath: string | null = null,
): AsyncIterable<TextLine[]> {
  const splitter = new ArraySplitter(new LineMaker(file), limit, recordPath);
  for await (const chunk of createReadStream(file.path, {
    start: file.mark,
    highWaterMark: blockBytes,
  }) as AsyncIterable<Buffer>) {
    const elements = splitter.feed(chunk);
    if (elements.length > 0) yield elements;
  }
  splitter.end();
}

/** Brackets, commas and quotation marks are single bytes of UTF-8 and part of no other character. */
class ArraySplitter {
  private readonly make: LineMaker;
  private readonly limit: number;
  private readonly recordPath: string | null;
  /** Knows the brackets around the array. */
  private readonly around = new JsonWalker();
  private where: 'before' | 'inside' | 'after' = 'before';
  /** Brackets open within the element. */
  private depth = 0;
  private inText = false;
  private escaped = false;
  /** Bytes of the element so far, the first ones only once it is too long. */
  private parts: Buffer[] = [];
  private size = 0;
  /** Place of the element, and of the chunk, in the text. */
  private from = 0;
  private offset = 0;

  constructor(make: LineMaker, limit: number, recordPath: string | null) {
    this.make = make;
    this.limit = limit;
    this.recordPath = recordPath;
  }

  feed(chunk: Buffer): TextLine[] {
    const found: TextLine[] = [];
    let start = 0;
    for (let i = 0; i < chunk.length; i++) {
      const byte = chunk[i] ?? 0;
      if (this.inText) {
        if (this.escaped) this.escaped = false;
        else if (byte === backslash) this.escaped = true;
        else if (byte === quote) this.inText = false;
      } else if (this.where !== 'inside') {
        /* Blanks count within the names around the array. */
        if (byte <= 0x20 && this.around.depth === 0) continue;
        if (!this.opens(byte, i)) continue;
        this.where = 'inside';
        start = i + 1;
        this.from = this.offset + start;
      } else if (byte === quote) this.inText = true;
      else if (byte === openObject || byte === openList) this.depth++;
      else if (this.depth > 0) {
        if (byte === closeObject || byte === closeList) this.depth--;
      } else if (byte === comma || byte === closeList) {
        this.hold(chunk.subarray(start, i));
        const element = this.finish(byte === closeList);
        if (element !== null) found.push(element);
        if (byte === closeList) {
          this.where = 'after';
          this.around.step(byte);
        }
        start = i + 1;
        this.from = this.offset + start;
      } else if (byte === closeObject)
        throw broken(`a bracket closes that was not opened, at byte ${this.offset + i + 1}`);
    }
    if (this.where === 'inside') this.hold(chunk.subarray(start));
    this.offset += chunk.length;
    return found;
  }

  end(): void {
    if (this.where === 'before' && this.recordPath !== null)
      throw new ImportAbort('record-path', `The document has no list at ${this.recordPath}.`);
    if (this.where !== 'after' || this.around.depth > 0) throw broken('it does not end');
  }

  /** Outside of the array: does this byte open it? */
  private opens(byte: number, i: number): boolean {
    if (this.recordPath !== null) {
      if (this.where === 'before' || this.around.depth > 0)
        return this.around.step(byte) === this.recordPath && this.where === 'before';
    } else if (this.where === 'before' && byte === openList) return true;
    throw broken(`text stands ${this.where} it, at byte ${this.offset + i + 1}`);
  }

  private hold(bytes: Buffer): void {
    const room = this.size > this.limit ? 0 : Math.max(1_000, this.limit + 1 - this.size);
    // A copy: what is held must not keep the whole chunk.
    if (room > 0 && bytes.length > 0) this.parts.push(Buffer.from(bytes.subarray(0, room)));
    this.size += bytes.length;
  }

  /** `null` for the nothing of `[]` and behind a last comma. */
  private finish(last: boolean): TextLine | null {
    const bytes = Buffer.concat(this.parts);
    const tooLong = this.size > this.limit;
    this.parts = [];
    this.size = 0;
    if (tooLong) return this.make.tooLong(bytes);
    if (bytes.toString('latin1').trim() !== '') return this.make.line(bytes, this.from);
    // Nothing between two commas is no blank line, but a fault: told by the comma.
    return last ? null : this.make.line(Buffer.from(','), this.from);
  }
}

function broken(why: string): ImportAbort {
  return new ImportAbort('json-array', `The JSON array is not complete or is broken: ${why}.`);
}
