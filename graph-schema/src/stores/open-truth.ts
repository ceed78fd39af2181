/** Opens the truth of a deployment: its secret, its database, its newest schema. */
import { takeRecordSecret } from '../data-folder/record-secret.ts';
import type { Sql } from '../ports/sql.ts';
import type { MigrationOntology } from './migrations/index.ts';
import { openSql } from './open-sql.ts';
import { RecordSecretError } from './record-secret-check.ts';

export interface TruthOptions {
  readonly dataDir: string;
  /** Secret of record ids; null: the one in the data folder, made there when there is none. */
  readonly recordSecret: string | null;
  readonly ontology: MigrationOntology;
  readonly database:
    | { readonly engine: 'duckdb'; readonly path: string; readonly memoryLimit?: string }
    | { readonly engine: 'postgres'; readonly url: string; readonly lostAfterMs?: number };
}

/** @throws RecordSecretError when the ids of this truth were made with another secret. */
export async function openTruth(options: TruthOptions): Promise<Sql> {
  const secret = takeRecordSecret(options.dataDir, options.recordSecret);
  const sql = await openSql({ ...options.database, recordSecret: secret.value });
  try {
    await sql.migrate(options.ontology);
    return sql;
  } catch (error) {
    if (error instanceof RecordSecretError) secret.discard();
    await sql.close();
    throw error;
  }
}
