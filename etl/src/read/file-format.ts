/** Read step: tells what kind of file it is, by its first bytes and only then by its name. */

export const fileFormats = ['csv', 'jsonl', 'xlsx', 'xml', 'parquet', 'ftm'] as const;
export type FileFormat = (typeof fileFormats)[number];

/** @param start first bytes of the file, and its first 64 KB as text when they are text. */
export function fileFormat(
  start: Buffer,
  text: string | null,
  fileName: string,
): FileFormat | null {
  if (start.subarray(0, 4).toString('latin1') === 'PK\u0003\u0004') return 'xlsx';
  if (start.subarray(0, 4).toString('latin1') === 'PAR1') return 'parquet';
  if (text === null) return null;
  const trimmed = text.trimStart();
  if (/\.xml$/i.test(fileName) || /^<\?xml|^<!DOCTYPE|^<[A-Za-z_][^>\n]*>/.test(trimmed))
    return 'xml';
  if (/^(?:\{|\[\s*[{\]])/.test(trimmed) || /\.(?:jsonl|ndjson|json)$/i.test(fileName)) {
    return isFtm(trimmed.slice(0, 1 << 16)) || /\.ftm(?:\.jsonl?|store)?$/i.test(fileName)
      ? 'ftm'
      : 'jsonl';
  }
  return 'csv';
}

/** Entities as lines or as an array. */
function isFtm(text: string): boolean {
  return (
    /^(?:\[\s*)?\{/.test(text) &&
    /"schema"\s*:\s*"[A-Z]/.test(text) &&
    /"properties"\s*:\s*\{/.test(text) &&
    /"id"\s*:/.test(text)
  );
}
