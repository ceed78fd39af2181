/** Read step: walks the bytes of one JSON document and tells which lists of objects it holds, and where one of them begins. */

const [quote, comma, colon, backslash] = [0x22, 0x2c, 0x3a, 0x5c];
const [openList, closeList, openObject, closeObject] = [0x5b, 0x5d, 0x7b, 0x7d];

interface Frame {
  readonly list: boolean;
  /** Of the member that is being read. */
  key: string;
  awaitsKey: boolean;
}

/** Brackets, quotation marks and commas are single bytes of UTF-8 and part of no other character. */
export class JsonWalker {
  /** Open brackets, outermost first. */
  private readonly frames: Frame[] = [];
  private inText = false;
  private escaped = false;
  private text: number[] = [];
  private textIsKey = false;

  get depth(): number {
    return this.frames.length;
  }

  /** A line end inside of a text: these are broken lines, not one document. */
  broken = false;

  /** The path (`/a/b`) of the list that this byte opens, which lies in objects only; else `null`. */
  step(byte: number): string | null {
    if (this.inText) {
      this.within(byte);
      return null;
    }
    const frame = this.frames.at(-1);
    switch (byte) {
      case quote:
        this.inText = true;
        this.text = [];
        this.textIsKey = frame !== undefined && !frame.list && frame.awaitsKey;
        return null;
      case colon:
        if (frame !== undefined) frame.awaitsKey = false;
        return null;
      case comma:
        if (frame !== undefined) frame.awaitsKey = true;
        return null;
      case openObject:
        this.frames.push({ list: false, key: '', awaitsKey: true });
        return null;
      case openList: {
        const path = this.path();
        this.frames.push({ list: true, key: '', awaitsKey: false });
        return path;
      }
      case closeObject:
      case closeList:
        this.frames.pop();
        return null;
      default:
        return null;
    }
  }

  private within(byte: number): void {
    if (byte === 0x0a) this.broken = true;
    if (this.escaped) this.escaped = false;
    else if (byte === backslash) this.escaped = true;
    else if (byte === quote) {
      this.inText = false;
      const frame = this.frames.at(-1);
      if (this.textIsKey && frame !== undefined)
        frame.key = keyOf(Buffer.from(this.text).toString('utf8'));
      return;
    }
    if (this.textIsKey && this.text.length < 1_000) this.text.push(byte);
  }

  private path(): string | null {
    if (this.frames.length === 0 || this.frames.some(({ list }) => list)) return null;
    return `/${this.frames.map(({ key }) => key).join('/')}`;
  }
}

function keyOf(written: string): string {
  try {
    return JSON.parse(`"${written}"`) as string;
  } catch {
    return written;
  }
}

export interface JsonShape {
  /** Lines of objects, one list of them, or one object. */
  readonly kind: 'lines' | 'list' | 'document';
  /** Of one object: the lists of objects within it. */
  readonly paths: readonly string[];
  /** Of one object that the sample holds whole: its own names. */
  readonly names: readonly string[];
}

/** @param whole the sample is all of the text */
export function jsonShape(sample: Buffer, whole: boolean): JsonShape {
  const lines: JsonShape = { kind: 'lines', paths: [], names: [] };
  const walker = new JsonWalker();
  const paths = new Set<string>();
  let opened: string | null = null;
  let started = false;
  for (let i = 0; i < sample.length; i++) {
    const byte = sample[i] ?? 0;
    if (!started) {
      if (byte <= 0x20) continue;
      if (byte === openList) return { ...lines, kind: 'list' };
      if (byte !== openObject) return lines;
      started = true;
    }
    if (opened !== null && byte > 0x20) {
      if (byte === openObject) paths.add(opened);
      opened = null;
    }
    opened = walker.step(byte) ?? opened;
    if (walker.broken) return lines;
    if (walker.depth > 0) continue;
    const rest = sample
      .subarray(i + 1)
      .toString('latin1')
      .trim();
    if (rest !== '' || !whole) return lines;
    return { kind: 'document', paths: [...paths], names: namesOf(sample) };
  }
  return started ? { kind: 'document', paths: [...paths], names: [] } : lines;
}

function namesOf(sample: Buffer): string[] {
  try {
    return Object.keys(JSON.parse(sample.toString('utf8')) as object);
  } catch {
    return [];
  }
}
