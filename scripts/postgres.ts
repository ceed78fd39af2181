/** `npm run postgres`: a local PostgreSQL for trying, in data/postgres, until Ctrl-C. */
import { join } from 'node:path';
import { startPostgres } from '../test/support/postgres.ts';
import { untilStopped } from './until-stopped.ts';

const server = await startPostgres({
  dataDir: join(import.meta.dirname, '..', 'data', 'postgres'),
  port: 5432,
});
console.log(
  `PostgreSQL answers. Use it with\n\n  SQL_URL=${server.url}\n\nCtrl-C stops it; the data stays in data/postgres.`,
);
await untilStopped(() => server.stop());
