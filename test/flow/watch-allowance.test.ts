/** A watch is saved without waiting for its forecast: what was just shown is taken, and what was not is counted afterwards and keeps to the allowance all the same. */
import { conditionNamed } from '@phecda/alerts';
import { deployedOntology, type Sql } from '@phecda/graph-schema';
import { AlertDesk } from '@phecda/server/features/alerts/alert-desk';
import { AllowanceKeeper } from '@phecda/server/features/watches/allowance-keeper';
import { serverItself } from '@phecda/server/features/viewer';
import { createApollo } from '@phecda/server/graphql/create-apollo';
import { createContext } from '@phecda/server/graphql/context';
import { createSchema } from '@phecda/server/graphql/create-schema';
import { createLog } from '@phecda/server/log';
import { truthFor } from '@phecda/server/reading/truth';
import type { Services } from '@phecda/server/services';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newDuckDb, newPostgres } from '../support/truths.ts';
import { idOf, loadStaged } from './staged-world.ts';

const ontology = deployedOntology();
const log = createLog('silent');
const apollo = createApollo(createSchema(ontology), true, log);
beforeAll(() => apollo.start());
afterAll(() => apollo.stop());

/** Alerts that the watch below would have brought, all this week. */
const brought = 5;
const minuteMs = 60_000;

interface Saved {
  readonly id: string;
  readonly version: number;
  readonly active: boolean;
  readonly allowance: { readonly perWeek: number | null } | null;
  readonly history: readonly { readonly actor: string; readonly active: boolean }[];
}
const fields = 'id version active allowance { perWeek } history { actor active }';

/** The truth of a machine that is busy: as long as the gate is shut, no question to it is answered. */
function gated(sql: Sql) {
  let open: () => void = () => undefined;
  let gate = Promise.resolve();
  return {
    shut: () => {
      gate = new Promise((resolve) => (open = resolve));
    },
    open: () => open(),
    truth: new Proxy(sql, {
      get: (of, name): unknown =>
        name === 'query' || name === 'revision'
          ? async (...given: [string]) => {
              await gate;
              return of[name](...given);
            }
          : name === 'stream'
            ? async function* (...given: Parameters<Sql['stream']>) {
                await gate;
                yield* of.stream(...given);
              }
            : Reflect.get(of, name, of),
    }),
  };
}

async function begin(sql: Sql) {
  const a = idOf('registry', 'Enterprise', 'A');
  await loadStaged(sql, {
    name: 'first.csv',
    dataset: 'registry',
    items: [{ family: 'entity', type: 'Enterprise', key: 'A', label: 'A' }],
  });
  await loadStaged(sql, {
    name: 'second.csv',
    dataset: 'registry',
    items: Array.from({ length: brought }, (_, n) => `P${n}`).flatMap((key) => [
      { family: 'entity', type: 'Person', key, label: key, tags: ['wanted-person'] } as const,
      {
        family: 'relation',
        type: 'legalRepresentative',
        source: idOf('registry', 'Person', key),
        target: a,
      } as const,
    ]),
  });
  let minutes = 0;
  const clock = (): Date => new Date(Date.now() + minutes * minuteMs);
  const { truth, ...gate } = gated(sql);
  const desk = new AlertDesk(sql.state, clock, log);
  const newKeeper = (): AllowanceKeeper =>
    new AllowanceKeeper({
      desk,
      truth: truthFor(serverItself, truth, ontology),
      state: sql.state,
      silences: { past: () => Promise.resolve([]) },
      clock,
      log,
    });
  const allowances = newKeeper();
  const services = {
    alerts: desk,
    allowances,
    ontology,
    truthFor: (viewer: Parameters<typeof truthFor>[0]) => truthFor(viewer, truth, ontology),
    state: sql.state,
    clock,
    log,
  } as unknown as Services;
  const session = { operator: 'Wang', start: async () => undefined };
  const ask = async (query: string, variables: Record<string, unknown>) => {
    const { body } = await apollo.executeOperation(
      { query, variables },
      { contextValue: createContext(services, session, new AbortController().signal) },
    );
    if (body.kind !== 'single') throw new Error('not one answer');
    const { data, errors } = body.singleResult;
    return { data: data as Record<string, unknown> | null, error: errors?.[0]?.extensions };
  };
  const input = (weekly: number, more: object = {}) => ({
    name: '',
    active: true,
    targets: [{ kind: 'entities', ids: [a] }],
    condition: 'newAssociation',
    settings: {},
    level: 3,
    recipients: [],
    weekly,
    ...more,
  });
  return {
    ...gate,
    desk,
    allowances,
    newKeeper,
    input,
    later: (more: number) => (minutes += more),
    preview: async (watch: object) => {
      const { data } = await ask(
        'query P($watch: WatchInput!) { previewWatch(watch: $watch) { perWeek } }',
        { watch },
      );
      return (data?.['previewWatch'] as { perWeek: number }).perWeek;
    },
    save: async (watch: object, known: Pick<Saved, 'id' | 'version'> | null = null) => {
      const { data, error } = await ask(
        `mutation S($id: ID, $version: Long, $watch: WatchInput!) { saveWatch(id: $id, version: $version, watch: $watch, reason: "test") { ${fields} } }`,
        { watch, id: known?.id, version: known?.version },
      );
      return { saved: data?.['saveWatch'] as Saved, error };
    },
    restore: async (id: string, version: number, to: number) => {
      const { data } = await ask(
        `mutation R($id: ID!, $version: Long!, $to: Long!) { restoreWatch(id: $id, version: $version, to: $to, reason: "test") { ${fields} } }`,
        { id, version, to },
      );
      return data?.['restoreWatch'] as Saved;
    },
    watch: async (id: string) => {
      const { data } = await ask(`query W($id: ID!) { watch(id: $id) { ${fields} } }`, { id });
      return data?.['watch'] as Saved;
    },
  };
}

