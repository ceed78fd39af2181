/** The database in which a file is prepared. */
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import type { PrepareLimits } from './protocol.ts';

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
