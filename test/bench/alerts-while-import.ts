/** What an investigator waits for while a large file is imported, over HTTP on the embedded pair: watches, acknowledgements, tags and judgements, each until the server has it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { makeBenchFile } from '../support/bench-folder.ts';
import { budget, percentile, spread, whole } from '../support/figures.ts';
import { Browser, startPhecda } from '../support/phecda-server.ts';
import { recordSecret } from '../support/record-secret.ts';

const acknowledgedMs = 1_000;
const base = 20_000;
const everyMs = 60;
/** Enterprises that are watched: each has an alert to be acknowledged. */
const watched = 40;

type Said = 'watch' | 'watch without preview' | 'acknowledgement' | 'tag' | 'judgement';

/** @param folder of the files and the data, gone with the process */
export async function acknowledgedWhileImporting(folder: string, rows: number): Promise<void> {
  const dataDir = join(folder, 'data');
  const small = join(folder, 'small.csv');
  const large = join(folder, 'large.csv');
  await makeBenchFile('enterprise-registry', small, base);
  await makeBenchFile('enterprise-registry', large, rows);
  const load = async (path: string, day: string): Promise<void> => {
    const args = ['dist/etl/src/main.js', 'load', '--mapping', 'enterprise-registry'];
    const child = spawn(process.execPath, [...args, '--source-date', day, path], {
      cwd: join(import.meta.dirname, '../..'),
      env: { ...process.env, DATA_DIR: dataDir, RECORD_SECRET: recordSecret },
      stdio: 'ignore',
    });
    const [code] = (await once(child, 'exit')) as [number | null];
    if (code !== 0) throw new Error(`The import ended with ${code}.`);
  };
  const server = await startPhecda({ dataDir, env: { LOG_LEVEL: 'error' } });
  const browser = new Browser(server.url);
  try {
    await browser.ask('mutation { signIn(name: "bench") { name } }');
    await load(small, '2026-01-01');
    const { search } = await browser.ask<{
      search: { hits: { node: { record: string; type: string } }[] };
    }>('{ search(text: "公司", limit: 200) { hits { node { record type } } } }');
    const records = search.hits
      .filter(({ node }) => node.type === 'Enterprise')
      .map(({ node }) => node.record);
    const watchOf = (target: string, condition: string) => ({
      name: '',
      active: true,
      targets: [{ kind: 'entities', ids: [target] }],
      condition,
      settings: {},
      level: 3,
      recipients: [],
    });
    const watch = (target: string, condition: string) =>
      browser.raw(
        `mutation W($watch: WatchInput!) { saveWatch(watch: $watch, reason: "bench") { id } }`,
        { watch: watchOf(target, condition) },
      );
    const previews: number[] = [];
    /** What the screen does before it saves. */
    const preview = async (target: string, condition: string): Promise<void> => {
      const began = performance.now();
      await browser.ask(
        'query P($watch: WatchInput!) { previewWatch(watch: $watch) { perWeek } }',
        {
          watch: watchOf(target, condition),
        },
      );
      previews.push(performance.now() - began);
    };
    const tag = (record: string | undefined) =>
      browser.raw(
        'mutation T($id: ID!) { addTag(id: $id, tag: "watch-focus", reason: "bench") { number } }',
        { id: record },
      );
    for (const record of records.slice(0, watched)) {
      await watch(record, 'tagChanged');
      await tag(record);
    }
    const alerts = await alertsOf(browser);
    const place = { watch: 0, acknowledgement: 0, tag: watched, judgement: 100 };
    const target = (): string => records[place.watch % records.length] ?? '';
    const say: Readonly<Record<Said, () => ReturnType<typeof browser.raw>>> = {
      watch: () => watch(target(), 'newAssociation'),
      'watch without preview': () => watch(target(), 'newMember'),
      acknowledgement: () =>
        browser.raw('mutation A($ids: [ID!]!) { actOnAlerts(ids: $ids, act: acknowledged) }', {
          ids: [alerts[place.acknowledgement++ % alerts.length]],
        }),
      tag: () => tag(records[place.tag++ % records.length]),
      judgement: () => {
        const left = records[place.judgement % records.length];
        const right = records[(place.judgement + 1) % records.length];
        place.judgement += 2;
        return browser.raw(
          'mutation M($left: ID!, $right: ID!) { merge(left: $left, right: $right, reason: "bench") { number } }',
          { left, right },
        );
      },
    };
    let over = false;
    const importing = load(large, '2026-02-01').finally(() => (over = true));
    const waits: Record<Said, number[]> = {
      watch: [],
      'watch without preview': [],
      acknowledgement: [],
      tag: [],
      judgement: [],
    };
    const refused: string[] = [];
    while (!over)
      for (const kind of Object.keys(say) as Said[]) {
        if (kind === 'watch') {
          place.watch++;
          await preview(target(), 'newAssociation');
        }
        const began = performance.now();
        const { errors } = await say[kind]();
        if (errors) refused.push(`${kind}: ${JSON.stringify(errors[0])}`);
        else waits[kind].push(performance.now() - began);
        await sleep(everyMs);
      }
    await importing;
    console.log(`said while ${whole(rows)} rows were imported, embedded:`);
    for (const [kind, some] of Object.entries(waits))
      console.log(
        `  ${kind}: ${spread(some)} ${budget('p95 1 s', percentile(some, 0.95) <= acknowledgedMs, rows >= 1_000_000)}`,
      );
    console.log(`  preview of a watch, before it is saved: ${spread(previews)}`);
    const { watches } = await browser.ask<{ watches: { allowance: object | null }[] }>(
      '{ watches { allowance { perWeek } } }',
    );
    const open = watches.filter(({ allowance }) => allowance !== null).length;
    console.log(`  watches that are still to be counted: ${open} of ${watches.length}`);
    if (refused.length > 0) console.log(`  ${refused.length} refused, such as ${refused[0]}`);
  } finally {
    browser.close();
    await server.stop();
  }
}

/** Alerts of the first tags, once the daemon has found them. */
async function alertsOf(browser: Browser): Promise<string[]> {
  for (let left = 300; left > 0; left--) {
    const { alerts } = await browser.ask<{ alerts: { alerts: { id: string }[] } }>(
      '{ alerts(limit: 100) { alerts { id } } }',
    );
    if (alerts.alerts.length > 0) return alerts.alerts.map(({ id }) => id);
    await sleep(200);
  }
  throw new Error('No alert was found.');
}
