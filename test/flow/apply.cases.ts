/** What the apply flow must do, case by case; run on every engine. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { withdrawFile } from '@phecda/etl/commands';
import type { Sql } from '@phecda/graph-schema/ports/sql';
import { graphText, idOf, loadStaged, type StagedFile } from './staged-world.ts';

const ids = { a: idOf('registry', 'Enterprise', 'A'), p: idOf('registry', 'Person', 'P'), b: idOf('tax', 'Enterprise', 'A9') };

const registry: StagedFile = {
  name: 'registry-1', dataset: 'registry', sourceDate: '2024-01-01',
  items: [
    { family: 'entity', type: 'Enterprise', key: 'A', label: '甲公司', props: { name: '甲公司', uscc: 'U1' }, keys: ['Enterprise:uscc:U1'] },
    { family: 'entity', type: 'Person', key: 'P', label: '张三', props: { name: '张三' } },
    { family: 'relation', type: 'legalRepresentative', source: ids.p, target: ids.a, from: '2020-01-01', to: null },
  ],
};
const tax: StagedFile = {
  name: 'tax-1', dataset: 'tax', sourceDate: '2024-02-01',
  items: [{ family: 'entity', type: 'Enterprise', key: 'A9', label: '甲有限公司', props: { name: '甲有限公司', uscc: 'U1' }, keys: ['Enterprise:uscc:U1'], tags: ['tax-arrears'] }],
};

export function describeApply(engine: string, open: () => Promise<Sql>): void {
  describe(`apply flow on ${engine}`, () => {
    let sql: Sql;
    beforeEach(async () => {
      sql = await open();
    });
    afterEach(() => sql.close());

    it('loads a file, joins records by key, and takes a file back as if it had never been there', async () => {
      const first = await loadStaged(sql, registry);
      expect(first).toMatchObject({ revision: 1, entitiesAdded: 2, relationsAdded: 1, unchanged: null });
      const before = await graphText(sql);

      const second = await loadStaged(sql, tax);
      expect(second).toMatchObject({ revision: 2 });
      const entities = await sql.query(`SELECT label, props, tags, sources FROM entity WHERE rev_to IS NULL AND type = 'Enterprise'`);
      expect(entities).toEqual([
        { label: '甲有限公司', props: '{"name":["甲有限公司","甲公司"],"uscc":"U1"}', tags: 'tax-arrears', sources: 'registry\ntax' },
      ]);

      expect(await withdrawFile(sql, second.fileId!, 'tester', 'wrong')).toMatchObject({ revision: 3 });
      expect(await graphText(sql)).toBe(before);
    });

    it('answers a second load of the same file with no change and no revision', async () => {
      await loadStaged(sql, registry);
      expect(await loadStaged(sql, registry)).toMatchObject({ revision: null, unchanged: 'alreadyLoaded', entitiesChanged: 0 });
      expect(await sql.revision()).toBe(1);
    });
  });
}
