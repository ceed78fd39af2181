/** What watches cost and how soon they tell, for a team: many watches over a large world while a file of a thousand rows arrives every second and one row of it touches a watch. Beside it the naive way, every watch asked about every commit. Before it what people say while a large file is imported. `alerts [seconds] [watches] [entities] [rows]`; `alerts 0 0 0 [rows]` does that alone. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { conditionNamed } from '@phecda/alerts/conditions/conditions';
import { gatherChange } from '@phecda/alerts/detect/change';
import { TargetFinder } from '@phecda/alerts/detect/targets';
import { ContactStore } from '@phecda/alerts/store/contact-store';
import { WatchStore } from '@phecda/alerts/store/watch-store';
import { watchContent } from '@phecda/alerts/watch';
import { deployedOntology, type Sql } from '@phecda/graph-schema';
import { openPostgres } from '@phecda/graph-schema/stores/postgres/postgres-sql';
import { subscribe } from '@phecda/graph-schema/truth/subscribe';
import { benchAlerts } from '../support/bench-alerts.ts';
import { benchFolder } from '../support/bench-folder.ts';
import { PartLoader, partId as id, type Part } from '../support/counted-parts.ts';
import { budget, megabytes, percentile, seconds, sizeArgument, whole } from '../support/figures.ts';
import { startPostgres } from '../support/postgres.ts';
import { costOf, processorOf, residentOf } from '../support/process-usage.ts';
import { recordSecret } from '../support/record-secret.ts';
import { smtpPeer } from '../support/smtp-peer.ts';
import { acknowledgedWhileImporting } from './alerts-while-import.ts';

const liveSeconds = sizeArgument(0, 60);
const watches = sizeArgument(1, 10_000);
const entities = sizeArgument(2, 100_000);
const fullSize = watches >= 10_000 && entities >= 100_000;
/** Commits that are looked at after they were made, for what detection costs alone. */
const replayed = 10;
/** Watches that the naive way asks; the rest is extrapolated. */
const naiveWatches = Math.min(watches, 500);
const rows = 1_000;
/** Seconds. */
const halfAnHour = 1_800;

const enterprises = Math.floor(entities * 0.4);
const people = Math.floor(entities * 0.4);
const phones = entities - enterprises - people;
const every = Math.max(1, Math.floor(enterprises / watches));
const root = join(import.meta.dirname, '../..');
const ontology = deployedOntology();

const folder = benchFolder();
await acknowledgedWhileImporting(folder, sizeArgument(3, 1_000_000));
if (watches === 0) process.exit(0);
const postgres = await startPostgres();
const sql = await openPostgres({ url: postgres.url, recordSecret });
await sql.migrate();
const smtp = await smtpPeer();

const loader = new PartLoader(sql, folder);
async function load(part: Part): Promise<number> {
  await loader.load(part, rows);
  return sql.revision();
}

/** A thousand rows of which one links a watched enterprise to a wanted person. */
function thousand(n: number): Part {
  const from = people + n * rows;
  const free = `((i * 7919) % ${Math.floor(enterprises / every) - 1}) * ${every} + 1`;
  return {
    entities: [
      ['p', 'Person', 500, from],
      ['p', 'Person', 1, from + 500, `'{}'`, 'wanted-person'],
    ],
    relations: [
      ['officer', 498, from, id('p', 'i'), id('e', every > 1 ? free : 'i % 10')],
      [
        'legalRepresentative',
        1,
        from + 500,
        id('p', 'i'),
        id('e', `${((n * 37) % watches) * every}`),
      ],
    ],
  };
}

