/** What the command line can ask for, whether it holds the stores itself or talks to the server that does. */
import type { GraphStore } from '@phecda/graph-schema/ports/graph-store';
import type { PositionFile, PositionStore } from '@phecda/graph-schema/ports/position-store';
import type { Sql } from '@phecda/graph-schema/ports/sql';
import { dump } from '@phecda/graph-schema/truth/dump';
import { backUp, type BackUp } from '../backup/back-up.ts';
import { ImportAbort } from '../errors.ts';
import type { ImportInput, WithdrawInput } from '../jobs/import-job.ts';
import type { Job } from '../jobs/job.ts';
import type { JobQueue } from '../jobs/job-queue.ts';
import { rebuiltRevision } from '../jobs/rebuild-kind.ts';
import { positionInputOf } from '../positions/position-mapping.ts';

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
  load(input: ImportInput, onJob: (job: Job) => void): Promise<Job>;
  check(input: ImportInput, onJob: (job: Job) => void): Promise<Job>;
  withdraw(input: WithdrawInput, onJob: (job: Job) => void): Promise<Job>;
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
  readonly jobs: JobQueue;
  readonly positions: PositionStore;
  /** Brings the view to the newest revision. */
  catchUp(): Promise<void>;
}

export function createEtlDesk({
  dataDir,
  sql,
  graph,
  jobs,
  positions,
  catchUp,
}: EtlDeskOptions): EtlDesk {
  const done = async (
    kind: string,
    input: unknown,
    owner: string,
    onJob: (job: Job) => void = () => undefined,
  ): Promise<Job> => {
    const { id } = await jobs.enqueue(kind, input, owner);
    const stop = jobs.watch(onJob, id);
    try {
      return await jobs.finished(id);
    } finally {
      stop();
    }
  };
  const take = (
    ofPositions: string,
    ofRecords: string,
    input: ImportInput,
    onJob: (job: Job) => void,
  ): Promise<Job> => {
    const found = positionInputOf(input);
    return found === null
      ? done(ofRecords, input, input.actor, onJob)
      : done(ofPositions, found, input.actor, onJob);
  };
  return {
    load: (input, onJob) => take('positions', 'import', input, onJob),
    check: (input, onJob) => take('checkPositions', 'dryRun', input, onJob),
    withdraw: async (input, onJob) => {
      const ofPositions = (await positions.files()).some(({ fileId }) => fileId === input.fileId);
      return done(ofPositions ? 'withdrawPositions' : 'withdraw', input, input.actor, onJob);
    },
    files: async () => [
      ...(await positions.files()).map(positionFile),
      ...(await sql.query<KnownFile & Record<string, string | number | null>>(
        `SELECT file_id AS "id", name AS "name", dataset AS "dataset", state AS "state", rows_loaded AS "rows", actor AS "actor", made_at AS "madeAt", supplements AS "supplements" FROM file ORDER BY file_no DESC`,
      )),
    ],
    dump: async function* () {
      await catchUp();
      yield* dump(graph);
    },
    rebuild: async () => {
      const job = await done('rebuild', {}, 'command line');
      const revision = rebuiltRevision(job);
      if (revision === null)
        throw new ImportAbort(
          'rebuild',
          job.problems[0]?.message ?? `The rebuild is ${job.state}.`,
        );
      return revision;
    },
    backUp: (folder) => backUp(sql, positions, dataDir, folder),
  };
}

function positionFile({ fileId, name, state, stored, actor, madeAt }: PositionFile): KnownFile {
  return {
    id: fileId,
    name,
    dataset: 'positions',
    state,
    rows: stored,
    actor,
    madeAt,
    supplements: null,
  };
}
