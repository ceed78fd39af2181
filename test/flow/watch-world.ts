/** Small worlds for watches: what files say, a watch, and the daemon that looks at both. */
import { AlertService } from '@phecda/alerts';
import { noChannels } from '@phecda/alerts/config';
import { AlertStore, type AlertFacts } from '@phecda/alerts/store/alert-store';
import { WatchStore } from '@phecda/alerts/store/watch-store';
import { watchContent, type WatchContent } from '@phecda/alerts/watch';
import { deployedOntology } from '@phecda/graph-schema';
import type { Sql } from '@phecda/graph-schema/ports/sql';
import { newDuckDb, newPostgres } from '../support/truths.ts';
import { idOf, loadStaged, type StagedFile, type StagedItem } from './staged-world.ts';

export const ontology = deployedOntology();
const dataset = 'registry';

export const id = (type: string, key: string): string => idOf(dataset, type, key);
export const entity = (
  type: string,
  key: string,
  more: { props?: Record<string, string>; tags?: string[]; keys?: string[] } = {},
): StagedItem => ({
  family: 'entity',
  type,
  key,
  label: key,
  ...more,
  props: { name: key, ...more.props },
});
export const relation = (
  type: string,
  source: readonly [string, string],
  target: readonly [string, string],
): StagedItem => ({ family: 'relation', type, source: id(...source), target: id(...target) });
export const declared = (
  number: string,
  date: string,
  company: string,
  more: { port?: string; value?: number; currency?: string } = {},
): StagedItem => ({
  family: 'event',
  number,
  date,
  direction: 'import',
  ...(more.value !== undefined && { value: more.value }),
  ...(more.currency !== undefined && { currency: more.currency }),
  parties: {
    trader: id('Enterprise', company),
    ...(more.port !== undefined && { port: id('Port', more.port) }),
  },
});
export const file = (name: string, items: readonly StagedItem[]): StagedFile => ({
  name,
  dataset,
  items,
});

export interface WatchWorld {
  readonly sql: Sql;
  readonly watches: WatchStore;
  readonly alerts: AlertStore;
  readonly service: AlertService;
  /** Its watches in the order in which they were made. */
  readonly made: readonly string[];
  watch(condition: string, more?: Partial<Record<keyof WatchContent, unknown>>): Promise<string>;
  /** Takes in what is committed. */
  found(): Promise<AlertFacts[]>;
  close(): Promise<void>;
}

/** The day before is recent, whatever day it is. */
export const now = new Date('2026-03-10T09:00:00Z');

export async function watchWorld(engine: 'duckdb' | 'postgres'): Promise<WatchWorld> {
  const sql = engine === 'duckdb' ? await newDuckDb() : await newPostgres();
  const clock = (): Date => now;
  const watches = new WatchStore(sql.state, clock);
  const alerts = new AlertStore(sql.state, clock);
  const service = new AlertService({
    sql,
    ontology,
    settings: noChannels,
    publicUrl: () => 'https://phecda.example',
    name: 'test',
    clock,
    onError: (error) => {
      throw error;
    },
  });
  const made: string[] = [];
  return {
    sql,
    watches,
    alerts,
    service,
    made,
    watch: async (condition, more = {}) => {
      const watchId = await watches.create(
        {
          name: condition,
          active: true,
          content: watchContent.parse({
            targets: [{ kind: 'entities', records: [id('Enterprise', 'A')] }],
            condition,
            level: 4,
            ...more,
          }),
        },
        'Wang',
        'test',
      );
      made.push(watchId);
      return watchId;
    },
    found: async () => {
      await service.catchUp();
      return (await alerts.list({ children: true }, 500, 0)).alerts;
    },
    close: async () => {
      await service.stop();
      await sql.close();
    },
  };
}

/** A monitored gang of the enterprises A and B, which have a phone each, beside C. */
export const gang = '9a9a0000-0000-4000-8000-000000000001';

export async function gangWorld(
  engine: 'duckdb' | 'postgres',
  more: readonly StagedItem[] = [],
): Promise<WatchWorld> {
  const world = await watchWorld(engine);
  await loadStaged(
    world.sql,
    file('base', [
      ...['A', 'B', 'C'].map((key) => entity('Enterprise', key)),
      ...['1', '2'].map((key) => entity('Phone', key)),
      relation('hasPhone', ['Enterprise', 'A'], ['Phone', '1']),
      relation('hasPhone', ['Enterprise', 'B'], ['Phone', '2']),
      ...more,
    ]),
  );
  await world.sql.state.execute(
    `INSERT INTO gang (gang_id, name, monitored, members, origin, version, actor, reason, created_at, updated_at)
     VALUES (CAST($1 AS UUID), 'G', TRUE, $2, '{}', 1, 'Wang', 'test', CAST('2026-01-01' AS TIMESTAMP), CAST('2026-01-01' AS TIMESTAMP))`,
    [
      gang,
      JSON.stringify(['A', 'B'].map((key) => ({ record: id('Enterprise', key), role: 'core' }))),
    ],
  );
  await world.found();
  return world;
}

/** A wanted person at the head of an enterprise. */
export const wanted = (key: string, company = 'A'): StagedFile =>
  file(key, [
    entity('Person', key, { tags: ['wanted-person'] }),
    relation('legalRepresentative', ['Person', key], ['Enterprise', company]),
  ]);
