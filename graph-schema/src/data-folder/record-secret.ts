/** The secret that keys the ids of records: given by the environment, or made at the first start in a file that only its owner reads. */
import { randomBytes } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';

export const recordSecretFile = 'secret.key';
const bytes = 32;

export interface RecordSecret {
  readonly value: string;
  /** Takes a file made by this call away again, where it turned out that the truth has another secret. */
  discard(): void;
}

/** @param given the environment's, null for none. */
export function takeRecordSecret(dataDir: string, given: string | null): RecordSecret {
  if (given !== null) return { value: given, discard: () => undefined };
  const path = join(dataDir, recordSecretFile);
  const known = read(path);
  if (known !== null) return { value: known, discard: () => undefined };
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const value = randomBytes(bytes).toString('base64url');
  const file = openSync(path, 'wx', 0o600);
  try {
    writeSync(file, `${value}\n`);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  return { value, discard: () => rmSync(path, { force: true }) };
}

function read(path: string): string | null {
  let text: string;
  try {
    text = readFileSync(path, 'utf8').trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  // An unfinished file comes from a first start that was killed: nothing was made with it.
  return text.length < bytes ? (rmSync(path), null) : text;
}
