/** Gangs and drift on PostgreSQL and Neo4j: the same world gives what it gives on the embedded engines. */
import { cp, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Answers } from '@phecda/etl/demo/answers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Analyst } from '../support/analyst.ts';
import { copyDemoFolder, demoFiles, demoLoaded } from '../support/demo-world.ts';
import { startPhecda, type PhecdaServer } from '../support/phecda-server.ts';
import { canRunNeo4j, emptyNeo4j, postgresDatabase, urlOf } from '../support/test-servers.ts';

interface Started {
  readonly server: PhecdaServer;
  readonly analyst: Analyst;
}

describe.runIf(canRunNeo4j())('one world on both engine pairs', () => {
  let folder = '';
  let embedded: Started;
  let team: Started;
  let seized = '';

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'phecda-engines-'));
    const { folder: files } = await demoFiles();
    const answers = JSON.parse(await readFile(join(files, 'answers.json'), 'utf8')) as Answers;
    seized =
      answers.gangs
        .find((one) => one.drift !== null)
        ?.cases[0]?.split(':')
        .at(-1) ?? '';
    await copyDemoFolder(join(folder, 'embedded'));
    embedded = await started(join(folder, 'embedded'), {});
    await mkdir(join(folder, 'team'));
    await cp(files, join(folder, 'team', 'demo'), { recursive: true });
    team = await started(join(folder, 'team'), {
      NO_DEMO: '0',
      SQL_URL: await postgresDatabase(),
      GRAPH_URL: urlOf(await emptyNeo4j()),
    });
    await demoLoaded(team.server, join(folder, 'team'));
  }, 400_000);
  afterAll(async () => {
    for (const one of [embedded, team]) {
      one?.analyst.close();
      await one?.server.stop();
    }
    await rm(folder, { recursive: true, force: true });
  });

  test('gang analysis proposes the same groups', async () => {
    const [here, there] = await both(async ({ analyst }) => {
      const { startJob } = await analyst.ask<{ startJob: { id: string } }>(
        'mutation { startJob(kind: "analysis", input: { question: "gangs" }) { id } }',
      );
      expect(await analyst.finish(startJob.id)).toMatchObject({ state: 'done' });
      const { gangRun } = await analyst.ask<{ gangRun: { groups: object[] } }>(
        `query ($run: ID!) { gangRun(run: $run) { actors ties found groups {
           key rank score head { id label } amount declarations firstActivity lastActivity
           members { id role stays tags { tag level } } ports { id declarations } goods { id amount } } } }`,
        { run: startJob.id },
      );
      return gangRun;
    });
    expect(there).toEqual(here);
    expect(here?.groups.length).toBeGreaterThan(1);
  }, 120_000);

  test('a fact judged to tie nobody is left out of what is asked later, until the verdict is taken back', async () => {
    const [here, there] = await both(async ({ analyst }) => {
      const run = async () => {
        const { startJob } = await analyst.ask<{ startJob: { id: string } }>(
          'mutation ($input: JSON!) { startJob(kind: "analysis", input: $input) { id } }',
          {
            // Loose groups: some of them hang together by one thing.
            input: {
              question: 'gangs',
              parameters: {
                resolutions: [0.0001, 0.0002],
                minEvidence: 0,
                minEnterprises: 4,
                limit: 500,
              },
            },
          },
        );
        expect(await analyst.finish(startJob.id)).toMatchObject({ state: 'done' });
        const { gangRun } = await analyst.ask<{
          gangRun: {
            run: { parameters: { leftOut: string[][] } };
            groups: {
              key: string;
              weakLink: { entity: { id: string; record: string } | null } | null;
            }[];
          };
        }>(
          'query ($run: ID!) { gangRun(run: $run) { run { parameters } groups { key weakLink { judgeable entity { id record } } } } }',
          { run: startJob.id },
        );
        return { id: startJob.id, ...gangRun };
      };
      const first = await run();
      expect(first.run.parameters.leftOut).toEqual([]);
      const group = first.groups.find(({ weakLink }) => weakLink?.entity);
      const of = { run: first.id, key: group?.key };
      await analyst.ask(
        'mutation ($run: ID!, $key: ID!) { judgeFact(run: $run, key: $key, apart: false, reason: "同一人") { apart } }',
        of,
      );
      expect((await run()).run.parameters.leftOut).toEqual([]);
      const { judgeFact } = await analyst.ask<{ judgeFact: object }>(
        'mutation ($run: ID!, $key: ID!) { judgeFact(run: $run, key: $key, apart: true, reason: "代账电话") { apart reason actor } }',
        of,
      );
      expect(judgeFact).toEqual({ apart: true, reason: '代账电话', actor: '王芳' });
      const { gangGroup } = await analyst.ask<{ gangGroup: { weakLink: object } }>(
        'query ($run: ID!, $key: ID!) { gangGroup(run: $run, key: $key) { weakLink { judgeable verdict { apart reason } } } }',
        of,
      );
      expect(gangGroup.weakLink).toEqual({
        judgeable: true,
        verdict: { apart: true, reason: '代账电话' },
      });
      const apart = await run();
      expect(apart.run.parameters.leftOut).toEqual([[group?.weakLink?.entity?.record]]);
      const { forgetFactVerdict } = await analyst.ask<{ forgetFactVerdict: boolean }>(
        'mutation ($run: ID!, $key: ID!) { forgetFactVerdict(run: $run, key: $key) }',
        of,
      );
      expect(forgetFactVerdict).toBe(true);
      expect((await run()).groups).toEqual(first.groups);
      return apart.groups;
    });
    expect(there).toEqual(here);
  }, 240_000);

  test('drift of the seized gang ranks the same enterprises for the same reasons', async () => {
    const [here, there] = await both(async ({ analyst }) => {
      const found = await analyst.find(seized);
      const { gangFromCase } = await analyst.ask<{ gangFromCase: { id: string } }>(
        'mutation ($case: ID!) { gangFromCase(case: $case, reason: "结案") { id } }',
        { case: found.id },
      );
      const { driftDays } = await analyst.ask<{ driftDays: { day: string }[] }>(
        'query ($gang: ID!) { driftDays(gang: $gang) { day } }',
        { gang: gangFromCase.id },
      );
      const { trackDrift } = await analyst.ask<{ trackDrift: { id: string } }>(
        'mutation ($gang: ID!, $day: Date!) { trackDrift(gang: $gang, day: $day) { id } }',
        { gang: gangFromCase.id, day: driftDays[0]?.day },
      );
      expect(await analyst.finish(trackDrift.id)).toMatchObject({ state: 'done' });
      const { driftRun } = await analyst.ask<{
        driftRun: { candidates: { id: string; label: string; record: string }[] };
      }>(
        `query ($run: ID!) { driftRun(run: $run) { day threshold reached found
           shells { id } persistent { id weight } portMonths { month port old new amount } firstFilings { enterprise port day }
           candidates { id record label rank score newness declarations amount paths { entities kinds strength } replay { day declarations amount } } } }`,
        { run: trackDrift.id },
      );
      return driftRun;
    });
    expect(there).toEqual(here);
    expect(here?.candidates.length).toBeGreaterThan(2);
  }, 120_000);

  test('reports of the gang, what it did over time, and who carries a derived tag are the same', async () => {
    const [here, there] = await both(async ({ analyst }) => {
      const { gangs } = await analyst.ask<{
        gangs: { id: string; members: { node: { id: string } }[] }[];
      }>('{ gangs { id members { node { id } } } }');
      const [gang] = gangs;
      const { gangReport, activity, tagged } = await analyst.ask<{
        gangReport: { members: object[]; ties: object[] };
        activity: { months: object[]; events: object[] };
        tagged: { total: number };
      }>(
        `query ($gang: ID!, $ids: [ID!]!) {
           gangReport(id: $gang) { amount declarations firstActivity lastActivity tiesTotal
             members { node { id label tags } role amount declarations } ports { id declarations } goods { id amount }
             ties { thing { id } kinds members rowsTotal rows { file row day } } }
           activity(ids: $ids) { months { month declarations amount registrations seizures } events { day kind entity { id } members } }
           tagged(tag: "filed-smuggling-case") { total nodes { id label } } }`,
        { gang: gang?.id, ids: gang?.members.map(({ node }) => node.id) },
      );
      return { gangReport, activity, tagged };
    });
    expect(there).toEqual(here);
    expect(here?.gangReport.ties.length).toBeGreaterThan(0);
    expect(here?.activity.months.length).toBeGreaterThan(1);
    expect(here?.tagged.total).toBeGreaterThan(0);
  }, 120_000);

  /** Side by side: what one engine pair answers, and the other. */
  function both<T>(ask: (started: Started) => Promise<T>): Promise<[T, T]> {
    return Promise.all([ask(embedded), ask(team)]);
  }
});

async function started(dataDir: string, env: Readonly<Record<string, string>>): Promise<Started> {
  const server = await startPhecda({ dataDir, env });
  const analyst = new Analyst(server.url);
  await analyst.ask('mutation { signIn(name: "王芳") { name } }');
  return { server, analyst };
}
