import type { PrepareContext, RawTable } from '../prepare/prepare-context.ts';
export function readXlsx(_context: PrepareContext): Promise<RawTable> { throw new Error('later'); }
