/** Cases of mixed load on two servers while PostgreSQL and Neo4j are paused, stopped and killed at random: what was acknowledged is there, every job has ended with the truth, and the view is what a rebuild would make. Seconds in each run, minutes in the long one. */
import { followView } from '@phecda/etl/follow-view';
import { createEmbeddedGraphStore } from '@phecda/graph-schema/stores/embedded/embedded-graph-store';
import { createNeo4jGraphStore } from '@phecda/graph-schema/stores/neo4j/neo4j-graph-store';
import { openPostgres } from '@phecda/graph-schema/stores/postgres/postgres-sql';
import { dumpText } from '@phecda/graph-schema/truth/dump';
import { expect, it } from 'vitest';
import type { Analyst } from '../support/analyst.ts';
import type { OwnTeam } from '../support/own-team.ts';
import type { PhecdaServer } from '../support/phecda-server.ts';
import { recordSecret } from '../support/record-secret.ts';
import { registryMapping, registryOf } from '../support/registry-file.ts';
import { longRun, times } from '../support/run-length.ts';

const seconds = times(20, 180);
const seed = Number(process.env['TEST_SEED'] ?? (longRun ? Date.now() % 1e6 : 7));

/** mulberry32: https://gist.github.com/tommyettinger/46a874533244883189143505d203312c */
function randomNumbers(from: number): () => number {
  let state = from;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
const sleep = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

interface EndedJob {
  readonly id: string;
  readonly title: string;
  readonly state: string;
  readonly fileId: string | null;
  readonly problems: readonly { readonly code: string }[];
}

interface Chaos {
  readonly team: OwnTeam;
  /** Two on the same stores, and somebody signed in at each. */
  readonly servers: readonly PhecdaServer[];
  readonly analysts: readonly [Analyst, Analyst];
}

export function describeChaos(world: () => Chaos): void {
  it(
    `random outages under load leave nothing lost, running or half (seed ${seed})`,
    async () => {
      const { team, servers, analysts } = world();
      const random = randomNumbers(seed);
      const company = await analysts[0].find('天玑');
      const until = Date.now() + seconds * 1_000;
      const notes: number[] = [];
      const cases: string[] = [];
      const jobs: string[] = [];
      const cancelled = new Set<string>();
      let refused = 0;
      const anyone = (): Analyst => analysts[random() < 0.5 ? 0 : 1];
      /** What was answered counts; what was refused or not answered may be either way. */
      const attempt = async (work: () => Promise<void>): Promise<void> => {
        try {
          await work();
        } catch (error) {
          refused++;
          if (String(error).includes('INTERNAL_SERVER_ERROR'))
            expect.fail(servers.map((server) => server.output().slice(-3_000)).join('\n'));
        }
      };
      const load = async (work: (n: number) => Promise<void>, pauseMs: number): Promise<void> => {
        for (let n = 1; Date.now() < until; n++) {
          await attempt(() => work(n));
          await sleep(pauseMs * (0.5 + random()));
        }
      };
      const disturb = async (): Promise<void> => {
        const acts: [string, () => Promise<void>][] = [
          ['pause postgres', () => pauseFor(team.postgres, 500 + random() * 6_000)],
          ['pause neo4j', () => pauseFor(team.graph, 500 + random() * 6_000)],
          ['restart postgres', () => team.postgres.restart()],
          ['kill postgres', () => team.postgres.killFor(random() * 2_000)],
          ...(longRun
            ? ([
                ['restart neo4j', () => team.graph.restart()],
                ['kill neo4j', () => team.graph.killFor(random() * 2_000)],
              ] as [string, () => Promise<void>][])
            : []),
        ];
        for (let n = 0; Date.now() < until; n++) {
          await sleep(500 + random() * 2_500);
          // Each once, then at random.
          const [, act] = acts[n < acts.length ? n : Math.floor(random() * acts.length)]!;
          await act();
        }
      };
      await Promise.all([
        disturb(),
        load(async (n) => {
          const { addNote } = await anyone().ask<{ addNote: { number: number } }>(
            `mutation N($id: ID!, $text: String!, $key: String) { addNote(id: $id, text: $text, key: $key) { number } }`,
            { id: company.id, text: `note ${n}`, key: `note-${n}` },
          );
          notes.push(addNote.number);
        }, 250),
        load(async (n) => {
          const { createInvestigation } = await anyone().ask<{
            createInvestigation: { id: string };
          }>(
            `mutation C($title: String!, $state: JSON!) { createInvestigation(title: $title, state: $state) { id } }`,
            { title: `case ${n}`, state: {} },
          );
          cases.push(createInvestigation.id);
        }, 400),
        load(async (n) => {
          const analyst = anyone();
          const input = {
            uploadId: await analyst.uploadId(`chaos-${n}.csv`, registryOf(10 + n, 200)),
            mappingId: registryMapping,
            sourceDate: '2024-05-01',
          };
          const { startImport } = await analyst.ask<{ startImport: { id: string } }>(
            `mutation M($input: ImportInput!) { startImport(input: $input) { id } }`,
            { input },
          );
          jobs.push(startImport.id);
          if (random() < 0.2) {
            await analyst.ask(`mutation X($id: ID!) { cancelJob(id: $id) { id } }`, {
              id: startImport.id,
            });
            cancelled.add(startImport.id);
          }
        }, 2_000),
        load(async () => void (await anyone().ask(`{ search(text: "贸易") { total } }`)), 200),
      ]);

      const asked = analysts[1];
      const readiness = (): Promise<string[]> =>
        Promise.all(
          servers.map(({ url }) =>
            fetch(`${url}/ready`).then(
              (response) => response.text(),
              (error: unknown) => String(error),
            ),
          ),
        );
      const ended = async (): Promise<EndedJob[]> => {
        const { jobs: page } = await asked.ask<{ jobs: { jobs: EndedJob[] } }>(
          `{ jobs(kinds: ["import"], limit: 500) { jobs { id title state phase pastReturn cancelRequested fileId problems { code } } } }`,
        );
        return page.jobs;
      };
      await expect
        .poll(
          async () => {
            const told = await Promise.race([
              ended().catch((error: unknown) => String(error)),
              sleep(20_000).then(() => 'no answer'),
            ]);
            if (typeof told !== 'string')
              return told.filter(({ state }) => ['queued', 'running'].includes(state));
            return { told, ready: await readiness(), output: servers.map((one) => one.output()) };
          },
          { timeout: 120_000, interval: 500 },
        )
        .toEqual([]);
      for (const server of servers)
        await expect
          .poll(async () => (await fetch(`${server.url}/ready`)).status, { timeout: 60_000 })
          .toBe(200);
      await expect
        .poll(
          async () => {
            const { system } = await asked.ask<{
              system: { revision: number; viewRevision: number };
            }>('{ system { revision viewRevision } }');
            return system.revision - system.viewRevision;
          },
          { timeout: 60_000, interval: 500 },
        )
        .toBe(0);

      expect(notes.length).toBeGreaterThan(seconds / 4);
      expect(jobs.length).toBeGreaterThan(1);
      const sql = await openPostgres({ url: team.env.SQL_URL, recordSecret });
      const view = createNeo4jGraphStore(team.neo4j);
      const rebuilt = await createEmbeddedGraphStore();
      try {
        // Taken in by the writer in their order, after the imports before them.
        await expect
          .poll(() => sql.state.query(`SELECT number FROM inbox WHERE state = 'pending'`), {
            timeout: 60_000,
            interval: 500,
          })
          .toEqual([]);
        const entries = await sql.state.query<{ number: number; state: string }>(
          `SELECT number, state FROM inbox`,
        );
        const known = new Map(entries.map(({ number, state }) => [number, state]));
        for (const number of notes) expect(known.get(number), `note ${number}`).toBe('applied');
        const stored = await sql.state.query<{ id: string }>(
          `SELECT investigation_id AS id FROM investigation`,
        );
        expect(stored.map(({ id }) => id)).toEqual(expect.arrayContaining(cases));
        const files = await sql.query<{ file_id: string; rows: number }>(
          `SELECT file_id, rows_loaded AS rows FROM file WHERE dataset <> 'analyst'`,
        );
        const loaded = new Map(files.map(({ file_id, rows }) => [file_id, rows]));
        const all = new Map((await ended()).map((job) => [job.id, job]));
        for (const id of jobs) {
          const job = all.get(id);
          expect(job, `job ${id}`).toBeDefined();
          if (cancelled.has(id)) expect(job?.state, job?.title).toBe('cancelled');
          else expect(job?.state, JSON.stringify(job)).toBe('done');
        }
        for (const { id, state, fileId } of all.values()) {
          if (state === 'done') expect(loaded.has(fileId ?? '')).toBe(true);
          else expect(loaded.has(id)).toBe(false);
        }
        await rebuilt.prepare();
        await followView(sql, rebuilt, { token: 1 });
        expect(await dumpText(view)).toBe(await dumpText(rebuilt));
      } finally {
        await Promise.all([sql.close(), view.close(), rebuilt.close()]);
      }
      console.log(
        `${notes.length} notes, ${cases.length} cases, ${jobs.length} imports (${cancelled.size} cancelled) acknowledged, ${refused} refused`,
      );
    },
    (seconds + 400) * 1_000,
  );
}

async function pauseFor(
  store: { pause(): void; resume(): void },
  milliseconds: number,
): Promise<void> {
  store.pause();
  await sleep(milliseconds);
  store.resume();
}
