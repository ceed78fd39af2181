/** What one user's hostile or clumsy requests cost the others: searches on the ordinary demo while a pattern of 200 characters is matched, XML nested 200,000 deep and wide files are previewed fifty at a time, and paths of up to ten hops are asked for. */
import { rm, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readLock } from '@phecda/graph-schema/data-folder/data-folder-lock';
import { randomFrom } from '../support/big-graph.ts';
import { budget, megabytes, percentile, spread, whole } from '../support/figures.ts';
import { npmStart, until } from '../support/npm-start.ts';
import { Browser } from '../support/phecda-server.ts';
import { descendantsOf, residentOf } from '../support/process-usage.ts';

const BUDGET = 500;
const MEMORY = 1 << 30;
/** Milliseconds between searches, asked whether or not the one before has been answered. */
const EVERY = 50;
const PREVIEWS = 50;
const DEPTH = 200_000;

const folder = await mkdtemp(join(tmpdir(), 'phecda-bench-'));
const dataDir = join(folder, 'data');
const server = await npmStart(dataDir);
const browser = new Browser(server.url);
let highest = 0;
let watching = true;
const random = randomFrom(7);
try {
  await until(server, 120_000, 100, async () => (await fetch(`${server.url}/ready`)).ok);
  await browser.ask('mutation { signIn(name: "bench") { name } }');
  await until(server, 900_000, 1_000, async () => {
    const { system } = await browser.ask<{ system: { demo: { finished: boolean } | null } }>(
      '{ system { demo { finished } } }',
    );
    return system.demo?.finished === true;
  });
  const { search } = await browser.ask<{
    search: { hits: { node: { id: string; label: string } }[] };
  }>('{ search(text: "深圳", limit: 50) { hits { node { id label } } } }');
  const known = search.hits.map(({ node }) => node);
  const labels = known.map(({ label }) => label);
  const watched = watchHighest();
  console.log(`idle: ${spread(await searchWhile(labels, countdown(200)))}`);

  const cases: Readonly<Record<string, () => Promise<string>>> = {
    'a pattern of 200 characters': hostilePattern,
    [`XML ${whole(DEPTH)} deep`]: () => previewed('deep.xml', deepXml()),
    [`${PREVIEWS} previews at once`]: manyPreviews,
    '50 questions for paths of ten hops': () => paths(known.map(({ id }) => id)),
  };
  for (const [name, act] of Object.entries(cases)) {
    let under = true;
    const asked = searchWhile(labels, () => under);
    const ended = await act().finally(() => (under = false));
    const times = await asked;
    console.log(
      `${name}: ${spread(times)} ${budget(`p95 ${BUDGET} ms`, percentile(times, 0.95) <= BUDGET)} (${ended})`,
    );
  }
  watching = false;
  await watched;
  console.log(
    `largest process: ${megabytes(highest)} at its peak ${budget('1 GB', highest <= MEMORY)}`,
  );
} finally {
  watching = false;
  browser.close();
  await server.stop();
  await rm(folder, { recursive: true, force: true });
}

function countdown(count: number): () => boolean {
  let left = count;
  return () => left-- > 0;
}

/** Milliseconds from the moment that a search was due to its answer. */
async function searchWhile(labels: readonly string[], wanted: () => boolean): Promise<number[]> {
  const answers: Promise<number>[] = [];
  for (let due = performance.now(); wanted(); due += EVERY) {
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())));
    const label = labels[Math.floor(random() * labels.length)] ?? '';
    const from = Math.floor(random() * 4);
    const answer = browser.ask(
      'query ($text: String!) { search(text: $text) { total hits { score node { id label } } } }',
      { text: label.slice(from, from + 6) },
    );
    answers.push(answer.then(() => performance.now() - due));
  }
  return Promise.all(answers);
}

async function hostilePattern(): Promise<string> {
  const pattern = `${'*?'.repeat(99)}*.csv`;
  const yaml = `id: hostile\ntitle: { zh: 甲, en: hostile }\ndataset: hostile\nmode: delta\nfile: { patterns: ['${pattern}'] }\nfields:\n  name: { columns: [name], clean: text }\nrecords:\n  e: { type: Enterprise, key: [name], attributes: { name: name } }\n`;
  const { errors } = await browser.raw(
    'mutation ($yaml: String!) { saveMapping(yaml: $yaml) { id } }',
    {
      yaml,
    },
  );
  if (errors) return `the mapping is refused: ${errors[0]?.message ?? ''}`;
  const asked = Array.from({ length: 20 }, (_, i) =>
    previewed(`${'a'.repeat(180)}${i}.tsv`, 'name\nx\n'),
  );
  return (await Promise.all(asked))[0] ?? '';
}

function deepXml(): string {
  return `<?xml version="1.0"?>${'<a>'.repeat(DEPTH)}x${'</a>'.repeat(DEPTH)}`;
}

async function manyPreviews(): Promise<string> {
  const wide = `${Array.from({ length: 300 }, (_, i) => `c${i}`).join(',')}\n${`${'x,'.repeat(299)}x\n`.repeat(3_000)}`;
  const answers = await Promise.all(
    Array.from({ length: PREVIEWS }, (_, i) =>
      i % 5 === 0 ? previewed(`deep-${i}.xml`, deepXml()) : previewed(`wide-${i}.csv`, wide),
    ),
  );
  const counts = new Map<string, number>();
  for (const answer of answers) counts.set(answer, (counts.get(answer) ?? 0) + 1);
  return [...counts].map(([answer, count]) => `${count} × ${answer}`).join('; ');
}

/** What became of it, in a word. */
async function previewed(name: string, content: string): Promise<string> {
  const uploaded = await browser.upload(name, content);
  if (!uploaded.ok) return `upload ${uploaded.status}`;
  const { uploadId } = (await uploaded.json()) as { uploadId: string };
  const { data, errors } = await browser.raw<{
    proposeMapping: { columns: string[]; problems: { code: string }[] };
  }>('query ($id: ID!) { proposeMapping(uploadId: $id) { columns problems { code } } }', {
    id: uploadId,
  });
  if (errors) return `refused: ${errors[0]?.message ?? ''}`;
  const [problem] = data?.proposeMapping.problems ?? [];
  return problem ? problem.code : `${data?.proposeMapping.columns.length ?? 0} columns`;
}

async function paths(ids: readonly string[]): Promise<string> {
  const stops = await Promise.all(
    Array.from({ length: 50 }, async (_, i) => {
      const { data, errors } = await browser.raw<{
        paths: { paths: unknown[]; stopped: { reason: string } | null };
      }>(
        'query ($from: ID!, $to: ID!) { paths(from: $from, to: $to, mode: simple, maxLength: 10, limit: 50) { paths { cost } stopped { reason } } }',
        { from: ids[i % ids.length], to: ids[(i + 7) % ids.length] },
      );
      if (errors) return `refused: ${errors[0]?.message ?? ''}`;
      return data?.paths.stopped?.reason ?? 'whole';
    }),
  );
  const counts = new Map<string, number>();
  for (const stop of stops) counts.set(stop, (counts.get(stop) ?? 0) + 1);
  return [...counts].map(([stop, count]) => `${count} × ${stop}`).join('; ');
}

/** The highest resident memory of the server and of every process that it starts. */
async function watchHighest(): Promise<void> {
  const pid = readLock(dataDir)?.pid ?? 0;
  while (watching) {
    for (const one of [pid, ...(await descendantsOf(pid))])
      highest = Math.max(highest, (await residentOf(one)).highest);
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}
