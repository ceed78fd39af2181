/** The one written form of properties: keys sorted, no spaces; equal content gives equal text. */
import type { PropertyValue } from '../ports/graph-store.ts';

export type Properties = Record<string, PropertyValue>;

/** Absent values are left out; `null` never appears. */
export function canonicalJson(
  properties: Readonly<Record<string, PropertyValue | null | undefined>>,
): string {
  const parts: string[] = [];
  for (const key of Object.keys(properties).sort()) {
    const value = properties[key];
    if (value !== null && value !== undefined)
      parts.push(`${JSON.stringify(key)}:${JSON.stringify(value)}`);
  }
  return `{${parts.join(',')}}`;
}
