/** A Scope as parts of a Cypher query. Names of the ontology go into the text, everything else into parameters. */
import neo4j, { type Integer } from 'neo4j-driver';
import type { Scope } from '../../ports/graph-store.ts';
import { OPEN_FROM, OPEN_TO } from './rows.ts';
import type { Vocabulary } from './vocabulary.ts';

export interface ScopeClause {
  /** ':A|B' for the relationship pattern; '' = any; null = nothing can be in scope. */
  readonly relationTypes: string | null;
  /** Predicates on relationship `r`, each true for one in scope. */
  readonly onRelation: readonly string[];
  /** Predicates on a node variable. */
  readonly onEntity: (variable: string) => string[];
  readonly parameters: Readonly<Record<string, string[] | Integer>>;
}

export function scopeClause(scope: Scope | undefined, vocabulary: Vocabulary): ScopeClause {
  const parameters: Record<string, string[] | Integer> = {};
  const onRelation: string[] = [];
  let relationTypes: string | null = '';
  if (scope?.kinds !== undefined) {
    const types = scope.kinds
      .filter((kind) => vocabulary.hasKind(kind))
      .map((kind) => vocabulary.relationType(kind));
    relationTypes = types.length === 0 ? null : `:${[...new Set(types)].join('|')}`;
  }
  if (scope?.sources !== undefined) {
    parameters['sources'] = [...scope.sources];
    onRelation.push('any(x IN r.sources WHERE x IN $sources)');
  }
  if (scope?.from !== undefined || scope?.to !== undefined) {
    parameters['scopeFrom'] = neo4j.int(scope.from ?? OPEN_FROM);
    parameters['scopeTo'] = neo4j.int(scope.to ?? OPEN_TO);
    onRelation.push(
      '(r.from IS NULL OR any(i IN range(0, size(r.from) - 1) WHERE r.from[i] < $scopeTo AND r.to[i] > $scopeFrom))',
    );
  }
  if (scope?.tags !== undefined) parameters['tags'] = [...scope.tags];
  const types = scope?.types
    ?.filter((type) => vocabulary.hasType(type))
    .map((type) => vocabulary.label(type));
  const onEntity = (variable: string): string[] => [
    ...(types === undefined
      ? []
      : [types.length === 0 ? 'false' : `${variable}:${[...new Set(types)].join('|')}`]),
    ...(scope?.tags === undefined ? [] : [`any(x IN ${variable}.tags WHERE x IN $tags)`]),
  ];
  return { relationTypes, onRelation, onEntity, parameters };
}

export function where(predicates: readonly string[]): string {
  return predicates.length === 0 ? '' : `WHERE ${predicates.join(' AND ')}`;
}
