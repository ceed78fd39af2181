/** First step of the search for closed loops: enterprises that own each other in a ring of shares. */
import { simpleCycles } from '../../algorithms/simple-cycles.ts';
import { buildGraph } from '../../algorithms/weighted-graph.ts';
import type { WorkMeter } from '../../algorithms/work-meter.ts';
import type { CountedGraph } from '../counted-graph.ts';
import type { FoundLoop } from './found-loop.ts';

const MAX_RINGS = 10_000;

/** @returns rings, each once from its least id, and whether these are all */
export function shareRings(
  graph: CountedGraph,
  maxLength: number,
  meter: WorkMeter,
): { readonly rings: FoundLoop[]; readonly complete: boolean } {
  const { holder, held, slot } = sharesInRings(graph);
  const place = new Map<number, number>();
  const nodes: number[] = [];
  const placeOf = (node: number): number => {
    const known = place.get(node);
    if (known !== undefined) return known;
    place.set(node, nodes.length);
    return nodes.push(node) - 1;
  };
  const slotOf = new Map<string, number>();
  holder.forEach((node, i) => {
    const key = `${placeOf(node)} ${placeOf(held[i]!)}`;
    if (!slotOf.has(key)) slotOf.set(key, slot[i]!);
  });
  const rings: FoundLoop[] = [];
  const complete = simpleCycles(
    buildGraph(nodes.length, { source: holder.map(placeOf), target: held.map(placeOf) }, true),
    { maxLength, limit: MAX_RINGS, meter },
    (found, length) => {
      const places = fromLeast(Array.from(found.subarray(0, length)), (at) =>
        graph.idOf(nodes[at]!),
      );
      rings.push({
        kind: 'shareholding',
        nodes: places.map((at) => nodes[at]!),
        links: places.map((at, i) => ({
          slot: slotOf.get(`${at} ${places[(i + 1) % length]!}`)!,
          forward: true,
        })),
        tightness: 1,
      });
    },
  );
  return { rings, complete };
}

/** Shares between parties that both hold and are held, again and again until none falls away: all that can lie on a ring. */
function sharesInRings(graph: CountedGraph): { holder: number[]; held: number[]; slot: number[] } {
  const { nodeCount, outStart, target, kind, kindNames } = graph.pinned;
  const shareholder = kindNames.indexOf('shareholder');
  let shares: { readonly holder: number; readonly held: number; readonly slot: number }[] = [];
  for (let holder = 0; holder < nodeCount; holder++)
    for (let slot = outStart[holder]!; slot < outStart[holder + 1]!; slot++) {
      const held = target[slot]!;
      if (kind[slot] === shareholder && holder !== held && !graph.saysNothing(holder, held))
        shares.push({ holder, held, slot });
    }
  for (;;) {
    const holders = new Set(shares.map(({ holder }) => holder));
    const helds = new Set(shares.map(({ held }) => held));
    const kept = shares.filter(({ holder, held }) => helds.has(holder) && holders.has(held));
    if (kept.length === shares.length) break;
    shares = kept;
  }
  return {
    holder: shares.map(({ holder }) => holder),
    held: shares.map(({ held }) => held),
    slot: shares.map(({ slot }) => slot),
  };
}

function fromLeast(places: readonly number[], idOf: (place: number) => string): number[] {
  const ids = places.map(idOf);
  const least = ids.reduce((best, id, i) => (id < ids[best]! ? i : best), 0);
  return [...places.slice(least), ...places.slice(0, least)];
}
