/** Read step: a text file as UTF-8, decoded to a temporary file where it is not. */
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ImportAbort } from '../errors.ts';
import { encodingName } from './decoders.ts';
import { firstBytes } from './first-bytes.ts';
import {
  type DamagedRange,
  type FileFacts,
  type TextEncoding,
  decodeToUtf8,
  fileFacts,
  guessEncoding,
  markedEncoding,
  switchesToJapanese,
} from './text-encoding.ts';

/** Length of a sample. */
export const sampleBytes = 256 << 10;

export interface TextFile {
  /** UTF-8 text: the file itself or its decoded copy. */
  readonly path: string;
  /** Bytes of a byte order mark at its start. */
  readonly mark: number;
  readonly encoding: TextEncoding;
  readonly damaged: readonly DamagedRange[];
  /** Of the file itself. */
  readonly bytes: number;
  readonly sha256: string;
  /** First bytes of the UTF-8 text, without a mark. */
  sample(): Promise<Buffer>;
}

/** What an XML declaration says. @throws ImportAbort when it cannot be so */
function declared(start: Buffer, facts: FileFacts): TextEncoding | null {
  const label = /^\s*<\?xml\b[^>]*?\bencoding\s*=\s*["']([\w.:-]+)["']/.exec(
    start.toString('latin1'),
  )?.[1];
  if (label === undefined) return null;
  const encoding = encodingName(label);
  if (encoding === null)
    throw new ImportAbort(
      'encoding-unknown',
      `The document says that it is in ${label}, which cannot be read.`,
      { value: label },
    );
  /* Written in bytes of one encoding, it cannot be in one of two bytes per character. */
  if (encoding.startsWith('utf-16')) return null;
  if (encoding !== 'utf-8' && facts.utf8 && !facts.ascii)
    throw new ImportAbort(
      'encoding-doubt',
      `The document says that it is in ${label}, but its bytes are UTF-8; name one (--encoding, or file.encoding of the mapping).`,
      { value: `utf-8 · ${encoding}` },
    );
  return encoding;
}

async function unmarked(path: string, facts: FileFacts): Promise<TextEncoding> {
  if (facts.ascii && switchesToJapanese(await firstBytes(path, 0, 1 << 20))) return 'iso-2022-jp';
  return facts.utf8 ? 'utf-8' : guessEncoding(path);
}

/** @param forced encoding that the mapping names. */
export async function openText(
  path: string,
  temporary: string,
  forced: TextEncoding | undefined,
): Promise<TextFile> {
  const { size } = await stat(path);
  if (size === 0) throw new ImportAbort('file-empty', 'The file is empty.');
  const facts = await fileFacts(path);
  const start = await firstBytes(path, 0, 4_096);
  const marked = markedEncoding(start);
  const encoding =
    forced ?? marked?.encoding ?? declared(start, facts) ?? (await unmarked(path, facts));
  const mark = marked !== null && marked.encoding === encoding ? marked.mark : 0;
  const sampleOf = (at: string, start: number) => () => firstBytes(at, start, sampleBytes);
  const { bytes, sha256 } = facts;
  if (encoding === 'utf-8' && facts.utf8)
    return { path, mark, encoding, damaged: [], bytes, sha256, sample: sampleOf(path, mark) };
  const copy = join(temporary, 'text');
  const damaged = await decodeToUtf8(path, encoding, mark, copy, () => undefined);
  return { path: copy, mark: 0, encoding, damaged, bytes, sha256, sample: sampleOf(copy, 0) };
}
