/** One server per data folder: a lock file that says which process serves it and where, so that the command line finds it. */
import { randomUUID } from 'node:crypto';
import {
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { isRunning, thisProcess, type ProcessName } from './process.ts';

export interface LockContent extends ProcessName {
  readonly instance: string;
  /** The folder that it locks, as `folderIdentity` names it: copied along with a folder it locks nothing. */
  readonly folder?: string;
  /** Base URL once the server listens. */
  readonly address: string | null;
}

export const lockFileName = 'server.lock';

export class DataFolderBusyError extends Error {
  override readonly name = 'DataFolderBusyError';
  constructor(folder: string, holder: LockContent) {
    const where = holder.address === null ? '' : ` at ${holder.address}`;
    super(
      `The data folder ${folder} is in use by process ${holder.pid}${where}. Stop it, or choose another DATA_DIR.`,
    );
  }
}

export interface DataFolderLock {
  readonly instance: string;
  setAddress(address: string): void;
  /** Removes the lock file if it is still ours. */
  release(): void;
}

/** @throws DataFolderBusyError when a living process holds the folder. A lock left by a killed process is taken over. */
export function lockDataFolder(folder: string): DataFolderLock {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, lockFileName);
  const mine: LockContent = {
    ...thisProcess(),
    instance: randomUUID(),
    folder: folderIdentity(folder),
    address: null,
  };
  // Linked into place whole, so that nobody reads a half-written lock.
  const draft = `${path}.${mine.instance}`;
  writeFileSync(draft, JSON.stringify(mine), { mode: 0o600 });
  try {
    for (let attempt = 0; ; attempt++) {
      try {
        linkSync(draft, path);
        break;
      } catch (error) {
        if (!hasCode(error, 'EEXIST') || attempt >= 10) throw error;
      }
      const found = parse(path);
      const holder = isLock(found) ? found : null;
      if (holder && isOf(folder, holder) && isAlive(holder))
        throw new DataFolderBusyError(folder, holder);
      removeStale(path, holder);
    }
  } finally {
    rmSync(draft, { force: true });
  }
  ownInstances.add(mine.instance);
  return {
    instance: mine.instance,
    setAddress: (address) => {
      const next = `${path}.${mine.instance}`;
      writeFileSync(next, JSON.stringify({ ...mine, address }), { mode: 0o600 });
      renameSync(next, path);
    },
    release: () => {
      ownInstances.delete(mine.instance);
      if (readLock(folder)?.instance === mine.instance) rmSync(path, { force: true });
    },
  };
}

/** The lock of this very folder; null when there is none, it is half written, or it came along with a copy. */
export function readLock(folder: string): LockContent | null {
  const data = parse(join(folder, lockFileName));
  return isLock(data) && isOf(folder, data) ? data : null;
}

/** Device and number of the folder: a copy has others, another way to the same folder (a mount, a link, a new name) has the same. */
export function folderIdentity(folder: string): string {
  const { dev, ino } = statSync(folder, { bigint: true });
  return `${dev}:${ino}`;
}

/** A lock that names no folder was made by an earlier version. */
function isOf(folder: string, { folder: named }: LockContent): boolean {
  return named === undefined || named === folderIdentity(folder);
}

export function isAlive(holder: LockContent): boolean {
  // A container gives its process the same number again after a kill.
  if (holder.pid === process.pid) return ownInstances.has(holder.instance);
  return isRunning(holder);
}

const ownInstances = new Set<string>();

/** Moves a dead holder's file away; when another process was faster and the file is a new one, puts it back. */
function removeStale(path: string, holder: LockContent | null): void {
  const aside = `${path}.stale-${process.pid}`;
  try {
    renameSync(path, aside);
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return;
    throw error;
  }
  const moved: unknown = parse(aside);
  if (isLock(moved) && moved.instance !== holder?.instance) {
    try {
      linkSync(aside, path);
    } catch (error) {
      if (!hasCode(error, 'EEXIST')) throw error;
    }
  }
  rmSync(aside, { force: true });
}

function parse(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return null; // absent or half written: nobody holds it
  }
}

function isLock(data: unknown): data is LockContent {
  return (
    typeof data === 'object' &&
    data !== null &&
    'pid' in data &&
    typeof data.pid === 'number' &&
    'instance' in data &&
    typeof data.instance === 'string' &&
    (!('folder' in data) || typeof data.folder === 'string')
  );
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
