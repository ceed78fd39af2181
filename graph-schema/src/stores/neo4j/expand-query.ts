/** Expansion in Neo4j: one query per hop finds, counts, orders and cuts per kind in the database; what is not shown is never sent in full. */
import neo4j, { type Integer, type ManagedTransaction } from 'neo4j-driver';
import type { ExpandQuery, ExpandTotal, RelationSummary } from '../../ports/graph-store.ts';
import { readId, readPeriods, storedId } from './rows.ts';
import { scopeClause, where, type ScopeClause } from './scope-clause.ts';
import type { Vocabulary } from './vocabulary.ts';

export interface Expansion {
  /** Stored ids in the order of their arrival, origins first. */
  readonly nodes: readonly string[];
  readonly relations: readonly RelationSummary[];
  readonly totals: readonly ExpandTotal[];
  readonly cut: 'perKindLimit' | 'limit' | null;
}

/** Relations of one frontier node, of one kind, in one direction. */
interface Group {
  readonly node: string;
  readonly kind: string;
  readonly out: boolean;
}
interface Candidate {
  readonly id: string;
  readonly neighbour: string;
  readonly degree: number;
  readonly type: string;
  readonly group: Group;
}
interface Hop {
  readonly candidates: readonly Candidate[];
  /** Relations in scope per kind and type reached. */
  readonly totals: ReadonlyMap<
    string,
    { readonly kind: string; readonly type: string; total: number; shown: number }
  >;
  readonly cut: boolean;
}
interface Shown {
  readonly id: string;
  readonly group: Group;
  readonly neighbour: string;
}

/**
 * The same answer as projection/expand.ts. A relation counts once, at the first hop and frontier node that see it in scope:
 * `$place` holds the order of expansion, and a neighbour that came earlier has already shown it, unless the node itself is out of scope.
 */
export async function expandInDatabase(
  tx: ManagedTransaction,
  query: ExpandQuery,
  vocabulary: Vocabulary,
): Promise<Expansion> {
  const wanted = [...new Set(query.ids.map(storedId))];
  const clause = scopeClause(query.scope, vocabulary);
  const inScope = await findOrigins(tx, wanted, clause);
  const origins = wanted.filter((id) => inScope.has(id));
  const nodes = origins.slice(0, query.limit);
  let overLimit = origins.length > query.limit;
  let overKind = false;
  const shown: Shown[] = [];
  const totals: ExpandTotal[] = [];
  const reached = new Set(nodes);
  const asking = new HopQuery(tx, query, clause, vocabulary);
  let frontier: readonly string[] = [...nodes];
  for (let hop = 1; hop <= query.depth && frontier.length > 0 && asking.possible; hop++) {
    const all = hop === 1 ? frontier.filter((id) => inScope.get(id) === false) : [];
    const found = await asking.hop(frontier, all);
    overKind ||= found.cut;
    const next: string[] = [];
    for (const { id, neighbour, type, group } of found.candidates) {
      if (!reached.has(neighbour)) {
        if (nodes.length >= query.limit) {
          overLimit = true;
          continue;
        }
        reached.add(neighbour);
        nodes.push(neighbour);
        next.push(neighbour);
      }
      shown.push({ id, group, neighbour });
      const sum = found.totals.get(`${group.kind} ${type}`);
      if (sum !== undefined) sum.shown++;
    }
    for (const sum of found.totals.values()) totals.push({ hop, ...sum });
    frontier = next;
  }
  totals.sort((a, b) => a.hop - b.hop || compare(a.kind, b.kind) || compare(a.type, b.type));
  return {
    nodes,
    relations: await describe(tx, shown, vocabulary),
    totals,
    cut: overLimit ? 'limit' : overKind ? 'perKindLimit' : null,
  };
}

