/** Imports killed on the engines that need nothing installed. */
import { randomUUID } from 'node:crypto';
import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { openDuckDb } from '@phecda/graph-schema/stores/duckdb/duckdb-sql';
import { createEmbeddedGraphStore } from '@phecda/graph-schema/stores/embedded/embedded-graph-store';
import { describe } from 'vitest';
import { describeKills, dumpOf } from './kill.cases.ts';
import { recordSecret } from '../support/record-secret.ts';

describe('an import killed on the embedded pair and run again', () => {
  let base = '';
  describeKills({
    viewSteps: [],
    sampled: ['prepare:stage', 'apply:record', 'apply:revision'],
    prepare: async (folder, load) => {
      base = join(folder, 'base');
      await load({ DATA_DIR: base });
    },
    open: async () => {
      const dataDir = join(base, '..', randomUUID());
      await cp(base, dataDir, { recursive: true });
      return {
        env: { DATA_DIR: dataDir },
        dump: async () =>
          dumpOf(
            await openDuckDb({ path: join(dataDir, 'phecda.duckdb'), recordSecret }),
            await createEmbeddedGraphStore(),
          ),
        remove: () => rm(dataDir, { recursive: true, force: true }),
      };
    },
  });
});
