/** Ids in memory: a UUID as four 32-bit words, most significant first, so that comparing words compares bytes. */

const hexValue = new Uint8Array(128).fill(255);
for (let i = 0; i < 16; i++) {
  hexValue['0123456789abcdef'.charCodeAt(i)] = i;
  hexValue['0123456789ABCDEF'.charCodeAt(i)] = i;
}
const hexDigit = Uint8Array.from('0123456789abcdef', (digit) => digit.charCodeAt(0));
/** Places of the 32 digits in the written form. */
const digitAt = Uint8Array.from(
  Array.from({ length: 36 }, (_, i) => i).filter((i) => ![8, 13, 18, 23].includes(i)),
);

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

export const UUID_LENGTH = 36;
const hyphen = '-'.charCodeAt(0);
const written = Buffer.alloc(UUID_LENGTH, '-', 'latin1');

/** Writes an id's 36 characters into `buffer` from `at` on. */
export function writeUuid(words: Uint32Array, index: number, buffer: Buffer, at: number): void {
  let place = 0;
  for (let word = 0; word < 4; word++) {
    const value = words[index * 4 + word] as number;
    for (let shift = 28; shift >= 0; shift -= 4)
      buffer[at + (digitAt[place++] as number)] = hexDigit[(value >>> shift) & 15] as number;
  }
  buffer[at + 8] = buffer[at + 13] = buffer[at + 18] = buffer[at + 23] = hyphen;
}

export function formatUuid(words: Uint32Array, index: number): string {
  writeUuid(words, index, written, 0);
  return written.toString('latin1');
}

/** Negative, zero or positive, by bytes. */
export function compareIds(
  words: Uint32Array,
  a: number,
  otherWords: Uint32Array,
  b: number,
): number {
  for (let i = 0; i < 4; i++) {
    const difference = (words[a * 4 + i] as number) - (otherWords[b * 4 + i] as number);
    if (difference !== 0) return difference;
  }
  return 0;
}
