import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { restoreDatabases } from '@phecda/etl/backup/back-up';
import { openDuckDb, truthFile } from '@phecda/graph-schema/stores/duckdb/duckdb-sql';
import { describeBackUp } from './backup.cases.ts';
import { recordSecret } from '../support/record-secret.ts';

describeBackUp({
  name: 'DuckDB',
  open: async (folder) => {
    await mkdir(folder);
    const sql = await openDuckDb({ path: join(folder, truthFile), recordSecret });
    await sql.migrate();
    return sql;
  },
  restore: async (backup, folder) => {
    await restoreDatabases(backup, folder);
    return openDuckDb({ path: join(folder, truthFile), recordSecret });
  },
});
