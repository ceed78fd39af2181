/** What the graph's thread writes is, byte for byte, what GraphQL makes of objects; where it cannot be, objects answer. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deployedOntology } from '@phecda/graph-schema';
import type { ExpandQuery } from '@phecda/graph-schema/ports/graph-store';
import type { ExpansionWriter } from '@phecda/graph-schema/ports/written-expansion';
import {
  createEmbeddedGraphStore,
  type EmbeddedGraphStore,
} from '@phecda/graph-schema/stores/embedded/embedded-graph-store';
import type { RequestContext } from '../../graphql/context.ts';
import { createApollo } from '../../graphql/create-apollo.ts';
import { createSchema } from '../../graphql/create-schema.ts';
import { resultAsJson } from '../../graphql/written-fields.ts';
import { createLog } from '../../log.ts';
import type { ViewedTruth } from '../../reading/truth.ts';
import { KnownSubjects } from '../inbox/known-subjects.ts';
import { localOperator, type Viewer } from '../viewer.ts';

const apollo = createApollo(createSchema(deployedOntology()), true, createLog('silent'));
const id = (n: number): string => `e0000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`;
const recordOf = (n: number): string => id(n).replace('e', 'c');
const relationId = (n: number): string => id(n).replace('e', 'a');
let store: EmbeddedGraphStore;
let written = 0;
/** Questions to the truth about ids. */
let resolved = 0;

beforeAll(async () => {
  await apollo.start();
  store = await createEmbeddedGraphStore();
  const rest = { names: [], identifiers: [], texts: [], props: {} };
  await store.apply(
    {
      revision: 1,
      index: 0,
      last: true,
      removeRelations: [],
      removeEntities: [],
      upsertEntities: Array.from({ length: 12 }, (_, n) => ({
        ...rest,
        id: id(n),
        record: recordOf(n),
        type: n === 3 ? 'HSCode' : n % 2 ? 'Person' : 'Enterprise',
        label: n === 3 ? '8471' : `深圳"${n}"`,
        tags: n % 4 ? [] : ['concealed'],
        sources: ['customs', 'registry'].slice(n % 2),
        digest: `${n}`,
      })),
      upsertRelations: Array.from({ length: 11 }, (_, n) => ({
        id: relationId(n),
        kind: n % 3 ? 'family' : 'owns',
        source: id(n >> 1),
        target: id(n + 1),
        periods: n % 2 ? [] : [{ from: 19_000 + n, to: n % 4 ? null : 19_500 }],
        weight: n + 1,
        sources: ['registry'],
        props: {},
        digest: `${n}`,
      })),
    },
    1,
  );
});
afterAll(async () => {
  await store.close();
  await apollo.stop();
});

interface Way {
  readonly writes: boolean;
  readonly viewer?: Viewer;
  readonly pending?: readonly unknown[];
  readonly known?: KnownSubjects;
}

async function ask(
  query: string,
  variables: Readonly<Record<string, unknown>>,
  { writes, viewer = localOperator(null), pending = [], known = new KnownSubjects() }: Way,
): Promise<string> {
  const same = async (_: ViewedTruth, ids: readonly string[]) => {
    resolved++;
    return new Map(ids.map((asked) => [asked, asked.toLowerCase().replace(/^c/, 'e')]));
  };
  const graph = {
    expand: (asked: ExpandQuery) => store.expand(asked),
    ...(writes && {
      expandWritten: (...asked: Parameters<ExpansionWriter>) => {
        written++;
        return store.expandWritten(...asked);
      },
    }),
  };
  const contextValue = {
    viewer,
    truth: { viewer },
    services: {
      graph,
      known,
      entityIds: { of: same, anew: same },
      inbox: { pending: () => Promise.resolve(pending) },
    },
    nodes: { loadMany: (asked: readonly string[]) => store.entities(asked) },
    goods: { load: (asked: string) => Promise.resolve(asked === id(3) ? '8471 电脑' : null) },
  } as unknown as RequestContext;
  const { body } = await apollo.executeOperation({ query, variables }, { contextValue });
  if (body.kind !== 'single') throw new Error('not one answer');
  return resultAsJson(body.singleResult).toString();
}

const fragments = `fragment N on Node { __typename degree id label record sources tags type }
  fragment L on Link { id kind pending periods { __typename from to } source sources target weight }`;
const ofThePage = `${fragments} query E($ids: [ID!]!, $depth: Int) { __typename expand(ids: $ids, depth: $depth) {
  __typename cut links { __typename ...L } nodes { __typename ...N } totals { __typename hop kind shown total type } } }`;

