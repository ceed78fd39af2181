/** Facts on which rules rest, as tests write them, and the tags that follow. */
import type { Sql } from '@phecda/graph-schema/ports/sql';
import { idOf, type StagedFile, type StagedItem } from './staged-world.ts';

export const thing = (
  type: string,
  key: string,
  props: Extract<StagedItem, { family: 'entity' }>['props'] = {},
  tags: readonly string[] = [],
): StagedItem => ({ family: 'entity', type, key, label: key, props, tags });
export const id = (written: string): string => {
  const [type = '', key = ''] = written.split(':');
  return idOf('world', type, key);
};
/** Ends written as `Type:key`; `to`: the first day on which it holds no more. */
export const link = (
  type: string,
  source: string,
  target: string,
  to: string | null = null,
): StagedItem => ({
  family: 'relation',
  type,
  source: id(source),
  target: id(target),
  ...(to === null ? {} : { to }),
});
export const file = (name: string, ...items: readonly StagedItem[]): StagedFile => ({
  name,
  dataset: 'world',
  sourceDate: '2026-01-01',
  items,
});

export const declared = (
  trader: string,
  number: string,
  date: string,
  {
    value = 100_00,
    mass,
    hs,
    goods,
    port,
    vehicle,
    declarant,
  }: Partial<{
    value: number;
    mass: number;
    hs: string;
    goods: string;
    port: string;
    vehicle: string;
    declarant: string;
  }> = {},
): StagedItem => ({
  family: 'event',
  number,
  date,
  direction: 'import',
  value,
  ...(mass === undefined ? {} : { mass }),
  ...(hs === undefined ? {} : { hs }),
  parties: {
    trader: id(trader),
    ...(goods === undefined ? {} : { hs: id(`HSCode:${goods}`) }),
    ...(port === undefined ? {} : { port: id(`Port:${port}`) }),
    ...(vehicle === undefined ? {} : { vehicle: id(`Vehicle:${vehicle}`) }),
    ...(declarant === undefined ? {} : { declarant: id(`Enterprise:${declarant}`) }),
  },
});

/** `label tag` of all that is derived now, in order. */
export async function derivedTags(sql: Sql): Promise<string[]> {
  const rows = await sql.query<{ label: string; tag: string }>(
    `SELECT e.label, d.tag FROM derived_tag d JOIN entity e ON e.entity_id = d.entity_id AND e.rev_to IS NULL WHERE d.rev_to IS NULL ORDER BY e.label, d.tag`,
  );
  return rows.map(({ label, tag }) => `${label} ${tag}`);
}