/** Known origins, and whether each is in scope itself. */
async function findOrigins(
  tx: ManagedTransaction,
  ids: readonly string[],
  clause: ScopeClause,
): Promise<Map<string, boolean>> {
  const { records } = await tx.run<{ id: string; inScope: boolean }>(
    `UNWIND $ids AS id MATCH (n:Entity {id: id}) RETURN id, ${
      clause
        .onEntity('n')
        .map((predicate) => `coalesce(${predicate}, false)`)
        .join(' AND ') || 'true'
    } AS inScope`,
    { ids, ...clause.parameters },
  );
  return new Map(records.map((record) => [record.get('id'), record.get('inScope')]));
}

/** Sent column by column: a record for each relation would cost more than finding it. */
interface HopColumns {
  readonly groups: readonly number[];
  readonly types: readonly number[];
  readonly ids: readonly string[];
  readonly neighbours: readonly string[];
  readonly degrees: readonly number[];
  /** Groups that hold more than the limit. */
  readonly cut: readonly number[];
}

class HopQuery {
  readonly possible: boolean;
  readonly #tx: ManagedTransaction;
  readonly #clause: ScopeClause;
  readonly #limit: number;
  readonly #vocabulary: Vocabulary;
  readonly #find: string;
  /** Frontier nodes so far, in the order of expansion; the position of each goes with every question. */
  readonly #order: string[] = [];
  readonly #place: Record<string, Integer> = {};
  readonly #numbers: {
    readonly kindNumbers: Record<string, Integer>;
    readonly typeNumbers: Record<string, Integer>;
    readonly kindCount: Integer;
  };

  constructor(
    tx: ManagedTransaction,
    query: ExpandQuery,
    clause: ScopeClause,
    vocabulary: Vocabulary,
  ) {
    this.#tx = tx;
    this.#clause = clause;
    this.#limit = query.perKindLimit;
    this.#vocabulary = vocabulary;
    this.possible = clause.relationTypes !== null;
    const direction = query.direction ?? 'both';
    const pattern = `${direction === 'in' ? '<-' : '-'}[r${clause.relationTypes ?? ''}]${direction === 'out' ? '->' : '-'}`;
    const once = direction === 'both' ? ['(coalesce($place[m.id], p) >= p OR id IN $all)'] : [];
    const out =
      direction === 'both'
        ? 'CASE WHEN startNode(r) = n THEN 1 ELSE 0 END'
        : direction === 'out'
          ? '1'
          : '0';
    this.#find = `UNWIND $frontier AS id
MATCH (n:Entity {id: id})
WITH n, id, $place[id] AS p
MATCH (n)${pattern}(m:Entity)
${where([...clause.onRelation, ...clause.onEntity('m'), ...once])}
WITH (p * $kindCount + $kindNumbers[type(r)]) * 2 + ${out} AS group, r, m`;
    this.#numbers = {
      kindNumbers: Object.fromEntries(
        vocabulary.kinds.map((kind, i) => [vocabulary.relationType(kind), neo4j.int(i)]),
      ),
      typeNumbers: Object.fromEntries(vocabulary.types.map((type, i) => [type, neo4j.int(i)])),
      kindCount: neo4j.int(vocabulary.kinds.length),
    };
  }

  /** Candidates by degree, then relation id. */
  async hop(frontier: readonly string[], all: readonly string[]): Promise<Hop> {
    for (const id of frontier) this.#place[id] = neo4j.int(this.#order.push(id) - 1);
    const parameters = {
      ...this.#clause.parameters,
      ...this.#numbers,
      place: this.#place,
      all,
      limit: neo4j.int(this.#limit),
    };
    const { records } = await this.#tx.run<HopColumns>(
      `${this.#find}, COUNT { (m)--() } AS degree
ORDER BY degree, r.id
WITH group, count(*) AS total, collect(r)[0..$limit] AS rs, collect(m)[0..$limit] AS ms, collect(degree)[0..$limit] AS ds
UNWIND range(0, size(rs) - 1) AS i
WITH group, total, i, rs[i] AS r, ms[i] AS m, ds[i] AS degree
RETURN collect(group) AS groups, collect($typeNumbers[m.type]) AS types, collect(r.id) AS ids, collect(m.id) AS neighbours, collect(degree) AS degrees,
  collect(CASE WHEN i = 0 AND total > $limit THEN group END) AS cut`,
      { ...parameters, frontier },
    );
    const row = records[0]?.toObject();
    const cut = new Set(row?.cut);
    const known = new Map<number, Group>();
    const totals = new Map<string, { kind: string; type: string; total: number; shown: number }>();
    const add = (kind: string, type: string, count: number): void => {
      const sum = totals.get(`${kind} ${type}`);
      if (sum === undefined) totals.set(`${kind} ${type}`, { kind, type, total: count, shown: 0 });
      else sum.total += count;
    };
    const candidates = (row?.ids ?? []).map((id, i): Candidate => {
      const number = row?.groups[i] as number;
      let group = known.get(number);
      if (group === undefined) known.set(number, (group = this.#group(number)));
      const type = this.#vocabulary.types[row?.types[i] as number] as string;
      if (!cut.has(number)) add(group.kind, type, 1);
      return {
        id,
        neighbour: row?.neighbours[i] as string,
        degree: row?.degrees[i] as number,
        type,
        group,
      };
    });
    candidates.sort((a, b) => a.degree - b.degree || compare(a.id, b.id));
    // Only of groups that were cut is the whole not known yet.
    if (cut.size > 0) {
      const big = [...new Set([...cut].map((number) => this.#group(number).node))];
      const counted = await this.#tx.run<{ group: number; type: string; total: number }>(
        `${this.#find} RETURN group, m.type AS type, count(*) AS total`,
        { ...parameters, frontier: big },
      );
      for (const record of counted.records) {
        const number = record.get('group');
        if (cut.has(number)) add(this.#group(number).kind, record.get('type'), record.get('total'));
      }
    }
    return { candidates, totals, cut: cut.size > 0 };
  }

  #group(number: number): Group {
    const { kinds } = this.#vocabulary;
    const rest = Math.floor(number / 2);
    return {
      node: this.#order[Math.floor(rest / kinds.length)] as string,
      kind: kinds[rest % kinds.length] as string,
      out: number % 2 === 1,
    };
  }
}

