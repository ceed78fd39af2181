/** The truth knows which secret made its ids, and is not opened with another. */
import type { SqlTransaction } from '../ports/sql.ts';
import { secretFingerprint } from '../truth/record-id.ts';

/** The ids in this truth were made with another secret. */
export class RecordSecretError extends Error {
  override readonly name = 'RecordSecretError';
  constructor() {
    super(
      'The ids in this database were made with another secret. Give the one it was made with: secret.key of its data folder, from the back-up, or RECORD_SECRET.',
    );
  }
}

/** @throws RecordSecretError */
export async function checkRecordSecret(tx: SqlTransaction): Promise<void> {
  const fingerprint = secretFingerprint(tx.recordSecret);
  const [known] = await tx.query<{ value: string }>(
    `SELECT value FROM deployment WHERE name = 'record-secret'`,
  );
  if (known && known.value !== fingerprint) throw new RecordSecretError();
  if (!known)
    await tx.execute(`INSERT INTO deployment (name, value) VALUES ('record-secret', $1)`, [
      fingerprint,
    ]);
}
