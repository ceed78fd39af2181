/** Seeded randomness of the demo world: one stream per purpose, so that a change in one part leaves the others as they were. */

export interface Random {
  /** In [0, 1). */
  next(): number;
  /** Whole number in [from, to]. */
  int(from: number, to: number): number;
  chance(probability: number): boolean;
  pick<T>(items: readonly T[]): T;
  /** Index with the given probabilities. */
  weighted(sampler: Sampler): number;
  /** About normal: mean 0, deviation 1. */
  normal(): number;
  shuffle<T>(items: readonly T[]): T[];
}

/** sfc32 (Practrand-tested small fast counter generator) seeded by the text. */
export function random(seed: string): Random {
  let [a, b, c, d] = seedWords(seed);
  const next = (): number => {
    const t = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + t) | 0;
    return (t >>> 0) / 4_294_967_296;
  };
  for (let i = 0; i < 12; i++) next();
  const int = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1));
  return {
    next,
    int,
    chance: (probability) => next() < probability,
    pick: (items) => {
      const item = items[Math.floor(next() * items.length)];
      if (item === undefined) throw new RangeError('nothing to pick from');
      return item;
    },
    weighted: (sampler) => sampler.draw(next(), next()),
    normal: () =>
      next() +
      next() +
      next() +
      next() +
      next() +
      next() +
      next() +
      next() +
      next() +
      next() +
      next() +
      next() -
      6,
    shuffle: (items) => {
      const out = [...items];
      for (let i = out.length - 1; i > 0; i--) {
        const j = int(0, i);
        const held = out[i] as (typeof out)[number];
        out[i] = out[j] as (typeof out)[number];
        out[j] = held;
      }
      return out;
    },
  };
}

/** FNV-1a with four offsets. */
function seedWords(seed: string): [number, number, number, number] {
  return [0x811c9dc5, 0x9e3779b9, 0x85ebca6b, 0xc2b2ae35].map((start) => {
    let hash = start;
    for (let i = 0; i < seed.length; i++) hash = Math.imul(hash ^ seed.charCodeAt(i), 0x01000193);
    return hash | 0;
  }) as [number, number, number, number];
}

/** Draws an index by weight in constant time. Walker's alias method, Vose 1991. */
export class Sampler {
  readonly #probability: Float64Array;
  readonly #alias: Int32Array;

  constructor(weights: readonly number[]) {
    const size = weights.length;
    const sum = weights.reduce((total, weight) => total + weight, 0);
    this.#probability = new Float64Array(size);
    this.#alias = new Int32Array(size);
    const scaled = weights.map((weight) => (weight * size) / sum);
    const small: number[] = [];
    const large: number[] = [];
    scaled.forEach((weight, index) => (weight < 1 ? small : large).push(index));
    while (small.length > 0 && large.length > 0) {
      const less = small.pop() as number;
      const more = large[large.length - 1] as number;
      this.#probability[less] = scaled[less] as number;
      this.#alias[less] = more;
      const rest = (scaled[more] as number) + (scaled[less] as number) - 1;
      scaled[more] = rest;
      if (rest < 1) {
        large.pop();
        small.push(more);
      }
    }
    for (const index of [...small, ...large]) this.#probability[index] = 1;
  }

  draw(place: number, side: number): number {
    const index = Math.floor(place * this.#probability.length);
    return side < (this.#probability[index] as number) ? index : (this.#alias[index] as number);
  }
}

/** Weights 1/rank^exponent. */
export function zipf(size: number, exponent: number): number[] {
  return Array.from({ length: size }, (_, rank) => 1 / (rank + 1) ** exponent);
}
