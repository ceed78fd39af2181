/** Bytes of a connection cut into lines; a line without an end is given up at a bound. */

const newline = 10;
const longestLine = 1_024;

export class Lines {
  #rest = '';
  #skipping = false;
  #count = 0;

  /** Whole lines with their numbers from 1; null for one that is too long. */
  *push(bytes: Buffer): Iterable<{ readonly line: number; readonly text: string | null }> {
    let from = 0;
    while (from < bytes.length) {
      const end = bytes.indexOf(newline, from);
      const part = bytes.toString('latin1', from, end < 0 ? bytes.length : end);
      from = end < 0 ? bytes.length : end + 1;
      if (!this.#skipping) this.#rest += part;
      if (this.#rest.length > longestLine) {
        this.#rest = '';
        this.#skipping = true;
        yield { line: this.#count + 1, text: null };
      }
      if (end < 0) return;
      this.#count++;
      if (!this.#skipping) yield { line: this.#count, text: this.#rest };
      this.#rest = '';
      this.#skipping = false;
    }
  }

  /** What has no end of line. */
  rest(): { readonly line: number; readonly text: string } | null {
    const text = this.#rest;
    this.#rest = '';
    return text === '' ? null : { line: this.#count + 1, text };
  }
}
