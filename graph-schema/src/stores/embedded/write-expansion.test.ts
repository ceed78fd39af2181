/** An expansion as JSON says, byte for byte, what `JSON.stringify` says of the same expansion as objects. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EntitySummary, ExpandQuery, RelationSummary } from '../../ports/graph-store.ts';
import type { ExpansionShape, WrittenExpansion } from '../../ports/written-expansion.ts';
import { graphs } from '../../projection/random-graph.ts';
import { entityText, relationText } from '../../truth/row-texts.ts';
import { EmbeddedGraph } from './embedded-graph.ts';
import { JsonBytes } from './json-bytes.ts';
import { unpackExpansion } from './packed-expansion.ts';

const shape: ExpansionShape = {
  node: {
    columns: ['degree', 'id', 'label', 'record', 'sources', 'tags', 'type', 'id'],
    texts: [
      '{"d":',
      ',"id":',
      ',"l":',
      ',"r":',
      ',"s":',
      ',"t":',
      ',"of":"Node","y":',
      ',"i":',
      '}',
    ],
  },
  relation: {
    columns: ['periods', 'id', 'kind', 'source', 'target', 'weight', 'sources'],
    texts: ['{"p":', ',"id":', ',"k":', ',"from":', ',"to":', ',"w":', ',"pending":null,"s":', '}'],
  },
  period: { columns: ['to', 'from'], texts: ['{"to":', ',"from":', '}'] },
  unlabelled: [],
};
const nodeJson = ({ degree, id, label, record, sources, tags, type }: EntitySummary) => ({
  d: degree,
  id,
  l: label,
  r: record,
  s: sources,
  t: tags,
  of: 'Node',
  y: type,
  i: id,
});
const day = (value: number | null): string | null =>
  value === null ? null : new Date(value * 86_400_000).toISOString().slice(0, 10);
const relationJson = (relation: RelationSummary) => ({
  p: relation.periods.map(({ from, to }) => ({ to: day(to), from: day(from) })),
  id: relation.id,
  k: relation.kind,
  from: relation.source,
  to: relation.target,
  w: relation.weight,
  pending: null,
  s: relation.sources,
});
const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString();
const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.constantFrom('深圳"摇光"\\进出口\n公司', '\u0000\u001f\u007f\u2028', '𠮷野家 ', ''),
);

async function graphOf(
  { nodes, edges }: Parameters<Parameters<ReturnType<typeof graphs>['map']>[0]>[0],
  labels: readonly string[],
): Promise<EmbeddedGraph> {
  const graph = new EmbeddedGraph('all', {});
  const rest = { names: [], identifiers: [], texts: [], props: {}, digest: 'd' };
  await graph.applyPiece(
    {
      revision: 1,
      index: 0,
      last: true,
      lastPiece: true,
      removeRelations: [],
      removeEntities: [],
      upsertEntities: nodes.map((node, place) =>
        entityText({
          ...node,
          ...rest,
          // Every third record is no UUID.
          record: place % 3 === 0 ? `record "${place}"` : node.id.replace('e', 'c'),
          label: labels[place % labels.length] ?? '',
        }),
      ),
      upsertRelations: edges.map((edge) => relationText({ ...edge, props: {}, digest: 'd' })),
    },
    1,
  );
  return graph;
}

describe('an expansion as JSON', () => {
  it('equals the expansion as objects', async () => {
    await fc.assert(
      fc.asyncProperty(
        graphs(12, 40),
        fc.array(hostile, { minLength: 1, maxLength: 12 }),
        fc.record({
          depth: fc.integer({ min: 1, max: 3 }),
          perKindLimit: fc.integer({ min: 1, max: 5 }),
          limit: fc.integer({ min: 1, max: 12 }),
        }),
        async (drawn, labels, limits) => {
          const graph = await graphOf(drawn, labels);
          const asked = [...drawn.nodes.slice(0, 2).map(({ id }) => id), 'no such entity'];
          const query: ExpandQuery = { ids: asked, ...limits };
          const objects = unpackExpansion(await graph.expand(query));
          const written = await graph.expandWritten(query, shape);
          const nodes = await graph.entities(objects.entities.map(({ id }) => id));
          expect(text(written.nodes)).toBe(JSON.stringify(nodes.map(nodeJson)));
          expect(text(written.relations)).toBe(JSON.stringify(objects.relations.map(relationJson)));
          expect(written).toMatchObject({ totals: objects.totals, cut: objects.cut });
          expect(written.origins).toBe(2);
          expect(written.gaps).toEqual([]);
        },
      ),
    );
  });

  it('leaves out the labels of some types and says where they belong', async () => {
    const [drawn] = fc.sample(graphs(12, 40), { numRuns: 1, seed: 5 });
    const graph = await graphOf(drawn!, ['甲"', 'b']);
    const query = { ids: [drawn!.nodes[0]!.id], depth: 3, perKindLimit: 9, limit: 12 };
    const whole = await graph.expandWritten(query, shape);
    const { types, names } = { types: ['A'], names: whole.subjects.typeNames };
    const written: WrittenExpansion = await graph.expandWritten(query, {
      ...shape,
      unlabelled: types,
    });
    const parts: Uint8Array[] = [];
    let from = 0;
    for (const { at, label } of written.gaps) {
      parts.push(written.nodes.subarray(from, at), Buffer.from(JSON.stringify(label)));
      from = at;
    }
    expect(text(Buffer.concat([...parts, written.nodes.subarray(from)]))).toBe(text(whole.nodes));
    expect(written.gaps.map(({ id }) => id)).toEqual(
      unpackExpansion(await graph.expand(query))
        .entities.filter(({ type }) => type === 'A')
        .map(({ id }) => id),
    );
    expect([...whole.subjects.types].map((type) => names[type])).toEqual(
      unpackExpansion(await graph.expand(query)).entities.map(({ type }) => type),
    );
  });
});

it('whole numbers and texts are written as JSON has them, beyond the room that there was', () => {
  const bytes = new JsonBytes();
  const numbers = [0, 7, 10, 99, 100, 4_294_967_295];
  for (const number of numbers) {
    bytes.begin();
    bytes.count(number);
    expect(text(bytes.taken())).toBe(`${number}`);
  }
  const long = Buffer.from('"\u0001深'.repeat(200_000));
  bytes.begin();
  bytes.text(long, 0, long.length);
  expect(text(bytes.taken())).toBe(JSON.stringify(long.toString()));
});
