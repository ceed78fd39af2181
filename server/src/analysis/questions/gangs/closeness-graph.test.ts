/** The fold of shared things and relations into ties, against the definition worked out pair by pair on random graphs. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Projection } from '@phecda/graph-schema/projection/projection';
import { closenessGraph } from './closeness-graph.ts';

const actors = 7;
const things = 5;
const weights: Readonly<Record<string, number>> = { hasPhone: 1, contact: 0.8, shareholder: 1 };
const maxSharers = 4;
const idOf = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const actor = fc.nat({ max: actors - 1 });

const world = fc.record({
  shared: fc.array(
    fc.tuple(actor, fc.nat({ max: things - 1 }), fc.constantFrom('hasPhone', 'dealsIn')),
    {
      maxLength: 25,
    },
  ),
  direct: fc.array(
    fc.tuple(actor, actor, fc.constantFrom('contact', 'shareholder', 'declaresFor')),
    {
      maxLength: 15,
    },
  ),
});

type World = typeof world extends fc.Arbitrary<infer T> ? T : never;

function project({ shared, direct }: World): Projection {
  const projection = new Projection();
  const add = (n: number, type: string): void =>
    void projection.upsertEntity({ id: idOf(n), type, tags: [], sources: [] });
  for (let n = 0; n < actors; n++) add(n, n % 3 === 0 ? 'Person' : 'Enterprise');
  for (let t = 0; t < things; t++) add(100 + t, 'Phone');
  let relations = 1_000;
  const relate = (kind: string, source: number, target: number): void =>
    void projection.upsertRelation({
      id: idOf(relations++),
      kind,
      source: idOf(source),
      target: idOf(target),
      periods: [],
      weight: 1,
      sources: [],
    });
  for (const [a, t, kind] of shared) relate(kind, a, 100 + t);
  for (const [a, b, kind] of direct) relate(kind, a, b);
  for (const _ of projection.compact());
  return projection;
}

function expectedTies({ shared, direct }: World): Map<string, number> {
  const ties = new Map<string, number>();
  const tie = (a: number, b: number, weight: number): void => {
    const key = `${Math.min(a, b)}-${Math.max(a, b)}`;
    ties.set(key, (ties.get(key) ?? 0) + weight);
  };
  for (let t = 0; t < things; t++) {
    const sharers = new Set(
      shared.filter(([, thing, kind]) => thing === t && kind === 'hasPhone').map(([a]) => a),
    );
    if (sharers.size > maxSharers) continue;
    for (const a of sharers) for (const b of sharers) if (a < b) tie(a, b, 1 / (sharers.size - 1));
  }
  const counted = direct.filter(([a, b, kind]) => a !== b && kind in weights);
  const others = (n: number): number =>
    new Set(counted.flatMap(([a, b]) => (a === n ? [b] : b === n ? [a] : []))).size;
  for (const [a, b, kind] of counted)
    tie(a, b, weights[kind]! / Math.sqrt(Math.max(others(a), others(b))));
  return ties;
}

it('ties are what the definition says', () => {
  fc.assert(
    fc.property(world, (given) => {
      const projection = project(given);
      const { graph, nodes } = closenessGraph(projection.pin(), {
        leftOut: { nodes: new Set(), pairs: new Set() },
        weights,
        maxSharers,
        from: null,
        to: null,
      });
      const found = new Map<string, number>();
      const nameOf = (n: number): number => Number(projection.nodes.id(nodes[n]!).slice(-6));
      for (let n = 0; n < graph.nodeCount; n++)
        for (let e = graph.start[n]!; e < graph.start[n + 1]!; e++) {
          const [a, b] = [nameOf(n), nameOf(graph.target[e]!)];
          if (a < b) found.set(`${a}-${b}`, graph.weight[e]!);
        }
      const expected = expectedTies(given);
      expect([...found.keys()].sort()).toEqual([...expected.keys()].sort());
      for (const [pair, weight] of expected) expect(found.get(pair)).toBeCloseTo(weight, 9);
    }),
  );
});
