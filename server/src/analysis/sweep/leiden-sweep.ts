/** Leiden for many resolutions and seeds at once, each run in one thread on the same shared rows: the answer depends on the runs alone, not on how many threads share them. */
import type { Worker } from 'node:worker_threads';
import { startThread } from '@phecda/graph-schema/start-code';
import { leiden, type LeidenOptions, type Partition } from '../algorithms/leiden.ts';
import type { ClusterRun } from '../algorithms/stable-communities.ts';
import type { WeightedGraph } from '../algorithms/weighted-graph.ts';
import { outOfMemory } from '../questions/memory.ts';
import type { SweepData, SweepMessage } from './sweep-messages.ts';

export interface LeidenSweep {
  readonly graph: WeightedGraph;
  readonly objective: NonNullable<LeidenOptions['objective']>;
  readonly runs: readonly ClusterRun[];
  /** Threads, 1 or more; 1: the runs are done where it is asked. */
  readonly workers: number;
  /** Bytes of heap that each thread may take; its arrays lie beside it. */
  readonly heapLimit?: number;
  /** Told of the share of all runs that is done, 0 to 1; what it throws ends the sweep. */
  readonly onProgress?: (share: number) => void;
}

const MEGABYTE = 1 << 20;
const HEAP_LIMIT = 256 * MEGABYTE;

/** Partitions in the order of the runs. A thread in which it is asked takes its threads with it when it is ended. */
export async function leidenSweep(sweep: LeidenSweep): Promise<Partition[]> {
  const workers = Math.min(sweep.workers, sweep.runs.length);
  return workers < 2 ? inTurn(sweep) : together(sweep, workers);
}

function inTurn({ graph, objective, runs, onProgress }: LeidenSweep): Partition[] {
  return runs.map((run, i) =>
    leiden(graph, {
      objective,
      ...run,
      meter: {
        report: (done, total) => onProgress?.((i + done / Math.max(1, total)) / runs.length),
      },
    }),
  );
}

async function together(
  { graph, objective, runs, heapLimit = HEAP_LIMIT, onProgress }: LeidenSweep,
  workers: number,
): Promise<Partition[]> {
  const data: SweepData = {
    graph: inSharedMemory(graph),
    objective,
    runs,
    next: new Int32Array(new SharedArrayBuffer(4)),
  };
  const threads: Worker[] = [];
  try {
    return await new Promise<Partition[]>((resolve, reject) => {
      const partitions = new Array<Partition | undefined>(runs.length).fill(undefined);
      const shares = new Float64Array(runs.length);
      let left = runs.length;
      const take = (message: SweepMessage): void => {
        if (message.kind === 'failed') throw new Error(message.message);
        const { run } = message;
        if (message.kind === 'partition') {
          partitions[run] = { membership: message.membership, count: message.count };
          left--;
        }
        shares[run] = message.kind === 'progress' ? message.share : 1;
        onProgress?.(shares.reduce((sum, share) => sum + share, 0) / runs.length);
        if (left === 0) resolve(partitions as Partition[]);
      };
      for (let i = 0; i < workers; i++) {
        const thread = startThread(new URL('./sweep-worker.ts', import.meta.url), {
          workerData: data,
          execArgv: [],
          name: 'phecda-sweep',
          resourceLimits: { maxOldGenerationSizeMb: Math.ceil(heapLimit / MEGABYTE) },
        });
        threads.push(thread);
        thread.on('message', (message: SweepMessage) => {
          try {
            take(message);
          } catch (error) {
            reject(error as Error);
          }
        });
        thread.on('error', (error) => reject(outOfMemory(error, heapLimit)));
        thread.on('exit', (code) => {
          if (code !== 0) reject(new Error(`a thread of the sweep ended with code ${code}`));
        });
      }
    });
  } finally {
    await Promise.all(threads.map((thread) => thread.terminate()));
  }
}

/** The same rows where every thread sees them. */
function inSharedMemory(graph: WeightedGraph): WeightedGraph {
  const words = (of: Uint32Array): Uint32Array => {
    const shared = new Uint32Array(new SharedArrayBuffer(of.byteLength));
    shared.set(of);
    return shared;
  };
  const doubles = (of: Float64Array): Float64Array => {
    const shared = new Float64Array(new SharedArrayBuffer(of.byteLength));
    shared.set(of);
    return shared;
  };
  return {
    nodeCount: graph.nodeCount,
    directed: graph.directed,
    start: words(graph.start),
    target: words(graph.target),
    weight: doubles(graph.weight),
    loops: doubles(graph.loops),
  };
}
