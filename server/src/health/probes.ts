/** How the monitor looks: at the stores through their ports, at disk and memory through the system. */
import { rm, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { getHeapStatistics } from 'node:v8';
import { alertFault, type Awaited } from '@phecda/alerts/alert-health';
import type { GraphStore, Sql } from '@phecda/graph-schema';
import type { FeedDesk } from '../tracks/feeds/feed-desk.ts';
import type { HealthProbes } from './health-monitor.ts';

const megabyte = 1 << 20;
/** Less room than this is none. */
const probeBytes = 1 << 18;
/** A server that has just started waits for its daemon to beat. */
const alertsFromMs = 60_000;
/** A truth that does not answer is told of by its own part. */
const alertsWithinMs = 2_000;

export function createProbes(
  sql: Sql,
  graph: GraphStore,
  dataDir: string,
  feeds: Pick<FeedDesk, 'faults'>,
  awaited: () => Awaited,
): HealthProbes {
  const started = performance.now();
  const path = join(dataDir, `.probe-${process.pid}`);
  return {
    sqlEngine: sql.engine,
    graphEngine: graph.engine,
    revision: () => sql.revision(),
    viewRevision: async () => {
      const cursor = await graph.cursor();
      if (cursor === null) return 0;
      return cursor.complete ? cursor.revision : Math.max(0, cursor.revision - 1);
    },
    diskFreeMb: async () => {
      const { bavail, bsize } = await statfs(dataDir);
      return Math.floor((bavail * bsize) / megabyte);
    },
    writeProbe: async () => {
      try {
        await writeFile(path, Buffer.alloc(probeBytes), { mode: 0o600 });
      } finally {
        await rm(path, { force: true });
      }
    },
    alerts: () =>
      performance.now() - started < alertsFromMs
        ? Promise.resolve(null)
        : Promise.race([
            alertFault(sql.state, new Date(), awaited()).catch(() => null),
            wait(alertsWithinMs, null, { ref: false }),
          ]),
    feeds: async () => (await feeds.faults()).size,
    memoryFreeMb: () => {
      const { heap_size_limit: limit, used_heap_size: used } = getHeapStatistics();
      return Math.floor(Math.min(limit - used, process.availableMemory()) / megabyte);
    },
  };
}
