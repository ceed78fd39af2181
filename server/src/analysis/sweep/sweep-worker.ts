/** One of the threads of a sweep: takes run after run until none is left. */
import { constants, setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { leiden } from '../algorithms/leiden.ts';
import type { SweepData, SweepMessage } from './sweep-messages.ts';

if (parentPort === null) throw new Error('the sweep worker runs in a worker thread');
const port = parentPort;
/* As the thread of the run itself: who asks the server does not wait for it. */
if (process.platform === 'linux') setPriority(0, constants.priority.PRIORITY_BELOW_NORMAL);
const { graph, objective, runs, next } = workerData as SweepData;

/** Least step of a run's share that is told. */
const PROGRESS_STEP = 0.05;

try {
  for (let run = Atomics.add(next, 0, 1); run < runs.length; run = Atomics.add(next, 0, 1)) {
    let told = 0;
    const { membership, count } = leiden(graph, {
      objective,
      ...runs[run]!,
      meter: {
        report: (done, total) => {
          const share = done / Math.max(1, total);
          if (share - told < PROGRESS_STEP) return;
          told = share;
          port.postMessage({ kind: 'progress', run, share } satisfies SweepMessage);
        },
      },
    });
    const own = new Uint32Array(membership);
    port.postMessage({ kind: 'partition', run, membership: own, count } satisfies SweepMessage, [
      own.buffer,
    ]);
  }
} catch (error) {
  const message = error instanceof Error ? error.message : String(error);
  port.postMessage({ kind: 'failed', message } satisfies SweepMessage);
}
