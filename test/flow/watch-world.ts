/** Small worlds for watches: what files say, a watch, and the daemon that looks at both. */
import { AlertService } from '@phecda/alerts';
import { noChannels } from '@phecda/alerts/config';
import { AlertStore, type AlertFacts } from '@phecda/alerts/store/alert-store';
import { WatchStore } from '@phecda/alerts/store/watch-store';
import { watchContent, type WatchContent } from '@phecda/alerts/watch';
import { deployedOntology } from '@phecda/graph-schema';
import type { Sql } from '@phecda/graph-schema/ports/sql';
import { newDuckDb, newPostgres } from '../support/truths.ts';
import { idOf, type StagedFile, type StagedItem } from './staged-world.ts';

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
  return {
    sql,
    watches,
    alerts,
    service,
    watch: (condition, more = {}) =>
      watches.create(
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
      ),
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
