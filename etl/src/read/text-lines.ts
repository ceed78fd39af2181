/** Read step: lines of a UTF-8 text with their numbers; a line beyond the limit is named and not held. */
import { createReadStream } from 'node:fs';
import type { TextFile } from './text-file.ts';

export interface TextLine {
  /** 1-based. */
  readonly number: number;
  /** `null` when the line is too long or has bytes that cannot be decoded. */
  readonly text: string | null;
  readonly problem: 'row-too-long' | 'encoding' | null;
  readonly start: string;
  readonly detail: string;
}

export async function* textLines(file: TextFile, limit: number): AsyncIterable<TextLine[]> {
  let number = 0;
  let offset = 0;
  let damage = 0;
  let rest: Buffer = Buffer.alloc(0);
  let skipping = false;
  const line = (bytes: Buffer): TextLine => {
    number++;
    const from = offset;
    while ((file.damaged[damage]?.end ?? Infinity) <= from) damage++;
    const broken = file.damaged[damage];
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
  };
  const tooLong = (bytes: Buffer): TextLine => {
    number++;
    return {
      number,
      text: null,
      problem: 'row-too-long',
      start: bytes.subarray(0, 1_000).toString('utf8'),
      detail: '',
    };
  };
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
            ? tooLong(block.subarray(start, end))
            : line(block.subarray(start, end)),
        );
      offset += end + 1 - start;
      start = end + 1;
    }
    rest = block.subarray(start);
    if (skipping || rest.length > limit) {
      if (!skipping) lines.push(tooLong(rest));
      skipping = true;
      offset += rest.length;
      rest = Buffer.alloc(0);
    } else rest = Buffer.from(rest);
    if (lines.length > 0) yield lines;
  }
  if (!skipping && rest.length > 0) yield [line(rest)];
}
