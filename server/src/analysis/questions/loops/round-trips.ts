/**
 * Second step of the search for closed loops: goods that go out to a party abroad and come in from it again, between two traders that one hand runs:
 * one holds shares of the other, or somebody holds office or shares in both.
 */
import type { CountedGraph } from '../counted-graph.ts';
import { Control } from './control.ts';
import type { FoundLoop } from './found-loop.ts';

interface RoundTripOptions {
  /** A party abroad with more partners, and a controller of more enterprises, closes nothing. */
  readonly maxSharers: number;
  /** Told of the share that is done, 0 to 1. */
  readonly onProgress: (share: number) => void;
}

export function roundTrips(
  graph: CountedGraph,
  { maxSharers, onProgress }: RoundTripOptions,
): { readonly trips: FoundLoop[]; readonly hubs: number } {
  const { nodeCount } = graph.pinned;
  const control = new Control(graph, maxSharers);
  const trips: FoundLoop[] = [];
  let hubs = 0;
  for (let party = 0; party < nodeCount; party++) {
    if ((party & 4_095) === 0) onProgress(party / nodeCount);
    if (graph.typeOf(party) !== 'OverseasParty' || graph.isLeftOut(party)) continue;
    const { exporters, importers, partners } = tradersWith(graph, party);
    if (exporters.size === 0 || importers.size === 0) continue;
    if (partners > maxSharers) {
      hubs++;
      continue;
    }
    for (const [exporter, out] of exporters)
      for (const [importer, back] of importers) {
        if (exporter === importer) continue;
        const way = control.between(importer, exporter);
        if (way === null) continue;
        trips.push({
          kind: 'roundTrip',
          nodes: [exporter, party, importer, ...way.over],
          links: [{ slot: out, forward: true }, { slot: back, forward: false }, ...way.links],
          tightness: way.tightness / Math.max(1, partners - 1),
        });
      }
  }
  return { trips, hubs: hubs + control.hubs };
}

/** Who exports to and imports from a party, with the relation that says so. */
function tradersWith(
  graph: CountedGraph,
  party: number,
): { exporters: Map<number, number>; importers: Map<number, number>; partners: number } {
  const exporters = new Map<number, number>();
  const importers = new Map<number, number>();
  graph.forEach(party, (slot, other) => {
    const kind = graph.kindOf(slot);
    if (kind === 'exportsTo') exporters.set(other, slot);
    else if (kind === 'importsFrom') importers.set(other, slot);
  });
  return {
    exporters,
    importers,
    partners: new Set([...exporters.keys(), ...importers.keys()]).size,
  };
}
