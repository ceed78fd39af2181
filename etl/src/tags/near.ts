/**
 * Relations and entities at a set of entities. Where these are few they are read once, whichever rule of whichever stratum asks, and kept in temporary tables:
 * DuckDB has no index to find them by: of relations it reads rows in the order of their ends, of entities all.
 */
import { endOf, relationsAtEnds } from '@phecda/graph-schema/truth/relation-ends';
import { list, uuids, type ApplyContext } from '../apply/apply-context.ts';
import { asOfDay } from './as-of-day.ts';
import type { PlannedHop } from './plan-path.ts';
import type { PlannedRule } from './plan-rules.ts';

/** Hops of a rule, or of one part of it. */
export interface Hopping {
  readonly no: number;
  readonly hops: readonly PlannedHop[];
}

export const few = 300;

/** Query of entities (entity_id), or these themselves where they are known to be few. */
export type Ids = string | readonly string[];

/** Relations that were found, (no, relation_id, prev, next): what stands after FROM. */
export interface Found {
  readonly from: string;
  /** Whether they are read from a table of their own, not from those few that are held. */
  readonly many: boolean;
  drop(): Promise<void>;
}

/** Relations up to which those of few entities are asked of those held again and again, and none of these entities is a hub. */
export const hubRelations = 1_000;

const dayMs = 86_400_000;

/** until: the day, counted from 1970-01-01, on which its last period ends; NULL = it goes on. */
const relationColumns = 'relation_id, kind, source, target, until';
const entityColumns = 'entity_id, type, props, tags, behaviour';

/** Within one step of derivation: nothing but derived tags changes meanwhile. */
export class Near {
  readonly #context: ApplyContext;
  /** 'YYYY-MM-DD'. */
  readonly today: string;
  readonly #kinds: string;
  /** Entities all of whose relations that rules read stand in t_tag_held. */
  readonly #linked = new Set<string>();
  /** Relations in t_tag_held. */
  #held = 0;
  /** Entities whose content stands in t_tag_content, if they are there at all. */
  readonly #described = new Set<string>();

  private constructor(context: ApplyContext, today: string, kinds: readonly string[]) {
    this.#context = context;
    this.today = today;
    this.#kinds = list([...new Set(kinds)]);
  }

  /** For these rules, of all strata. */
  static async create(
    context: ApplyContext,
    rules: readonly Pick<PlannedRule, 'kinds'>[],
  ): Promise<Near> {
    await context.temp(
      't_tag_held',
      `SELECT relation_id, kind, source, target, CAST(NULL AS BIGINT) AS until FROM relation WHERE 1 = 0`,
    );
    await context.temp('t_tag_content', `SELECT ${entityColumns} FROM entity WHERE 1 = 0`);
    return new Near(
      context,
      await asOfDay(context),
      rules.flatMap(({ kinds }) => kinds),
    );
  }

  drop(): Promise<void> {
    return this.#context.drop('t_tag_held', 't_tag_content');
  }

