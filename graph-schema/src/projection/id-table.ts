/** Hash table from ids to row numbers. The ids themselves stay in the caller's word array; a row costs 4 bytes at a fill of at most 75 %. */

function hashWords(a: number, b: number, c: number, d: number): number {
  let h =
    Math.imul(a ^ (b >>> 15), 0x85ebca6b) ^
    Math.imul(b ^ c, 0xc2b2ae35) ^
    Math.imul(c + d, 0x27d4eb2f) ^
    d;
  h = Math.imul(h ^ (h >>> 16), 0x7feb352d);
  return (h ^ (h >>> 15)) >>> 0;
}

export class IdTable {
  #slots: Int32Array;
  #capacity: number;
  #size = 0;

  constructor(expected = 0, shared = false) {
    this.#capacity = Math.max(16, Math.ceil(expected / 0.7));
    this.#slots = shared
      ? new Int32Array(new SharedArrayBuffer(this.#capacity * 4))
      : new Int32Array(this.#capacity);
  }

  get bytes(): number {
    return this.#slots.byteLength;
  }

  /** Row of the id at `index` of `key`, among rows of `words`; -1 = none. */
  find(words: Uint32Array, key: Uint32Array, index: number): number {
    const place = this.#place(words, key, index);
    return (this.#slots[place] as number) - 1;
  }

  /** Enters `row`, in place of another row with the same id. */
  put(words: Uint32Array, row: number): void {
    if (this.#size >= this.#capacity * 0.75) this.#grow(words);
    const place = this.#place(words, words, row);
    if (this.#slots[place] === 0) this.#size++;
    this.#slots[place] = row + 1;
  }

  /** Takes the id of `row` out, closing the gap. */
  remove(words: Uint32Array, row: number): void {
    let hole = this.#place(words, words, row);
    if (this.#slots[hole] === 0) return;
    this.#size--;
    let at = hole;
    for (;;) {
      at = at + 1 === this.#capacity ? 0 : at + 1;
      const other = this.#slots[at] as number;
      if (other === 0) break;
      const home = this.#home(words, other - 1);
      const between = hole <= at ? home <= hole || home > at : home <= hole && home > at;
      if (between) {
        this.#slots[hole] = other;
        hole = at;
      }
    }
    this.#slots[hole] = 0;
  }

  #home(words: Uint32Array, index: number): number {
    const at = index * 4;
    const hash = hashWords(
      words[at] as number,
      words[at + 1] as number,
      words[at + 2] as number,
      words[at + 3] as number,
    );
    return Math.floor((hash / 4294967296) * this.#capacity);
  }

  #place(words: Uint32Array, key: Uint32Array, index: number): number {
    const k = index * 4;
    const a = key[k];
    const b = key[k + 1];
    const c = key[k + 2];
    const d = key[k + 3];
    let at = this.#home(key, index);
    for (;;) {
      const row = this.#slots[at] as number;
      if (row === 0) return at;
      const w = (row - 1) * 4;
      if (words[w] === a && words[w + 1] === b && words[w + 2] === c && words[w + 3] === d)
        return at;
      at = at + 1 === this.#capacity ? 0 : at + 1;
    }
  }

  #grow(words: Uint32Array): void {
    const old = this.#slots;
    this.#capacity *= 2;
    this.#slots = new Int32Array(this.#capacity);
    this.#size = 0;
    for (const row of old) if (row !== 0) this.put(words, row - 1);
  }
}
