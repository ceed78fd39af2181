/** What an analyst waits for while a large file is imported, over HTTP; then how fast the writer takes in what was said. `inbox [rows] [embedded|team]`. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Inbox } from '@phecda/etl/inbox/inbox';
import { takeInbox } from '@phecda/etl/inbox/take-inbox';
import { loadOntology } from '@phecda/graph-schema';
import { openSql } from '@phecda/graph-schema/stores/open-sql';
import { benchFolder, makeBenchFile } from '../support/bench-folder.ts';
import { budget, percentile, sizeArgument, spread, whole } from '../support/figures.ts';
import { Browser, startPhecda } from '../support/phecda-server.ts';
import { recordSecret } from '../support/record-secret.ts';
import { startNeo4j } from '../support/neo4j.ts';
import { startPostgres } from '../support/postgres.ts';

const ACKNOWLEDGED_MS = 50;
const TAKEN_PER_SECOND = 200;
const everyMs = 60;
const base = 20_000;

const rows = sizeArgument(0, 1_000_000);
const team = process.argv[3] === 'team';
const dataDir = benchFolder();
const env: Record<string, string> = {};
const postgres = team ? await startPostgres() : null;
const neo4j = team ? await startNeo4j() : null;
if (postgres && neo4j) {
  env['SQL_URL'] = postgres.url;
  const address = new URL(neo4j.url);
  address.username = neo4j.user;
  address.password = neo4j.password;
  env['GRAPH_URL'] = address.href;
}
const small = join(dataDir, 'small.csv');
const large = join(dataDir, 'large.csv');
await makeBenchFile('enterprise-registry', small, base);
await makeBenchFile('enterprise-registry', large, rows);

const server = await startPhecda({ dataDir, env: { ...env, LOG_LEVEL: 'error' } });
const browser = new Browser(server.url);
await browser.ask('mutation { signIn(name: "bench") { name } }');
await load(small, '2026-01-01');
const { search } = await browser.ask<{ search: { hits: { node: { record: string } }[] } }>(
  '{ search(text: "公司", limit: 200) { hits { node { record } } } }',
);
const records = search.hits.map((hit) => hit.node.record);

const failures: string[] = [];
let asked = 0;
async function notesWhile(wanted: (asked: number) => boolean): Promise<number[]> {
  const waits: number[] = [];
  for (let n = 0; wanted(n); n++) {
    const began = performance.now();
    const answer = await browser.raw(
      'mutation N($id: ID!, $text: String!) { addNote(id: $id, text: $text) { number } }',
      { id: records[asked++ % records.length], text: `note ${asked}` },
    );
    if (answer.errors) failures.push(JSON.stringify(answer.errors[0]));
    else waits.push(performance.now() - began);
    await sleep(everyMs);
  }
  return waits;
}
console.log(`acknowledged while nothing is imported: ${spread(await notesWhile((n) => n < 100))}`);
let over = false;
const importBegan = performance.now();
const importing = load(large, '2026-02-01').finally(() => (over = true));
const waits = await notesWhile(() => !over);
await importing;
const seconds = (performance.now() - importBegan) / 1_000;
const p95 = percentile(waits, 0.95);
console.log(
  `${team ? 'team' : 'embedded'}: acknowledged while ${whole(rows)} rows were imported (${seconds.toFixed(1)} s): ${spread(waits)}, ${failures.length} refused ${budget(`p95 ${ACKNOWLEDGED_MS} ms`, p95 <= ACKNOWLEDGED_MS)}`,
);
if (failures[0] !== undefined) console.log(failures[0]);
browser.close();
await server.stop();

const sql = await openSql(
  team
    ? { engine: 'postgres', url: env['SQL_URL']!, recordSecret }
    : { engine: 'duckdb', path: join(dataDir, 'phecda.duckdb'), recordSecret },
);
await sql.migrate();
const inbox = new Inbox(sql.state);
const ontology = loadOntology();
while ((await takeInbox(sql, inbox, { ontology })).length > 0);
const said = Array.from({ length: 3_000 }, (_, n) => ({
  said: {
    kind: 'note' as const,
    record: records[n % records.length]!,
    text: `again ${n}`,
    reason: '',
  },
  key: `${n}`,
}));
await inbox.enter('bench', said);
const began = performance.now();
let taken = 0;
for (;;) {
  const batch = await takeInbox(sql, inbox, { ontology });
  if (batch.length === 0) break;
  taken += batch.filter((one) => one.state === 'applied').length;
}
const rate = (1000 * taken) / (performance.now() - began);
const [held] = await sql.query<{ n: number }>(`SELECT count(*) AS n FROM record`);
console.log(
  `${whole(taken)} facts taken in at ${whole(held?.n ?? 0)} records: ${whole(rate)} a second ${budget(`${TAKEN_PER_SECOND} a second`, rate >= TAKEN_PER_SECOND, (held?.n ?? 0) >= 3_000_000)}`,
);
await sql.close();
await neo4j?.stop();
await postgres?.stop();
process.exit(0);

async function load(path: string, day: string): Promise<void> {
  const args = ['dist/etl/src/main.js', 'load', '--mapping', 'enterprise-registry'];
  const child = spawn(process.execPath, [...args, '--source-date', day, path], {
    cwd: join(import.meta.dirname, '../..'),
    env: { ...process.env, ...env, DATA_DIR: dataDir, RECORD_SECRET: recordSecret },
    stdio: 'ignore',
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`The import ended with ${code}.`);
}
