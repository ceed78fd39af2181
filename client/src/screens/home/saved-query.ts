/** What a saved query asks, checked where it comes in. */
import type { FieldOperator, SavedQueriesQuery } from '../../generated/graphql.ts';
import { object, texts } from '../analysis/parameters.ts';

export type SavedQuery = SavedQueriesQuery['savedQueries'][number];

/** An empty list names no type by which the cache would know that it changed. */
export const ofSavedQueries = { additionalTypenames: ['SavedQuery'] };

export interface Condition {
  readonly attribute: string;
  readonly operator: FieldOperator;
  readonly value: string;
}

export function conditionsOf(content: unknown): Condition[] {
  const { conditions } = object(content);
  return (Array.isArray(conditions) ? conditions : []).map((given) => {
    const one = object(given);
    return {
      attribute: String(one['attribute'] ?? ''),
      operator: String(one['operator'] ?? '') as FieldOperator,
      value: String(one['value'] ?? ''),
    };
  });
}

export const itemsOf = (content: unknown): string[] => texts(object(content)['items']);
