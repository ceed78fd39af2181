/** What the command line can ask for, whether it holds the stores itself or talks to the server that does. */
import type { GraphStore } from '@phecda/graph-schema/ports/graph-store';
import type { Sql } from '@phecda/graph-schema/ports/sql';
import { dump } from '@phecda/graph-schema/truth/dump';
import { backUp, type BackUp } from '../backup/back-up.ts';
import type { ImportInput, ImportJob, ImportService, WithdrawInput } from '../import-service.ts';

export interface KnownFile {
  readonly id: string;
  readonly name: string;
  readonly dataset: string;
  readonly state: string;
  readonly rows: number;
  readonly actor: string;
  readonly madeAt: string;
  /** Id of the snapshot to which it adds rows. */
  readonly supplements: string | null;
}

export interface EtlDesk {
  /** The job once it is over; `onJob` hears of every change before. */
  load(input: ImportInput, onJob: (job: ImportJob) => void): Promise<ImportJob>;
  check(input: ImportInput, onJob: (job: ImportJob) => void): Promise<ImportJob>;
  withdraw(input: WithdrawInput, onJob: (job: ImportJob) => void): Promise<ImportJob>;
  /** Newest first. */
  files(): Promise<KnownFile[]>;
  /** The graph view as sorted JSON lines. */
  dump(): AsyncIterable<string>;
  /** Drops the graph view and builds it again; gives the revision that it then holds. */
  rebuild(): Promise<number>;
  /** Into a folder that does not exist yet, while everything goes on. */
  backUp(folder: string): Promise<BackUp>;
}

export interface EtlDeskOptions {
  readonly dataDir: string;
  readonly sql: Sql;
  readonly graph: GraphStore;
  readonly service: ImportService;
  /** Brings the view to the newest revision. */
  catchUp(): Promise<void>;
  rebuild(): Promise<number>;
}

export function createEtlDesk({
  dataDir,
  sql,
  graph,
  service,
  catchUp,
  rebuild,
}: EtlDeskOptions): EtlDesk {
  const follow = async (job: ImportJob, onJob: (job: ImportJob) => void): Promise<ImportJob> => {
    const stop = service.watch(onJob, job.id);
    try {
      return await service.finished(job.id);
    } finally {
      stop();
    }
  };
  return {
    load: async (input, onJob) => follow(await service.startImport(input), onJob),
    check: async (input, onJob) => follow(await service.dryRun(input), onJob),
    withdraw: async (input, onJob) => follow(await service.withdraw(input), onJob),
    files: () =>
      sql.query<KnownFile & Record<string, string | number | null>>(
        `SELECT file_id AS "id", name AS "name", dataset AS "dataset", state AS "state", rows_loaded AS "rows", actor AS "actor", made_at AS "madeAt", supplements AS "supplements" FROM file ORDER BY file_no DESC`,
      ),
    dump: async function* () {
      await catchUp();
      yield* dump(graph);
    },
    rebuild,
    backUp: (folder) => backUp(sql, dataDir, folder),
  };
}
