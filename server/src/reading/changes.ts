/** What one revision did, for those who watch. */
import type { Ontology } from '@phecda/graph-schema';
import { historyHorizon } from '@phecda/graph-schema/truth/history-horizon';
import { retaggedSql } from '@phecda/graph-schema/truth/derived-tags';
import {
  mergedIntoSql,
  relationsMergedIntoSql,
  splitFromSql,
} from '@phecda/graph-schema/truth/succession';
import type { Change, Split, Succession } from '../generated/resolvers.ts';
import type { ViewedTruth } from './truth.ts';

const most = 1000;

export async function readChange(
  truth: ViewedTruth,
  revision: number,
  kinds: Ontology['relationKinds'],
): Promise<Change | null> {
  const [row] = await truth.query<{
    made_at: string;
    actor: string;
    reason: string;
    entities: number;
    relations: number;
  }>(
    `SELECT made_at, actor, reason, entities_added + entities_changed + entities_removed AS entities,
            relations_added + relations_changed + relations_removed AS relations
     FROM revision WHERE revision = CAST($1 AS BIGINT)`,
    [revision],
  );
  if (!row) return null;
  const upTo = <T>(query: string): Promise<T[]> => truth.query<T>(`${query} LIMIT ${most + 1}`);
  const touched = await upTo<{ entity_id: string }>(
    `SELECT entity_id FROM (SELECT entity_id FROM entity WHERE rev_from = ${revision} OR rev_to = ${revision} UNION ${retaggedSql(revision - 1, revision)}) t ORDER BY entity_id`,
  );
  const mergedInto = await upTo<Succession>(mergedIntoSql(revision));
  const splitFrom = await upTo<Split>(splitFromSql(revision));
  const relationsMergedInto =
    mergedInto.length === 0 ? [] : await upTo<Succession>(relationsMergedIntoSql(revision, kinds));
  return {
    revision,
    at: row.made_at,
    actor: row.actor,
    reason: row.reason,
    entities: row.entities,
    relations: row.relations,
    touched: touched.slice(0, most).map((entity) => entity.entity_id),
    mergedInto: mergedInto.slice(0, most),
    splitFrom: splitFrom.slice(0, most),
    relationsMergedInto: relationsMergedInto.slice(0, most),
    // Of a revision that history does not reach any more, what ended is not known.
    more:
      revision <= (await historyHorizon(truth)) ||
      [touched, mergedInto, splitFrom, relationsMergedInto].some((list) => list.length > most),
  };
}
