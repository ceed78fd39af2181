/** Part of steps 6 and 7: closes rows of the graph that ended or changed, inserts the new ones, and counts. */
import type { ApplyContext } from './apply-context.ts';
import { idRanges } from './id-ranges.ts';

export const entityColumns = [
  'entity_id',
  'record',
  'type',
  'label',
  'props',
  'tags',
  'sources',
  'behaviour',
  'digest',
] as const;
export const relationColumns = [
  'relation_id',
  'kind',
  'source',
  'target',
  'periods',
  'weight',
  'sources',
  'props',
  'digest',
] as const;

interface Replacement {
  readonly table: 'entity' | 'relation';
  /** All columns of a row but the revisions, in the order of `columns`. */
  readonly columns: readonly string[];
  /** Query of the rows that should hold now, with these columns; `only` is a join condition's table that limits it, or ''. */
  rows(only: string): string;
  /** Query of (id, digest) of the same rows. */
  readonly digests: string;
  /** Which current rows they stand against: conditions of which each row meets one at most. */
  readonly old: readonly string[];
}

/** Rows made by one statement: its joins keep within the database's memory. */
const rowsTogether = 400_000;

export async function replaceRows(context: ApplyContext, replacement: Replacement): Promise<void> {
  const { tx, counts } = context;
  const { table, columns, old } = replacement;
  const id = `${table}_id`;
  const add = (added: number, changed: number, removed: number): void => {
    if (table === 'entity') {
      counts.entitiesAdded += added;
      counts.entitiesChanged += changed;
      counts.entitiesRemoved += removed;
    } else {
      counts.relationsAdded += added;
      counts.relationsChanged += changed;
      counts.relationsRemoved += removed;
    }
  };
  const insert = `INSERT INTO ${table} (${columns.join(', ')}, rev_from) SELECT ${columns.map((column) => `n.${column}`).join(', ')}, ${tx.revision}`;
  const known = await context.temp(
    't_old',
    old
      .map((which) => `SELECT ${id} AS id, digest FROM ${table} WHERE rev_to IS NULL AND ${which}`)
      .join(' UNION ALL '),
  );
  if (known === 0) {
    add(await tx.execute(`${insert} FROM (${replacement.rows('')}) n`), 0, 0);
    return context.drop('t_old');
  }
  await context.temp(
    't_diff',
    `SELECT COALESCE(n.id, o.id) AS id, n.digest, o.digest AS was FROM (${replacement.digests}) n FULL JOIN t_old o ON o.id = n.id
     WHERE n.digest IS DISTINCT FROM o.digest`,
  );
  const [count] = await tx.query<{ added: number; changed: number; removed: number }>(
    `SELECT count(*) FILTER (WHERE was IS NULL) AS added, count(*) FILTER (WHERE was IS NOT NULL AND digest IS NOT NULL) AS changed,
       count(*) FILTER (WHERE digest IS NULL) AS removed FROM t_diff`,
  );
  if (count) add(count.added, count.changed, count.removed);
  await tx.execute(
    `UPDATE ${table} SET rev_to = ${tx.revision} FROM t_diff d WHERE ${table}.${id} = d.id AND ${table}.rev_to IS NULL AND d.was IS NOT NULL`,
  );
  await context.drop('t_old');
  const made = (count?.added ?? 0) + (count?.changed ?? 0);
  if (made <= rowsTogether) await tx.execute(`${insert} FROM (${replacement.rows('t_diff')}) n`);
  else
    for (const range of idRanges('id', Math.ceil(made / rowsTogether))) {
      await context.temp('t_part', `SELECT id FROM t_diff WHERE digest IS NOT NULL AND ${range}`);
      await tx.execute(`${insert} FROM (${replacement.rows('t_part')}) n`);
      await context.drop('t_part');
    }
  await context.drop('t_diff');
}
