/** Failures of what lies below that pass by themselves or that an administrator mends; each has words of its own on the screen. */

export type StoreName = 'postgres' | 'neo4j' | 'duckdb' | 'graph';

/** The store cannot be reached, has ended, or does not answer in time: what was asked may be asked again. */
export class StoreUnavailableError extends Error {
  override readonly name = 'StoreUnavailableError';
  readonly store: StoreName;
  readonly why: 'lost' | 'slow';
  constructor(store: StoreName, why: 'lost' | 'slow', cause?: unknown) {
    super(
      why === 'lost' ? `The connection to ${store} is lost.` : `${store} does not answer in time.`,
      { cause },
    );
    this.store = store;
    this.why = why;
  }
}

/** There is no room on a disk, or it may not be written. */
export class StorageError extends Error {
  override readonly name = 'StorageError';
  readonly why: 'full' | 'readOnly';
  constructor(why: 'full' | 'readOnly', cause?: unknown) {
    super(why === 'full' ? 'The disk is full.' : 'The folder cannot be written.', { cause });
    this.why = why;
  }
}

/** ENOSPC, EDQUOT: full; EROFS, EACCES, EPERM: not writable; null for anything else. Looks through causes. */
export function storageErrorOf(error: unknown): StorageError | null {
  for (let one = error; one instanceof Error; one = one.cause) {
    if (one instanceof StorageError) return one;
    const code = 'code' in one ? one.code : undefined;
    if (code === 'ENOSPC' || code === 'EDQUOT' || /No space left on device/i.test(one.message))
      return new StorageError('full', error);
    if (
      code === 'EROFS' ||
      code === 'EACCES' ||
      code === 'EPERM' ||
      /Read-only file system/i.test(one.message)
    )
      return new StorageError('readOnly', error);
  }
  return null;
}
