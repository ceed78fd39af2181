import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { times } from '../support/run-length.ts';
import { openDuckDb } from '@phecda/graph-schema/stores/duckdb/duckdb-sql';
import { openPostgres } from '@phecda/graph-schema/stores/postgres/postgres-sql';
import type { Sql } from '@phecda/graph-schema/ports/sql';
import { postgresDatabase } from '../support/test-servers.ts';
import { loadWorld, randomFiles } from './random-world.ts';
import { graphText } from './staged-world.ts';
import { recordSecret } from '../support/record-secret.ts';

describe('the two engines of the truth', () => {
  it('make the same graph of the same files, to the byte', () =>
    fc.assert(
      fc.asyncProperty(randomFiles(5), async (files) => {
        const texts: string[] = [];
        for (const open of [
          () => openDuckDb({ path: ':memory:', recordSecret }),
          async () => openPostgres({ url: await postgresDatabase(), recordSecret }),
        ] as (() => Promise<Sql>)[]) {
          const sql = await open();
          try {
            await sql.migrate();
            await loadWorld(sql, files);
            texts.push(await graphText(sql));
          } finally {
            await sql.close();
          }
        }
        expect(texts[1]).toBe(texts[0]);
      }),
      { numRuns: times(5, 40) },
    ));
});
