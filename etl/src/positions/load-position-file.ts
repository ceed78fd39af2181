/** The ordered list for a file of positions: read ▸ identify ▸ clean ▸ store, a part of the file at a time. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { PositionStore } from '@phecda/graph-schema/ports/position-store';
import { ImportAbort } from '../errors.ts';
import { cleanFixes } from './clean-fixes.ts';
import type { FixFileHead, FixFileOptions, FixFileReader } from './fix-file-reader.ts';
import type { Datum, RefusedRow } from './fix-rows.ts';
import { firstBytes } from './read-position-table.ts';

export interface PositionFileInput {
  readonly path: string;
  readonly fileName: string;
  readonly fileId: string;
  readonly actor: string;
  /** Supplier; default: the file's name without its digits. */
  readonly source?: string;
  readonly datum?: FixFileOptions['datum'];
  readonly zoneMinutes?: number;
  readonly encoding?: string;
  readonly headerRow?: number;
}

export interface LoadedPositions {
  readonly rows: number;
  readonly stored: number;
  readonly duplicate: number;
  readonly refused: number;
  /** Late, of the future or without a place. */
  readonly marked: number;
}

/** Rows that are set aside with their reason; more are counted alone. */
const keptRefused = 10_000;

/** Done again after an interruption it leaves the same. @throws ImportAbort datum-unknown, positions-unknown, already-loaded */
export async function loadPositionFile(
  store: PositionStore,
  readers: readonly FixFileReader[],
  input: PositionFileInput,
  tell: { readonly signal: AbortSignal; onRows(rows: number): void; now(): number },
): Promise<LoadedPositions> {
  const { path, fileName, fileId } = input;
  const { reader, datum } = await readerOf(readers, input);
  const sha256 = await digest(path);
  const known = (await store.files()).find(
    (file) => file.sha256 === sha256 && file.state === 'loaded' && file.fileId !== fileId,
  );
  if (known)
    throw new ImportAbort('already-loaded', `The same file is loaded already: ${known.name}.`);
  await store.removeFile(fileId, 'loading');
  const source = await store.source(input.source ?? supplierOf(fileName));
  const file = await store.beginFile({
    fileId,
    name: fileName,
    source,
    sha256,
    datum,
    actor: input.actor,
  });
  const counts = { rows: 0, stored: 0, duplicate: 0, refused: 0, marked: 0 };
  try {
    for await (const rows of reader.read(path, fileName, optionsOf(input, datum, tell.signal))) {
      tell.signal.throwIfAborted();
      const batch = await cleanFixes(rows, await store.devices(rows.keys), tell.now());
      const { stored, duplicate } = await store.append({ source, file }, batch);
      await store.refuse(file, rows.refused.slice(0, Math.max(0, keptRefused - counts.refused)));
      counts.rows += rows.rows;
      counts.stored += stored;
      counts.duplicate += duplicate;
      counts.refused += rows.refused.length;
      counts.marked += batch.flags.reduce((sum, flags) => sum + (flags === 0 ? 0 : 1), 0);
      tell.onRows(counts.rows);
    }
  } catch (error) {
    await store.removeFile(fileId, 'loading');
    throw error;
  }
  await store.settle();
  await store.endFile(fileId, counts);
  return counts;
}

/** Reads and counts; nothing is stored. */
export async function checkPositionFile(
  readers: readonly FixFileReader[],
  input: Omit<PositionFileInput, 'fileId'>,
  tell: { readonly signal: AbortSignal; onRows(rows: number): void },
): Promise<{ rows: number; good: number; refused: RefusedRow[] }> {
  const { reader, datum } = await readerOf(readers, input);
  const counts = { rows: 0, good: 0, refused: [] as RefusedRow[] };
  for await (const part of reader.read(
    input.path,
    input.fileName,
    optionsOf(input, datum, tell.signal),
  )) {
    counts.rows += part.rows;
    counts.good += part.count;
    if (counts.refused.length < keptRefused) counts.refused.push(...part.refused);
    tell.onRows(counts.rows);
  }
  return counts;
}

/** @throws ImportAbort positions-unknown, datum-unknown */
async function readerOf(
  readers: readonly FixFileReader[],
  input: Omit<PositionFileInput, 'fileId'>,
): Promise<{ reader: FixFileReader; datum: Datum | 'column' }> {
  const { path, fileName, datum: given } = input;
  const found = await readerFor(readers, path, fileName, saidOf(input));
  if (found === null)
    throw new ImportAbort('positions-unknown', 'No reader finds positions in this file.');
  const datum = found.head.datum ?? given;
  if (datum === undefined)
    throw new ImportAbort(
      'datum-unknown',
      'Neither the file nor its name says in which datum its places are: give it.',
    );
  return { reader: found.reader, datum };
}

function optionsOf(
  input: Omit<PositionFileInput, 'fileId'>,
  datum: Datum | 'column',
  signal: AbortSignal,
): FixFileOptions {
  return { signal, ...(datum === 'column' ? {} : { datum }), ...saidOf(input) };
}

/** What a person says of how the file is to be read. */
function saidOf({
  zoneMinutes,
  encoding,
  headerRow,
}: Omit<PositionFileInput, 'fileId'>): FixFileOptions {
  return {
    ...(zoneMinutes === undefined ? {} : { zoneMinutes }),
    ...(encoding === undefined ? {} : { encoding }),
    ...(headerRow === undefined ? {} : { headerRow }),
  };
}

/** Null when no reader finds positions in the file. */
export async function readerFor(
  readers: readonly FixFileReader[],
  path: string,
  fileName: string,
  options: FixFileOptions = {},
): Promise<{ reader: FixFileReader; head: FixFileHead } | null> {
  const first = await firstBytes(path);
  for (const reader of readers) {
    const head = await reader.detect(first, fileName, options, path);
    if (head !== null) return { reader, head };
  }
  return null;
}

/** Files that one supplier delivers day by day differ in digits alone. */
export function supplierOf(fileName: string): string {
  const bare = fileName
    .replace(/^.*[\\/]/, '')
    .replace(/\.[^.]*$/, '')
    .replace(/\d{4}[-_.]?\d{2}[-_.]?\d{2}/g, '')
    .replace(/\d+$/, '')
    .replace(/^[\s_\-.]+|[\s_\-.]+$/g, '');
  return bare === '' ? fileName : bare;
}

async function digest(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}
