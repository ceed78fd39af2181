/** Read step: a text file as UTF-8, decoded to a temporary file where it is not. */
import { open, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ImportAbort } from '../errors.ts';
import {
  type DamagedRange,
  type TextEncoding,
  decodeToUtf8,
  fileFacts,
  guessEncoding,
  markedEncoding,
} from './text-encoding.ts';

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

export async function firstBytes(path: string, start: number, length: number): Promise<Buffer> {
  const file = await open(path);
  try {
    const buffer = Buffer.alloc(length);
    const { bytesRead } = await file.read(buffer, 0, length, start);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
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
  const marked = markedEncoding(await firstBytes(path, 0, 4_096));
  const encoding = forced ?? marked?.encoding ?? (facts.utf8 ? 'utf-8' : await guessEncoding(path));
  const mark = marked !== null && marked.encoding === encoding ? marked.mark : 0;
  const sampleOf = (at: string, start: number) => () => firstBytes(at, start, 256 << 10);
  const { bytes, sha256 } = facts;
  if (encoding === 'utf-8' && facts.utf8)
    return { path, mark, encoding, damaged: [], bytes, sha256, sample: sampleOf(path, mark) };
  const copy = join(temporary, 'text');
  const damaged = await decodeToUtf8(path, encoding, mark, copy, () => undefined);
  return { path: copy, mark: 0, encoding, damaged, bytes, sha256, sample: sampleOf(copy, 0) };
}