  /**
   * Relations of the hop at `place` of these rules at the entities that `ids` gives, each as it leads from the entity before the hop to the one after it.
   * Those that ended by the as-of day only where the hop says so. With `mostSharing`, not those of an entity before it that has more: what too many share says nothing about any of them.
   * @param name of the table that they take where they are many @returns null where there is nothing to look at
   */
  async relations(
    name: string,
    ids: Ids,
    rules: readonly Hopping[],
    place: number,
    mostSharing?: readonly number[],
  ): Promise<Found | null> {
    const ways = rules.flatMap(({ no, hops }) =>
      (hops[place - 1]?.ways ?? []).map((way) => ({ no, ...way })),
    );
    const known = await this.#few(ids);
    if (known?.length === 0) return null;
    const kinds = list([...new Set(ways.map(({ kind }) => kind))]);
    const found = await this.#found(known ?? String(ids), kinds);
    const values = ways
      .map(({ no, kind, inbound, ever }) => `(${no}, '${kind}', ${inbound}, ${ever})`)
      .join(', ');
    const led = `SELECT w.no, x.relation_id, CASE WHEN w.inbound THEN x.target ELSE x.source END AS prev,
         CASE WHEN w.inbound THEN x.source ELSE x.target END AS next
       FROM (${found}) x JOIN (VALUES ${values}) w(no, kind, inbound, ever) ON w.kind = x.kind AND (w.ever OR x.until IS NULL OR x.until > ${Date.parse(this.today) / dayMs})`;
    const most = rules.map(({ no }, index) => `(${no}, ${mostSharing?.[index] ?? 0})`).join(', ');
    const query =
      mostSharing === undefined
        ? led
        : `SELECT c.no, c.relation_id, c.prev, c.next FROM (SELECT l.*, count(*) OVER (PARTITION BY l.no, l.prev) AS sharing FROM (${led}) l) c
           JOIN (VALUES ${most}) m(no, most) ON m.no = c.no WHERE c.sharing <= m.most`;
    if (known !== null && this.#held <= hubRelations)
      return { from: `(${query})`, many: false, drop: () => Promise.resolve() };
    await this.#context.temp(name, query);
    return { from: name, many: true, drop: () => this.#context.drop(name) };
  }

  /** Query of (entity_id, type, props, tags, behaviour) of these entities, as far as there are any. */
  async entities(ids: Ids): Promise<string> {
    const known = await this.#few(ids);
    if (known === null)
      return `SELECT ${entityColumns} FROM entity WHERE rev_to IS NULL AND entity_id IN (${String(ids)})`;
    await this.#describe(known);
    return `SELECT ${entityColumns} FROM t_tag_content WHERE entity_id IN ${uuids(known)}`;
  }

  /**
   * Inserts rows that rest on these relations. @param id the column of an entity @param others query of what is inserted so
   * @returns these entities, themselves where they are few
   */
  async insert(statement: string, { many }: Found, id: string, others: string): Promise<Ids> {
    const { tx } = this.#context;
    if (many) {
      await tx.execute(statement);
      return others;
    }
    const rows = await tx.query<{ id: string }>(`${statement} RETURNING ${id} AS id`);
    const ids = [...new Set(rows.map((row) => row.id))];
    return ids.length > few ? others : ids;
  }

  /** Reads the relations of these entities now, so that no rule has to for a part of them; nothing where they are many. */
  async hold(ids: Ids): Promise<void> {
    const known = await this.#few(ids);
    if (known !== null) await this.#link(known);
  }

  async #found(ids: Ids, kinds: string): Promise<string> {
    if (typeof ids === 'string') return this.#relationsAt(`(${ids})`, kinds);
    await this.#link(ids);
    const set = uuids(ids);
    return `SELECT ${relationColumns} FROM t_tag_held WHERE kind IN ${kinds} AND (source IN ${set} OR target IN ${set})`;
  }

  #relationsAt(set: string, kinds: string): string {
    const rows = (condition: string): string =>
      `SELECT relation_id, kind, source, target, ${endOf('periods')} AS until FROM relation WHERE rev_to IS NULL AND kind IN ${kinds} AND ${condition}`;
    return this.#context.tx.engine === 'duckdb'
      ? rows(`(source IN ${set} OR target IN ${set})`)
      : `${rows(`source IN ${set}`)} UNION ${rows(`target IN ${set}`)}`;
  }

  async #link(ids: readonly string[]): Promise<void> {
    const missing = ids.filter((id) => !this.#linked.has(id));
    if (missing.length === 0) return;
    const { tx } = this.#context;
    const rows =
      tx.engine === 'duckdb'
        ? relationsAtEnds(missing)
        : this.#relationsAt(uuids(missing), this.#kinds);
    this.#held += await tx.execute(
      `INSERT INTO t_tag_held SELECT x.* FROM (${rows}) x
       WHERE NOT EXISTS (SELECT 1 FROM t_tag_held h WHERE h.relation_id = x.relation_id)`,
    );
    for (const id of missing) this.#linked.add(id);
  }

  async #describe(ids: readonly string[]): Promise<void> {
    const missing = ids.filter((id) => !this.#described.has(id));
    if (missing.length === 0) return;
    // Others nearby are likely to be asked for next.
    const around = await this.#few(
      'SELECT source AS entity_id FROM t_tag_held UNION SELECT target FROM t_tag_held',
    );
    const wanted = new Set(missing);
    for (const id of around ?? []) if (!this.#described.has(id)) wanted.add(id);
    const { tx } = this.#context;
    const chosen = `rev_to IS NULL AND entity_id IN ${uuids([...wanted])}`;
    // DuckDB would take the texts of all into its hands to compare ids.
    const which =
      tx.engine === 'duckdb' ? `rowid IN (SELECT rowid FROM entity WHERE ${chosen})` : chosen;
    await tx.execute(
      `INSERT INTO t_tag_content SELECT ${entityColumns} FROM entity WHERE ${which}`,
    );
    for (const id of wanted) this.#described.add(id);
  }

  /** Null where they are many. */
  async #few(ids: Ids): Promise<readonly string[] | null> {
    if (typeof ids !== 'string') return ids;
    const rows = await this.#context.tx.query<{ entity_id: string }>(
      `SELECT DISTINCT entity_id FROM (${ids}) i LIMIT ${few + 1}`,
    );
    return rows.length > few ? null : rows.map((row) => row.entity_id);
  }
}
