/** How the truth's tables write lists and objects into text columns. */

/** '\n'-joined list. */
export function lines(text: string | null): string[] {
  return text === null || text === '' ? [] : text.split('\n');
}

/** Canonical JSON object. */
export function object(text: string | null): Readonly<Record<string, unknown>> {
  if (text === null || text === '') return {};
  const data: unknown = JSON.parse(text);
  return typeof data === 'object' && data !== null && !Array.isArray(data)
    ? (data as Record<string, unknown>)
    : {};
}
