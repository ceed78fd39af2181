/** What the apply flow must do, case by case; run on every engine. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addJudgements, applyFacts, applyFlow, retractJudgement, withdrawFile } from '@phecda/etl';
import { armFailpoint, FailpointError } from '@phecda/graph-schema/failpoint';
import type { Sql } from '@phecda/graph-schema/ports/sql';
import type { ApplyRefused } from '@phecda/graph-schema/truth/types';
import { sampleOf } from '../support/run-length.ts';
import { graphText, idOf, loadStaged, type StagedFile, type StagedItem } from './staged-world.ts';

const ids = {
  a: idOf('registry', 'Enterprise', 'A'),
  p: idOf('registry', 'Person', 'P'),
  b: idOf('tax', 'Enterprise', 'A9'),
};

const registry: StagedFile = {
  name: 'registry-1',
  dataset: 'registry',
  sourceDate: '2024-01-01',
  items: [
    {
      family: 'entity',
      type: 'Enterprise',
      key: 'A',
      label: '甲公司',
      props: { name: '甲公司', uscc: 'U1' },
      keys: ['Enterprise:uscc:U1'],
    },
    { family: 'entity', type: 'Person', key: 'P', label: '张三', props: { name: '张三' } },
    {
      family: 'relation',
      type: 'legalRepresentative',
      source: ids.p,
      target: ids.a,
      from: '2020-01-01',
      to: null,
    },
  ],
};
const tax: StagedFile = {
  name: 'tax-1',
  dataset: 'tax',
  sourceDate: '2024-02-01',
  items: [
    {
      family: 'entity',
      type: 'Enterprise',
      key: 'A9',
      label: '甲有限公司',
      props: { name: '甲有限公司', uscc: 'U1' },
      keys: ['Enterprise:uscc:U1'],
      tags: ['tax-arrears'],
    },
  ],
};

const trader = idOf('trade', 'Enterprise', 'T');
const seller = idOf('trade', 'OverseasParty', 'S');
const customs = idOf('trade', 'Port', '30');
const parties: StagedItem[] = [
  { family: 'entity', type: 'Enterprise', key: 'T', label: '进口商' },
  { family: 'entity', type: 'OverseasParty', key: 'S', label: 'Seller' },
  { family: 'entity', type: 'Port', key: '30', label: '30' },
];
const declaration = (
  number: string,
  date: string,
  value: number,
  inspection?: string,
): Extract<StagedItem, { family: 'event' }> => ({
  family: 'event',
  number,
  date,
  direction: 'import',
  hs: '640299',
  origin: 'CN',
  value,
  mass: value * 2,
  parties: { trader, overseas: seller, port: customs },
  ...(inspection ? { inspection } : {}),
});
const declarations = (name: string, ...rows: StagedItem[]): StagedFile => ({
  name,
  dataset: 'trade',
  sourceDate: '2024-01-01',
  items: [...parties, ...rows],
});

export function describeApply(engine: string, open: () => Promise<Sql>): void {
  describe(`apply flow on ${engine}`, () => {
    let sql: Sql;
    beforeEach(async () => {
      sql = await open();
    });
    afterEach(async () => {
      armFailpoint(undefined);
      await sql.close();
    });
    const entity = async (type: string): Promise<Record<string, unknown>[]> =>
      sql.query(
        `SELECT label, props, tags, sources FROM entity WHERE rev_to IS NULL AND type = $1 ORDER BY entity_id`,
        [type],
      );
    const relations = async (kind: string): Promise<Record<string, unknown>[]> =>
      sql.query(
        `SELECT periods, weight, sources, props FROM relation WHERE rev_to IS NULL AND kind = $1 ORDER BY relation_id`,
        [kind],
      );

    it('loads a file, joins records by key, and takes a file back as if it had never been there', async () => {
      const first = await loadStaged(sql, registry);
      expect(first).toMatchObject({
        revision: 1,
        entitiesAdded: 2,
        relationsAdded: 1,
        unchanged: null,
      });
      const before = await graphText(sql);

      const second = await loadStaged(sql, tax);
      expect(second).toMatchObject({ revision: 2 });
      expect(await entity('Enterprise')).toEqual([
        {
          label: '甲有限公司',
          props: '{"name":["甲有限公司","甲公司"],"uscc":"U1"}',
          tags: 'tax-arrears',
          sources: 'registry\ntax',
        },
      ]);

      expect(await withdrawFile(sql, second.fileId!, 'tester', 'wrong')).toMatchObject({
        revision: 3,
      });
      expect(await graphText(sql)).toBe(before);
      expect(await withdrawFile(sql, second.fileId!, 'tester', 'again')).toMatchObject({
        revision: null,
        unchanged: 'alreadyWithdrawn',
      });
    });

    it('answers a second load of the same file with no change and no revision', async () => {
      await loadStaged(sql, registry);
      expect(await loadStaged(sql, registry)).toMatchObject({
        revision: null,
        unchanged: 'alreadyLoaded',
        entitiesChanged: 0,
      });
      expect(await sql.revision()).toBe(1);
    });

    it('lets a correction replace what it corrects, and brings that back when the correction is withdrawn', async () => {
      const wrong = await loadStaged(sql, tax);
      const before = await graphText(sql);
      const right: StagedFile = {
        ...tax,
        name: 'tax-2',
        sourceDate: '2023-01-01',
        supersedes: wrong.fileId!,
        items: [{ ...tax.items[0]!, tags: [] } as StagedItem],
      };
      const correction = await loadStaged(sql, right);
      expect(await entity('Enterprise')).toMatchObject([{ tags: '' }]);
      expect(await loadStaged(sql, tax)).toMatchObject({ unchanged: 'alreadySuperseded' });
      await withdrawFile(sql, correction.fileId!, 'tester', 'it was right');
      expect(await graphText(sql)).toBe(before);
      await expect(
        loadStaged(sql, { ...right, name: 'tax-3', dataset: 'other' }),
      ).rejects.toMatchObject({ code: 'OTHER_DATASET' } satisfies Partial<ApplyRefused>);
      await expect(
        loadStaged(sql, {
          ...right,
          name: 'tax-4',
          supersedes: '00000000-0000-0000-0000-000000000000',
        }),
      ).rejects.toMatchObject({ code: 'FILE_UNKNOWN' });
    });

    it('keeps a chain of corrections in order whichever of them is withdrawn first', async () => {
      const tagged = (name: string, tag: string, supersedes?: string): StagedFile => ({
        ...tax,
        name,
        items: [{ ...tax.items[0]!, tags: [tag] } as StagedItem],
        ...(supersedes ? { supersedes } : {}),
      });
      const one = await loadStaged(sql, tagged('c1', 'audit-finding'));
      const two = await loadStaged(sql, tagged('c2', 'tax-arrears', one.fileId!));
      const three = await loadStaged(sql, tagged('c3', 'watch-focus', two.fileId!));
      await withdrawFile(sql, two.fileId!, 'tester', 'middle');
      expect(await entity('Enterprise')).toMatchObject([{ tags: 'watch-focus' }]);
      await withdrawFile(sql, three.fileId!, 'tester', 'last');
      expect(await entity('Enterprise')).toMatchObject([{ tags: 'audit-finding' }]);
    });

    it('takes of a snapshot dataset only the newest file, however late an older one arrives', async () => {
      const snapshot = (name: string, day: string, keys: string[]): StagedFile => ({
        name,
        dataset: 'registry',
        mode: 'snapshot',
        sourceDate: day,
        items: keys.map((key) => ({ family: 'entity', type: 'Enterprise', key, label: key })),
      });
      await loadStaged(sql, snapshot('march', '2024-03-01', ['A', 'B']));
      const april = await loadStaged(sql, snapshot('april', '2024-04-01', ['B', 'C']));
      expect(april).toMatchObject({ entitiesAdded: 1, entitiesRemoved: 1 });
      expect(await loadStaged(sql, snapshot('february', '2024-02-01', ['Z']))).toMatchObject({
        entitiesAdded: 0,
        entitiesRemoved: 0,
      });
      expect((await entity('Enterprise')).map((row) => row['label']).sort()).toEqual(['B', 'C']);
      await withdrawFile(sql, april.fileId!, 'tester', 'truncated');
      expect((await entity('Enterprise')).map((row) => row['label']).sort()).toEqual(['A', 'B']);
    });

    it('gives back the declarations of an older full delivery when the newest is withdrawn, in whichever order they came', async () => {
      const delivery = (name: string, day: string, ...rows: StagedItem[]): StagedFile => ({
        ...declarations(name, ...rows),
        mode: 'snapshot',
        sourceDate: day,
      });
      const march = delivery('march', '2024-03-01', declaration('1', '2023-01-05', 100));
      const april = delivery(
        'april',
        '2024-04-01',
        declaration('1', '2023-01-05', 101),
        declaration('2', '2023-02-05', 7),
      );
      await loadStaged(sql, march);
      const before = await graphText(sql);
      const newest = await loadStaged(sql, april);
      expect(await relations('importsFrom')).toMatchObject([{ weight: 2 }]);
      await withdrawFile(sql, newest.fileId!, 'tester', 'truncated');
      expect(await graphText(sql)).toBe(before);

      const late = await open();
      try {
        const first = await loadStaged(late, april);
        expect(await loadStaged(late, march)).toMatchObject({ declarationsChanged: 0 });
        await withdrawFile(late, first.fileId!, 'tester', 'truncated');
        expect(await graphText(late)).toBe(before);
      } finally {
        await late.close();
      }
    });

    it('sums declarations per pair and month, right when they come late, twice, corrected or are withdrawn', async () => {
      await loadStaged(
        sql,
        declarations(
          'd1',
          declaration('1', '2023-01-05', 100),
          declaration('2', '2023-03-10', 50, 'fraud'),
        ),
      );
      const late = await loadStaged(
        sql,
        declarations('d2', declaration('1', '2023-01-05', 100), declaration('3', '2023-02-01', 7)),
      );
      expect(late).toMatchObject({ declarationsChanged: 1 });
      expect(await relations('importsFrom')).toEqual([
        {
          periods: '[[19362,19427]]',
          weight: 3,
          sources: 'trade',
          props:
            '{"amounts":["CNY:157"],"count":3,"firstDate":"2023-01-05","hsChapters":["64"],"inspected":1,"lastDate":"2023-03-10","mass":314,"quantity":0,"seized":1,"value":157}',
        },
      ]);
      await withdrawFile(sql, late.fileId!, 'tester', 'x');
      // January, then a pause in February, then March.
      expect(await relations('importsFrom')).toMatchObject([
        { weight: 2, periods: '[[19362,19389],[19417,19427]]' },
      ]);
      const correction = await loadStaged(sql, {
        ...declarations('d3', declaration('1', '2023-01-05', 999)),
        sourceDate: '2024-02-01',
      });
      expect(correction).toMatchObject({ declarationsChanged: 2 });
      const [behaviour] = await sql.query<{ behaviour: string }>(
        `SELECT behaviour FROM entity WHERE rev_to IS NULL AND entity_id = (SELECT entity_id FROM record WHERE record_id = $1::uuid)`,
        [trader],
      );
      // Volatility: 9.99, nothing, 0.50 in three months; deviation 459.60 over mean 349.67.
      expect(JSON.parse(behaviour!.behaviour)).toEqual({
        amountsIn: ['CNY:1049'],
        declarationsIn: 2,
        declarationsOut: 0,
        valueIn: 1049,
        valueOut: 0,
        massIn: 2098,
        massOut: 0,
        quantityIn: 0,
        quantityOut: 0,
        inspections: 1,
        seizures: 1,
        sourceCountries: ['CN'],
        firstDeclared: '2023-01-05',
        lastDeclared: '2023-03-10',
        monthlyVolatility: 1314,
      });
      expect(await sql.query(`SELECT count(*) AS n FROM declaration`)).toEqual([{ n: 2 }]);
    });

    it('counts the trips of a vehicle and the gates that it used, also when two gates turn out to be one', async () => {
      const truck = idOf('trade', 'Vehicle', 'V');
      const other = idOf('trade', 'Port', '31');
      const carried = (number: string, date: string, port: string): StagedItem => ({
        ...declaration(number, date, 1),
        parties: { trader, vehicle: truck, port },
      });
      const behaviour = async (): Promise<unknown> =>
        (
          await sql.query<{ behaviour: string }>(
            `SELECT behaviour FROM entity WHERE rev_to IS NULL AND entity_id = (SELECT entity_id FROM record WHERE record_id = $1::uuid)`,
            [truck],
          )
        )[0]?.behaviour;
      await loadStaged(
        sql,
        declarations(
          'd1',
          { family: 'entity', type: 'Vehicle', key: 'V', label: '粤B12345' },
          { family: 'entity', type: 'Port', key: '31', label: '31' },
          carried('1', '2023-01-05', customs),
          carried('2', '2023-01-05', customs),
          carried('3', '2023-01-05', other),
        ),
      );
      expect(await behaviour()).toBe('{"gates":2,"trips":2}');
      const later = await loadStaged(
        sql,
        declarations('d2', carried('4', '2023-01-06', customs), declaration('5', '2023-01-07', 1)),
      );
      expect(await behaviour()).toBe('{"gates":2,"trips":3}');
      const { judgementIds } = await addJudgements(
        sql,
        [{ kind: 'same', left: customs, right: other }],
        'tester',
        'one office under two numbers',
      );
      expect(await behaviour()).toBe('{"gates":1,"trips":2}');
      await retractJudgement(sql, judgementIds[0]!, 'tester', 'two offices');
      await withdrawFile(sql, later.fileId!, 'tester', 'x');
      expect(await behaviour()).toBe('{"gates":2,"trips":2}');
    });

    it('rolls pairs of records up to pairs of entities when two traders turn out to be one', async () => {
      const other = idOf('trade', 'Enterprise', 'T2');
      const twin: StagedItem = {
        family: 'event',
        number: '9',
        date: '2023-01-20',
        direction: 'import',
        value: 5,
        parties: { trader: other, overseas: seller },
      };
      await loadStaged(
        sql,
        declarations(
          'd1',
          declaration('1', '2023-01-05', 100),
          { family: 'entity', type: 'Enterprise', key: 'T2', label: '进口商二' },
          twin,
        ),
      );
      const before = await graphText(sql);
      expect(await relations('importsFrom')).toHaveLength(2);
      const { judgementIds } = await addJudgements(
        sql,
        [{ kind: 'same', left: trader, right: other }],
        'tester',
        'one boss',
      );
      expect(await relations('importsFrom')).toMatchObject([{ weight: 2 }]);
      const [one] = await sql.query<{ behaviour: string }>(
        `SELECT behaviour FROM entity WHERE rev_to IS NULL AND type = 'Enterprise'`,
      );
      expect(JSON.parse(one!.behaviour)).toMatchObject({ declarationsIn: 2, valueIn: 105 });
      await retractJudgement(sql, judgementIds[0]!, 'tester', 'two bosses');
      expect(await graphText(sql)).toBe(before);
    });

    it('keeps what an analyst states by hand apart from the sources, and takes it back', async () => {
      await loadStaged(sql, registry);
      const before = await graphText(sql);
      const tagged = await applyFacts(
        sql,
        [{ kind: 'tag', record: ids.a, tag: 'watch-focus', reason: 'seen at the gate' }],
        'li',
        'seen at the gate',
      );
      const drawn = await applyFacts(
        sql,
        [
          {
            kind: 'relation',
            relation: 'shareholder',
            source: ids.p,
            target: ids.a,
            from: '2021-01-01',
            reason: 'contract',
          },
        ],
        'li',
        'contract',
      );
      expect(drawn).toMatchObject({ relationsAdded: 1 });
      expect(await entity('Enterprise')).toMatchObject([
        { tags: 'watch-focus', sources: 'analyst\nregistry' },
      ]);
      expect(
        await sql.query(
          `SELECT reason, actor FROM file WHERE dataset = 'analyst' ORDER BY file_no`,
        ),
      ).toEqual([
        { reason: 'seen at the gate', actor: 'li' },
        { reason: 'contract', actor: 'li' },
      ]);
      await withdrawFile(sql, drawn.fileId!, 'li', 'mistake');
      await withdrawFile(sql, tagged.fileId!, 'li', 'mistake');
      expect(await graphText(sql)).toBe(before);

      await expect(
        applyFacts(sql, [{ kind: 'tag', record: ids.a, tag: 'no-such-tag', reason: '' }], 'li', ''),
      ).rejects.toMatchObject({ code: 'TAG_UNKNOWN' });
      await expect(
        applyFacts(
          sql,
          [{ kind: 'relation', relation: 'importsFrom', source: ids.a, target: ids.a, reason: '' }],
          'li',
          '',
        ),
      ).rejects.toMatchObject({ code: 'KIND_DERIVED' });
      await expect(
        applyFacts(
          sql,
          [{ kind: 'relation', relation: 'drives', source: ids.p, target: ids.a, reason: '' }],
          'li',
          '',
        ),
      ).rejects.toMatchObject({ code: 'TYPE_MISMATCH' });
    });

    it('a fact by hand keeps its subject when no source asserts it any more, and leaves no trace of that when one does again', async () => {
      const file = await loadStaged(sql, registry);
      await applyFacts(
        sql,
        [{ kind: 'tag', record: ids.a, tag: 'watch-focus', reason: 'r' }],
        'li',
        'r',
      );
      const before = await graphText(sql);
      await withdrawFile(sql, file.fileId!, 'tester', 'x');
      expect(await entity('Enterprise')).toMatchObject([
        { label: '甲公司', tags: 'watch-focus', sources: 'analyst' },
      ]);
      expect(await entity('Person')).toEqual([]);
      await loadStaged(sql, { ...registry, name: 'registry-again' });
      expect(await graphText(sql)).toBe(before);
    });

    it('loses nothing when two write at once', async () => {
      const files = [registry, tax, declarations('d1', declaration('1', '2023-01-05', 100))];
      for (const file of files) await loadStaged(sql, file);
      const expected = await graphText(sql);
      const other = await open();
      try {
        await Promise.all(files.map((file) => loadStaged(other, file)));
        expect(await graphText(other)).toBe(expected);
        expect(await other.revision()).toBe(3);
      } finally {
        await other.close();
      }
    });

    it('leaves nothing behind when it is stopped at any step, and does the whole when repeated', async () => {
      await loadStaged(sql, registry);
      const before = await graphText(sql);
      const inner = [
        'apply:aggregate-cleared',
        'apply:relations-asserted',
        'apply:entities-merged',
      ];
      const file = declarations('d1', declaration('1', '2023-01-05', 100));
      const points = [...applyFlow.map((step) => `apply:${step.name}`), ...inner];
      for (const point of sampleOf(points, 6)) {
        armFailpoint(`${point}=throw`);
        await expect(loadStaged(sql, file)).rejects.toThrow(FailpointError);
        expect(await graphText(sql)).toBe(before);
        expect(await sql.query(`SELECT count(*) AS n FROM file`)).toEqual([{ n: 1 }]);
      }
      expect(await loadStaged(sql, file)).toMatchObject({ revision: 2, entitiesAdded: 3 });
    });
  });
}
