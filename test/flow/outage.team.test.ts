/** Two servers on stores of their own that hang, end and come back: named errors within seconds, readiness that tells the truth, jobs that end with it. */
import { mkdtemp, rm, chmod } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { registry } from '../support/analyst-files.ts';
import { Analyst, type Job } from '../support/analyst.ts';
import { startOwnTeam, type OwnTeam } from '../support/own-team.ts';
import { startPhecda, type PhecdaServer } from '../support/phecda-server.ts';
import { registryMapping, registryOf } from '../support/registry-file.ts';
import { canRunNeo4j } from '../support/test-servers.ts';
import { describeChaos } from './chaos.cases.ts';

interface Ready {
  readonly status: number;
  readonly retryAfter: string | null;
  readonly reason: string | null;
}

async function ready({ url }: PhecdaServer): Promise<Ready> {
  const response = await fetch(`${url}/ready`);
  const { reason } = (await response.json()) as { reason: string | null };
  return { status: response.status, retryAfter: response.headers.get('retry-after'), reason };
}

describe.skipIf(!canRunNeo4j())('stores that go and come back', () => {
  let folder = '';
  let team: OwnTeam;
  let a: PhecdaServer;
  let b: PhecdaServer;
  let one: Analyst;
  let two: Analyst;

  const open = (name: string, env: Record<string, string> = {}): Promise<PhecdaServer> =>
    startPhecda({ dataDir: join(folder, name), env: { ...team.env, ...env } });
  const signedIn = async (server: PhecdaServer, name: string): Promise<Analyst> => {
    const analyst = new Analyst(server.url);
    await analyst.ask(`mutation S($name: String!) { signIn(name: $name) { name } }`, { name });
    return analyst;
  };
  const start = async (analyst: Analyst, name: string, text: string): Promise<string> => {
    const input = {
      uploadId: await analyst.uploadId(name, text),
      mappingId: registryMapping,
      sourceDate: '2024-05-01',
    };
    const { startImport } = await analyst.ask<{ startImport: Job }>(
      `mutation M($input: ImportInput!) { startImport(input: $input) { id } }`,
      { input },
    );
    return startImport.id;
  };
  interface Told {
    readonly state: string;
    readonly phase: string;
    readonly pastReturn: boolean;
    readonly problems: readonly { readonly code: string }[];
    readonly summary: { readonly rowsLoaded: number } | null;
  }
  const job = async (analyst: Analyst, id: string): Promise<Told> => {
    const { job: found } = await analyst.ask<{ job: Told }>(
      `query J($id: ID!) { job(id: $id) { state phase pastReturn problems { code } summary { rowsLoaded } } }`,
      { id },
    );
    return found;
  };
  /** Asked again while the store is away. */
  const over = async (analyst: Analyst, id: string): Promise<Told> => {
    for (const end = Date.now() + 90_000; Date.now() < end;) {
      const told = await job(analyst, id).catch(() => null);
      if (told && ['done', 'failed', 'cancelled'].includes(told.state)) return told;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    throw new Error(`Job ${id} does not end: ${JSON.stringify(await job(analyst, id))}`);
  };
  const filesNamed = async (name: string): Promise<number> => {
    const client = new pg.Client({ connectionString: team.env.SQL_URL });
    await client.connect();
    try {
      return (await client.query(`SELECT 1 FROM file WHERE name = $1`, [name])).rowCount ?? 0;
    } finally {
      await client.end();
    }
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'phecda-outage-'));
    await chmod(folder, 0o755);
    team = await startOwnTeam(join(folder, 'stores'));
    a = await open('a');
    b = await open('b');
    one = await signedIn(a, '林捷');
    two = await signedIn(b, '陈关员');
    await one.importFile('企业注册登记-20240501.csv', registry, 'enterprise-registry');
  }, 300_000);
  afterAll(async () => {
    one?.close();
    two?.close();
    await Promise.all([a?.stop(), b?.stop()]);
    await team?.stop();
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }, 120_000);

  it('answers a cancel truly once the job takes effect, on either server', async () => {
    // Whoever holds the writer's row lets no import commit.
    const writer = new pg.Client({ connectionString: team.env.SQL_URL });
    await writer.connect();
    await writer.query('BEGIN');
    await writer.query(`SELECT token FROM lease WHERE name = 'writer' FOR UPDATE`);
    const id = await start(one, 'late.csv', registryOf(1, 20));
    await expect.poll(async () => (await job(two, id)).pastReturn, { timeout: 20_000 }).toBe(true);
    for (const analyst of [one, two]) {
      const { errors } = await analyst.raw(`mutation C($id: ID!) { cancelJob(id: $id) { id } }`, {
        id,
      });
      expect(errors?.[0]?.extensions).toMatchObject({
        code: 'CONFLICT',
        key: 'error.jobTakesEffect',
      });
    }
    // Another one still waits for its turn: that one can be cancelled, also from the other server.
    const second = await start(one, 'waiting.csv', registryOf(2, 20));
    await two.ask(`mutation C($id: ID!) { cancelJob(id: $id) { id } }`, { id: second });
    await writer.query('ROLLBACK');
    await writer.end();
    expect(await over(two, id)).toMatchObject({ state: 'done', summary: { rowsLoaded: 20 } });
    expect(await over(one, second)).toMatchObject({ state: 'cancelled' });
    expect(await filesNamed('waiting.csv')).toBe(0);
  }, 90_000);

  it('a hung PostgreSQL is a named error within seconds, tells in /ready, and mends itself', async () => {
    expect(await ready(a)).toMatchObject({ status: 200, reason: null });
    team.postgres.pause();
    try {
      const began = Date.now();
      const { errors } = await one.raw('{ files { total } }');
      expect(Date.now() - began).toBeLessThan(10_000);
      expect(errors?.[0]?.extensions).toMatchObject({
        code: 'UNAVAILABLE',
        params: { store: 'postgres' },
      });
      await expect
        .poll(() => ready(a), { timeout: 10_000 })
        .toEqual({ status: 503, retryAfter: '5', reason: 'sql' });
      // Told at once from now on, not after every request has waited by itself.
      const next = Date.now();
      await one.raw('{ files { total } }');
      expect(Date.now() - next).toBeLessThan(1_500);
    } finally {
      team.postgres.resume();
    }
    await expect.poll(() => ready(a), { timeout: 20_000 }).toMatchObject({ status: 200 });
    await one.ask('{ files { total } }');
  }, 60_000);

  it('with a hung Neo4j writes are answered and imports done with the view late; then it catches up', async () => {
    const company = await one.find('天玑');
    team.graph.pause();
    try {
      const began = Date.now();
      const { errors } = await one.raw(`{ search(text: "玉衡") { total } }`);
      expect(Date.now() - began).toBeLessThan(12_000);
      expect(errors?.[0]?.extensions).toMatchObject({
        code: 'UNAVAILABLE',
        params: { store: 'neo4j' },
      });
      await expect
        .poll(() => ready(a), { timeout: 10_000 })
        .toEqual({ status: 503, retryAfter: '5', reason: 'graph' });
      const { system } = await one.ask<{ system: { warnings: string[] } }>(
        '{ system { warnings } }',
      );
      expect(system.warnings.join()).toMatch(/system\.neo4j(Slow|Lost)/);
      const id = await start(one, 'view-late.csv', registryOf(3, 20));
      const told = await over(one, id);
      expect(told.state).toBe('done');
      expect(told.problems.map(({ code }) => code)).toContain('view-late');
      expect(await filesNamed('view-late.csv')).toBe(1);
    } finally {
      team.graph.resume();
    }
    await expect.poll(() => ready(a), { timeout: 30_000 }).toMatchObject({ status: 200 });
    await expect
      .poll(
        async () => {
          const { system } = await one.ask<{ system: { revision: number; viewRevision: number } }>(
            '{ system { revision viewRevision } }',
          );
          return system.revision - system.viewRevision;
        },
        { timeout: 40_000 },
      )
      .toBe(0);
    expect((await one.find('天玑')).id).toBe(company.id);
  }, 150_000);

  it.each(['restarted', 'killed'] as const)(
    'an import during which PostgreSQL is %s ends by itself, loaded once',
    async (how) => {
      const name = `during-${how}.csv`;
      const id = await start(one, name, registryOf(how === 'killed' ? 5 : 4, 6_000));
      await expect
        .poll(async () => (await job(one, id)).pastReturn, { timeout: 60_000, interval: 20 })
        .toBe(true);
      await (how === 'killed' ? team.postgres.killFor(1_500) : team.postgres.restart());
      expect(await over(one, id)).toMatchObject({ state: 'done', summary: { rowsLoaded: 6_000 } });
      expect(await filesNamed(name)).toBe(1);
    },
    180_000,
  );

  it('a killed server’s import is finished by its next start; its rebuild by the other server', async () => {
    const c = await open('c', { PHECDA_FAILPOINT: 'apply:resolve' });
    const three = await signedIn(c, '王检');
    const id = await start(three, 'killed.csv', registryOf(6, 50));
    await c.ended;
    three.close();
    // The file lies on the disk of the one that has gone: nobody else can do it.
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    expect(await job(one, id)).toMatchObject({ state: 'running' });
    const again = await open('c', { PHECDA_FAILPOINT: 'view:cleared' });
    expect(await over(one, id)).toMatchObject({ state: 'done', summary: { rowsLoaded: 50 } });
    expect(await filesNamed('killed.csv')).toBe(1);
    const four = await signedIn(again, '王检');
    const { startJob } = await four.ask<{ startJob: { id: string } }>(
      `mutation { startJob(kind: "rebuild") { id } }`,
    );
    await Promise.race([again.ended, over(one, startJob.id)]);
    four.close();
    await again.stop('SIGKILL');
    expect(await over(one, startJob.id)).toMatchObject({ state: 'done' });
    expect((await two.find('天玑')).label).toContain('天玑');
  }, 180_000);

  describeChaos(() => ({ team, servers: [a, b], analysts: [one, two] }));
});