describe('expand', () => {
  it.each([
    ['as the page asks', ofThePage, { ids: [id(0)], depth: 2 }],
    ['several, of which one is a record', ofThePage, { ids: [id(4), recordOf(0)], depth: 3 }],
    [
      'under other names, in another order',
      `query E($ids: [ID!]!) { all: expand(ids: $ids, limit: 4, perKindLimit: 1) {
        rest: totals { total } nodes { name: label key: id } why: cut } }`,
      { ids: [id(0)] },
    ],
    [
      'a little',
      `query E($ids: [ID!]!) { expand(ids: $ids) { ... on Subgraph { links { periods { to } } } } }`,
      { ids: [id(1)] },
    ],
    ['what nobody has', ofThePage, { ids: [] }],
  ])('writes what objects would say: %s', async (_, query, variables) => {
    const before = written;
    const asJson = await ask(query, variables, { writes: true });
    const asked = variables.ids.length;
    expect(written - before).toBe(asked === 0 ? 0 : variables.ids.includes(recordOf(0)) ? 2 : 1);
    expect(asJson).toBe(await ask(query, variables, { writes: false }));
    expect(JSON.parse(asJson)).toHaveProperty('data');
  });

  it('asks the truth what an id leads to only where the graph does not know it', async () => {
    const before = resolved;
    await ask(ofThePage, { ids: [id(0), id(4)] }, { writes: true });
    expect(resolved).toBe(before);
    const { data } = JSON.parse(await ask(ofThePage, { ids: [recordOf(4)] }, { writes: true })) as {
      data: { expand: { nodes: { id: string }[] } };
    };
    expect(resolved).toBe(before + 1);
    expect(data.expand.nodes[0]?.id).toBe(id(4));
  });

  it('names goods', async () => {
    const { data } = JSON.parse(
      await ask(ofThePage, { ids: [id(1)], depth: 1 }, { writes: true }),
    ) as {
      data: { expand: { nodes: { label: string }[] } };
    };
    expect(data.expand.nodes.map(({ label }) => label)).toContain('8471 电脑');
  });

  it.each([
    [
      'directives',
      `query E($ids: [ID!]!, $yes: Boolean!) { expand(ids: $ids) { nodes { id label @include(if: $yes) } } }`,
      {},
    ],
    [
      'two lists of one name',
      `query E($ids: [ID!]!, $yes: Boolean!) { expand(ids: $ids) { nodes { id @skip(if: $yes) } nodes { label } } }`,
      {},
    ],
    [
      'what somebody said and is not taken in',
      ofThePage,
      {
        pending: [
          {
            number: 1,
            said: {
              kind: 'relation',
              relation: 'family',
              source: recordOf(0),
              target: recordOf(9),
            },
          },
        ],
      },
    ],
    [
      'a viewer of some districts',
      ofThePage,
      {
        viewer: { ...localOperator(null), districts: ['5301'] },
      },
    ],
  ])('leaves to objects: %s', async (_, query, way) => {
    const before = written;
    const text = await ask(query, { ids: [id(0)], yes: true }, { ...way, writes: true });
    expect(written).toBe(before);
    expect(JSON.parse(text)).toHaveProperty('data.expand.nodes');
    if ('pending' in way)
      expect(JSON.parse(text)).toMatchObject({
        data: {
          expand: {
            links: expect.arrayContaining([expect.objectContaining({ pending: 'adding' })]),
          },
        },
      });
  });

  it('is refused to a viewer who may not read', async () => {
    const viewer: Viewer = { ...localOperator(null), may: () => false };
    const before = written;
    expect(
      JSON.parse(await ask(ofThePage, { ids: [id(0)] }, { writes: true, viewer })),
    ).toMatchObject({
      data: null,
      errors: [{ extensions: { code: 'UNAUTHENTICATED' } }],
    });
    expect(written).toBe(before);
  });

  it('remembers whom it has shown, for whoever writes something about them', async () => {
    const known = new KnownSubjects();
    await ask(ofThePage, { ids: [id(0)], depth: 1 }, { writes: true, known });
    const truth = { viewer: localOperator(null) } as ViewedTruth;
    const subject = { record: recordOf(2), entity: id(2), type: 'Enterprise' };
    expect(await known.find(truth, id(2))).toEqual(subject);
    expect(await known.find(truth, recordOf(2).toUpperCase())).toEqual(subject);
    // Not shown: the truth is asked, which this viewer has none of.
    await expect(known.find(truth, id(11))).rejects.toThrow();
  });
});
