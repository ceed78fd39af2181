/** `npm run etl`: talks to the server of the data folder while one runs, opens the stores itself otherwise. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Writable } from 'node:stream';
import { CommanderError } from 'commander';
import {
  isAlive,
  lockDataFolder,
  readLock,
} from '@phecda/graph-schema/data-folder/data-folder-lock';
import { ownFolder } from '@phecda/graph-schema/data-folder/own-folder';
import { armFailpoint } from '@phecda/graph-schema/failpoint';
import { deployedOntology } from '@phecda/graph-schema/ontology/deployed-ontology';
import type { Ontology } from '@phecda/graph-schema/model';
import type { GraphStore } from '@phecda/graph-schema/ports/graph-store';
import { BackUpError, SqlMemoryError, type Sql } from '@phecda/graph-schema/ports/sql';
import { createEmbeddedGraphStore } from '@phecda/graph-schema/stores/embedded/embedded-graph-store';
import { openSql } from '@phecda/graph-schema/stores/open-sql';
import { truthFile } from '@phecda/graph-schema/stores/duckdb/duckdb-sql';
import { backUp, copyBeside, readBackUp, restoreDatabases } from './backup/back-up.ts';
import { positionsFile } from '@phecda/graph-schema/ports/position-store';
import {
  openPositions,
  type PositionOptions,
} from '@phecda/graph-schema/stores/positions/open-positions';
import { openTruth } from '@phecda/graph-schema/stores/open-truth';
import { createCommandLine } from './command-line.ts';
import { EtlConfigError, readEtlConfig, type EtlConfig } from './config.ts';
import { connectToServer } from './control/control-client.ts';
import { createEtlDesk, type EtlDesk } from './control/etl-desk.ts';
import { readControlFile } from './control/protocol.ts';
import { ImportAbort } from './errors.ts';
import { finishUpgrade } from './finish-upgrade.ts';
import { rebuildView } from './follow-view.ts';
import { createImportKinds } from './jobs/import-kinds.ts';
import { createImportSteps } from './jobs/import-steps.ts';
import { JobQueue } from './jobs/job-queue.ts';
import { refreshTags } from './tags/refresh-tags.ts';
import { createRebuildKind } from './jobs/rebuild-kind.ts';
import { homeOf } from './jobs/runner-name.ts';
import { createPositionKinds } from './positions/position-kinds.ts';
import { fixFileReaders } from './positions/fix-file-readers.ts';
import { loadMappings, mappingFolder, MappingError } from './mapping/load-mappings.ts';
import { bringViewUp } from './view/bring-view-up.ts';

export interface Streams {
  readonly out: Writable;
  /** For progress and errors. */
  readonly note: Writable;
  /** Whether lines of progress may overwrite each other. */
  readonly terminal: boolean;
}

/** @returns the exit code */
export async function runCommandLine(
  args: readonly string[],
  readConfig: () => EtlConfig,
  streams: Streams,
): Promise<number> {
  try {
    await run(args, readConfig(), streams);
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode;
    streams.note.write(`${wordsOf(error)}\n`);
    return 1;
  }
}

