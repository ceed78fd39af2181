/** Step 1, stage: makes what is to be applied readable as `stage_…`; leaves out files that are already in. */
import { randomUUID } from 'node:crypto';
import { stagedTables, type StagedTable } from '@phecda/graph-schema/ports/sql';
import type { FileFacts } from '@phecda/graph-schema/truth/types';
import { nextFileNo, NothingToApply, type ApplyContext, type Change } from './apply-context.ts';
import { decideFacts } from './decide-facts.ts';
import { findBase, type KnownFile } from './find-base.ts';
import { stageFacts } from './stage-facts.ts';

export async function stageChange(context: ApplyContext): Promise<void> {
  const { change, tx } = context;
  if (tx.engine === 'postgres') {
    await tx.execute(`SET LOCAL work_mem = '128MB'`); // hash joins of whole files
    // A sample of a tenth is enough to tell large from small, which is what plans depend on here.
    await tx.execute(`SET LOCAL default_statistics_target = 10`);
    // What a change touches is in memory or on flash, where a page anywhere costs little more than the next one: the planner's own figure is a disk's.
    await tx.execute(`SET LOCAL random_page_cost = 1.1`);
    await tx.execute(`SET LOCAL jit = off`); // compiling a statement that runs once costs more than it saves
  }
  if (change.kind === 'load') {
    await findNewFiles(context, change);
    await tx.stageScratch(
      context.newFiles.map(({ load: { scratch, file }, fileNo }) => ({
        path: scratch,
        dataset: file.dataset,
        fileNo,
      })),
      Object.keys(stagedTables) as StagedTable[],
    );
    if (tx.engine === 'postgres')
      await context.expectRecords(await context.count('stage_assertion'));
  } else if (change.kind === 'said') {
    await decideFacts(context, change.entries);
    await stageFacts(context);
  }
}

/** @throws NothingToApply when all of them are there. */
async function findNewFiles(
  context: ApplyContext,
  { loads, there }: Extract<Change, { kind: 'load' }>,
): Promise<void> {
  let fileNo = await nextFileNo(context);
  for (const load of loads) {
    const base = await findBase(context.tx, load.file);
    const known = await findKnown(context, load.file, base);
    if (known !== null) there.set(load, known);
    else
      context.newFiles.push({
        load,
        base,
        fileNo: fileNo++,
        fileId: load.file.fileId ?? randomUUID(),
      });
  }
  const [first] = there.values();
  if (context.newFiles.length === 0 && first !== undefined) throw first;
}

async function findKnown(
  { tx, newFiles }: ApplyContext,
  file: FileFacts,
  base: KnownFile | null,
): Promise<NothingToApply | null> {
  const [first] = await tx.query<{ file_id: string; state: string }>(
    `SELECT file_id, state FROM file WHERE sha256 = $1 AND mapping_hash = $2 AND dataset = $3 AND supplements IS NOT DISTINCT FROM $4::uuid
     AND state <> 'withdrawn' ORDER BY state`,
    [file.sha256, file.mappingHash, file.dataset, base?.file_id ?? null],
  );
  if (first !== undefined)
    return new NothingToApply(
      first.state === 'loaded' ? 'alreadyLoaded' : 'alreadySuperseded',
      first.file_id,
    );
  const twin = newFiles.find(
    (other) =>
      other.load.file.sha256 === file.sha256 &&
      other.load.file.mappingHash === file.mappingHash &&
      other.load.file.dataset === file.dataset &&
      other.base?.file_id === base?.file_id,
  );
  return twin === undefined ? null : new NothingToApply('alreadyLoaded', twin.fileId);
}