const began = performance.now();
await load({
  entities: [
    ['e', 'Enterprise', enterprises, 0],
    ['p', 'Person', people, 0],
    ['t', 'Phone', phones, 0],
  ],
  relations: [
    ['legalRepresentative', enterprises, 0, id('p', `i % ${people}`), id('e', 'i')],
    ['officer', enterprises, 0, id('p', `i * 7 % ${people}`), id('e', 'i')],
    ['hasPhone', enterprises, 0, id('e', 'i'), id('t', `i % ${phones}`)],
  ],
});
const clock = (): Date => new Date();
const contact = await new ContactStore(sql.state, clock).save(
  null,
  {
    name: 'bench',
    language: 'zh',
    email: 'bench@customs.example',
    phone: null,
    quiet: null,
    superior: null,
  },
  'bench',
);
const content = watchContent.parse({
  targets: [{ kind: 'entities', records: ['00000000-0000-4000-8000-000000000000'] }],
  condition: 'newAssociation',
  level: 5,
  recipients: [{ contact, channels: ['email'] }],
});
await sql.state.execute(
  `INSERT INTO watch (watch_id, version, name, active, content, owner, created_at, updated_at)
   SELECT md5(concat('watch ', i))::uuid, 1, concat('watch ', i), TRUE, replace($1, '00000000-0000-4000-8000-000000000000', ${id('e', `i * ${every}`)}::text), 'bench', now() AT TIME ZONE 'UTC', now() AT TIME ZONE 'UTC'
   FROM generate_series(0, ${watches - 1}) AS g(i)`,
  [JSON.stringify(content)],
);
console.log(
  `${whole(entities)} entities, ${whole(watches)} watches, made in ${seconds(performance.now() - began)}`,
);

/** Counts the rows that queries bring; the rows that the database looks at for them are more. */
function counted(of: Sql): { readonly sql: Sql; readonly rows: () => number } {
  let count = 0;
  const counting = <T extends object>(target: T): T =>
    new Proxy(target, {
      get(it, name): unknown {
        const value: unknown = Reflect.get(it, name, it);
        if (name === 'state') return counting(value as object);
        if (typeof value !== 'function') return value;
        return (...given: unknown[]): unknown => {
          const answer: unknown = Reflect.apply(value, it, given);
          if (name === 'query' && answer instanceof Promise)
            return answer.then((found: unknown) => {
              count += Array.isArray(found) ? found.length : 0;
              return found;
            });
          return answer;
        };
      },
    });
  return { sql: counting(of), rows: () => count };
}

const watching = counted(sql);
const first = benchAlerts(watching.sql);
await first.catchUp();
// The first commit after a start looks up whom each watch is about.
await load(thousand(0));
const start = await first.catchUp();
for (let n = 1; n <= replayed; n++) await load(thousand(n));
const before = watching.rows();
const ours = await costOf(() => first.catchUp());
const oursRows = watching.rows() - before;
await first.stop();
const perCommit = (ours.cost.own + ours.cost.children) / replayed;
const [found] = await sql.state.query<{ n: number }>(`SELECT count(*) AS n FROM alert`);
console.log(
  `detection of ${replayed} commits of ${whole(rows)} rows: ${whole(found?.n ?? 0)} alerts, ${perCommit.toFixed(0)} ms of processor and ${whole(oursRows / replayed)} rows a commit, ${(ours.cost.wall / replayed).toFixed(0)} ms each`,
);
if (found?.n !== replayed + 1) throw new Error(`${replayed + 1} alerts were to be found.`);

const naive = counted(sql);
const all = await new WatchStore(sql.state, clock).list();
const naiveCost = await costOf(async () => {
  for await (const delivery of subscribe(naive.sql, start, {
    retention: Number.MAX_SAFE_INTEGER,
    entityTypes: ontology.entityTypes,
  })) {
    if (delivery.kind !== 'revision') continue;
    const change = await gatherChange(naive.sql, ontology, delivery);
    const finder = new TargetFinder(sql.state, change.graph);
    const kinds = Object.keys(ontology.relationKinds);
    for (const watch of all.slice(0, naiveWatches)) {
      const targets = await finder.find(watch.targets);
      const near = await change.graph.edges([...targets.keys()], kinds);
      const ends = near.flatMap(({ source, target }) => [source, target]);
      const far = await change.graph.edges([...new Set(ends)], kinds);
      await change.graph.nodes([
        ...new Set([...ends, ...far.flatMap(({ source, target }) => [source, target])]),
      ]);
      conditionNamed(watch.condition)?.settings.parse(watch.settings);
    }
    break;
  }
});
const share = watches / naiveWatches;
const naiveCpu = (naiveCost.cost.own + naiveCost.cost.children) * share;
const naiveRows = naive.rows() * share;
console.log(
  `every watch's query on one commit (${whole(naiveWatches)} asked, times ${share}): ${seconds(naiveCpu)} of processor, ${whole(naiveRows)} rows`,
);
console.log(
  `less by: processor ${(naiveCpu / perCommit).toFixed(0)} times, rows ${(naiveRows / (oursRows / replayed)).toFixed(0)} times ${budget('50 times', naiveCpu / perCommit >= 50 && naiveRows / (oursRows / replayed) >= 50, fullSize)}`,
);

