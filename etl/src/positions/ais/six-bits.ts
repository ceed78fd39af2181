/** The six-bit payload of an AIS sentence, read by bit positions. */

const letters = '@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_ !"#$%&\'()*+,-./0123456789:;<=>?';

export class SixBits {
  readonly length: number;
  readonly #sixes: Uint8Array;

  private constructor(sixes: Uint8Array, length: number) {
    this.#sixes = sixes;
    this.length = length;
  }

  /** Null where a character is none of the 64. @param fill bits at the end that say nothing */
  static read(payload: string, fill: number): SixBits | null {
    const sixes = new Uint8Array(payload.length);
    for (let i = 0; i < payload.length; i++) {
      const code = payload.charCodeAt(i);
      if (code >= 48 && code <= 87) sixes[i] = code - 48;
      else if (code >= 96 && code <= 119) sixes[i] = code - 56;
      else return null;
    }
    return new SixBits(sixes, Math.max(0, payload.length * 6 - fill));
  }

  /** At most 32 bits; what lies behind the end is left away. */
  unsigned(start: number, bits: number): number {
    const end = Math.min(start + bits, this.length);
    let value = 0;
    for (let at = start; at < end;) {
      const within = at % 6;
      const take = Math.min(6 - within, end - at);
      const six = this.#sixes[(at - within) / 6] ?? 0;
      value = value * 2 ** take + ((six >> (6 - within - take)) & ((1 << take) - 1));
      at += take;
    }
    return value;
  }

  signed(start: number, bits: number): number {
    const value = this.unsigned(start, bits);
    const there = Math.min(bits, this.length - start);
    return value >= 2 ** (there - 1) ? value - 2 ** there : value;
  }

  text(start: number, bits: number): string {
    let text = '';
    const end = Math.min(start + bits, this.length);
    for (let at = start; at < end; at += 6) text += letters[this.unsigned(at, 6)];
    return text.replace(/@+$/, '').trim();
  }

  /** Hexadecimal, the last byte filled with zeros. */
  bytes(start: number, bits: number): string {
    const end = Math.min(start + bits, this.length);
    let hex = '';
    for (let at = start; at < end; at += 8) {
      const left = Math.min(8, end - at);
      hex += (this.unsigned(at, left) << (8 - left)).toString(16).padStart(2, '0');
    }
    return hex;
  }
}
