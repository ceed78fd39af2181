/** Search, step 1: folds a text to comparable code points (NFKC, case, accents, traditional to simplified), without separators. */
import { Converter } from 'opencc-js/t2cn';

/** Classes of folded code points. Letters include digits; Han includes kana and hangul. */
export const SEPARATOR = 0;
export const LETTER = 1;
export const HAN = 2;

const SLOW = 0xffff;
/** BMP code unit → folded code unit, 0 = separator, SLOW = takes the long way. */
const foldTable = new Uint16Array(65536);
const classTable = new Uint8Array(65536);
let ready = false;

const letterOrDigit = /[\p{L}\p{N}]/u;
const ideographic = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

function isHanCode(code: number): boolean {
  return (
    (code >= 0x3040 && code <= 0x30ff) ||
    (code >= 0x3400 && code <= 0x9fff) ||
    (code >= 0xac00 && code <= 0xd7a3) ||
    code === 0x3007 ||
    code >= 0x20000
  );
}

function buildTables(): void {
  const han: string[] = [];
  for (let code = 0x3400; code <= 0x9fff; code++) han.push(String.fromCharCode(code));
  const simplified = Converter({ from: 't', to: 'cn' })(han.join('\n')).split('\n');
  const simple = new Map<string, string>();
  han.forEach((char, i) => simple.set(char, simplified[i] ?? char));
  for (let code = 1; code < 65536; code++) {
    if (code >= 0xd800 && code <= 0xdfff) {
      foldTable[code] = SLOW;
      continue;
    }
    const char = String.fromCharCode(code);
    const folded = simple.get(char) ?? foldSlow(char, simple);
    if (folded.length === 0) foldTable[code] = 0;
    else if (folded.length > 1) foldTable[code] = SLOW;
    else {
      const unit = folded.charCodeAt(0);
      foldTable[code] = unit;
    }
  }
  for (let code = 1; code < 65536; code++) {
    if (code >= 0xd800 && code <= 0xdfff) continue;
    const char = String.fromCharCode(code);
    if (ideographic.test(char) && isHanCode(code)) classTable[code] = HAN;
    else if (letterOrDigit.test(char)) classTable[code] = LETTER;
  }
  for (let code = 0; code < 65536; code++) {
    const to = foldTable[code] ?? 0;
    if (to !== SLOW && classTable[to] === SEPARATOR) foldTable[code] = 0;
  }
  ready = true;
}

/** The definition of folding, one string at a time; the table above caches it per code unit. */
function foldSlow(text: string, simple?: ReadonlyMap<string, string>): string {
  let out = '';
  for (const char of text.normalize('NFKC').toLowerCase().normalize('NFD')) {
    const code = char.codePointAt(0) ?? 0;
    if (code >= 0x300 && code <= 0x36f) continue;
    if (simple !== undefined) out += simple.get(char) ?? char;
    else if (code < 65536) {
      const to = foldTable[code] ?? 0;
      out += to === 0 ? ' ' : to === SLOW ? char : String.fromCharCode(to);
    } else out += code >= 0x20000 && code < 0x40000 ? char : ' ';
  }
  return out.normalize('NFC');
}

/** A folded text: code points without separators, and where words begin. Buffers are reused and grow. */
export class FoldedText {
  codes = new Int32Array(256);
  classes = new Uint8Array(256);
  /** 1 where a word begins: after a separator or a change between Han and letters. */
  starts = new Uint8Array(256);
  length = 0;

  set(text: string): this {
    if (!ready) buildTables();
    this.length = 0;
    if (text.length > this.codes.length) this.#grow(text.length);
    let gap = true;
    let previous = 0;
    for (let i = 0; i < text.length; i++) {
      const folded = foldTable[text.charCodeAt(i)] as number;
      if (folded === SLOW) return this.#setSlow(foldSlow(text));
      if (folded === 0) {
        gap = true;
        continue;
      }
      const kind = classTable[folded] as number;
      const at = this.length++;
      this.codes[at] = folded;
      this.classes[at] = kind;
      this.starts[at] = gap || kind !== previous ? 1 : 0;
      gap = false;
      previous = kind;
    }
    return this;
  }

  /** As `set`, of the UTF-8 bytes from ≤ i < to: what an index holds is folded without making a text of it. */
  setBytes(bytes: Buffer, from: number, to: number): this {
    if (!ready) buildTables();
    this.length = 0;
    if (to - from > this.codes.length) this.#grow(to - from);
    const { codes, classes, starts } = this;
    let length = 0;
    let gap = true;
    let previous = 0;
    for (let i = from; i < to;) {
      const byte = bytes[i++] as number;
      let unit = byte;
      if (byte >= 0xf0) return this.#setSlow(foldSlow(bytes.toString('utf8', from, to)));
      if (byte >= 0xe0) {
        unit = ((byte & 15) << 12) | ((bytes[i]! & 63) << 6) | (bytes[i + 1]! & 63);
        i += 2;
      } else if (byte >= 0x80) unit = ((byte & 31) << 6) | (bytes[i++]! & 63);
      const folded = foldTable[unit] as number;
      if (folded === SLOW) return this.#setSlow(foldSlow(bytes.toString('utf8', from, to)));
      if (folded === 0) {
        gap = true;
        continue;
      }
      const kind = classTable[folded] as number;
      codes[length] = folded;
      classes[length] = kind;
      starts[length] = gap || kind !== previous ? 1 : 0;
      length++;
      gap = false;
      previous = kind;
    }
    this.length = length;
    return this;
  }

  #setSlow(text: string): this {
    this.length = 0;
    if (text.length > this.codes.length) this.#grow(text.length);
    let gap = true;
    let previous = 0;
    for (const char of text) {
      const code = char.codePointAt(0) ?? 0;
      const kind =
        code < 65536
          ? (classTable[code] ?? 0)
          : code >= 0x20000 && code < 0x40000
            ? HAN
            : SEPARATOR;
      if (kind === SEPARATOR) {
        gap = true;
        continue;
      }
      const at = this.length++;
      this.codes[at] = code;
      this.classes[at] = kind;
      this.starts[at] = gap || kind !== previous ? 1 : 0;
      gap = false;
      previous = kind;
    }
    return this;
  }

  #grow(size: number): void {
    this.codes = new Int32Array(size);
    this.classes = new Uint8Array(size);
    this.starts = new Uint8Array(size);
  }
}
