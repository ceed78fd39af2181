/** What the resolvers answer on both engine pairs, asked in the process: conflicts, replaced statements, cuts, filters, hostile texts. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { idNumber, uscc } from '@phecda/etl/demo/identities';
import { deployedOntology } from '@phecda/graph-schema';
import { createApollo } from '@phecda/server/graphql/create-apollo';
import { KnownSubjects } from '@phecda/server/features/inbox/known-subjects';
import { truthFor } from '@phecda/server/reading/truth';
import { createContext } from '@phecda/server/graphql/context';
import { createSchema } from '@phecda/server/graphql/create-schema';
import { resultAsJson } from '@phecda/server/graphql/written-fields';
import { createLog } from '@phecda/server/log';
import type { Services } from '@phecda/server/services';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { embeddedPair, teamPair, type Pair } from '../support/pairs.ts';
import { readAnew } from '../support/read-anew.ts';
import { canRunNeo4j } from '../support/test-servers.ts';

const ontology = deployedOntology();
const log = createLog('silent');
const apollo = createApollo(createSchema(ontology), true, log);
beforeAll(() => apollo.start());
afterAll(() => apollo.stop());
const code = uscc('440300', 77);
const customs = '44039ABC12';
const boss = idNumber(3, 3000, 8);

const registry = (name: string, capital: string): string =>
  `统一社会信用代码,企业名称,注册资本(万元),法定代表人,法定代表人身份证号\n${code},${name},${capital},李四,${boss}\n`;
const registration = `海关注册编码,企业名称,统一社会信用代码,经营类别\n${customs},深圳"摇光"进出口公司,${code},收发货人;报关企业\n`;
const declarations = [
  '报关单号,申报日期,进出口标志,申报地海关代码,境内收发货人编码,境内收发货人,境外收发货人代码,境外收发货人,商品编号,人民币总价',
  ...Array.from(
    { length: 6 },
    (_, i) =>
      `53012024000000010${i},2024-0${i + 1}-15,进口,5301,${customs},摇光,P${i % 3},Partner ${i % 3},${i < 4 ? '8471300000' : '0306179000'},100`,
  ),
].join('\n');

const goods =
  '商品编码,商品名称,层级\n8471300000,便携式自动数据处理设备,税号\n0306179000,其他冻小虾,税号\n';

interface Answer {
  readonly data: Record<string, unknown>;
  readonly code: string | undefined;
}

describe.each(['embedded', 'team'] as const)('%s', (which) => {
  describe.runIf(which === 'embedded' || canRunNeo4j())('answers', () => {
    let folder = '';
    let pair: Pair;
    let services: Services;
    let entity = '';

    async function ask(query: string, variables: Record<string, unknown> = {}): Promise<Answer> {
      const session = { operator: null, start: async () => undefined };
      const contextValue = createContext(services, session, new AbortController().signal);
      const { body } = await apollo.executeOperation({ query, variables }, { contextValue });
      if (body.kind !== 'single') throw new Error('not one answer');
      const { errors } = body.singleResult;
      // As it goes to the browser.
      const { data } = JSON.parse(resultAsJson(body.singleResult).toString()) as { data?: unknown };
      return {
        data: (data ?? {}) as Record<string, unknown>,
        code: errors?.[0]?.extensions?.['code'] as string | undefined,
      };
    }

    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'phecda-reads-'));
      const made = which === 'embedded' ? await embeddedPair() : await teamPair();
      if (!made) throw new Error('no pair');
      pair = made;
      const load = async (name: string, content: string, mapping: string): Promise<void> => {
        await writeFile(join(folder, name), content);
        await pair.load(join(folder, name), mapping);
      };
      await load(
        '企业注册登记-20240101.csv',
        registry('深圳摇光有限公司', '100'),
        'enterprise-registry',
      );
      await load(
        '企业注册登记-20240601.csv',
        registry('深圳摇光有限公司', '300'),
        'enterprise-registry',
      );
      await load('海关备案-20240301.csv', registration, 'customs-registration');
      await load('报关单-20240701.csv', declarations, 'declarations');
      await load('hs-codes-20240101.csv', goods, 'hs-codes');
      const { sql, store: graph } = pair;
      const used: Pick<Services, 'truthFor' | 'graph' | 'known' | 'ontology' | 'log' | 'clock'> = {
        truthFor: (viewer) => truthFor(viewer, sql, ontology),
        graph,
        known: new KnownSubjects(),
        ontology,
        log,
        clock: () => new Date(),
      };
      services = {
        ...used,
        ...readAnew,
        inbox: { pending: () => Promise.resolve([]) },
      } as unknown as Services;
      const { data } = await ask(
        'query S($t: String!) { search(text: $t) { hits { node { id } } } }',
        { t: code },
      );
      entity = (data['search'] as { hits: { node: { id: string } }[] }).hits[0]?.node.id ?? '';
    });
    afterAll(async () => {
      await pair?.close();
      await rm(folder, { recursive: true, force: true });
    });

    test('sources that disagree are all shown, the newest first; a list is no conflict', async () => {
      const { data } = await ask(
        `query E($id: ID!) { entity(id: $id) { attributes { name value values conflict sources } records { id dataset } } }`,
        { id: entity },
      );
      const { attributes, records } = data['entity'] as {
        attributes: { name: string; values: unknown[]; conflict: boolean; sources: string[] }[];
        records: { id: string; dataset: string }[];
      };
      const attribute = (name: string) => attributes.find((one) => one.name === name);
      expect(attribute('name')).toMatchObject({
        value: '摇光',
        conflict: true,
        values: ['摇光', '深圳摇光有限公司', expect.stringContaining('摇光')],
        sources: ['customs-registration', 'declarations', 'enterprise-registry'],
      });
      expect(attribute('roles')).toMatchObject({ value: ['broker', 'consignee'], conflict: false });
      expect(attribute('capital')).toMatchObject({ value: 300_000_000, conflict: false });
      for (const { id } of records) {
        expect(
          (await ask(`query E($id: ID!) { entity(id: $id) { id } }`, { id })).data['entity'],
        ).toEqual({ id: entity });
      }
    });

    test('a replaced statement stays readable and is marked; pages are whole', async () => {
      const query = `query S($id: ID!, $p: String, $l: Int, $o: Int) { statements(id: $id, property: $p, limit: $l, offset: $o) { total statements { property value current row fileName } } }`;
      const { data } = await ask(query, { id: entity, p: 'capital' });
      expect(data['statements']).toMatchObject({
        total: 2,
        statements: [
          { value: 300_000_000, current: true, row: 2, fileName: '企业注册登记-20240601.csv' },
          { value: 100_000_000, current: false },
        ],
      });
      const all = (await ask(query, { id: entity, l: 1_000_000_000 })).data['statements'] as {
        total: number;
        statements: unknown[];
      };
      expect(all.statements).toHaveLength(all.total);
      const pages: unknown[] = [];
      for (let offset = 0; offset < all.total; offset += 3) {
        const page = (await ask(query, { id: entity, l: 3, o: offset })).data['statements'] as {
          statements: unknown[];
        };
        pages.push(...page.statements);
      }
      expect(pages).toEqual(all.statements);
    });

    test('what is cut is counted', async () => {
      const { data } = await ask(
        `query E($id: ID!) { expand(ids: [$id], perKindLimit: 1, scope: { kinds: [importsFrom] }) { cut nodes { id } links { kind } totals { kind total shown } } }`,
        { id: entity },
      );
      expect(data['expand']).toMatchObject({
        cut: 'perKindLimit',
        links: [{ kind: 'importsFrom' }],
        totals: [{ kind: 'importsFrom', total: 3, shown: 1 }],
      });
    });

    test('declarations are filtered by goods, days and port, with true totals', async () => {
      const query = `query D($e: ID!, $hs: String, $from: Date, $to: Date, $limit: Int) { declarations(entity: $e, hs: $hs, from: $from, to: $to, limit: $limit) { total value declarations { date number } } }`;
      const total = async (variables: Record<string, unknown>) =>
        ((await ask(query, { e: entity, ...variables })).data['declarations'] as { total: number })
          .total;
      expect(await total({})).toBe(6);
      expect(await total({ hs: '84' })).toBe(4);
      expect(await total({ hs: '03061790' })).toBe(2);
      expect(await total({ from: '2024-02-15', to: '2024-04-15' })).toBe(2);
      expect(await total({ limit: 1 })).toBe(6);
      expect((await ask(query, { e: boss })).code).toBe('BAD_INPUT');
      expect((await ask(query, { e: '00000000-0000-0000-0000-000000000000' })).code).toBe(
        'NOT_FOUND',
      );
    });

    test('fields: every operator, values that did not win, and texts that mean harm', async () => {
      const query = `query F($c: [FieldCondition!]!) { searchFields(type: Enterprise, conditions: $c) { total } }`;
      const total = async (...conditions: [string, string, string][]) => {
        const c = conditions.map(([attribute, operator, value]) => ({
          attribute,
          operator,
          value,
        }));
        const { data, code: failure } = await ask(query, { c });
        return failure ?? (data['searchFields'] as { total: number }).total;
      };
      expect(await total(['uscc', 'equals', code])).toBe(1);
      expect(await total(['name', 'equals', '深圳摇光有限公司'])).toBe(1);
      expect(await total(['name', 'equals', '深圳摇光'])).toBe(0);
      expect(await total(['name', 'startsWith', '深圳'], ['name', 'contains', '有限'])).toBe(1);
      // Capital is 3,000,000 yuan; what is typed is yuan too.
      expect(
        await total(['capital', 'greater', '2999999.99'], ['capital', 'less', '3,000,000.01']),
      ).toBe(1);
      expect(await total(['capital', 'greater', '300万'], ['capital', 'less', '300万元'])).toBe(1);
      expect(await total(['capital', 'greater', '3000000.01'])).toBe(0);
      expect(await total(['capital', 'less', '2999999.99'])).toBe(0);
      expect(await total(['capital', 'equals', '300000000'])).toBe(0);
      expect(await total(['capital', 'equals', '3000000.0'])).toBe(1);
      for (const refused of ['viel', '300 kg', 'USD 3000000', '3000000美元'])
        expect(await total(['capital', 'greater', refused]), refused).toBe('BAD_INPUT');
      expect(await total(['capital', 'equals', 'viel'])).toBe('BAD_INPUT');
      expect(await total(['capital', 'contains', '300'])).toBe('BAD_INPUT');
      expect(await total(['capital', 'startsWith', '3'])).toBe('BAD_INPUT');
      expect(await total(['roles', 'equals', 'broker'])).toBe(1);
      for (const text of [`' OR 1=1 --`, `"`, `%`, `_`, `$1`, `\\`, `'); DROP TABLE entity; --`]) {
        expect(await total(['uscc', 'contains', text])).toBe(0);
      }
      expect(await total(["name' OR '1'='1", 'equals', 'x'])).toBe('BAD_INPUT');
      for (const text of [
        `' OR 1=1 --`,
        '`]->() DETACH DELETE n //',
        '"',
        '*',
        'a AND (',
        '\u0000',
      ]) {
        expect(
          (
            await ask('query S($t: String!) { search(text: $t) { total } }', {
              t: `${text} 摇光不存在`,
            })
          ).code,
        ).toBeUndefined();
      }
      expect(await total(['uscc', 'equals', code])).toBe(1);
    });

    test('a number equals whole numbers of those on which sources disagree, not parts of them', async () => {
      const { sql } = pair;
      const [row] = await sql.query<{ props: string }>(
        `SELECT props FROM entity WHERE entity_id = CAST($1 AS UUID) AND rev_to IS NULL`,
        [entity],
      );
      const write = (props: string) =>
        sql.write((tx) =>
          tx.execute(
            `UPDATE entity SET props = $2 WHERE entity_id = CAST($1 AS UUID) AND rev_to IS NULL`,
            [entity, props],
          ),
        );
      await write(JSON.stringify({ ...JSON.parse(row!.props), capital: [5_000, 11_200] }));
      const found = async (value: string) =>
        (
          (
            await ask(
              `query F($v: String!) { searchFields(type: Enterprise, conditions: [{ attribute: "capital", operator: equals, value: $v }]) { total } }`,
              { v: value },
            )
          ).data['searchFields'] as { total: number }
        ).total;
      const values = ['12', '11', '0', '50', '112', '50112'];
      expect(await Promise.all(values.map(found))).toEqual([0, 0, 0, 1, 1, 0]);
      await write(row!.props);
    });

    test('an amount compares with those in yuan, or in the currency that another condition names', async () => {
      const { sql } = pair;
      const [row] = await sql.query<{ props: string }>(
        `SELECT props FROM entity WHERE entity_id = CAST($1 AS UUID) AND rev_to IS NULL`,
        [entity],
      );
      const write = (props: string) =>
        sql.write((tx) =>
          tx.execute(
            `UPDATE entity SET props = $2 WHERE entity_id = CAST($1 AS UUID) AND rev_to IS NULL`,
            [entity, props],
          ),
        );
      const found = async (...named: readonly string[]) => {
        const { data } = await ask(
          `query F($c: [FieldCondition!]!) { searchFields(type: Enterprise, conditions: $c) { total } }`,
          {
            c: [
              { attribute: 'capital', operator: 'greater', value: '100万' },
              ...named.map((value) => ({ attribute: 'currency', operator: 'equals', value })),
            ],
          },
        );
        return (data['searchFields'] as { total: number }).total;
      };
      const before = await found();
      const foreign = { capital: 500_000_000, currency: 'JPY' };
      await write(JSON.stringify({ ...JSON.parse(row!.props), ...foreign }));
      expect(await found()).toBe(before - 1);
      expect(await found('JPY')).toBe(1);
      expect(await found('USD')).toBe(0);
      await write(row!.props);
    });

    test('goods are found by their name, and codes are shown with it', async () => {
      const { data } = await ask(
        `query G($id: ID!) { search(text: "自动数据处理") { hits { reason node { type label } } }
           profile(id: $id) { hs { key label } }
           declarations(entity: $id, limit: 1) { declarations { hs goods { label } } } }`,
        { id: entity },
      );
      expect(data['search']).toMatchObject({
        hits: [
          { reason: 'text', node: { type: 'HSCode', label: '8471300000 便携式自动数据处理设备' } },
        ],
      });
      expect(data['profile']).toMatchObject({
        hs: [{ key: '8471300000', label: '8471300000 便携式自动数据处理设备' }, {}],
      });
      expect(data['declarations']).toMatchObject({
        declarations: [{ hs: '0306179000', goods: { label: '0306179000 其他冻小虾' } }],
      });
    });

    test('documents that cost too much are refused', async () => {
      const nested = `{ a: mappings { id } ${Array.from({ length: 60 }, (_, i) => `b${i}: me { name }`).join(' ')} }`;
      expect((await ask(nested)).code).toBe('GRAPHQL_VALIDATION_FAILED');
      expect((await ask(`{ search(text: "${'x'.repeat(300)}") { total } }`)).code).toBe(
        'BAD_INPUT',
      );
      expect(
        (
          await ask('query B($ids: [ID!]!) { between(ids: $ids) { id } }', {
            ids: Array.from({ length: 5001 }, () => entity),
          })
        ).code,
      ).toBe('BAD_INPUT');
    });
  });
});
