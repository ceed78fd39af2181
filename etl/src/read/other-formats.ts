/** Read step: names what is no table: archives are to be unpacked first, other documents saved as one. */
import { stat } from 'node:fs/promises';
import { ImportAbort } from '../errors.ts';
import { ZipArchive } from './zip-file.ts';

interface Signature {
  readonly hex: string;
  readonly at?: number;
  readonly name: string;
}

const archives: readonly Signature[] = [
  { hex: '1f8b', name: 'gzip' },
  { hex: '425a68', name: 'bzip2' },
  { hex: 'fd377a585a00', name: 'xz' },
  { hex: '28b52ffd', name: 'Zstandard' },
  { hex: '377abcaf271c', name: '7-Zip' },
  { hex: '526172211a07', name: 'RAR' },
  { hex: '7573746172', at: 257, name: 'tar' },
];

const documents: readonly Signature[] = [
  { hex: '255044462d', name: 'a PDF document' },
  { hex: '89504e470d0a1a0a', name: 'a picture (PNG)' },
  { hex: 'ffd8ff', name: 'a picture (JPEG)' },
  { hex: '53514c69746520666f726d6174203300', name: 'an SQLite database' },
  { hex: '7b5c72746631', name: 'an RTF document' },
];

/** @param start first 512 bytes. @throws ImportAbort for what cannot be read as a table */
export async function refuseOtherFormats(
  path: string,
  start: Buffer,
  inflatedBytes: number,
): Promise<void> {
  const found = (signatures: readonly Signature[]): string | undefined =>
    signatures.find(
      ({ hex, at = 0 }) => start.subarray(at, at + hex.length / 2).toString('hex') === hex,
    )?.name;
  if (start.subarray(0, 4).toString('hex') === 'd0cf11e0')
    throw new ImportAbort(
      'format-unknown',
      'An old or protected Excel file; save it as .xlsx without a password.',
    );
  const archive = found(archives);
  if (archive !== undefined) {
    const inside = archive === 'gzip' ? nameInGzip(start) : null;
    throw archiveFound(archive, inside === null ? [] : [inside]);
  }
  const document = found(documents);
  if (document !== undefined)
    throw new ImportAbort('format-unknown', `This is ${document}, not a table.`, {
      value: document,
    });
  const zip = start.subarray(0, 4).toString('hex');
  if (zip === '504b0506') throw archiveFound('zip', []);
  if (zip === '504b0304') await refuseOtherZip(path, inflatedBytes);
}

/** A workbook is a zip archive too. */
async function refuseOtherZip(path: string, inflatedBytes: number): Promise<void> {
  const { size } = await stat(path);
  const zip = await ZipArchive.open(path, size, inflatedBytes);
  try {
    if (zip.has('xl/workbook.xml')) return;
    const other = zip.has('xl/workbook.bin')
      ? 'a binary Excel workbook (.xlsb)'
      : zip.has('word/document.xml')
        ? 'a Word document'
        : zip.has('ppt/presentation.xml')
          ? 'a presentation'
          : zip.has('mimetype') && zip.has('content.xml')
            ? 'an OpenDocument file'
            : null;
    if (other === null) throw archiveFound('zip', zip.names);
    throw new ImportAbort('format-unknown', `This is ${other}; save the table as .xlsx or CSV.`, {
      value: other,
    });
  } finally {
    zip.close();
  }
}

function archiveFound(kind: string, names: readonly string[]): ImportAbort {
  const shown = names.slice(0, 10).join(', ');
  const inside = names.length === 0 ? '' : ` It holds ${shown}${names.length > 10 ? ' …' : ''}.`;
  return new ImportAbort(
    'archive',
    `This is a ${kind} archive: unpack it and load what it holds.${inside}`,
    {
      value: names.length === 0 ? kind : `${kind}: ${shown}`,
    },
  );
}

/** RFC 1952: the name stands after the header when flag 8 is set and no extra field (4) comes before. */
function nameInGzip(start: Buffer): string | null {
  const flags = start[3] ?? 0;
  if ((flags & 8) === 0 || (flags & 4) !== 0) return null;
  const end = start.indexOf(0, 10);
  return end > 10 ? start.subarray(10, end).toString('utf8') : null;
}
