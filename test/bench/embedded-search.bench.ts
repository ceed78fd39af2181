/** Embedded graph store: search while a million entities and their relations come in, and after. `embedded-search [nodes] [edges]`. */
import { createEmbeddedGraphStore } from '@phecda/graph-schema/stores/embedded/embedded-graph-store';
import { makeBigGraph, randomFrom } from '../support/big-graph.ts';

const nodeCount = Number(process.argv[2] ?? 1_000_000);
const edgeCount = Number(process.argv[3] ?? Math.round(nodeCount * 1.5));
const mega = (bytes: number): string => `${(bytes / 1e6).toFixed(0)} MB`;
const graph = makeBigGraph(nodeCount, edgeCount);
const store = await createEmbeddedGraphStore();
await store.prepare();
const random = randomFrom(7);

/** What people type: whole names, parts of names, pinyin, initials, identifiers, one typing error. */
function query(): { kind: string; text: string } {
  const entity = graph.entity(Math.floor(random() * nodeCount));
  const identifier = entity.identifiers[0] ?? entity.label;
  switch (Math.floor(random() * 7)) {
    case 0: return { kind: 'name', text: entity.label };
    case 1: return { kind: 'part', text: entity.label.slice(3, 7) };
    case 2: return { kind: 'identifier', text: identifier };
    case 3: return { kind: 'identifier start', text: identifier.slice(0, Math.max(6, identifier.length - 3)) };
    case 4: return { kind: 'pinyin', text: 'shenzhenhuaxinjinchukou' };
    case 5: return { kind: 'initials', text: ['szshx', 'gzsha', 'dgsjl', 'zhsyd'][Math.floor(random() * 4)] as string };
    default: return { kind: 'typing error', text: `${identifier.slice(0, 5)}Z${identifier.slice(6)}` };
  }
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
console.log(`applied ${nodeCount} entities and ${edgeCount} relations in ${seconds.toFixed(1)} s (${Math.round((nodeCount + edgeCount) / seconds)}/s; processor ${((cpu.user + cpu.system) / 1e6).toFixed(1)} s, both threads and the generator)`);
const memory = await store.memory();
console.log(`memory: projection ${mega(Object.values(memory.projection).reduce((a, b) => a + b, 0))}, contents ${mega(memory.contents)}, search index ${mega(memory.postings)}; rss ${mega(memory.rss)}`);
for (let i = 0; i < 210; i++) await ask('after');
for (const [key, list] of times) {
  list.sort((a, b) => a - b);
  console.log(`search ${key}: ${list.length} queries, p50 ${list[Math.floor(list.length * 0.5)]?.toFixed(1)} ms, p95 ${list[Math.floor(list.length * 0.95)]?.toFixed(1)} ms`);
}
for (const text of ['鑫', '有限公司', '深圳', 'shen']) {
  const begin = performance.now();
  const { total } = await store.search({ text, limit: 20 });
  console.log(`search ${text}: ${total} matches in ${(performance.now() - begin).toFixed(0)} ms`);
}
await store.close();
