/**
 * Relations and entities at a set of entities. Where these are few their relations and contents are read once, whichever rule of whichever stratum asks, and kept in memory; where they are many each question is a statement.
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

/** Entities, or rows of a path, up to which they are kept in memory. */
export const few = 300;

/** Query of entities (entity_id), or these themselves where they are known to be few. */
export type Ids = string | readonly string[];

/** A relation as a rule's hop leads over it, from the entity before the hop to the one after it. */
export interface Led {
  readonly no: number;
  readonly relation_id: string;
  readonly prev: string;
  readonly next: string;
}

/** Relations that were found, (no, relation_id, prev, next): what stands after FROM. */
export interface Found {
  readonly from: string;
  /** Whether they stand in a table of their own. */
  readonly table: boolean;
  drop(): Promise<void>;
}

export interface Content {
  readonly entity_id: string;
  readonly type: string;
  /** One to a line. */
  readonly tags: string;
}

interface Relation {
  readonly relation_id: string;
  readonly kind: string;
  readonly source: string;
  readonly target: string;
  /** The day, counted from 1970-01-01, on which its last period ends; null: it goes on. */
  readonly until: number | null;
}

/** Relations up to which they are kept in memory; more of one entity make it a hub. */
export const hubRelations = 1_000;

const dayMs = 86_400_000;

const relationColumns = 'relation_id, kind, source, target, until';
const entityColumns = 'entity_id, type, props, tags, behaviour';

