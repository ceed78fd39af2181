/** Read step for delimited text: its first rows, among which the header is found. */
import { CsvScanner, parseCells } from './csv-scanner.ts';
import { type FirstRow, type HeaderWanted, headerWithin } from './header.ts';

/** @param sample start of the file; a row that it cuts off does not count. */
export function firstCsvRows(
  sample: Buffer,
  delimiter: string,
  rowBytes: number,
  wanted: HeaderWanted,
): FirstRow[] {
  const rows: FirstRow[] = [];
  const scanner = new CsvScanner({
    delimiter: delimiter.charCodeAt(0),
    rowBytes,
    onRow: ({ buffer, start, end, row }) => {
      const text = buffer.toString('utf8', start, end).replaceAll('\0', '');
      rows.push({ row, cells: parseCells(text, delimiter) });
      return rows.length < headerWithin || row < (wanted.row ?? 0);
    },
  });
  scanner.feed(sample);
  if (!scanner.stopped) scanner.end();
  return rows.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
}
