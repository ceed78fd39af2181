/** Wires the server: configuration, data folder, HTTP at once, then stores, writer queue, graph view and demo world behind it. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { startControlServer } from '@phecda/etl/control/control-server';
import { createEtlDesk } from '@phecda/etl/control/etl-desk';
import { createImportService } from '@phecda/etl/import-service';
import { loadOntology, ontologyFolder, type Ontology } from '@phecda/graph-schema';
import { armFailpoint } from '@phecda/graph-schema/failpoint';
import { ConfigError, readConfig, type Config } from './config.ts';
import {
  DataFolderBusyError,
  lockDataFolder,
} from '@phecda/graph-schema/data-folder/data-folder-lock';
import { DemoProgress } from './demo-progress.ts';
import { fillWithDemo } from './demo-world.ts';
import { createTruthWriter } from './graphql/facts/truth-writer.ts';
import { createApollo } from './graphql/create-apollo.ts';
import { createSchema } from './graphql/create-schema.ts';
import type { ImportDesk } from './graphql/imports/import-desk.ts';
import { createImportSteps } from '@phecda/etl/jobs/import-steps';
import { MappingLibrary } from './graphql/imports/mapping-library.ts';
import { proposeMapping } from './graphql/imports/propose-mapping.ts';
import { UploadStore } from './graphql/imports/upload-store.ts';
import { LiveBus } from './graphql/live/live-bus.ts';
import { ViewFollower } from './graphql/live/view-follower.ts';
import { createApp, type Backend } from './http/create-app.ts';
import { Sessions } from './http/sessions.ts';
import { clientFolder } from './http/static-client.ts';
import { createLog, type Log } from './log.ts';
import { Readiness } from './readiness.ts';
import { openStores } from './stores.ts';

interface Running {
  readonly backend: Backend;
  readonly follower: ViewFollower;
  /** In the background; the screens show how far it is. */
  startDemo(): void;
  close(): Promise<void>;
}

const clock = (): Date => new Date();

async function openBackend(
  config: Config,
  ontology: Ontology,
  log: Log,
  instance: string,
): Promise<Running> {
  const stores = await openStores(config, ontology);
  const { sql, graph, paths } = stores;
  const live = new LiveBus();
  const follower = new ViewFollower({
    sql,
    graph,
    ontology,
    token: await sql.takeToken('view'),
    live,
    log,
  });
  const mappings = new MappingLibrary(ontology, join(config.dataDir, 'mappings'));
  const scratchFolder = join(config.dataDir, 'scratch');
  const service = createImportService({
    sql,
    steps: createImportSteps({
      sql,
      ontology,
      scratchFolder,
      mapping: (id) => mappings.find(id)?.mapping ?? null,
      view: (onChanges) =>
        follower.catchUp(({ removeRelations, removeEntities, upsertEntities, upsertRelations }) =>
          onChanges(
            removeRelations.length +
              removeEntities.length +
              upsertEntities.length +
              upsertRelations.length,
          ),
        ),
    }),
    onError: (error) => log.error({ err: error }, 'import failed'),
  });
  const uploads = new UploadStore(sql, join(config.dataDir, 'uploads'), clock);
  const imports: ImportDesk = {
    service,
    mappings,
    uploads,
    propose: (upload) =>
      proposeMapping(
        upload,
        mappings.list().map(({ mapping }) => mapping),
        scratchFolder,
      ),
  };
  const sessions = new Sessions(sql, clock);
  await Promise.all([sessions.sweep(), uploads.sweep()]);
  const demo = new DemoProgress();
  const services = {
    config,
    ontology,
    sql,
    graph,
    paths,
    imports,
    live,
    log,
    clock,
    truth: createTruthWriter(sql, ontology, () => follower.catchUp()),
    demo,
    warnings: (): string[] => [
      ...(mappings.broken.length > 0 ? ['system.mappingsBroken'] : []),
      ...(demo.failed ? ['system.demoFailed'] : []),
    ],
  };
  const control = await startControlServer({
    dataDir: config.dataDir,
    instance,
    desk: createEtlDesk({
      sql,
      graph,
      service,
      catchUp: () => follower.catchUp(),
      rebuild: () => follower.rebuild(),
    }),
    onError: (error) => log.error({ err: error }, 'a command failed'),
  });
  const demoStop = new AbortController();
  return {
    backend: { services, sessions },
    follower,
    startDemo: () => {
      const { signal } = demoStop;
      fillWithDemo({
        sql,
        importService: service,
        progress: demo,
        dataDir: config.dataDir,
        signal,
      }).catch((error: unknown) => {
        if (signal.aborted) return;
        log.error({ err: error }, 'the demo world could not be loaded');
        demo.fail();
      });
    },
    close: async () => {
      demoStop.abort();
      await control.close();
      await service.close();
      await follower.stop();
      await live.close();
      await stores.close();
    },
  };
}

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
  armFailpoint(config.failpoint ?? undefined);
  const log = createLog(config.logLevel);
  const ontology = loadOntology([ontologyFolder, ...config.ontologyDirs]);
  const lock = lockDataFolder(config.dataDir);
  const readiness = new Readiness();
  let running: Running | null = null;
  const schema = createSchema(ontology);
  const apollo = createApollo(schema, config.production, log);
  await apollo.start();
  const app = createApp({
    config,
    log,
    readiness,
    schema,
    apollo,
    clientFolder,
    instance: lock.instance,
    backend: () => running?.backend ?? null,
  });
  const server = createServer({ requestTimeout: 3_600_000, headersTimeout: 30_000 }, app);

  let stopping: Promise<void> | null = null;
  const stop = (code: number): Promise<void> =>
    (stopping ??= (async () => {
      readiness.set('stopping');
      server.close();
      server.closeIdleConnections();
      await running?.close();
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
    running = await openBackend(config, ontology, log, lock.instance);
    readiness.set('viewBuilding');
    await running.follower.catchUp();
    running.follower.watchOthers();
    await running.backend.services.imports.service.start();
    readiness.set(null);
    log.info({ revision: running.follower.reached }, 'ready');
    if (config.demo) running.startDemo();
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
  const expected = error instanceof ConfigError || error instanceof DataFolderBusyError;
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
