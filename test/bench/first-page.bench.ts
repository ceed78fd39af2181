/** From `npm start` to the first page and the first search answer, on a data folder that holds the demo world. `first-page [runs] [enterprises of the demo world]`. */
import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { demoStart, demoState } from '@phecda/etl/demo/load-demo';
import { generateDemo } from '../../etl/src/demo/generate-demo.ts';
import { benchFolder } from '../support/bench-folder.ts';
import { budget, percentile, seconds, sizeArgument, whole } from '../support/figures.ts';
import { npmStart, until } from '../support/npm-start.ts';
import { Browser } from '../support/phecda-server.ts';
import { recordSecret } from '../support/record-secret.ts';

const BUDGET = 5_000;
const USUAL = 3_000;
const root = join(import.meta.dirname, '../..');
const runs = sizeArgument(0, 3);
const enterprises = sizeArgument(1, USUAL);

const folder = benchFolder();
const dataDir = join(folder, 'data');
const built = spawnSync(process.execPath, ['scripts/start.mjs', '--build-only'], {
  cwd: root,
  stdio: 'inherit',
});
if (built.status !== 0) throw new Error('The client does not build.');
if (enterprises !== USUAL) await generateDemo(join(dataDir, 'demo'), { size: enterprises });
await fill();
const name = (await demoStart(dataDir, recordSecret))?.name;
if (name === undefined) throw new Error('The demo world does not say where it begins.');
const { files } = JSON.parse(await readFile(join(dataDir, 'demo/manifest.json'), 'utf8')) as {
  files: { rows: number }[];
};
console.log(
  `data folder with the demo world of ${whole(enterprises)} enterprises, ${whole(files.reduce((sum, { rows }) => sum + rows, 0))} rows`,
);

const marks = [
  '/health answers',
  'index.html',
  'its script',
  '/ready says so',
  'first search answer',
] as const;
const taken = marks.map((): number[] => []);
for (let run = 0; run < runs; run++) {
  const times = await oneStart();
  times.forEach((time, i) => taken[i]?.push(time));
  console.log(
    `run ${run + 1}: ${marks.map((mark, i) => `${mark} ${((times[i] ?? NaN) / 1000).toFixed(2)} s`).join(', ')}`,
  );
}
for (const [i, mark] of marks.entries()) {
  const median = percentile(taken[i] ?? [], 0.5);
  const verdict =
    mark === 'index.html' || mark === 'first search answer'
      ? ` ${budget(seconds(BUDGET), median <= BUDGET, enterprises >= USUAL)}`
      : '';
  console.log(`${mark.padEnd(20)} median of ${runs}: ${(median / 1000).toFixed(2)} s${verdict}`);
}

async function oneStart(): Promise<number[]> {
  const started = await npmStart(dataDir);
  try {
    const times: number[] = [];
    const mark = async (holds: () => Promise<boolean>): Promise<void> => {
      await until(started, 60_000, 10, holds);
      times.push(performance.now() - started.at);
    };
    let script = '';
    await mark(async () => (await fetch(`${started.url}/health`)).ok);
    await mark(async () => {
      const response = await fetch(`${started.url}/`, { headers: { accept: 'text/html' } });
      script = /<script[^>]+src="([^"]+)"/.exec(await response.text())?.[1] ?? '';
      return response.ok && script !== '';
    });
    await mark(async () => {
      const response = await fetch(new URL(script, started.url));
      return response.ok && (await response.text()).length > 0;
    });
    await mark(async () => (await fetch(`${started.url}/ready`)).ok);
    const browser = new Browser(started.url);
    await mark(async () => {
      const { search } = await browser.ask<{ search: { hits: { node: { label: string } }[] } }>(
        'query ($text: String!) { search(text: $text) { hits { node { label } } } }',
        { text: name },
      );
      return search.hits.some(({ node }) => node.label === name);
    });
    browser.close();
    return times;
  } finally {
    await started.stop();
  }
}

/** First start: the demo world is made and imported. */
async function fill(): Promise<void> {
  const started = await npmStart(dataDir);
  try {
    await until(started, 900_000, 500, () => Promise.resolve(demoState(dataDir) === 'loaded'));
  } finally {
    await started.stop();
  }
}
