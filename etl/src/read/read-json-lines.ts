import type { PrepareContext, RawTable } from '../prepare/prepare-context.ts';
import type { TextFile } from './text-file.ts';
export function readJsonLines(_context: PrepareContext, _text: TextFile): Promise<RawTable> { throw new Error('later'); }
