/** Messages between a run in its thread and whoever started it. */
import type { PinnedProjection } from '@phecda/graph-schema/projection/projection';
import type { DomainError } from '../domain-error.ts';
import type { EntityColumns } from './questions/entity-columns.ts';
import type { QuestionName } from './questions/questions.ts';

/** What a thread starts with; the projection's arrays are shared, not copied. */
export interface RunData {
  readonly question: QuestionName;
  /** Checked before. */
  readonly parameters: unknown;
  readonly projection: PinnedProjection;
  readonly revision: number;
  readonly tagLevels: Readonly<Record<string, number>>;
  /** Bytes. */
  readonly memoryLimit: number;
  /** Threads beside it. */
  readonly workers: number;
}

export type WorkerMessage =
  | { readonly kind: 'progress'; readonly step: string; readonly share: number }
  | {
      readonly kind: 'columns';
      readonly call: number;
      readonly method: keyof EntityColumns;
      readonly ids: readonly string[];
    }
  | { readonly kind: 'result'; readonly value: unknown }
  | {
      readonly kind: 'refused';
      readonly error: Pick<DomainError, 'code' | 'key' | 'message' | 'params'>;
    }
  | { readonly kind: 'failed'; readonly message: string; readonly stack: string };

export type ColumnsAnswer =
  | { readonly call: number; readonly rows: readonly unknown[] }
  | { readonly call: number; readonly error: string };
