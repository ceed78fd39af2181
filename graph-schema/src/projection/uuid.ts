/** Ids in memory: a UUID as four 32-bit words, most significant first, so that comparing words compares bytes. */

const hexValue = new Uint8Array(128).fill(255);
for (let i = 0; i < 16; i++) {
  hexValue['0123456789abcdef'.charCodeAt(i)] = i;
  hexValue['0123456789ABCDEF'.charCodeAt(i)] = i;
}
const hexByte = Array.from({ length: 256 }, (_, i) => i.toString(16).padStart(2, '0'));
/** Places of the 32 digits in the written form. */
const digitAt = Uint8Array.from(Array.from({ length: 36 }, (_, i) => i).filter((i) => ![8, 13, 18, 23].includes(i)));

/** Words of the id parsed last. */
export const parsed = new Uint32Array(4);

/** Parses into `parsed`; false when the text is no UUID. */
export function parseUuid(text: string): boolean {
  if (text.length !== 36) return false;
  let wrong = 0;
  for (let word = 0; word < 4; word++) {
    let value = 0;
    for (let i = 0; i < 8; i++) {
      const code = text.charCodeAt(digitAt[word * 8 + i] as number);
      const digit = code < 128 ? (hexValue[code] as number) : 255;
      wrong |= digit;
      value = (value << 4) | (digit & 15);
    }
    parsed[word] = value;
  }
  return wrong < 16;
}

/** As parseUuid, for ids that must be right. @throws TypeError */
export function mustParseUuid(text: string): void {
  if (!parseUuid(text)) throw new TypeError(`not a UUID: ${JSON.stringify(text.slice(0, 60))}`);
}

export function formatUuid(words: Uint32Array, index: number): string {
  const at = index * 4;
  const a = words[at] as number;
  const b = words[at + 1] as number;
  const c = words[at + 2] as number;
  const d = words[at + 3] as number;
  return `${half(a >>> 16)}${half(a & 0xffff)}-${half(b >>> 16)}-${half(b & 0xffff)}-${half(c >>> 16)}-${half(c & 0xffff)}${half(d >>> 16)}${half(d & 0xffff)}`;
}
function half(value: number): string {
  return (hexByte[value >>> 8] as string) + (hexByte[value & 255] as string);
}

/** Negative, zero or positive, by bytes. */
export function compareIds(words: Uint32Array, a: number, otherWords: Uint32Array, b: number): number {
  for (let i = 0; i < 4; i++) {
    const difference = (words[a * 4 + i] as number) - (otherWords[b * 4 + i] as number);
    if (difference !== 0) return difference;
  }
  return 0;
}
