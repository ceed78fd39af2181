/** Read step: column names of a table. */
import { ImportAbort } from '../errors.ts';
import { headerKey } from '../mapping/compile-fields.ts';

/** Trimmed names; columns without one are numbered. @throws ImportAbort when a name occurs twice or there are too many. */
export function checkHeader(header: readonly string[], limit: number): string[] {
  if (header.length > limit)
    throw new ImportAbort(
      'too-many-columns',
      `The file has ${header.length} columns, the limit is ${limit}.`,
    );
  const names = header.map((name, index) => {
    // eslint-disable-next-line no-control-regex
    const text = name.replace(/[\u0000-\u001f\ufeff]+/g, ' ').trim();
    return text === '' ? `column ${index + 1}` : text;
  });
  const seen = new Map<string, number>();
  const twice = new Set<string>();
  names.forEach((name, index) => {
    const key = headerKey(name);
    if (seen.has(key)) twice.add(name);
    seen.set(key, index);
  });
  if (twice.size > 0) {
    throw new ImportAbort(
      'duplicate-header',
      `Column names occur more than once: ${[...twice].join(', ')}.`,
      { row: 1, field: [...twice][0] ?? '' },
    );
  }
  return names;
}
