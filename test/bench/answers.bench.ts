/** What fifty people at once are answered by the server of the ordinary demo, as `npm start` runs it: search, expand, two hops, with the documents of the page. `answers [seconds] [connections] [url of a running server with PROXIES=1]`. */
import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { z } from 'zod';
import { readLock } from '@phecda/graph-schema/data-folder/data-folder-lock';
import { benchFolder } from '../support/bench-folder.ts';
import { randomFrom } from '../support/big-graph.ts';
import { budget, megabytes, percentile, sizeArgument, spread, whole } from '../support/figures.ts';
import { npmStart, until, type NpmStart } from '../support/npm-start.ts';
import { processorOf, residentOf } from '../support/process-usage.ts';
import { searchText } from '../support/search-texts.ts';

const P95 = 200;
const BUDGETS = { search: 1000, expand: 1000, 'two hops': 300 } as const;
type Case = keyof typeof BUDGETS;
const seconds = sizeArgument(0, 15);
const connections = sizeArgument(1, 50);
const running = process.argv[4];

const dataDir = join(benchFolder(), 'data');
// Requests are limited by client address: each connection comes from one of its own.
const started: NpmStart | null = running
  ? null
  : await npmStart(dataDir, { PROXIES: '1', FREE_DOCUMENTS: '0' });
const url = new URL(running ?? started!.url);
const people = Array.from({ length: connections }, (_, i) => ({
  agent: new Agent({ keepAlive: true, maxSockets: 1 }),
  address: `10.1.${i >> 8}.${i & 255}`,
  cookie: '',
}));
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
    const { times, bytes, took } = await load(question, documents, seconds);
    const processor = ((await processorOf(pid)) - before) / times.length;
    const rate = times.length / took;
    const p95 = percentile(times, 0.95);
    console.log(
      `${name.padEnd(8)} ${whole(rate)} a second ${budget(`${BUDGETS[name]}`, rate >= BUDGETS[name])}, ${spread(times)} ${budget(`p95 ${P95} ms`, p95 <= P95)}, ${whole(bytes / times.length)} bytes each, ${processor.toFixed(2)} ms of the server's processors each`,
    );
  }
  if (pid)
    console.log(`memory of the server: ${megabytes((await residentOf(pid)).highest)} at its peak`);
} finally {
  for (const { agent } of people) agent.destroy();
  await started?.stop();
}

interface Question {
  readonly name: string;
  readonly variables: Readonly<Record<string, unknown>>;
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
        const answer = await post(person, documents, name, variables);
        times.push(performance.now() - at);
        bytes += answer.length;
        if (answer.subarray(0, 9).toString() !== '{"data":{')
          throw new Error(`${name} is answered ${answer.subarray(0, 300).toString()}`);
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

function post(
  person: Person,
  documents: ReadonlyMap<string, string>,
  name: string,
  variables: unknown,
  onCookie?: (cookie: string) => void,
): Promise<Buffer> {
  const body = JSON.stringify({
    operationName: name,
    variables,
    extensions: { persistedQuery: { version: 1, sha256Hash: documents.get(name) } },
  });
  return new Promise((resolve, reject) => {
    const asked = request(
      {
        host: url.hostname,
        port: url.port,
        path: '/graphql',
        method: 'POST',
        agent: person.agent,
        headers: {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
          origin: url.origin,
          cookie: person.cookie,
          'x-forwarded-for': person.address,
        },
      },
      (answer) => {
        const [cookie] = answer.headers['set-cookie'] ?? [];
        if (cookie) onCookie?.(cookie.split(';')[0] ?? '');
        const parts: Buffer[] = [];
        answer.on('data', (part: Buffer) => parts.push(part));
        answer.on('end', () => resolve(Buffer.concat(parts)));
        answer.on('error', reject);
      },
    );
    asked.on('error', (error: NodeJS.ErrnoException) => {
      // The server closes connections that have been idle for five seconds.
      if (asked.reusedSocket && error.code === 'ECONNRESET')
        post(person, documents, name, variables, onCookie).then(resolve, reject);
      else reject(error);
    });
    asked.end(body);
  });
}

async function ask(
  person: Person,
  documents: ReadonlyMap<string, string>,
  name: string,
  variables: unknown,
): Promise<unknown> {
  const answer = z
    .object({ data: z.unknown(), errors: z.array(z.unknown()).optional() })
    .parse(JSON.parse((await post(person, documents, name, variables)).toString()));
  if (answer.errors) throw new Error(`${name}: ${JSON.stringify(answer.errors)}`);
  return answer.data;
}

async function signIn(person: Person, documents: ReadonlyMap<string, string>): Promise<void> {
  await post(person, documents, 'SignIn', { name: `analyst ${person.address}` }, (cookie) => {
    person.cookie = cookie;
  });
}
