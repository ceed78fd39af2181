/** `npm run postgres`: a local PostgreSQL for trying, in local/postgres, until Ctrl-C. Not in the data folder: only its owner may enter that, and PostgreSQL never runs as root. */
import { join } from 'node:path';
import { startPostgres } from '../test/support/postgres.ts';
import { untilStopped } from './until-stopped.ts';

const server = await startPostgres({
  dataDir: join(import.meta.dirname, '..', 'local', 'postgres'),
  port: 5432,
});
console.log(
  `PostgreSQL answers. Use it with\n\n  SQL_URL=${server.url}\n\nCtrl-C stops it; the data stays in local/postgres.`,
);
await untilStopped(() => server.stop());
