/** Read step: lines of a UTF-8 text with their numbers; a line beyond the limit is named and not held. */
import { createReadStream } from 'node:fs';
import type { TextFile } from './text-file.ts';

export interface TextLine {
  /** 1-based; in a JSON array the number of the element. */
  readonly number: number;
  /** `null` when the line is too long or has bytes that cannot be decoded. */
  readonly text: string | null;
  readonly problem: 'row-too-long' | 'encoding' | null;
  readonly start: string;
  readonly detail: string;
}

/** Makes lines of their bytes, in the order of the file; `from` = place of the first byte in the text. */
export class LineMaker {
  private number = 0;
  private damage = 0;
  private readonly damaged: TextFile['damaged'];

  constructor(file: TextFile) {
    this.damaged = file.damaged;
  }

  line(bytes: Buffer, from: number): TextLine {
    const number = ++this.number;
    while ((this.damaged[this.damage]?.end ?? Infinity) <= from) this.damage++;
    const broken = this.damaged[this.damage];
    const wrong = broken !== undefined && broken.start < from + bytes.length;
    const text = bytes.toString('utf8').replace(/\r$/, '');
    return wrong
      ? {
          number,
          text: null,
          problem: 'encoding',
          start: text.slice(0, 1_000),
          detail: `first at byte ${broken.sourceOffset}`,
        }
      : { number, text, problem: null, start: '', detail: '' };
  }

  /** Of its bytes the first ones will do. */
  tooLong(bytes: Buffer): TextLine {
    return {
      number: ++this.number,
      text: null,
      problem: 'row-too-long',
      start: bytes.subarray(0, 1_000).toString('utf8'),
      detail: '',
    };
  }
}

export async function* textLines(file: TextFile, limit: number): AsyncIterable<TextLine[]> {
  const make = new LineMaker(file);
  let offset = 0;
  let rest: Buffer = Buffer.alloc(0);
  let skipping = false;
  for await (const chunk of createReadStream(file.path, {
    start: file.mark,
    highWaterMark: 1 << 20,
  }) as AsyncIterable<Buffer>) {
    const block = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
    const lines: TextLine[] = [];
    let start = 0;
    for (;;) {
      const end = block.indexOf(0x0a, start);
      if (end < 0) break;
      if (skipping) skipping = false;
      else
        lines.push(
          end - start > limit
            ? make.tooLong(block.subarray(start, end))
            : make.line(block.subarray(start, end), offset),
        );
      offset += end + 1 - start;
      start = end + 1;
    }
    rest = block.subarray(start);
    if (skipping || rest.length > limit) {
      if (!skipping) lines.push(make.tooLong(rest));
      skipping = true;
      offset += rest.length;
      rest = Buffer.alloc(0);
    } else rest = Buffer.from(rest);
    if (lines.length > 0) yield lines;
  }
  if (!skipping && rest.length > 0) yield [make.line(rest, offset)];
}
