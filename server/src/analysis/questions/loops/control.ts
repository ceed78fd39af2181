/** Which two traders one hand runs: directly, or by a person or enterprise that controls both. */
import type { CountedGraph } from '../counted-graph.ts';
import { controlKinds } from './parameters.ts';
import type { FoundLoop } from './found-loop.ts';

interface Hold {
  readonly slot: number;
  /** The relation points away from the one whose holds these are. */
  readonly out: boolean;
  readonly weight: number;
}

interface Way {
  /** Who stands between the two; nobody where one holds the other. */
  readonly over: readonly number[];
  readonly links: FoundLoop['links'];
  /** 0 to 1: the less, the more others the one between them controls. */
  readonly tightness: number;
}

export class Control {
  readonly #graph: CountedGraph;
  readonly #maxSharers: number;
  readonly #holds = new Map<number, ReadonlyMap<number, Hold>>();
  readonly #hubs = new Set<number>();

  constructor(graph: CountedGraph, maxSharers: number) {
    this.#graph = graph;
    this.#maxSharers = maxSharers;
  }

  /** Controllers of too many, met so far. */
  get hubs(): number {
    return this.#hubs.size;
  }

  /** The tightest way; null: nothing leads from one to the other. */
  between(from: number, to: number): Way | null {
    const own = this.#holdsOf(from);
    const theirs = this.#holdsOf(to);
    const direct = own.get(to);
    let best: (Way & { readonly name: string }) | null =
      direct === undefined
        ? null
        : {
            over: [],
            links: [{ slot: direct.slot, forward: direct.out }],
            tightness: direct.weight,
            name: '',
          };
    for (const [between, first] of own) {
      const second = theirs.get(between);
      if (second === undefined) continue;
      const others = this.#holdsOf(between).size;
      if (others > this.#maxSharers) {
        this.#hubs.add(between);
        continue;
      }
      const tightness = (first.weight * second.weight) / Math.max(1, others - 1);
      const name = this.#graph.idOf(between);
      if (
        best !== null &&
        (tightness < best.tightness || (tightness === best.tightness && name > best.name))
      )
        continue;
      best = {
        over: [between],
        links: [
          { slot: first.slot, forward: first.out },
          { slot: second.slot, forward: !second.out },
        ],
        tightness,
        name,
      };
    }
    return best;
  }

  #holdsOf(node: number): ReadonlyMap<number, Hold> {
    const known = this.#holds.get(node);
    if (known !== undefined) return known;
    const found = new Map<number, Hold>();
    this.#graph.forEach(node, (slot, other, out) => {
      if (!(controlKinds as readonly string[]).includes(this.#graph.kindOf(slot))) return;
      const weight = this.#graph.weightOf(slot);
      if (weight > (found.get(other)?.weight ?? 0)) found.set(other, { slot, out, weight });
    });
    this.#holds.set(node, found);
    return found;
  }
}
