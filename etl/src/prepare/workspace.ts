/** The database in which a file is prepared. */
import { join } from 'node:path';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import type { PrepareLimits } from './protocol.ts';

/** The secret of record ids in SQL, once `setRecordSecret` has set it: it stands in no statement and so in no error. */
export const recordSecretSql = `getvariable('record_secret')`;

export async function setRecordSecret(connection: DuckDBConnection, secret: string): Promise<void> {
  await connection.run('SET VARIABLE record_secret = $1', [secret]);
}

/** The work is done in memory, spilling to `temporary` beyond the limit: DuckDB writes nothing to disk that is thrown away. */
export async function openWorkspace(
  temporary: string,
  limits: PrepareLimits,
): Promise<DuckDBInstance> {
  return DuckDBInstance.create(':memory:', {
    threads: String(limits.threads),
    memory_limit: `${limits.databaseMb}MB`,
    temp_directory: join(temporary, 'spill'),
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  });
}
