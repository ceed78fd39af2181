/** GET /api/quarantine/<file id>.csv: the rows that were set aside, in the file's own columns with the reasons behind, to be corrected and loaded again. */
import { once } from 'node:events';
import type { Response } from 'express';
import { notFound } from '../../domain-error.ts';
import { findFile, streamQuarantine, type QuarantinedSource } from '../../reading/files.ts';
import type { ViewedTruth } from '../../reading/truth.ts';
import { isId } from '../../graphql/clamp.ts';

/** Columns that the importer ignores when the file comes back. */
const ownColumns = ['_row', '_reason'];

export async function sendQuarantine(
  truth: ViewedTruth,
  fileId: string,
  res: Response,
): Promise<void> {
  const file = isId(fileId) ? await findFile(truth, fileId) : null;
  if (!file) throw notFound('file');
  const stem = file.name.replace(/\.[^.]*$/, '');
  res.status(200).set({
    'Content-Type': 'text/csv; charset=utf-8',
    'Content-Disposition': `attachment; filename="quarantine.csv"; filename*=UTF-8''${encodeURIComponent(`${stem}-quarantine.csv`)}`,
    'Cache-Control': 'no-store',
  });
  res.write('\ufeff');
  for await (const batch of streamQuarantine(truth, file.fileNo)) {
    const text = batch.map(line).join('');
    if (!res.write(text)) await Promise.race([once(res, 'drain'), once(res, 'close')]);
    if (res.destroyed) return;
  }
  res.end();
}

function line({ row_no, source, reasons }: QuarantinedSource): string {
  const data: unknown = source === null ? [] : JSON.parse(source);
  const cells = Array.isArray(data)
    ? (data as unknown[]).map((cell) => (cell === null ? '' : String(cell)))
    : [];
  const own = row_no === 0 ? ownColumns : [String(row_no), reasons ?? ''];
  return `${[...cells, ...own].map(csvCell).join(',')}\r\n`;
}

/** Quoted where needed; what a spreadsheet would take for a formula is kept text, plain numbers stay as they are. */
export function csvCell(text: string): string {
  const harmless = /^[+-]?[\d.,\s]*$/.test(text);
  const safe = !harmless && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe;
}