interface DetailColumns {
  readonly ids: readonly string[];
  readonly from: readonly (readonly number[])[];
  readonly to: readonly (readonly number[])[];
  readonly weights: readonly number[];
  readonly sources: readonly (readonly string[])[];
}

/** Periods, weight and sources of the relations that are shown; all kinds are asked in one go. */
async function describe(
  tx: ManagedTransaction,
  shown: readonly Shown[],
  vocabulary: Vocabulary,
): Promise<RelationSummary[]> {
  const byKind = new Map<string, string[]>();
  for (const { id, group } of shown) {
    const ids = byKind.get(group.kind);
    if (ids === undefined) byKind.set(group.kind, [id]);
    else ids.push(id);
  }
  const answers = await Promise.all(
    [...byKind].map(([kind, ids]) =>
      tx.run<DetailColumns>(
        `UNWIND $ids AS id MATCH ()-[r:${vocabulary.relationType(kind)} {id: id}]->()
RETURN collect(id) AS ids, collect(coalesce(r.from, [])) AS from, collect(coalesce(r.to, [])) AS to, collect(r.weight) AS weights, collect(coalesce(r.sources, [])) AS sources`,
        { ids },
      ),
    ),
  );
  const details = new Map<string, Pick<RelationSummary, 'periods' | 'weight' | 'sources'>>();
  for (const { records } of answers) {
    const row = records[0]?.toObject();
    row?.ids.forEach((id, i) =>
      details.set(id, {
        periods: readPeriods(row.from[i], row.to[i]),
        weight: row.weights[i] as number,
        sources: row.sources[i] ?? [],
      }),
    );
  }
  return shown.flatMap(({ id, group: { node, kind, out }, neighbour }): RelationSummary[] => {
    const detail = details.get(id);
    // Removed by a writer between the two questions.
    if (detail === undefined) return [];
    return [
      {
        id: readId(id),
        kind,
        source: readId(out ? node : neighbour),
        target: readId(out ? neighbour : node),
        ...detail,
      },
    ];
  });
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
