/** Embedded graph store: search while a million entities and their relations come in, and after. `embedded-search [nodes] [edges]`. */
import { createEmbeddedGraphStore } from '@phecda/graph-schema/stores/embedded/embedded-graph-store';
import { makeBigGraph, randomFrom } from '../support/big-graph.ts';
import { budget, percentile, spread } from '../support/figures.ts';
import { searchText, type SearchText } from '../support/search-texts.ts';

const nodeCount = Number(process.argv[2] ?? 1_000_000);
const edgeCount = Number(process.argv[3] ?? Math.round(nodeCount * 1.5));
const mega = (bytes: number): string => `${(bytes / 1e6).toFixed(0)} MB`;
const graph = makeBigGraph(nodeCount, edgeCount);
const store = await createEmbeddedGraphStore();
await store.prepare();
const random = randomFrom(7);

function query(): SearchText {
  const entity = graph.entity(Math.floor(random() * nodeCount));
  return searchText(entity.label, entity.identifiers[0] ?? entity.label, random);
}

const times = new Map<string, number[]>();
async function ask(phase: string): Promise<void> {
  const { kind, text } = query();
  const start = performance.now();
  await store.search({ text, limit: 20 });
  const time = performance.now() - start;
  for (const key of [phase, `${phase}: ${kind}`]) {
    const list = times.get(key) ?? [];
    list.push(time);
    times.set(key, list);
  }
}

let importing = true;
const asking = (async () => {
  while (importing) {
    await ask('while importing');
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
})();
const start = performance.now();
const startCpu = process.cpuUsage();
for (const chunk of graph.chunks(20_000)) await store.apply(chunk, 1);
const seconds = (performance.now() - start) / 1000;
const cpu = process.cpuUsage(startCpu);
importing = false;
await asking;
console.log(
  `applied ${nodeCount} entities and ${edgeCount} relations in ${seconds.toFixed(1)} s (${Math.round((nodeCount + edgeCount) / seconds)}/s; processor ${((cpu.user + cpu.system) / 1e6).toFixed(1)} s, both threads and the generator)`,
);
const memory = await store.memory();
console.log(
  `memory: projection ${mega(Object.values(memory.projection).reduce((a, b) => a + b, 0))}, contents ${mega(memory.contents)}, search index ${mega(memory.postings)}; rss ${mega(memory.rss)}`,
);
for (let i = 0; i < 210; i++) await ask('after');
for (const [key, list] of times) {
  const verdict = key.includes(':')
    ? ''
    : ` ${budget('p95 100 ms', percentile(list, 0.95) <= 100, nodeCount >= 1_000_000)}`;
  console.log(`search ${key}: ${spread(list)}${verdict}`);
}
for (const text of ['鑫', '有限公司', '深圳', 'shen']) {
  const begin = performance.now();
  const { total } = await store.search({ text, limit: 20 });
  console.log(`search ${text}: ${total} matches in ${(performance.now() - begin).toFixed(0)} ms`);
}
await store.close();