test.each([
  ['duckdb', newDuckDb],
  ['postgres', newPostgres],
] as const)('a watch keeps to its allowance and is saved at once on %s', async (_, open) => {
  const sql = await open();
  const world = await begin(sql);
  const { input, save, preview, watch, allowances } = world;

  // What was just shown is taken, whatever the allowance is by now and however the settings are written.
  expect(await preview(input(50))).toBe(brought);
  world.shut();
  const refused = await save(input(brought - 1));
  expect(refused.error).toMatchObject({ key: 'error.watchOverAllowance' });
  const defaults = conditionNamed('newAssociation')?.settings.parse({}) as object;
  const shown = await save(input(brought, { settings: defaults, level: 5 }));
  expect(shown.saved).toMatchObject({ version: 1, active: true, allowance: null });

  // Another search, and one that was shown too long ago, are saved while nothing answers, and counted afterwards.
  const other = input(brought - 1, { settings: { hops: 3 } });
  const { saved } = await save(other);
  expect(saved).toMatchObject({ version: 1, active: true, allowance: { perWeek: null } });
  world.later(30);
  const old = await save(input(brought));
  expect(old.saved).toMatchObject({ active: true, allowance: { perWeek: null } });
  world.open();
  await allowances.look();
  expect(await watch(old.saved.id)).toMatchObject({ version: 1, active: true, allowance: null });
  const off = await watch(saved.id);
  expect(off).toMatchObject({ version: 2, active: false, allowance: { perWeek: brought } });
  expect(off.history.map(({ actor, active }) => [actor, active])).toEqual([
    ['Phecda', false],
    ['Wang', true],
  ]);

  // Going back to what was refused does not get round it, nor does changing something else meanwhile.
  world.later(30);
  world.shut();
  const again = await world.restore(saved.id, 2, 1);
  expect(again).toMatchObject({ version: 3, active: true, allowance: { perWeek: null } });
  const graver = await save({ ...other, level: 4 }, again);
  expect(graver.saved).toMatchObject({ version: 4, allowance: { perWeek: null } });
  world.open();
  // Whichever process comes to it.
  await world.newKeeper().look();
  expect(await watch(saved.id)).toMatchObject({
    version: 5,
    active: false,
    allowance: { perWeek: brought },
  });

  // One that is tightened, or allowed more, is on again.
  const allowed = await save({ ...other, weekly: brought }, { id: saved.id, version: 5 });
  await allowances.look();
  expect(await watch(saved.id)).toMatchObject({ version: 6, active: true, allowance: null });
  expect(allowed.error).toBeUndefined();
  await allowances.stop();
  await sql.close();
});
