/** Search in Neo4j: the full-text index finds all candidates by tokens, the shared ranking decides which of them match and how well. */
import type { ManagedTransaction } from 'neo4j-driver';
import type { SearchAnswer, SearchHit, SearchQuery } from '../../ports/graph-store.ts';
import { FUZZY_BELOW, queryTokens, type Clauses } from '../../search/plan.ts';
import { compareHits, matchOf, prepareQuery, type PreparedQuery } from '../../search/rank.ts';
import { findEntities } from './questions.ts';
import { readId, storedId } from './rows.ts';
import { scopeClause, where } from './scope-clause.ts';
import type { Vocabulary } from './vocabulary.ts';

interface CandidateRow {
  readonly id: string;
  readonly label: string;
  readonly names: readonly string[] | null;
  readonly identifiers: readonly string[] | null;
  readonly texts: readonly string[] | null;
  readonly degree: number;
}
type RankedEntity = Pick<SearchHit, 'id' | 'degree' | 'score' | 'reason' | 'matched'>;

/** Lucene refuses queries of more than 1,024 terms. */
const TERMS_PER_QUERY = 512;
const KEPT = 2_000;

export async function searchInDatabase(
  tx: ManagedTransaction,
  query: SearchQuery,
  vocabulary: Vocabulary,
): Promise<SearchAnswer> {
  const plan = queryTokens(query.text);
  const search = new Search(tx, query, vocabulary);
  await search.collect(plan.strict, false);
  if (search.total < FUZZY_BELOW && plan.fuzzy.length > 0) await search.collect(plan.fuzzy, true);
  return search.answer();
}

class Search {
  readonly #tx: ManagedTransaction;
  readonly #query: SearchQuery;
  readonly #prepared: PreparedQuery;
  readonly #vocabulary: Vocabulary;
  readonly #limit: number;
  readonly #hits: RankedEntity[] = [];
  total = 0;

  constructor(tx: ManagedTransaction, query: SearchQuery, vocabulary: Vocabulary) {
    this.#tx = tx;
    this.#query = query;
    this.#vocabulary = vocabulary;
    this.#prepared = prepareQuery(query.text);
    this.#limit = Math.min(query.limit, 200);
  }

  async collect(clauses: Clauses, fuzzy: boolean): Promise<void> {
    const queries = luceneQueries(clauses);
    if (queries.length === 0) return;
    const { onEntity, parameters } = scopeClause(this.#query.scope, this.#vocabulary);
    const predicates = onEntity('n');
    if (this.#query.scope?.sources !== undefined)
      predicates.push('any(x IN n.sources WHERE x IN $sources)');
    const result = this.#tx.run<CandidateRow>(
      `UNWIND $queries AS query
CALL db.index.fulltext.queryNodes('entity_tokens', query) YIELD node
WITH ${queries.length > 1 ? 'DISTINCT ' : ''}node AS n ${where(predicates)}
RETURN n.id AS id, n.label AS label, n.names AS names, n.identifiers AS identifiers, n.texts AS texts, COUNT { (n)--() } AS degree`,
      { queries, ...parameters },
    );
    // At most ten when errors are forgiven.
    const already = new Set(this.#hits.map((hit) => hit.id));
    for await (const record of result) this.#consider(record.toObject(), fuzzy, already);
  }

  #consider(
    { id, label, names, identifiers, texts, degree }: CandidateRow,
    fuzzy: boolean,
    already: ReadonlySet<string>,
  ): void {
    const match = matchOf(
      this.#prepared,
      names === null ? [label] : [label, ...names],
      identifiers ?? [],
      fuzzy,
      texts ?? [],
    );
    if (match === null || (fuzzy && match.reason !== 'fuzzy')) return;
    const known = readId(id);
    if (already.has(known)) return;
    this.total++;
    if (this.#limit === 0) return;
    this.#hits.push({ id: known, ...match, degree });
    if (this.#hits.length > KEPT) this.#hits.sort(compareHits).splice(this.#limit);
  }

  async answer(): Promise<SearchAnswer> {
    this.#hits.sort(compareHits);
    const best = this.#hits.slice(0, this.#limit);
    const entities = await findEntities(
      this.#tx,
      best.map(({ id }) => storedId(id)),
    );
    const byId = new Map(entities.map((entity) => [entity.id, entity]));
    return {
      hits: best.flatMap(({ id, score, reason, matched }) => {
        const entity = byId.get(id);
        return entity === undefined ? [] : [{ ...entity, score, reason, matched }];
      }),
      total: this.total,
    };
  }
}

const plainToken = /^[\p{L}\p{N}\p{M}_]+$/u;

/** One text per bundle of clauses. */
function luceneQueries(clauses: Clauses): string[] {
  const queries: string[] = [];
  let parts: string[] = [];
  let terms = 0;
  for (const clause of clauses) {
    for (const token of clause)
      if (!plainToken.test(token)) throw new Error(`"${token}" is no search token.`);
    if (terms + clause.length > TERMS_PER_QUERY && parts.length > 0) {
      queries.push(parts.join(' '));
      parts = [];
      terms = 0;
    }
    parts.push(`(${clause.map((token) => `+${token}`).join(' ')})`);
    terms += clause.length;
  }
  if (parts.length > 0) queries.push(parts.join(' '));
  return queries;
}
