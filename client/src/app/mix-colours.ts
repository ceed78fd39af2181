/** Colours between two colours, for fading without transparency. */

/** The colour `share` of the way from `colour` to `ground`; both #rrggbb. */
export function mixColours(colour: string, ground: string, share: number): string {
  const parse = (text: string) => [1, 3, 5].map((at) => parseInt(text.slice(at, at + 2), 16));
  const a = parse(colour);
  const b = parse(ground);
  return `#${a
    .map((value, index) =>
      Math.round(value + (b[index]! - value) * share)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;
}
