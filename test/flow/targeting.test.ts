/** A targeting list from its draft to its end on both SQL engines: filled in from what is declared, edited under its version, approved, and met by declarations that come later. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deployedOntology } from '@phecda/graph-schema';
import { createApollo } from '@phecda/server/graphql/create-apollo';
import { createContext } from '@phecda/server/graphql/context';
import { createSchema } from '@phecda/server/graphql/create-schema';
import { GangStore } from '@phecda/server/features/gangs/gang-store';
import { TargetingStore } from '@phecda/server/features/targeting/targeting-store';
import { createLog } from '@phecda/server/log';
import { truthFor } from '@phecda/server/reading/truth';
import type { Services } from '@phecda/server/services';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { codes, registry } from '../support/analyst-files.ts';
import { embeddedPair, postgresUnderEmbeddedView, type Pair } from '../support/pairs.ts';
import { readAnew } from '../support/read-anew.ts';

const ontology = deployedOntology();
const log = createLog('silent');
const apollo = createApollo(createSchema(ontology), true, log);
beforeAll(() => apollo.start());
afterAll(() => apollo.stop());

const head =
  '报关单号,申报日期,进出口标志,申报地海关代码,境内收发货人编码,境内收发货人,境内收发货人统一社会信用代码,境外收发货人代码,境外收发货人,商品编号,人民币总价,查验结果';
const a = `4403912345,深圳天玑贸易有限公司,${codes.a},XX1,Alpha Trading Ltd`;
const declared = (number: number, day: string, office: string, hs: string, result = ''): string =>
  `5301202400000000${number},${day},进口,${office},${a},${hs},100,${result}`;
/** Three of laptops at 5301, one of phones at 5303. */
const before = [
  declared(11, '2024-01-10', '5301', '8471300000', '查获'),
  declared(12, '2024-01-20', '5301', '8471300000', '正常'),
  declared(13, '2024-02-02', '5301', '8471410000'),
  declared(14, '2024-02-03', '5303', '8517120000'),
];
const after = [
  declared(21, '2024-02-28', '5301', '8471300000', '查获'),
  declared(22, '2024-03-01', '5301', '8471300000', '查获'),
  declared(23, '2024-03-05', '5301', '8471300000', '正常'),
  declared(24, '2024-03-06', '5301', '8471300000'),
  declared(25, '2024-03-07', '5303', '8471300000', '查获'),
  declared(26, '2024-03-08', '5301', '0306179000', '查获'),
  declared(27, '2024-06-30', '5301', '8471300000', '查获'),
];

interface Line {
  readonly id: string;
  readonly enterprise: { readonly record: string; readonly label: string } | null;
  readonly port: { readonly record: string; readonly label: string } | null;
  readonly hs: string | null;
  readonly from: string;
  readonly expires: string;
  readonly reason: string;
  readonly hits: unknown;
  readonly before: unknown;
}
interface List {
  readonly id: string;
  readonly state: string;
  readonly version: number;
  readonly lines: readonly Line[];
  readonly hits: unknown;
  readonly before: unknown;
  readonly [field: string]: unknown;
}
const listParts = `id name state origin version draftedBy approvedBy expires hits { matched inspected found } before { matched inspected found }
  gang { name } history { act actor reason version added removed changed }
  lines { id enterprise { record label } port { record label } anyPort hs from expires reason hits { matched inspected found } before { matched inspected found } }`;

