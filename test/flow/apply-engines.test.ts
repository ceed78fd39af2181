import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { times } from '../support/run-length.ts';
import { newDuckDb, newPostgres } from '../support/truths.ts';
import { loadWorld, randomFiles } from './random-world.ts';
import { graphText } from './staged-world.ts';

describe('the two engines of the truth', () => {
  it('make the same graph of the same files, to the byte', () =>
    fc.assert(
      fc.asyncProperty(randomFiles(5), async (files) => {
        const texts: string[] = [];
        for (const open of [newDuckDb, newPostgres]) {
          const sql = await open();
          try {
            await loadWorld(sql, files);
            texts.push(await graphText(sql));
          } finally {
            await sql.close();
          }
        }
        expect(texts[1]).toBe(texts[0]);
      }),
      { numRuns: times(2, 40) },
    ));
});
