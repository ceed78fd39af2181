/** Neo4j's view through kills, half written chunks, interrupted emptying and an overtaken writer: going on gives the graph that an undisturbed run gives. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import neo4j from 'neo4j-driver';
import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  it,
  onTestFinished,
  vi,
} from 'vitest';
import { armFailpoint, FailpointError } from '@phecda/graph-schema/failpoint';
import {
  StaleWriterError,
  type Chunk,
  type GraphStore,
} from '@phecda/graph-schema/ports/graph-store';
import { createNeo4jGraphStore } from '@phecda/graph-schema/stores/neo4j/neo4j-graph-store';
import { makeBigGraph } from '../support/big-graph.ts';
import { canRunNeo4j, emptyNeo4j, type Neo4jAddress } from '../support/test-servers.ts';
import { chunk, entity, relation, uuid } from './graph-store/subject.ts';

const ENTITIES = 1_500;
const RELATIONS = 4_000;
const ROWS = 1_000;

async function everything(store: GraphStore): Promise<string> {
  const rows: string[] = [];
  for await (const batch of store.streamEntities())
    for (const row of batch) rows.push(JSON.stringify(row));
  for await (const batch of store.streamRelations())
    for (const row of batch) rows.push(JSON.stringify(row));
  return rows.join('\n');
}

describe.skipIf(!canRunNeo4j())('Neo4j through crashes', () => {
  let address: Neo4jAddress;
  let store: GraphStore;
  let token = 5_000;
  let whole: string;
  const chunks = (): Chunk[] => [...makeBigGraph(ENTITIES, RELATIONS).chunks(ROWS)];

  beforeAll(async () => {
    address = await emptyNeo4j();
    store = createNeo4jGraphStore(address);
    await store.prepare();
    for (const piece of chunks()) await store.apply(piece, token);
    whole = await everything(store);
  });
  beforeEach(() => store.clear(++token));
  afterEach(() => armFailpoint(undefined));
  afterAll(() => store.close());

  const runChild = async (failpoint: string): Promise<NodeJS.Signals | null> => {
    const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
    const script = fileURLToPath(new URL('../support/apply-to-neo4j.ts', import.meta.url));
    const child = spawn(
      process.execPath,
      [
        '--import',
        tsx,
        script,
        address.url,
        address.user,
        address.password,
        ENTITIES,
        RELATIONS,
        ROWS,
        token,
        failpoint,
      ].map(String),
      { stdio: 'ignore' },
    );
    const [, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
    return signal;
  };

  it.each([
    ['between two chunks', 'neo4j-after-part=kill#2'],
    ['with a chunk written but the cursor not moved', 'neo4j-before-cursor=kill#3'],
  ])('goes on after a kill %s', async (_, failpoint) => {
    expect(await runChild(failpoint)).toBe('SIGKILL');
    const cursor = await store.cursor();
    expect(cursor).toMatchObject({ revision: 1, complete: false });
    // The next writer takes a token of its own.
    token++;
    for (const piece of chunks())
      if (piece.index > (cursor?.chunk ?? -1)) await store.apply(piece, token);
    expect(await everything(store)).toBe(whole);
  });

  it('writes a chunk beyond the size of a transaction in parts, and again from its start after a break', async () => {
    const store = createNeo4jGraphStore({ ...address, transactionRows: 2_000 });
    onTestFinished(() => store.close());
    const pieces = [...makeBigGraph(1_500, 1_800).chunks(2_000)];
    const one = chunk(1, {
      upsertEntities: pieces[0]?.upsertEntities ?? [],
      upsertRelations: pieces[1]?.upsertRelations ?? [],
    });
    armFailpoint('neo4j-after-part=throw');
    await expect(store.apply(one, token)).rejects.toBeInstanceOf(FailpointError);
    // Part of it is in the store, but nobody takes that for a revision.
    expect((await store.statistics()).entities).toBe(1_500);
    expect(await store.cursor()).toBeNull();
    await store.apply(one, token);
    expect(await store.statistics()).toMatchObject({ entities: 1_500, relations: 1_800 });
    expect(await store.cursor()).toEqual({ revision: 1, chunk: 0, complete: true });
    // The same with a revision before it: the cursor stays there, and says that it is not whole.
    const change = chunk(2, {
      upsertEntities: one.upsertEntities.map((e) => ({ ...e, tags: ['cleared'] })),
      upsertRelations: one.upsertRelations.map((r) => ({ ...r, weight: 99 })),
    });
    armFailpoint('neo4j-after-part=throw');
    await expect(store.apply(change, token)).rejects.toBeInstanceOf(FailpointError);
    expect(await store.cursor()).toEqual({ revision: 1, chunk: 0, complete: false });
    await store.apply(change, token);
    expect(await store.cursor()).toEqual({ revision: 2, chunk: 0, complete: true });
  });

  it('finishes an interrupted emptying before anything is written', async () => {
    for (const piece of chunks()) await store.apply(piece, token);
    armFailpoint('neo4j-clearing=throw');
    await expect(store.clear(++token)).rejects.toBeInstanceOf(FailpointError);
    expect(await store.cursor()).toBeNull();
    await store.apply(chunk(9, { upsertEntities: [entity(1, '甲')] }), token);
    expect(await store.statistics()).toEqual({
      entities: 1,
      relations: 0,
      byType: { Enterprise: 1 },
      byKind: {},
    });
    expect(await store.cursor()).toEqual({ revision: 9, chunk: 0, complete: true });
  });

  it('two writers at once: the later token wins, the other writes nothing more', async () => {
    const other = createNeo4jGraphStore(address);
    const pieces = chunks();
    const old = token;
    const next = ++token;
    const write = async (by: GraphStore, withToken: number): Promise<void> => {
      for (const piece of pieces) {
        try {
          await by.apply(piece, withToken);
        } catch (error) {
          if (!(error instanceof StaleWriterError)) throw error;
        }
      }
    };
    await store.apply(pieces[0] as Chunk, old);
    await Promise.all([write(store, old), write(other, next)]);
    await other.close();
    expect(await everything(store)).toBe(whole);
    await expect(store.apply(chunk(7), old)).rejects.toBeInstanceOf(StaleWriterError);
  });

  it('refuses a relation whose end it does not know, and keeps nothing of that chunk', async () => {
    await expect(
      store.apply(
        chunk(1, { upsertEntities: [entity(1, '甲')], upsertRelations: [relation(1, 1, 2)] }),
        token,
      ),
    ).rejects.toThrow(/unknown entity/);
    expect(await store.statistics()).toMatchObject({ entities: 0, relations: 0 });
    expect(await store.cursor()).toBeNull();
  });

  it('asks nothing that Neo4j deprecates', async () => {
    const one = uuid('e', 1);
    const notifications: string[] = [];
    let heard = 0;
    const open = neo4j.driver.bind(neo4j);
    vi.spyOn(neo4j, 'driver').mockImplementation((url, auth, config) =>
      open(url, auth, {
        ...config,
        logging: {
          level: 'debug',
          logger: (_, message) => {
            if (/SUCCESS/.test(message ?? '')) heard++;
            if (/Neo\.ClientNotification|"01N|"03N/.test(message ?? ''))
              notifications.push(message ?? '');
          },
        },
      }),
    );
    const asking = createNeo4jGraphStore(address);
    vi.restoreAllMocks();
    await asking.prepare();
    await asking.apply(
      chunk(1, {
        upsertEntities: [entity(1, '甲'), entity(2, '乙')],
        upsertRelations: [relation(1, 1, 2)],
      }),
      token,
    );
    await asking.apply(
      chunk(2, { removeRelations: [uuid('a', 1)], removeEntities: [uuid('e', 2)] }),
      token,
    );
    const scope = {
      types: ['Enterprise'],
      kinds: ['shareholder'],
      from: 1,
      to: 2,
      sources: ['registry'],
      tags: ['cleared'],
    };
    await asking.search({ text: '甲', limit: 5, scope });
    await asking.expand({ ids: [one], depth: 2, perKindLimit: 5, limit: 50, scope });
    await asking.between([one], scope);
    await asking.counts(one, scope);
    await asking.statistics();
    await everything(asking);
    await asking.close();
    // Names that an empty store does not know yet are no fault; but the log must have been heard at all.
    expect(notifications.filter((message) => /deprecat/i.test(message))).toEqual([]);
    expect(heard).toBeGreaterThan(20);
  });
});
