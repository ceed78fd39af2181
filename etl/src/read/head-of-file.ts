import type { FileHead, HeadJob } from '../prepare/protocol.ts';
export function headOf(_job: HeadJob): Promise<FileHead> { throw new Error('later'); }