const daemon = spawn(process.execPath, ['dist/alerts/src/main.js'], {
  cwd: root,
  env: {
    PATH: process.env['PATH'],
    HOME: process.env['HOME'],
    DATA_DIR: folder,
    SQL_URL: postgres.url,
    RECORD_SECRET: recordSecret,
    SMTP_URL: smtp.url,
  },
  stdio: ['ignore', 'ignore', 'inherit'],
});
process.once('exit', () => daemon.kill('SIGKILL'));
const pid = daemon.pid ?? 0;
const until = async (done: () => Promise<boolean> | boolean, most = 120_000): Promise<void> => {
  for (const end = performance.now() + most; performance.now() < end; await wait(50))
    if (await done()) return;
  throw new Error('The daemon does not come to it.');
};
await until(async () => {
  const [row] = await sql.state.query<{ n: number }>(
    `SELECT count(*) AS n FROM alert_daemon WHERE revision >= ${start + replayed}`,
  );
  return row?.n === 1;
});
const committed = new Map<number, number>();
const memory: number[] = [];
const cpuBefore = await processorOf(pid);
const liveBegan = performance.now();
let liveFiles = 0;
for (; performance.now() < liveBegan + liveSeconds * 1_000; liveFiles++) {
  const n = liveFiles;
  const due = liveBegan + n * 1_000;
  if (due > performance.now()) await wait(due - performance.now());
  const revision = await load(thousand(replayed + 1 + n));
  committed.set(revision, Date.now());
  memory.push((await residentOf(pid)).now);
}
const loaded = performance.now() - liveBegan;
await until(() => smtp.mails.length >= liveFiles).catch(() => undefined);
const cpu = (await processorOf(pid)) - cpuBefore;
const told = new Map(smtp.mails.map(({ messageId, at }) => [messageId.slice(1, 37), at]));
const alerts = await sql.state.query<{ delivery: string; revision: number; found_ms: number }>(
  `SELECT d.delivery_id AS delivery, a.revision, extract(epoch FROM a.created_at) * 1000 AS found_ms FROM delivery d JOIN alert a ON d.alerts LIKE concat('%', a.alert_id, '%') WHERE a.revision > ${start + replayed}`,
);
const lag: number[] = [];
const journey: number[] = [];
for (const { delivery, revision, found_ms } of alerts) {
  const at = committed.get(revision);
  const mail = told.get(delivery);
  if (at === undefined || mail === undefined) continue;
  lag.push(Math.max(0, Number(found_ms) - at));
  journey.push(mail - at);
}
const at = (values: readonly number[], part: number): string =>
  `${percentile(values, part).toFixed(0)} ms`;
const p99 = percentile(journey, 0.99);
console.log(
  `live: ${liveFiles} files in ${seconds(loaded)}${liveFiles < liveSeconds ? ` (a file a second was wanted; at ${whole(entities + liveFiles * rows)} records one takes longer)` : ''}, ${whole(smtp.mails.length)} mails; detection lag p50 ${at(lag, 0.5)}, p99 ${at(lag, 0.99)}; commit to the mail peer p50 ${at(journey, 0.5)}, p99 ${at(journey, 0.99)} ${budget('p99 2 s', p99 <= 2_000, fullSize)}`,
);
const third = Math.ceil(memory.length / 3);
const early = percentile(memory.slice(0, third), 0.5);
const late = percentile(memory.slice(-third), 0.5);
console.log(
  `daemon: ${((cpu / loaded) * 100).toFixed(0)} % of a processor; memory ${megabytes(early)} in the first third, ${megabytes(late)} in the last, ${megabytes(Math.max(...memory))} at most ${budget('a tenth more over 30 minutes', late <= early * 1.1, liveSeconds >= halfAnHour)}`,
);
if (smtp.mails.length !== liveFiles) console.log(`MISSED: ${liveFiles - smtp.mails.length} mails`);
daemon.kill('SIGTERM');
await smtp.close();
await sql.close();
await postgres.stop();
process.exit(0);
