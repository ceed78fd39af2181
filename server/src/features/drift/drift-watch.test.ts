/** Which gangs are scored again after a change, how often, and with what. */
import type { JobQueue } from '@phecda/etl/jobs/job-queue';
import { afterEach, describe, expect, it } from 'vitest';
import { createLog } from '../../log.ts';
import type { RunStore, RunSummary } from '../analysis/run-store.ts';
import type { GangFacts, GangStore } from '../gangs/gang-store.ts';
import { LiveBus } from '../live/live-bus.ts';
import { DriftWatch } from './drift-watch.ts';

const id = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

const gang = (n: number, monitored: boolean): GangFacts => ({
  id: id(n),
  name: `gang ${n}`,
  monitored,
  members: [{ record: id(n + 100), role: 'core' }],
  origin: { kind: 'selection' },
  version: 1,
  actor: 'a',
  reason: 'r',
  createdAt: '',
  updatedAt: '',
});

const run = (n: number, revision: number): RunSummary => ({
  id: id(n + 200),
  question: 'drift',
  subject: id(n),
  parameters: { gang: id(n), members: [id(9)], day: '2025-01-02', hidden: [id(8)], hops: 3 },
  revision,
  actor: 'a',
  at: '',
  seconds: 1,
});

function watchOf(
  gangs: readonly GangFacts[],
  runs: readonly RunSummary[],
  queued = 0,
  judged: string[][] = [],
) {
  const started: { input: { parameters: Record<string, unknown> }; owner: string }[] = [];
  const live = new LiveBus(() => Promise.reject(new Error('the store is away')));
  const watch = new DriftWatch({
    gangs: { list: () => Promise.resolve(gangs) } as unknown as GangStore,
    runs: {
      about: (_: string, subject: string) =>
        Promise.resolve(runs.filter((one) => one.subject === subject)),
    } as unknown as RunStore,
    jobs: {
      list: () => Promise.resolve({ jobs: Array.from({ length: queued }), total: queued }),
      enqueue: (_: string, input: (typeof started)[number]['input'], owner: string) => {
        started.push({ input, owner });
        return Promise.resolve({});
      },
    } as unknown as JobQueue,
    live,
    leftOut: () => Promise.resolve(judged),
    log: createLog('silent'),
    quietMs: 5,
  });
  return { watch, live, started };
}

let stop: (() => void) | null = null;
afterEach(() => stop?.());

describe('gangs after a change', () => {
  it('are scored again where they are monitored and were tracked before: with the members of today, nothing hidden', async () => {
    const { watch, started } = watchOf(
      [gang(1, true), gang(2, false), gang(3, true)],
      [run(1, 4), run(2, 4)],
    );
    await watch.scoreAgain(5);
    expect(started).toHaveLength(1);
    expect(started[0]).toMatchObject({
      owner: 'Phecda',
      input: {
        question: 'drift',
        parameters: { gang: id(1), members: [id(101)], day: '2025-01-02', hops: 3 },
      },
    });
    expect(started[0]?.input.parameters['hidden']).toBeUndefined();
  });

  it('are not scored twice at one revision, nor while runs wait', async () => {
    const known = watchOf([gang(1, true)], [run(1, 5)]);
    await known.watch.scoreAgain(5);
    const waiting = watchOf([gang(1, true)], [run(1, 4)], 1);
    await waiting.watch.scoreAgain(5);
    expect([...known.started, ...waiting.started]).toEqual([]);
  });

  it('are scored again when a fact was judged to tie nobody, and when that is taken back', async () => {
    const fact = [id(300)];
    const judged = watchOf([gang(1, true)], [run(1, 5)], 0, [fact]);
    await judged.watch.scoreAgain(5);
    expect(judged.started).toHaveLength(1);
    // What is left out is read when the run begins.
    expect(judged.started[0]?.input.parameters['leftOut']).toBeUndefined();
    const rested = {
      ...run(1, 5),
      parameters: { ...Object(run(1, 5).parameters), leftOut: [fact] },
    };
    const same = watchOf([gang(1, true)], [rested], 0, [fact]);
    await same.watch.scoreAgain(5);
    expect(same.started).toEqual([]);
    const back = watchOf([gang(1, true)], [rested]);
    await back.watch.scoreAgain(5);
    expect(back.started).toHaveLength(1);
  });

  it('are scored once for several changes in a row, and for what changed while no server ran', async () => {
    const { watch, live, started } = watchOf([gang(1, true)], [run(1, 4)]);
    stop = () => watch.stop();
    watch.start(5);
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(started).toHaveLength(1);
    for (const revision of [6, 7, 8]) live.announce(revision);
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(started).toHaveLength(2);
  });
});
