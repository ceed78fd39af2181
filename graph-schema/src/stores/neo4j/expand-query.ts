/** Expansion in Neo4j: one query per hop finds, counts and orders in the database; the cut is made of what it hands back. */
import neo4j, { type ManagedTransaction } from 'neo4j-driver';
import type { ExpandQuery, ExpandTotal, RelationSummary } from '../../ports/graph-store.ts';
import { readId, readPeriods, storedId } from './rows.ts';
import { scopeClause, where } from './scope-clause.ts';
import type { Vocabulary } from './vocabulary.ts';

export interface Expansion {
  /** Stored ids in the order of their arrival, origins first. */
  readonly nodes: readonly string[];
  readonly relations: readonly RelationSummary[];
  readonly totals: readonly ExpandTotal[];
  readonly cut: 'perKindLimit' | 'limit' | null;
}

interface Candidate {
  readonly id: string;
  readonly neighbour: string;
  readonly degree: number;
  readonly type: string;
  readonly row: GroupRow;
  /** Place in the lists of the row. */
  readonly at: number;
}
interface Group {
  readonly node: string;
  readonly kind: string;
  readonly out: boolean;
  readonly candidates: Candidate[];
  total: number;
}
interface GroupRow {
  /** Place of the frontier node in the order of expansion. */
  readonly place: number;
  readonly relationType: string;
  readonly out: boolean;
  readonly type: string;
  readonly total: number;
  /** The first of the group by degree and relation id: lists of one entry each. */
  readonly ids: readonly string[];
  readonly neighbours: readonly string[];
  readonly degrees: readonly number[];
  readonly from: readonly (readonly number[] | null)[];
  readonly to: readonly (readonly number[] | null)[];
  readonly weights: readonly number[];
  readonly sources: readonly (readonly string[] | null)[];
}

/**
 * The same answer as projection/expand.ts. A relation counts once, at the first hop and frontier node that see it in scope:
 * `$place` holds the order of expansion, and a neighbour that came earlier has already shown it, unless the node itself is out of scope.
 */
export async function expandInDatabase(tx: ManagedTransaction, query: ExpandQuery, vocabulary: Vocabulary): Promise<Expansion> {
  const wanted = [...new Set(query.ids.map(storedId))];
  const clause = scopeClause(query.scope, vocabulary);
  const known = await tx.run<{ id: string; inScope: boolean }>(
    `UNWIND $ids AS id MATCH (n:Entity {id: id}) RETURN id, ${clause.onEntity('n').map((predicate) => `coalesce(${predicate}, false)`).join(' AND ') || 'true'} AS inScope`,
    { ids: wanted, ...clause.parameters },
  );
  const inScope = new Map(known.records.map((record) => [record.get('id'), record.get('inScope')]));
  const origins = wanted.filter((id) => inScope.has(id));
  const nodes = origins.slice(0, query.limit);
  let overLimit = origins.length > query.limit;
  let overKind = false;
  const relations: RelationSummary[] = [];
  const totals: ExpandTotal[] = [];
  const reached = new Set(nodes);
  const place: Record<string, ReturnType<typeof neo4j.int>> = {};
  let places = 0;

  let frontier: readonly string[] = nodes.slice();
  const text = hopText(query, clause);
  for (let hop = 1; hop <= query.depth && frontier.length > 0 && text !== null; hop++) {
    const first = places;
    for (const id of frontier) place[id] = neo4j.int(places++);
    const all = hop === 1 ? frontier.filter((id) => inScope.get(id) === false) : [];
    const { records } = await tx.run<GroupRow>(text, { ...clause.parameters, frontier, place, all, limit: neo4j.int(query.perKindLimit) });
    const groups = new Map<string, Group>();
    const perType = new Map<string, { kind: string; type: string; total: number; shown: number }>();
    for (const record of records) {
      const row = record.toObject();
      const kind = vocabulary.kind(row.relationType);
      const key = `${row.place} ${kind} ${row.out}`;
      let group = groups.get(key);
      if (group === undefined) groups.set(key, (group = { node: frontier[row.place - first] as string, kind, out: row.out, candidates: [], total: 0 }));
      group.total += row.total;
      for (let at = 0; at < row.ids.length; at++) {
        group.candidates.push({ id: row.ids[at] as string, neighbour: row.neighbours[at] as string, degree: row.degrees[at] as number, type: row.type, row, at });
      }
      const sum = perType.get(`${kind} ${row.type}`);
      if (sum === undefined) perType.set(`${kind} ${row.type}`, { kind, type: row.type, total: row.total, shown: 0 });
      else sum.total += row.total;
    }
    const candidates: (readonly [Candidate, Group])[] = [];
    for (const group of groups.values()) {
      if (group.total > query.perKindLimit) {
        overKind = true;
        group.candidates.sort(byDegree);
        group.candidates.length = Math.min(group.candidates.length, query.perKindLimit);
      }
      for (const candidate of group.candidates) candidates.push([candidate, group]);
    }
    candidates.sort(([a], [b]) => byDegree(a, b));
    const next: string[] = [];
    for (const [candidate, group] of candidates) {
      const { neighbour, type } = candidate;
      if (!reached.has(neighbour)) {
        if (nodes.length >= query.limit) {
          overLimit = true;
          continue;
        }
        reached.add(neighbour);
        nodes.push(neighbour);
        next.push(neighbour);
      }
      relations.push(summaryOf(candidate, group));
      const sum = perType.get(`${group.kind} ${type}`);
      if (sum !== undefined) sum.shown++;
    }
    for (const sum of perType.values()) totals.push({ hop, ...sum });
    frontier = next;
  }
  totals.sort((a, b) => a.hop - b.hop || compare(a.kind, b.kind) || compare(a.type, b.type));
  return { nodes, relations, totals, cut: overLimit ? 'limit' : overKind ? 'perKindLimit' : null };
}

