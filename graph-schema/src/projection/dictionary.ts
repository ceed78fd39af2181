/** Small dictionaries: names of types and kinds, and sets of names (tags, sources), as numbers. */

export class Dictionary {
  readonly #numbers = new Map<string, number>();
  readonly #names: string[] = [];
  readonly #limit: number;
  constructor(limit: number) {
    this.#limit = limit;
  }
  get size(): number {
    return this.#names.length;
  }
  /** Number of a name, made when new. */
  number(name: string): number {
    let number = this.#numbers.get(name);
    if (number === undefined) {
      number = this.#names.length;
      if (number >= this.#limit) throw new RangeError(`more than ${this.#limit} distinct names`);
      this.#names.push(name);
      this.#numbers.set(name, number);
    }
    return number;
  }
  find(name: string): number | undefined {
    return this.#numbers.get(name);
  }
  name(number: number): string {
    return this.#names[number] as string;
  }
  get names(): readonly string[] {
    return this.#names;
  }
}

/** A sorted list of names, or their text by line. */
export type NameSet = readonly string[] | string;

/** Sets of names; number 0 is the empty set. Equal lists share one number and one frozen array. */
export class SetDictionary {
  readonly #numbers = new Map<string, number>([['', 0]]);
  readonly #sets: (readonly string[])[] = [[]];
  readonly #limit: number;
  constructor(limit: number) {
    this.#limit = limit;
  }
  get size(): number {
    return this.#sets.length;
  }
  /** Number of a set, made when new. */
  number(names: NameSet): number {
    if (names.length === 0) return 0;
    const key =
      typeof names === 'string'
        ? names
        : names.length === 1
          ? (names[0] as string)
          : names.join('\n');
    let number = this.#numbers.get(key);
    if (number === undefined) {
      number = this.#sets.length;
      if (number >= this.#limit)
        throw new RangeError(`more than ${this.#limit} distinct sets of names`);
      this.#sets.push(Object.freeze(key.split('\n')));
      this.#numbers.set(key, number);
    }
    return number;
  }
  names(number: number): readonly string[] {
    return this.#sets[number] as readonly string[];
  }
  /** Which sets contain one of the names: 1 per set number. */
  meeting(names: readonly string[]): Uint8Array {
    const wanted = new Set(names);
    return Uint8Array.from(this.#sets, (set) => (set.some((name) => wanted.has(name)) ? 1 : 0));
  }
}
