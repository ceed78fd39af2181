/** Chooses the engine of the positions and brings its tables up. */
import type { PositionStore } from '../../ports/position-store.ts';
import { SqlPositionStore } from './position-store.ts';

export type PositionOptions =
  | { readonly engine: 'duckdb'; readonly path: string; readonly memoryLimit?: string }
  | { readonly engine: 'postgres'; readonly url: string; readonly schema?: string };

export async function openPositions(options: PositionOptions): Promise<PositionStore> {
  // Only the engine in use is read.
  if (options.engine === 'duckdb') {
    const { DuckDbPositions } = await import('./duckdb-positions.ts');
    return new SqlPositionStore(await DuckDbPositions.open(options.path, options.memoryLimit));
  }
  const { PostgresPositions } = await import('./postgres-positions.ts');
  return new SqlPositionStore(await PostgresPositions.open(options.url, options.schema));
}