describe.each(['duckdb', 'postgres'] as const)('%s', (engine) => {
  let folder = '';
  let pair: Pair;
  let services: Services;
  let now = new Date('2024-02-10T09:00:00Z');
  let record = '';
  let list: List;

  async function ask<T>(
    operator: string | null,
    query: string,
    variables: Record<string, unknown> = {},
  ): Promise<{ data: T; code: string | undefined; key: string | undefined }> {
    const session = { operator, start: async () => undefined };
    const contextValue = createContext(services, session, new AbortController().signal);
    const { body } = await apollo.executeOperation({ query, variables }, { contextValue });
    if (body.kind !== 'single') throw new Error('not one answer');
    const { data, errors } = body.singleResult;
    const { code, key } = (errors?.[0]?.extensions ?? {}) as { code?: string; key?: string };
    return { data: data as T, code, key };
  }
  const move = (operator: string, version: number, what: string, reason = '因故') =>
    ask<{ moveTargeting: List }>(
      operator,
      `mutation M($id: ID!, $version: Long!, $move: TargetingMove!, $reason: String!) { moveTargeting(id: $id, version: $version, move: $move, reason: $reason) { ${listParts} } }`,
      { id: list.id, version, move: what, reason },
    );
  const edit = (version: number, lines: readonly Record<string, unknown>[]) =>
    ask<{ editTargeting: List }>(
      '王芳',
      `mutation E($id: ID!, $version: Long!, $lines: [TargetLineInput!]!) { editTargeting(id: $id, version: $version, name: "三月布控", lines: $lines, reason: "收窄") { ${listParts} } }`,
      { id: list.id, version, lines },
    );
  const input = ({ id, enterprise, port, hs, from, expires, reason }: Line) => ({
    id,
    enterprise: enterprise?.record,
    port: port?.record ?? null,
    hs,
    from,
    expires,
    reason,
  });
  const read = async (): Promise<List> =>
    (
      await ask<{ targetingList: List }>(
        null,
        `query L($id: ID!) { targetingList(id: $id) { ${listParts} } }`,
        { id: list.id },
      )
    ).data.targetingList;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'phecda-targeting-'));
    pair = engine === 'duckdb' ? await embeddedPair() : await postgresUnderEmbeddedView();
    const { sql, store: graph } = pair;
    const clock = () => now;
    services = {
      truthFor: (viewer: Parameters<typeof truthFor>[0]) => truthFor(viewer, sql, ontology),
      graph,
      ontology,
      log,
      clock,
      gangs: new GangStore(sql.state, clock),
      targeting: new TargetingStore(sql.state, clock),
      inbox: { pending: () => Promise.resolve([]) },
      known: { shown: () => undefined },
      ...readAnew,
    } as unknown as Services;
    await load('企业注册登记-20240101.csv', registry, 'enterprise-registry');
    await load('报关单-20240205.csv', [head, ...before].join('\n'), 'declarations');
    const [row] = await sql.query<{ record: string }>(
      `SELECT record FROM entity WHERE rev_to IS NULL AND label = '深圳天玑贸易有限公司'`,
    );
    record = row?.record ?? '';
  });
  afterAll(async () => {
    await pair?.close();
    await rm(folder, { recursive: true, force: true });
  });
  async function load(name: string, content: string, mapping: string): Promise<void> {
    await writeFile(join(folder, name), content);
    await pair.load(join(folder, name), mapping);
  }

  test('a draft from a gang has a line per pair of port and goods that its enterprises declare most, and says what these would have met', async () => {
    const [other] = await pair.sql.query<{ record: string }>(
      `SELECT record FROM entity WHERE rev_to IS NULL AND label = '深圳玉衡物流有限公司'`,
    );
    const gang = await services.gangs.create({
      name: '天玑一组',
      members: [record, other?.record ?? ''].map((one) => ({ record: one, role: 'core' })),
      origin: { kind: 'selection' },
      reason: '共用法人',
      actor: '王芳',
    });
    const draft = `mutation D($gang: ID!) { draftTargeting(gang: $gang, name: "三月布控", reason: "换港申报") { ${listParts} } }`;
    expect((await ask(null, draft, { gang })).code).toBe('UNAUTHENTICATED');
    const { data } = await ask<{ draftTargeting: List }>('王芳', draft, { gang });
    list = data.draftTargeting;
    expect(list).toMatchObject({
      state: 'draft',
      origin: 'gang',
      gang: { name: '天玑一组' },
      version: 1,
      draftedBy: '王芳',
      approvedBy: null,
      expires: '2024-05-10',
      hits: { matched: 0 },
      before: { matched: 4, inspected: 2, found: 1 },
    });
    const own = list.lines.filter(({ enterprise }) => enterprise?.record === record);
    expect(own.map(({ hs, port, before: met }) => [hs, port?.label.includes('5301'), met])).toEqual(
      [
        ['8471', expect.anything(), { matched: 3, inspected: 2, found: 1 }],
        ['8517', expect.anything(), { matched: 1, inspected: 0, found: 0 }],
      ],
    );
    const silent = list.lines.filter(({ enterprise }) => enterprise?.record !== record);
    expect(silent).toMatchObject([{ port: null, anyPort: true, hs: null, reason: '换港申报' }]);
  });

  test('lines are edited under the version that was seen; what is no code, day or enterprise is refused', async () => {
    const [first] = list.lines;
    if (!first) throw new Error('no line');
    expect((await edit(1, [{ ...input(first), hs: '84A' }])).key).toBe('error.targetingHs');
    expect((await edit(1, [{ ...input(first), expires: '2024-01-01' }])).key).toBe(
      'error.targetingDays',
    );
    expect((await edit(1, [{ ...input(first), enterprise: first.port?.record }])).key).toBe(
      'error.targetingType',
    );
    const { data } = await edit(1, [{ ...input(first), hs: '8471.30', expires: '2024-06-15' }]);
    expect(data.editTargeting).toMatchObject({
      version: 2,
      lines: [{ hs: '847130', before: { matched: 2, inspected: 2, found: 1 } }],
      history: [{ act: 'edited', reason: '收窄', removed: 2, changed: 1 }, { act: 'drafted' }],
    });
    expect((await edit(1, [])).key).toBe('error.targetingChanged');
  });

  test('it is submitted, sent back, submitted again and approved by name; no step is skipped', async () => {
    expect((await move('李娜', 2, 'approve')).key).toBe('error.targetingState');
    await move('王芳', 2, 'submit');
    expect((await edit(3, [])).key).toBe('error.targetingState');
    expect((await move('李娜', 3, 'return')).data.moveTargeting.state).toBe('draft');
    await move('王芳', 4, 'submit');
    now = new Date('2024-03-01T01:00:00Z');
    const { data } = await move('李娜', 5, 'approve', '同意');
    expect(data.moveTargeting).toMatchObject({
      state: 'approved',
      draftedBy: '王芳',
      approvedBy: '李娜',
      version: 6,
    });
  });

  test('declarations since approval are counted where enterprise, port, goods and day fit; inspected and found are told apart', async () => {
    await load('报关单-20240701.csv', [head, ...after].join('\n'), 'declarations');
    list = await read();
    expect(list.hits).toEqual({ matched: 3, inspected: 2, found: 1 });
    expect(list.before).toEqual({ matched: 3, inspected: 3, found: 2 });
    expect(list.lines[0]?.hits).toEqual(list.hits);
    const { data } = await ask<{ targetingHits: unknown[] }>(
      null,
      '{ targetingHits { dimension label lists figures { matched found } } }',
    );
    expect(data.targetingHits).toEqual(
      expect.arrayContaining([
        { dimension: 'origin', label: null, lists: 1, figures: { matched: 3, found: 1 } },
        { dimension: 'gang', label: '天玑一组', lists: 1, figures: { matched: 3, found: 1 } },
      ]),
    );
  });

  test('a result that comes in a file of its own counts for the declaration that it names', async () => {
    const results = [
      '查验单号,报关单号,企业海关编码,企业名称,查验日期,查验结果',
      'C1,530120240000000024,4403912345,深圳天玑贸易有限公司,2024-03-09,品名不符',
      'C2,530120240000000023,4403912345,深圳天玑贸易有限公司,2024-03-09,正常',
    ];
    await load('查验结果-20240702.csv', results.join('\n'), 'inspections');
    expect((await read()).hits).toEqual({ matched: 3, inspected: 3, found: 2 });
  });

  test('it ends with its last line, and can be withdrawn', async () => {
    now = new Date('2024-06-16T01:00:00Z');
    expect((await read()).state).toBe('expired');
    const { data } = await move('王芳', 6, 'withdraw', '已结案');
    expect(data.moveTargeting).toMatchObject({ state: 'withdrawn', hits: { matched: 3 } });
    expect((await move('王芳', 7, 'withdraw')).key).toBe('error.targetingState');
  });
});
