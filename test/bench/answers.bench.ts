/** What fifty people at once are answered by the server of the ordinary demo, as `npm start` runs it: search, expand, two hops, with the documents of the page. `answers [seconds] [connections] [url of a running server with PROXIES=1]`. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { readLock } from '@phecda/graph-schema/data-folder/data-folder-lock';
import { benchFolder } from '../support/bench-folder.ts';
import { randomFrom } from '../support/big-graph.ts';
import { budget, megabytes, percentile, sizeArgument, spread, whole } from '../support/figures.ts';
import { HttpAsker, type Answered } from '../support/http-asker.ts';
import { npmStart, until, type NpmStart } from '../support/npm-start.ts';
import { processorOf, residentOf } from '../support/process-usage.ts';
import { searchText } from '../support/search-texts.ts';

const P95 = 200;
const BUDGETS = { search: 1000, expand: 1000, 'two hops': 300 } as const;
type Case = keyof typeof BUDGETS;
const seconds = sizeArgument(0, 15);
const connections = sizeArgument(1, 50);
/** Answers of which one is read whole and checked. */
const sampled = 200;
const running = process.argv[4];
const shapes = {
  Search: z.object({
    search: z.object({
      hits: z.array(z.object({ node: z.object({ id: z.string(), label: z.string().min(1) }) })),
    }),
  }),
  ExpandNetwork: z.object({
    expand: z.object({
      nodes: z.array(z.object({ id: z.string(), label: z.string().min(1) })).min(1),
      links: z.array(z.object({ source: z.string(), target: z.string() })),
    }),
  }),
};

const dataDir = join(benchFolder(), 'data');
// Requests are limited by client address: each connection comes from one of its own.
const started: NpmStart | null = running
  ? null
  : await npmStart(dataDir, { PROXIES: '1', FREE_DOCUMENTS: '0' });
const url = new URL(running ?? started!.url);
const people = Array.from({ length: connections }, (_, i) => {
  const address = `10.1.${i >> 8}.${i & 255}`;
  return { address, asker: new HttpAsker(url, { 'x-forwarded-for': address }), cookie: '' };
});
type Person = (typeof people)[number];

try {
  if (started)
    await until(started, 120_000, 100, async () => (await fetch(new URL('/ready', url))).ok);
  const documents = documentsByName();
  await Promise.all(people.map((person) => signIn(person, documents)));
  if (started)
    await until(started, 900_000, 1_000, async () => {
      const { system } = z
        .object({ system: z.object({ demo: z.object({ finished: z.boolean() }).nullable() }) })
        .parse(await ask(people[0]!, documents, 'System', {}));
      return system.demo?.finished === true;
    });
  const found = z.object({
    search: z.object({
      hits: z.array(
        z.object({ matched: z.string(), node: z.object({ id: z.string(), label: z.string() }) }),
      ),
    }),
  });
  const known = new Map<string, { id: string; label: string; identifier: string }>();
  for (const text of ['91', '9144', '4403', '4419', '深圳', '广州', '东莞', '贸易', '物流', '电子'])
    for (const { matched, node } of found.parse(
      await ask(people[0]!, documents, 'Search', { text, limit: 200 }),
    ).search.hits)
      if (node.label.length > 5) known.set(node.id, { ...node, identifier: matched });
  const subjects = [...known.values()];
  console.log(`${subjects.length} entities to ask about, ${connections} connections`);

  const random = randomFrom(11);
  const any = () => subjects[Math.floor(random() * subjects.length)]!;
  const questions: Record<Case, () => Question> = {
    search: () => {
      const { label, identifier } = any();
      return {
        name: 'Search',
        variables: { text: searchText(label, identifier, random).text, limit: 20 },
      };
    },
    expand: () => ({
      name: 'ExpandNetwork',
      variables: { ids: [any().id], depth: 1, perKindLimit: 50, limit: 500 },
    }),
    'two hops': () => ({
      name: 'ExpandNetwork',
      variables: { ids: [any().id], depth: 2, perKindLimit: 50, limit: 500 },
    }),
  };
  const pid = started ? (readLock(dataDir)?.pid ?? 0) : Number(process.env['SERVER_PID'] ?? 0);
  for (const [name, question] of Object.entries(questions) as [Case, () => Question][]) {
    // Until the engine has compiled what it runs.
    await load(question, documents, Math.max(3, seconds / 3));
    const before = await processorOf(pid);
    const own = process.cpuUsage();
    const { times, bytes, took } = await load(question, documents, seconds);
    const { user, system } = process.cpuUsage(own);
    const processor = ((await processorOf(pid)) - before) / times.length;
    const rate = times.length / took;
    const p95 = percentile(times, 0.95);
    console.log(
      `${name.padEnd(8)} ${whole(rate)} a second ${budget(`${BUDGETS[name]}`, rate >= BUDGETS[name])}, ${spread(times)} ${budget(`p95 ${P95} ms`, p95 <= P95)}, ${whole(bytes / times.length)} bytes each, ${processor.toFixed(2)} ms of the server's processors each, ${((user + system) / 1000 / times.length).toFixed(2)} ms of whoever asks`,
    );
  }
  if (pid)
    console.log(`memory of the server: ${megabytes((await residentOf(pid)).highest)} at its peak`);
} finally {
  for (const { asker } of people) asker.close();
  await started?.stop();
}

