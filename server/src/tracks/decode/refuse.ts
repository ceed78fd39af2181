/** How decoders say that something is no position. */
import type { Decoded } from '../fix.ts';

const longestSample = 200;

export type Reasons = Readonly<Record<string, { readonly zh: string; readonly en: string }>>;

/** @param at row, line or byte */
export function refuse<R extends Reasons>(
  reasons: R,
  code: keyof R & string,
  at: string,
  sample?: string,
): Decoded {
  const words = reasons[code] as { readonly zh: string; readonly en: string };
  return {
    refused: {
      code,
      words,
      at,
      ...(sample !== undefined && { sample: sample.slice(0, longestSample) }),
    },
  };
}
