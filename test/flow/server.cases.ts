/** Cases of the analyst's main job over HTTP against the real server: upload, look, dry run, import, search, expand, open the rows behind, tag, merge, take apart, withdraw. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { codes, declarations, registry } from '../support/analyst-files.ts';
import { Analyst, type Job, type NodeLine } from '../support/analyst.ts';
import { startPhecda, type PhecdaServer } from '../support/phecda-server.ts';
import { saidByHand } from './said-by-hand.cases.ts';

/** @param environment names the stores; called once, before the server starts. */
export function serverFlow(environment: () => Promise<Record<string, string>>): void {
  let folder = '';
  let env: Record<string, string> = {};
  let server: PhecdaServer;
  let browser: Analyst;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'phecda-server-'));
    env = await environment();
    server = await startPhecda({ dataDir: folder, env });
    browser = new Analyst(server.url);
  });
  afterAll(async () => {
    browser?.close();
    await server?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  describe('before signing in', () => {
    test('reads are open, writes are refused by name', async () => {
      expect(await browser.ask('{ me { name } overview { files } }')).toEqual({
        me: null,
        overview: { files: 0 },
      });
      const { errors } = await browser.raw(
        'mutation { createInvestigation(title: "x", state: {}) { id } }',
      );
      expect(errors?.[0]?.extensions).toMatchObject({
        code: 'UNAUTHENTICATED',
        key: 'error.signInFirst',
      });
      expect((await browser.upload('a.csv', 'x')).status).toBe(401);
    });

    test('requests of other sites and under other host names are refused', async () => {
      const query = JSON.stringify({ query: '{ me { name } }' });
      const foreign = await fetch(`${server.url}/graphql`, {
        method: 'POST',
        body: query,
        headers: { 'content-type': 'application/json', origin: 'https://evil.example' },
      });
      expect(foreign.status).toBe(403);
      const form = await fetch(`${server.url}/graphql`, {
        method: 'POST',
        body: query,
        headers: { 'content-type': 'text/plain' },
      });
      expect(form.status).toBe(400);
      const introspection = await browser.raw('{ __schema { types { name } } }');
      expect(introspection.data ?? null).toBeNull();
      const typo = await browser.raw('{ overvieww { files } }');
      expect(typo.errors?.[0]?.message).not.toContain('Did you mean');
      const aliases = Array.from({ length: 200 }, (_, i) => `a${i}: me { name }`).join(' ');
      expect((await browser.raw(`{ ${aliases} }`)).errors?.[0]?.message).toMatch(/alias/i);
    });
  });

  describe('an analyst', () => {
    let firstFile = '';

    test('signs in', async () => {
      await browser.ask('mutation { signIn(name: "  林捷 ") { name } }');
      expect(await browser.ask('{ me { name } }')).toEqual({ me: { name: '林捷' } });
      expect(browser.cookie).toMatch(/^phecda_session=[\w-]{40,}$/);
    });

    test('sees what a file holds before it is imported', async () => {
      const { proposeMapping } = await browser.ask<{
        proposeMapping: {
          columns: string[];
          candidates: { mappingId: string; score: number; missing: string[] }[];
          problems: unknown[];
        };
      }>(
        `query P($id: ID!) { proposeMapping(uploadId: $id) { columns rows encoding candidates { mappingId score missing assignment { field column } } problems { code message } } }`,
        { id: await browser.uploadId('企业注册登记-20240501.csv', registry) },
      );
      expect(proposeMapping.problems).toEqual([]);
      expect(proposeMapping.columns[0]).toBe('统一社会信用代码');
      expect(proposeMapping.candidates[0]).toMatchObject({
        mappingId: 'enterprise-registry',
        missing: [],
      });
    });

    test('tries an import without writing', async () => {
      const input = {
        uploadId: await browser.uploadId('企业注册登记-20240501.csv', registry),
        mappingId: 'enterprise-registry',
      };
      const { dryRun } = await browser.ask<{ dryRun: Job }>(
        `mutation M($input: ImportInput!) { dryRun(input: $input) { id } }`,
        { input },
      );
      const job = await browser.finish(dryRun.id);
      expect(job).toMatchObject({
        state: 'done',
        summary: { rowsRead: 4, rowsLoaded: 3, rowsQuarantined: 1, revision: null },
      });
      expect(await browser.ask('{ system { revision } }')).toEqual({ system: { revision: 0 } });
    });

    test('imports it, hears of the change, and gets the bad row back to correct', async () => {
      const watcher = new Analyst(server.url);
      const changes = watcher.subscribe<{ changes: { revision: number; touched: string[] } }>(
        'subscription { changes { revision actor touched } }',
      );
      const heard = changes.next();
      const job = await browser.importFile(
        '企业注册登记-20240501.csv',
        registry,
        'enterprise-registry',
      );
      expect(job).toMatchObject({
        state: 'done',
        summary: { rowsRead: 4, rowsLoaded: 3, rowsQuarantined: 1, entitiesAdded: 4, revision: 1 },
      });
      firstFile = job.fileId ?? '';
      const { value } = await heard;
      expect(value).toMatchObject({ data: { changes: { revision: 1, actor: '林捷' } } });
      await changes.return?.();
      const back = watcher.subscribe<{ changes: { revision: number } }>(
        'subscription { changes(after: 0) { revision touched } }',
      );
      expect((await back.next()).value).toMatchObject({
        data: { changes: { revision: 1, touched: expect.arrayContaining([expect.any(String)]) } },
      });
      await back.return?.();
      watcher.close();

      const { quarantine } = await browser.ask<{
        quarantine: { total: number; rows: { row: number; field: string }[] };
      }>(
        `query Q($id: ID!) { quarantine(fileId: $id) { total rows { row field value code reason } } }`,
        { id: firstFile },
      );
      expect(quarantine.rows[0]).toMatchObject({ row: 5, field: '统一社会信用代码' });
      const csv = await fetch(`${server.url}/api/quarantine/${firstFile}.csv`);
      const [header, row] = (await csv.text()).replace('\ufeff', '').split('\r\n');
      expect(header).toBe(
        '统一社会信用代码,企业名称,注册资本(万元),成立日期,经营状态,法定代表人,法定代表人身份证号,_row,_reason',
      );
      expect(row).toContain(`"'=HYPERLINK(""x"")"`);
    });

    test('finds a company and expands its network', async () => {
      const node = await browser.find('天玑');
      expect(node).toMatchObject({ type: 'Enterprise', label: '深圳天玑贸易有限公司' });
      expect((await browser.find(codes.b)).label).toBe('深圳玉衡物流有限公司');
      const { expand, counts } = await browser.ask<{
        expand: { nodes: NodeLine[]; links: { kind: string }[]; cut: string | null };
        counts: { kind: string; count: number }[];
      }>(
        `query E($id: ID!) { counts(id: $id) { kind direction type count } expand(ids: [$id], depth: 2) { cut nodes { id type label tags degree } links { id kind source target periods { from to } } totals { hop kind total shown } } }`,
        { id: node.id },
      );
      expect(counts).toEqual([
        { kind: 'legalRepresentative', direction: 'in', type: 'Person', count: 1 },
      ]);
      expect(expand.nodes.map((one) => one.label).sort()).toEqual([
        '深圳天玑贸易有限公司',
        '深圳玉衡物流有限公司',
        '王小明',
      ]);
      expect(expand.links).toHaveLength(2);
      const { between, paths } = await browser.ask<{
        between: unknown[];
        paths: { paths: { nodes: string[] }[] };
      }>(
        `query B($ids: [ID!]!, $from: ID!, $to: ID!) { between(ids: $ids) { id } paths(from: $from, to: $to) { more paths { nodes links cost } } }`,
        {
          ids: expand.nodes.map((one) => one.id),
          from: node.id,
          to: (await browser.find('玉衡')).id,
        },
      );
      expect(between).toHaveLength(2);
      expect(paths.paths[0]?.nodes).toHaveLength(3);
    });

    test('opens the rows behind every fact', async () => {
      const { id } = await browser.find('玉衡');
      const { entity, statements, history } = await browser.ask<{
        entity: {
          attributes: { name: string; value: unknown; conflict: boolean }[];
          tags: unknown[];
          records: unknown[];
        };
        statements: {
          total: number;
          statements: { property: string; value: unknown; row: number }[];
        };
        history: unknown[];
      }>(
        `query E($id: ID!) {
          entity(id: $id) { label attributes { name value values conflict sources } tags { name byHand sources } records { id dataset files keys } counts { kind } degree sources behaviour { name value } }
          statements(id: $id, property: "capital") { total statements { property value dataset fileName row rows sourceDate current } }
          history(id: $id) { revision actor change detail }
        }`,
        { id },
      );
      expect(entity.attributes).toContainEqual({
        name: 'capital',
        value: 250_500_000,
        values: [250_500_000],
        conflict: false,
        sources: ['enterprise-registry'],
      });
      expect(entity.tags).toEqual([
        { name: 'abnormal-operation', byHand: false, sources: ['enterprise-registry'] },
      ]);
      expect(entity.records).toHaveLength(1);
      expect(statements).toEqual({
        total: 1,
        statements: [
          {
            property: 'capital',
            value: 250_500_000,
            dataset: 'enterprise-registry',
            fileName: '企业注册登记-20240501.csv',
            row: 3,
            rows: 1,
            sourceDate: '2024-05-01',
            current: true,
          },
        ],
      });
      expect(history).toMatchObject([{ revision: 1, actor: '林捷', change: 'created' }]);
    });

    test('loads declarations and reads the behaviour and what is behind a relation', async () => {
      const job = await browser.importFile('报关单-2024.csv', declarations, 'declarations');
      expect(job).toMatchObject({ state: 'done', problems: [], summary: { rowsLoaded: 3 } });
      const { id } = await browser.find(codes.a);
      const { profile } = await browser.ask<{ profile: Record<string, unknown> }>(
        `query P($id: ID!) { profile(id: $id) { declarations value mass inspections seizures first last volatility
          months { month direction count value } hs { key count value } ports { label count } partners { label value } countries { key value } brokers { key } } }`,
        { id },
      );
      expect(profile).toMatchObject({
        declarations: 3,
        value: 450_050,
        mass: 35_500,
        inspections: 2,
        seizures: 1,
        first: '2024-01-10',
        last: '2024-03-05',
        brokers: [],
        months: [
          { month: '2024-01', direction: 'import', count: 2, value: 400_000 },
          { month: '2024-03', direction: 'export', count: 1, value: 50_050 },
        ],
        hs: [
          { key: '8471300000', count: 2, value: 400_000 },
          { key: '8517120000', count: 1, value: 50_050 },
        ],
        partners: [
          { label: 'Alpha Trading Ltd', value: 400_000 },
          { label: 'Beta GmbH', value: 50_050 },
        ],
        countries: [{ key: 'US', value: 400_000 }],
      });
      const { expand } = await browser.ask<{
        expand: { links: { id: string; kind: string; weight: number }[] };
      }>(
        `query E($id: ID!) { expand(ids: [$id], scope: { kinds: [importsFrom] }) { links { id kind weight } } }`,
        { id },
      );
      expect(expand.links).toHaveLength(1);
      const { relation, declarations: page } = await browser.ask<{
        relation: unknown;
        declarations: unknown;
      }>(
        `query R($id: ID!) {
          relation(id: $id) { aggregated byHand source { label } target { label } byMonth { month count value } link { kind weight } }
          declarations(relation: $id) { total value mass declarations { number date hs trader { label } overseas { label } port { type } fileName row extra } }
        }`,
        { id: expand.links[0]?.id },
      );
      expect(relation).toMatchObject({
        aggregated: true,
        byHand: false,
        target: { label: 'Alpha Trading Ltd' },
        byMonth: [{ month: '2024-01', count: 2, value: 400_000 }],
        link: { weight: 2 },
      });
      expect(page).toMatchObject({
        total: 2,
        value: 400_000,
        mass: 30_500,
        declarations: [
          {
            number: '530120240000000002',
            date: '2024-01-20',
            overseas: { label: 'Alpha Trading Ltd' },
            fileName: '报关单-2024.csv',
            row: 3,
          },
          { number: '530120240000000001', row: 2 },
        ],
      });
      const { search, searchList, searchFields } = await browser.ask<{
        search: { hits: { reason: string; node: NodeLine }[] };
        searchList: { item: string; total: number }[];
        searchFields: { total: number; hits: { node: NodeLine }[] };
      }>(
        `query S($items: [String!]!) {
          search(text: "530120240000000001") { hits { reason node { id type label tags degree } } }
          searchList(items: $items) { item total hits { node { label } } }
          searchFields(type: Enterprise, conditions: [{ attribute: "capital", operator: greater, value: "90万" }, { attribute: "name", operator: contains, value: "深圳" }]) { total hits { node { label } } }
        }`,
        { items: ['玉衡', codes.c, '没有这家'] },
      );
      expect(search.hits[0]).toMatchObject({
        reason: 'declaration',
        node: { label: '深圳天玑贸易有限公司' },
      });
      expect(searchList.map(({ total }) => total)).toEqual([1, 1, 0]);
      expect(searchFields.hits.map(({ node }) => node.label).sort()).toEqual([
        '深圳天玑贸易有限公司',
        '深圳玉衡物流有限公司',
      ]);
    });

    saidByHand(() => ({ browser, url: server.url }));

    test('keeps an investigation under an optimistic version', async () => {
      const state = { nodes: [{ id: 'a' }, { id: 'b' }], view: { x: 1 } };
      const { createInvestigation: made } = await browser.ask<{
        createInvestigation: { id: string; version: number };
      }>(
        `mutation C($state: JSON!) { createInvestigation(title: "团伙甲", state: $state) { id version } }`,
        { state },
      );
      const save = `mutation S($id: ID!, $version: Int!) { saveInvestigation(id: $id, version: $version, notes: "见附件") { version notes state actor } }`;
      expect(await browser.ask(save, { id: made.id, version: 1 })).toMatchObject({
        saveInvestigation: { version: 2, notes: '见附件', state, actor: '林捷' },
      });
      expect(
        (await browser.raw(save, { id: made.id, version: 1 })).errors?.[0]?.extensions,
      ).toMatchObject({ code: 'CONFLICT', params: { version: 2 } });
      await browser.ask(`mutation D($id: ID!) { deleteInvestigation(id: $id) }`, { id: made.id });
      expect(await browser.ask('{ investigations { id } }')).toEqual({ investigations: [] });
      await browser.ask(`mutation D($id: ID!) { restoreInvestigation(id: $id) { id } }`, {
        id: made.id,
      });
      expect(await browser.ask('{ investigations { title nodes } }')).toEqual({
        investigations: [{ title: '团伙甲', nodes: 2 }],
      });
    });

    test('withdraws a file, and its facts are gone', async () => {
      const { withdrawFile } = await browser.ask<{ withdrawFile: Job }>(
        `mutation W($id: ID!) { withdrawFile(fileId: $id, reason: "来源有误") { id } }`,
        { id: firstFile },
      );
      expect(await browser.finish(withdrawFile.id)).toMatchObject({ state: 'done' });
      const { search, files } = await browser.ask<{
        search: { total: number };
        files: { files: { state: string; name: string }[] };
      }>(`{ search(text: "玉衡") { total } files { total files { name state reason } } }`);
      expect(search.total).toBe(0);
      expect(files.files.map(({ state }) => state)).toEqual(['loaded', 'withdrawn']);
    });
  });

  describe('the process', () => {
    test('a second server on the same folder is refused with where the first one is', async () => {
      await expect(startPhecda({ dataDir: folder, env })).rejects.toThrow(
        `in use by process ${server.pid} at ${server.url}`,
      );
    });

    test('after a kill the next one takes the folder over with everything acknowledged', async () => {
      await server.stop('SIGKILL');
      server = await startPhecda({ dataDir: folder, env });
      browser.close();
      const cookie = browser.cookie;
      browser = new Analyst(server.url, true);
      browser.cookie = cookie;
      expect(await browser.ask('{ me { name } overview { files } }')).toEqual({
        me: { name: '林捷' },
        overview: { files: 1 },
      });
      expect((await browser.find('天玑')).label).toBe('深圳天玑贸易有限公司');
      // Single connection mode of the event stream.
      const job = await browser.importFile(
        '企业注册登记-20240601.csv',
        registry,
        'enterprise-registry',
      );
      expect(job).toMatchObject({ state: 'done', summary: { rowsLoaded: 3 } });
    });

    test('stops in order', async () => {
      expect(await server.stop('SIGTERM')).toBe(0);
      expect(server.output()).not.toContain('王小明');
    });
  });
}