interface Question {
  readonly name: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** That an answer can be drawn: whom it was asked about comes first, and no link ends nowhere. @throws Error */
function check(name: string, variables: Question['variables'], text: string): void {
  const { data } = z.strictObject({ data: z.unknown() }).parse(JSON.parse(text));
  if (name === 'Search') return void shapes.Search.parse(data);
  const { nodes, links } = shapes.ExpandNetwork.parse(data).expand;
  const shown = new Set(nodes.map(({ id }) => id));
  if ((variables['ids'] as readonly string[])[0] !== nodes[0]?.id)
    throw new Error(`${name} does not begin with whom it was asked about`);
  const loose = links.find(({ source, target }) => !shown.has(source) || !shown.has(target));
  if (loose) throw new Error(`${name}: a link ends nowhere: ${JSON.stringify(loose)}`);
}

/** Each connection asks its next question when it has been answered. */
async function load(
  question: () => Question,
  documents: ReadonlyMap<string, string>,
  forSeconds: number,
): Promise<{ times: number[]; bytes: number; took: number }> {
  const times: number[] = [];
  let bytes = 0;
  const start = performance.now();
  const end = start + forSeconds * 1000;
  await Promise.all(
    people.map(async (person) => {
      while (performance.now() < end) {
        const { name, variables } = question();
        const at = performance.now();
        const { size, begins, body } = await post(person, documents, name, variables);
        times.push(performance.now() - at);
        bytes += size;
        if (!begins('{"data":{'))
          throw new Error(`${name} is answered ${body().subarray(0, 300).toString()}`);
        if (times.length % sampled === 0) check(name, variables, body().toString());
      }
    }),
  );
  return { times, bytes, took: (performance.now() - start) / 1000 };
}

/** Names of the operations that the page was built with → their ids. */
function documentsByName(): Map<string, string> {
  const file = join(import.meta.dirname, '../../client/dist/persisted-documents.json');
  const listed = z.record(z.string(), z.string()).parse(JSON.parse(readFileSync(file, 'utf8')));
  return new Map(
    Object.entries(listed).flatMap(([id, text]) => {
      const name = /\b(?:query|mutation) (\w+)/.exec(text)?.[1];
      return name === undefined ? [] : [[name, id] as const];
    }),
  );
}

async function post(
  { asker, cookie }: Person,
  documents: ReadonlyMap<string, string>,
  name: string,
  variables: unknown,
): Promise<Answered> {
  const answered = await asker.post(
    '/graphql',
    {
      operationName: name,
      variables,
      extensions: { persistedQuery: { version: 1, sha256Hash: documents.get(name) } },
    },
    cookie,
  );
  if (answered.status !== 200)
    throw new Error(`${name} is answered ${answered.status} ${answered.body().toString()}`);
  return answered;
}

async function ask(
  person: Person,
  documents: ReadonlyMap<string, string>,
  name: string,
  variables: unknown,
): Promise<unknown> {
  const answer = z
    .object({ data: z.unknown(), errors: z.array(z.unknown()).optional() })
    .parse(JSON.parse((await post(person, documents, name, variables)).body().toString()));
  if (answer.errors) throw new Error(`${name}: ${JSON.stringify(answer.errors)}`);
  return answer.data;
}

async function signIn(person: Person, documents: ReadonlyMap<string, string>): Promise<void> {
  const { head } = await post(person, documents, 'SignIn', { name: `analyst ${person.address}` });
  person.cookie = /\r\nset-cookie: ([^;]+)/i.exec(head)?.[1] ?? '';
}