function run(args: readonly string[], config: EtlConfig, streams: Streams): Promise<void> {
  armFailpoint(config.failpoint ?? undefined);
  const ontology = deployedOntology(config.ontologyDirs);
  const mappings = () => loadMappings(ontology, [mappingFolder, join(config.dataDir, 'mappings')]);

  /** While this process holds the stores itself. */
  const withOwnStores = async <T>(work: (desk: EtlDesk) => Promise<T>): Promise<T> => {
    // Several processes of a team may write; the embedded stores belong to one.
    const lock = config.team === null ? lockDataFolder(config.dataDir) : null;
    // Timers of the queue and idle connections keep no process alive, and another one may be doing the job.
    const awake = setInterval(() => undefined, 60_000);
    const close: (() => unknown)[] = [() => clearInterval(awake), () => lock?.release()];
    try {
      const { sql, graph } = await openStores(config, close, ontology);
      await finishUpgrade(sql, { ontology });
      await refreshTags(sql, { ontology, today: new Date().toISOString().slice(0, 10) });
      const follow = { entityTypes: ontology.entityTypes };
      // The embedded view lives in the process that serves it: only what reads it builds it here.
      const catchUp = async (): Promise<void> => void (await bringViewUp(sql, graph, follow));
      const steps = createImportSteps({
        sql,
        ontology,
        scratchFolder: ownFolder(join(config.dataDir, 'scratch')),
        mapping: (id) => mappings().find((mapping) => mapping.id === id) ?? null,
        view: async () => {
          if (graph.engine !== 'embedded') await catchUp();
        },
      });
      const rebuild = createRebuildKind(async (onChunk) =>
        rebuildView(sql, graph, { ...follow, onChunk, token: await sql.takeToken('view') }),
      );
      const positions = await openPositions(positionOptions(config));
      close.push(() => positions.close());
      const jobs = new JobQueue({
        state: sql.state,
        kinds: [
          ...createImportKinds(sql, steps),
          ...createPositionKinds(positions, fixFileReaders),
          rebuild,
        ],
        home: homeOf(config.dataDir),
        takesOthers: false,
        onError: (error) =>
          streams.note.write(
            `${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
          ),
      });
      close.push(() => jobs.close());
      return await work(
        createEtlDesk({ dataDir: config.dataDir, sql, graph, jobs, positions, catchUp }),
      );
    } finally {
      for (const step of close.reverse()) await step();
    }
  };

  const withDesk = <T>(work: (desk: EtlDesk) => Promise<T>): Promise<T> => {
    if (config.team === null) {
      const holder = readLock(config.dataDir);
      const control = readControlFile(config.dataDir);
      if (holder !== null && isAlive(holder) && control?.instance === holder.instance)
        return work(connectToServer(control));
    }
    return withOwnStores(work);
  };

  /** Alone with the databases: `before` is done with what lies there, then the stores are opened as ever and the view is built. */
  const alone = async (before: () => Promise<void>): Promise<number> => {
    const lock = config.team === null ? lockDataFolder(config.dataDir) : null;
    try {
      await before();
    } finally {
      lock?.release();
    }
    return withOwnStores((desk) => desk.rebuild());
  };
  const restore = (folder: string): Promise<number> =>
    alone(async () => {
      const { team, dataDir } = config;
      await readBackUp(folder, team === null ? 'duckdb' : 'postgres');
      if (team === null) await restoreDatabases(folder, dataDir);
      else await restorePostgres(team.sqlUrl, folder);
      await copyBeside(folder, dataDir);
    });
  const upgrade = (folder: string): Promise<number> =>
    alone(async () => {
      const sql = await openTruthAsItIs(config);
      try {
        const own = config.team === null && existsSync(join(config.dataDir, positionsFile));
        const positions = own ? await openPositions(positionOptions(config)) : null;
        try {
          await backUp(sql, positions, config.dataDir, folder);
        } finally {
          await positions?.close();
        }
      } finally {
        await sql.close();
      }
    });

  const program = createCommandLine({
    withDesk,
    restore,
    upgrade,
    mappings,
    terminal: streams.terminal,
    screen: streams.out,
    out: (text) => streams.out.write(`${text}\n`),
    note: (text) => streams.note.write(text),
  });
  return program.parseAsync(args, { from: 'user' }).then(() => undefined);
}

const positionOptions = ({ team, dataDir }: EtlConfig): PositionOptions =>
  team === null
    ? { engine: 'duckdb', path: join(dataDir, positionsFile) }
    : { engine: 'postgres', url: team.sqlUrl };

/** Not migrated yet, and only read: no id is made. */
function openTruthAsItIs({ team, dataDir, duckDbMemory }: EtlConfig): Promise<Sql> {
  const recordSecret = '';
  return openSql(
    team === null
      ? {
          engine: 'duckdb',
          path: join(dataDir, truthFile),
          recordSecret,
          memoryLimit: duckDbMemory,
        }
      : { engine: 'postgres', url: team.sqlUrl, recordSecret },
  );
}

async function restorePostgres(url: string, folder: string): Promise<void> {
  const { openPostgres } = await import('@phecda/graph-schema/stores/postgres/postgres-sql');
  const sql = await openPostgres({ url, recordSecret: '' });
  try {
    await sql.restore(folder);
  } finally {
    await sql.close();
  }
}

async function openStores(
  config: EtlConfig,
  close: (() => unknown)[],
  ontology: Ontology,
): Promise<{ sql: Sql; graph: GraphStore }> {
  const { team, dataDir, recordSecret, duckDbMemory } = config;
  const sql = await openTruth({
    dataDir,
    recordSecret,
    ontology,
    database:
      team === null
        ? { engine: 'duckdb', path: join(dataDir, truthFile), memoryLimit: duckDbMemory }
        : { engine: 'postgres', url: team.sqlUrl },
  });
  close.push(() => sql.close());
  const graph =
    team === null
      ? await createEmbeddedGraphStore(ontology.entityTypes)
      : await openNeo4j(team.graphUrl, ontology);
  close.push(() => graph.close());
  await graph.prepare();
  return { sql, graph };
}

/** Read only when used, as PostgreSQL is: their drivers are a third of the start of a command. */
async function openNeo4j(url: string, ontology: Ontology): Promise<GraphStore> {
  const { createNeo4jGraphStore, neo4jOptionsOf } =
    await import('@phecda/graph-schema/stores/neo4j/neo4j-graph-store');
  return createNeo4jGraphStore({ ...neo4jOptionsOf(url), ontology });
}

function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const expected =
    error instanceof ImportAbort ||
    error instanceof EtlConfigError ||
    error instanceof MappingError ||
    error instanceof SqlMemoryError ||
    error instanceof BackUpError ||
    ['DataFolderBusyError', 'RecordSecretError'].includes(error.name);
  return expected ? error.message : (error.stack ?? error.message);
}

if (process.argv[1] === import.meta.filename)
  process.exitCode = await runCommandLine(process.argv.slice(2), () => readEtlConfig(process.env), {
    out: process.stdout,
    note: process.stderr,
    terminal: process.stderr.isTTY,
  });
