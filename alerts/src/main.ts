/** `npm run alerts`: the alert daemon beside a team's servers, on PostgreSQL. Several share the work by leases. The embedded engines run it inside `npm start`. */
import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { deployedOntology } from '@phecda/graph-schema';
import { openTruth } from '@phecda/graph-schema/stores/open-truth';
import { AlertService } from './alert-service.ts';
import { readDaemonConfig } from './config.ts';

/** Other daemons wait so long at most for what one that stands still has in hand, milliseconds. */
const lostAfterMs = 30_000;

const say = (text: string): void => void process.stdout.write(`${text}\n`);

async function main(): Promise<void> {
  const config = readDaemonConfig(process.env, (path) => readFileSync(path, 'utf8'));
  if (config.sqlUrl === null) {
    say('The embedded engines run the alert daemon inside `npm start`. Give SQL_URL for a team.');
    return;
  }
  const ontology = deployedOntology(config.ontologyDirs);
  const sql = await openTruth({
    dataDir: config.dataDir,
    recordSecret: config.recordSecret,
    ontology,
    database: { engine: 'postgres', url: config.sqlUrl, lostAfterMs },
  });
  const service = new AlertService({
    sql,
    ontology,
    settings: config.alerts,
    publicUrl: () => config.publicUrl ?? 'http://127.0.0.1:4000',
    name: `${hostname()} ${process.pid}`,
    clock: () => new Date(),
    // Messages of foreign libraries may quote data: only what failed is said.
    onError: (error, step) =>
      say(
        `${new Date().toISOString()} ${step}: ${error instanceof Error ? error.name : 'failed'}; trying again`,
      ),
  });
  const stop = async (): Promise<void> => {
    await service.stop();
    await sql.close();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop());
  await service.start();
  say('The alert daemon follows the data.');
}

try {
  await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