function summaryOf({ id, neighbour, row, at }: Candidate, { node, kind, out }: Group): RelationSummary {
  return {
    id: readId(id),
    kind,
    source: readId(out ? node : neighbour),
    target: readId(out ? neighbour : node),
    periods: readPeriods(row.from[at], row.to[at]),
    weight: row.weights[at] as number,
    sources: row.sources[at] ?? [],
  };
}

function byDegree(a: Candidate, b: Candidate): number {
  return a.degree - b.degree || compare(a.id, b.id);
}
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function hopText(query: ExpandQuery, clause: ReturnType<typeof scopeClause>): string | null {
  if (clause.relationTypes === null) return null;
  const direction = query.direction ?? 'both';
  const pattern = `${direction === 'in' ? '<-' : '-'}[r${clause.relationTypes}]${direction === 'out' ? '->' : '-'}`;
  const once = direction === 'both' ? ['(coalesce($place[m.id], p) >= p OR id IN $all)'] : [];
  const out = direction === 'both' ? 'startNode(r) = n' : direction === 'out' ? 'true' : 'false';
  return `UNWIND $frontier AS id
MATCH (n:Entity {id: id})
WITH n, id, $place[id] AS p
MATCH (n)${pattern}(m:Entity)
${where([...clause.onRelation, ...clause.onEntity('m'), ...once])}
WITH p, type(r) AS relationType, ${out} AS out, m.type AS type, r, m, COUNT { (m)--() } AS degree
ORDER BY degree, r.id
WITH p, relationType, out, type, collect(r) AS relations, collect(m) AS neighbours, collect(degree) AS degrees
WITH p, relationType, out, type, size(relations) AS total, relations[0..$limit] AS relations, neighbours[0..$limit] AS neighbours, degrees[0..$limit] AS degrees
RETURN p AS place, relationType, out, type, total, degrees, [m IN neighbours | m.id] AS neighbours, [r IN relations | r.id] AS ids,
  [r IN relations | r.from] AS from, [r IN relations | r.to] AS to, [r IN relations | r.weight] AS weights, [r IN relations | r.sources] AS sources`;
}
