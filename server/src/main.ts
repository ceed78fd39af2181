/** Starts the server: configuration, data folder and the page at once, then everything behind it. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  DataFolderBusyError,
  lockDataFolder,
} from '@phecda/graph-schema/data-folder/data-folder-lock';
import { StoreUnavailableError } from '@phecda/graph-schema/ports/store-errors';
import { armFailpoint } from '@phecda/graph-schema/failpoint';
import type { Backend } from './backend.ts';
import { ConfigError, readConfig, tellLibraries, type Config } from './config.ts';
import { createApp } from './http/create-app.ts';
import { clientFolder } from './http/static-client.ts';
import { createLog } from './log.ts';
import { Readiness } from './readiness.ts';

/** What the process ends with when starting it again is all that is needed; known to scripts/start.mjs too. */
const startAgain = 75;
/** Stopping in order may wait for what will not come any more, milliseconds. */
const patience = 10_000;

function listen(server: Server, { host, port }: Config): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      const { port: actual } = server.address() as AddressInfo;
      resolve(`http://${host.includes(':') ? `[${host}]` : host}:${actual}`);
    });
  });
}

async function main(): Promise<void> {
  const config = readConfig();
  tellLibraries(config);
  armFailpoint(config.failpoint ?? undefined);
  const log = createLog(config.logLevel);
  const lock = lockDataFolder(config.dataDir);
  const readiness = new Readiness();
  let backend: Backend | null = null;
  const app = createApp({
    config,
    log,
    readiness,
    clientFolder,
    instance: lock.instance,
    api: () => backend?.api ?? null,
    health: () => backend?.health ?? null,
  });
  const server = createServer({ requestTimeout: 3_600_000, headersTimeout: 30_000 }, app);

  let stopping: Promise<void> | null = null;
  const stop = (code: number): Promise<void> =>
    (stopping ??= (async () => {
      readiness.set('stopping');
      server.close();
      server.closeIdleConnections();
      await backend?.close();
      server.closeAllConnections();
      lock.release();
      process.exitCode = code;
    })().catch((error: unknown) => {
      log.error({ err: error }, 'could not stop in order');
      lock.release();
      process.exit(1);
    }));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => void stop(0).then(() => process.exit()));
  }

  try {
    const address = await listen(server, config);
    lock.setAddress(address);
    process.stdout.write(`Phecda is at ${address}\n`);
    // Imported only now: reading its modules takes longer than serving the first page.
    const { openBackend } = await import('./backend.ts');
    backend = await openBackend(config, log, lock.instance, address);
    void backend.lost.then((error) => {
      if (stopping) return;
      process.stderr.write(
        `The graph’s thread has ended (${error.message}). The server stops: started again, it builds the graph anew.\n`,
      );
      setTimeout(() => process.exit(startAgain), patience).unref();
      void stop(startAgain).then(() => process.exit());
    });
    readiness.set('viewBuilding');
    const revision = await backend.start();
    readiness.set(null);
    log.info({ revision }, 'ready');
    if (config.demo) backend.startDemo();
  } catch (error) {
    if (stopping) return;
    readiness.set('failed');
    await stop(1);
    throw error;
  }
}

try {
  await main();
} catch (error) {
  const expected =
    error instanceof ConfigError ||
    error instanceof DataFolderBusyError ||
    error instanceof StoreUnavailableError ||
    (error instanceof Error && error.name === 'RecordSecretError');
  process.stderr.write(
    `${expected || !(error instanceof Error) ? String(error).replace(/^\w+Error: /, '') : explain(error)}\n`,
  );
  process.exit(1);
}

/** For whoever starts the server: what is in the way, without a stack unless it is our own mistake. */
function explain(error: Error): string {
  if ('code' in error && error.code === 'EADDRINUSE')
    return 'The port is in use. Choose another PORT.';
  return error.stack ?? error.message;
}