/** Within one step of derivation: nothing but derived tags changes meanwhile. */
export class Near {
  readonly #context: ApplyContext;
  /** 'YYYY-MM-DD'. */
  readonly today: string;
  readonly #kinds: string;
  readonly #relations = new Map<string, Relation>();
  /** By entity whose relations have been read, the ids of those that rules read. */
  readonly #at = new Map<string, string[]>();
  /** Entities that have too many relations, alone or together. */
  readonly #crowded = new Set<string>();
  /** Of entities that were looked for, as they stand in t_tag_content; null: there is none. */
  readonly #contents = new Map<string, Content | null>();

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
    await context.temp('t_tag_content', `SELECT ${entityColumns} FROM entity WHERE 1 = 0`);
    return new Near(
      context,
      await asOfDay(context),
      rules.flatMap(({ kinds }) => kinds),
    );
  }

  drop(): Promise<void> {
    return this.#context.drop('t_tag_content');
  }

  /**
   * Relations of the hop at `place` of these rules at these entities.
   * Those that ended by the as-of day only where the hop says so. With `mostSharing`, not those of an entity before it that has more: what too many share says nothing about any of them.
   * @returns null where entities or relations are many
   */
  async led(
    ids: readonly string[],
    rules: readonly Hopping[],
    place: number,
    mostSharing?: readonly number[],
  ): Promise<readonly Led[] | null> {
    if (!(await this.#link(ids))) return null;
    const found = new Set(ids.flatMap((id) => this.#at.get(id) ?? []));
    const today = Date.parse(this.today) / dayMs;
    return rules.flatMap(({ no, hops }, index) => {
      const rows: Led[] = [];
      for (const { kind, inbound, ever } of hops[place - 1]?.ways ?? [])
        for (const id of found) {
          const relation = this.#relations.get(id);
          if (relation?.kind !== kind) continue;
          if (!ever && relation.until !== null && relation.until <= today) continue;
          const { source, target } = relation;
          const [prev, next] = inbound ? [target, source] : [source, target];
          rows.push({ no, relation_id: id, prev, next });
        }
      if (mostSharing === undefined) return rows;
      const sharing = new Map<string, number>();
      for (const { prev } of rows) sharing.set(prev, (sharing.get(prev) ?? 0) + 1);
      return rows.filter(({ prev }) => (sharing.get(prev) ?? 0) <= (mostSharing[index] ?? 0));
    });
  }

  /** Reads the relations of these now, so that what stands around them is described with them; nothing where they are many. */
  async hold(ids: readonly string[]): Promise<void> {
    await this.#link(ids);
  }

  /** The same by a statement. @param name of the table that they take where they are many @returns null where there is nothing to look at */
  async relations(
    name: string,
    ids: Ids,
    rules: readonly Hopping[],
    place: number,
    mostSharing?: readonly number[],
  ): Promise<Found | null> {
    const known = await this.#few(ids);
    if (known?.length === 0) return null;
    const led = known && (await this.led(known, rules, place, mostSharing));
    if (led && led.length <= few)
      return { from: `(${rowsOf(led)})`, table: false, drop: () => Promise.resolve() };
    const ways = rules.flatMap(({ no, hops }) =>
      (hops[place - 1]?.ways ?? []).map((way) => ({ no, ...way })),
    );
    const kinds = list([...new Set(ways.map(({ kind }) => kind))]);
    const found =
      known === null
        ? this.#relationsAt(`(${String(ids)})`, kinds)
        : `SELECT ${relationColumns} FROM (${this.#relationsOf(known)}) r WHERE kind IN ${kinds}`;
    const values = ways
      .map(({ no, kind, inbound, ever }) => `(${no}, '${kind}', ${inbound}, ${ever})`)
      .join(', ');
    const leads = `SELECT w.no, x.relation_id, CASE WHEN w.inbound THEN x.target ELSE x.source END AS prev,
         CASE WHEN w.inbound THEN x.source ELSE x.target END AS next
       FROM (${found}) x JOIN (VALUES ${values}) w(no, kind, inbound, ever) ON w.kind = x.kind AND (w.ever OR x.until IS NULL OR x.until > ${Date.parse(this.today) / dayMs})`;
    const most = rules.map(({ no }, index) => `(${no}, ${mostSharing?.[index] ?? 0})`).join(', ');
    await this.#context.temp(
      name,
      mostSharing === undefined
        ? leads
        : `SELECT c.no, c.relation_id, c.prev, c.next FROM (SELECT l.*, count(*) OVER (PARTITION BY l.no, l.prev) AS sharing FROM (${leads}) l) c
           JOIN (VALUES ${most}) m(no, most) ON m.no = c.no WHERE c.sharing <= m.most`,
    );
    return { from: name, table: true, drop: () => this.#context.drop(name) };
  }

  /** Of these entities, as far as there are any. @returns null where they are many */
  async contents(ids: readonly string[]): Promise<ReadonlyMap<string, Content> | null> {
    if (ids.length > few) return null;
    await this.#describe(ids);
    const contents = new Map<string, Content>();
    for (const id of ids) {
      const content = this.#contents.get(id);
      if (content) contents.set(id, content);
    }
    return contents;
  }

  /** Query of (entity_id, type, props, tags, behaviour) of these entities, as far as there are any. */
  async entities(ids: Ids): Promise<string> {
    const known = await this.#few(ids);
    if (known === null)
      return `SELECT ${entityColumns} FROM (${this.#context.tx.dialect.fewRows('entity', `rev_to IS NULL AND entity_id IN (${String(ids)})`)}) e`;
    await this.#describe(known);
    return `SELECT ${entityColumns} FROM t_tag_content WHERE entity_id IN ${uuids(known)}`;
  }

  #relationsAt(set: string, kinds: string): string {
    const rows = (condition: string): string =>
      `SELECT relation_id, kind, source, target, ${endOf('periods')} AS until FROM relation WHERE rev_to IS NULL AND kind IN ${kinds} AND ${condition}`;
    return this.#context.tx.engine === 'duckdb'
      ? rows(`(source IN ${set} OR target IN ${set})`)
      : `${rows(`source IN ${set}`)} UNION ${rows(`target IN ${set}`)}`;
  }

  #relationsOf(ids: readonly string[]): string {
    return this.#context.tx.engine === 'duckdb'
      ? `SELECT ${relationColumns} FROM (${relationsAtEnds(ids)}) r WHERE kind IN ${this.#kinds}`
      : this.#relationsAt(uuids(ids), this.#kinds);
  }

  /** Reads the relations of those of which they have not been read. @returns false where they are many */
  async #link(ids: readonly string[]): Promise<boolean> {
    if (ids.length > few || ids.some((id) => this.#crowded.has(id))) return false;
    const missing = ids.filter((id) => !this.#at.has(id));
    if (missing.length === 0) return true;
    const room = hubRelations - this.#relations.size;
    const rows = await this.#context.tx.query<Relation>(
      `SELECT ${relationColumns} FROM (${this.#relationsOf(missing)}) r LIMIT ${room + 1}`,
    );
    if (rows.length > room) {
      for (const id of missing) this.#crowded.add(id);
      return false;
    }
    for (const id of missing) this.#at.set(id, []);
    for (const relation of rows) {
      const { relation_id: id, source, target } = relation;
      this.#relations.set(id, relation);
      for (const end of new Set([source, target]))
        if (missing.includes(end)) this.#at.get(end)?.push(id);
    }
    return true;
  }

  async #describe(ids: readonly string[]): Promise<void> {
    const missing = ids.filter((id) => !this.#contents.has(id));
    if (missing.length === 0) return;
    // Others nearby are likely to be asked for next.
    const ends = new Set(
      [...this.#relations.values()].flatMap(({ source, target }) => [source, target]),
    );
    const around = ends.size > few ? [] : [...ends].filter((id) => !this.#contents.has(id));
    const wanted = [...new Set([...missing, ...around])];
    const { tx } = this.#context;
    const chosen = `rev_to IS NULL AND entity_id IN ${uuids(wanted)}`;
    const rows = await tx.query<Content>(
      `INSERT INTO t_tag_content SELECT ${entityColumns} FROM (${tx.dialect.fewRows('entity', chosen)}) e RETURNING entity_id, type, tags`,
    );
    for (const id of wanted) this.#contents.set(id, null);
    for (const row of rows) this.#contents.set(row.entity_id, row);
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

/** Query of these. */
function rowsOf(led: readonly Led[]): string {
  if (led.length === 0)
    return `SELECT CAST(0 AS INTEGER) AS no, entity_id AS relation_id, entity_id AS prev, entity_id AS next FROM t_tag_content WHERE 1 = 0`;
  const rows = led.map(
    (row) => `(${row.no}, '${row.relation_id}'::uuid, '${row.prev}'::uuid, '${row.next}'::uuid)`,
  );
  return `SELECT * FROM (VALUES ${rows.join(', ')}) l(no, relation_id, prev, next)`;
}

/** Query (entity_id) of these. */
export const idRows = (ids: readonly string[]): string =>
  ids.length === 0
    ? 'SELECT entity_id FROM t_tag_content WHERE 1 = 0'
    : `SELECT entity_id FROM (VALUES ${ids.map((id) => `('${id}'::uuid)`).join(', ')}) i(entity_id)`;
