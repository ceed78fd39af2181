/** The currency of an amount as another attribute of the same thing names it; undefined = yuan. */
import type { AttributeLegend } from './legend.tsx';

interface NamedValue {
  readonly name: string;
  readonly value?: unknown;
}

export function currencyOf(
  attribute: AttributeLegend | undefined,
  values: readonly NamedValue[],
): string | undefined {
  if (!attribute?.currency) return undefined;
  const named = values.find(({ name }) => name === attribute.currency)?.value;
  return typeof named === 'string' ? named : undefined;
}
