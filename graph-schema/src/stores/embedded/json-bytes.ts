/** JSON written as bytes: an answer of thousands of values makes no text and no object of its own. What is written is what `JSON.stringify` says of the same values. */
import { UUID_LENGTH, writeUuid } from '../../projection/uuid.ts';

const quote = '"'.charCodeAt(0);
const zero = '0'.charCodeAt(0);
/** What a byte below 128 becomes within a text; null where it stays as it is. */
const escapes = Array.from({ length: 128 }, (_, code) => {
  const text = JSON.stringify(String.fromCharCode(code)).slice(1, -1);
  return text.length === 1 ? null : Buffer.from(text, 'latin1');
});

export class JsonBytes {
  #bytes = Buffer.allocUnsafeSlow(256 << 10);
  /** Bytes written so far. */
  size = 0;

  begin(): void {
    this.size = 0;
  }

  /** A copy of everything written since `begin`, with memory of its own that can go to another thread. */
  taken(): Uint8Array<ArrayBuffer> {
    const taken = new Uint8Array(this.size);
    taken.set(this.#bytes.subarray(0, this.size));
    return taken;
  }

  #reserve(bytes: number): void {
    if (this.size + bytes <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(this.#bytes.length * 2, this.size + bytes));
    this.#bytes.copy(larger, 0, 0, this.size);
    this.#bytes = larger;
  }

  /** JSON that is there already. */
  raw(json: Uint8Array): void {
    this.#reserve(json.length);
    // Most are a few bytes: copying them here is faster than asking for it.
    if (json.length > 64) this.#bytes.set(json, this.size);
    else for (let i = 0; i < json.length; i++) this.#bytes[this.size + i] = json[i] as number;
    this.size += json.length;
  }

  uuid(words: Uint32Array, index: number): void {
    this.#reserve(UUID_LENGTH + 2);
    this.#bytes[this.size] = quote;
    writeUuid(words, index, this.#bytes, this.size + 1);
    this.size += UUID_LENGTH + 2;
    this.#bytes[this.size - 1] = quote;
  }

  /** A whole number from 0 to 2³² − 1. */
  count(value: number): void {
    this.#reserve(10);
    let digits = 1;
    for (let rest = value; rest >= 10; rest = Math.floor(rest / 10)) digits++;
    let rest = value;
    for (let at = this.size + digits; at > this.size;) {
      const tenth = Math.floor(rest / 10);
      this.#bytes[--at] = zero + rest - tenth * 10;
      rest = tenth;
    }
    this.size += digits;
  }

  /** A text that lies in UTF-8 between two places of `source`. */
  text(source: Uint8Array, from: number, to: number): void {
    // The longest escape takes six bytes.
    this.#reserve((to - from) * 6 + 2);
    const bytes = this.#bytes;
    let at = this.size;
    bytes[at++] = quote;
    for (let i = from; i < to; i++) {
      const byte = source[i] as number;
      const escape = byte < 128 ? escapes[byte] : null;
      if (escape) {
        bytes.set(escape, at);
        at += escape.length;
      } else bytes[at++] = byte;
    }
    bytes[at++] = quote;
    this.size = at;
  }
}
