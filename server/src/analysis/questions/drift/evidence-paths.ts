/** Why a candidate is listed: chains from a former shell, or a member, by way of a persistent member to the candidate, most telling first. */
import { ALWAYS, dateOf, type CountedGraph } from '../counted-graph.ts';
import type { Neighbourhood } from './neighbourhood.ts';
import type { Seed } from './persistent-members.ts';
import type { EvidencePath } from './result.ts';

/** Chains told of each candidate. */
const MOST_TOLD = 12;
/** Chains looked at for each candidate. */
const MOST_FOUND = 2_000;

interface Step {
  readonly place: number;
  readonly relation: number;
}

/** Relations of the neighbourhood by the place of either end. */
export class Links {
  readonly #at: (Step[] | undefined)[] = [];

  constructor({ a, b }: Neighbourhood) {
    a.forEach((one, relation) => {
      (this.#at[one] ??= []).push({ place: b[relation] as number, relation });
      (this.#at[b[relation] as number] ??= []).push({ place: one, relation });
    });
  }

  of(place: number): readonly Step[] {
    return this.#at[place] ?? [];
  }
}

export function evidencePaths(
  graph: CountedGraph,
  neighbourhood: Neighbourhood,
  links: Links,
  seeds: ReadonlyMap<number, Seed>,
  candidate: number,
  hops: number,
): { paths: EvidencePath[]; total: number } {
  const found: EvidencePath[] = [];
  // From the candidate back to the persistent members; chains do not pass through other enterprises or persistent members.
  const walk = (chain: readonly Step[], place: number): void => {
    if (found.length >= MOST_FOUND) return;
    for (const step of links.of(place)) {
      if (step.place === candidate || chain.some((one) => one.place === step.place)) continue;
      const next = [...chain, step];
      const seed = seeds.get(step.place);
      if (seed !== undefined) found.push(describe(graph, neighbourhood, seed, next, candidate));
      else if (next.length < hops && !graph.isEnterprise(neighbourhood.nodes[step.place] as number))
        walk(next, step.place);
    }
  };
  walk([], candidate);
  const merged = mergeParallel(found).sort(
    (x, y) => y.strength - x.strength || (x.entities.join() < y.entities.join() ? -1 : 1),
  );
  return { paths: merged.slice(0, MOST_TOLD), total: merged.length };
}

function describe(
  graph: CountedGraph,
  { nodes, slot, weight, day }: Neighbourhood,
  seed: Seed,
  chain: readonly Step[],
  candidate: number,
): EvidencePath {
  // A relative of a member hangs on no shell: the chain begins with the member.
  const [origin] = [...(seed.shells.size > 0 ? seed.shells : seed.people)].sort((x, y) => x - y);
  const entities = [candidate, ...chain.map(({ place }) => place)]
    .reverse()
    .map((place) => graph.idOf(nodes[place] as number));
  const relations = chain.map(({ relation }) => relation).reverse();
  const first: string[] = [];
  if (origin !== undefined) {
    entities.unshift(graph.idOf(origin));
    first.push(relationBetween(graph, origin, seed.node));
  }
  const since = day[chain[0]?.relation as number] as number;
  return {
    entities,
    relations: [
      ...first,
      ...relations.flatMap((i) =>
        (slot[i] as number) < 0 ? [] : graph.relationId(slot[i] as number),
      ),
    ],
    kinds: relations.map((i) =>
      (slot[i] as number) < 0 ? 'possiblySameAs' : graph.kindOf(slot[i] as number),
    ),
    since: since === ALWAYS ? null : dateOf(since),
    shells: seed.shells.size,
    strength: relations.reduce(
      (product, i) => product * Math.min(1, weight[i] as number),
      seed.specificity,
    ),
  };
}

function relationBetween(graph: CountedGraph, origin: number, thing: number): string {
  let best = -1;
  graph.forEach(thing, (slot, other) => {
    if (other === origin && (best < 0 || graph.weightOf(slot) > graph.weightOf(best))) best = slot;
  });
  return best < 0 ? '' : graph.relationId(best);
}

/** Two relations between the same two entities are one chain. */
function mergeParallel(paths: readonly EvidencePath[]): EvidencePath[] {
  const merged = new Map<string, EvidencePath>();
  for (const path of paths) {
    const key = path.entities.join();
    const known = merged.get(key);
    if (known === undefined) merged.set(key, path);
    else
      merged.set(key, {
        ...known,
        relations: [...new Set([...known.relations, ...path.relations])],
        kinds: [...new Set([...known.kinds, ...path.kinds])],
        since:
          known.since === null || path.since === null
            ? null
            : known.since < path.since
              ? known.since
              : path.since,
        strength: Math.max(known.strength, path.strength),
      });
  }
  return [...merged.values()];
}
