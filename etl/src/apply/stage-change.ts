/** Step 1, stage: makes what is to be applied readable as `stage_…`; stops when this very file is already in. */
import { stagedTables, type StagedTable } from '@phecda/graph-schema/ports/sql';
import type { FileFacts } from '@phecda/graph-schema/truth/types';
import { NothingToApply, type ApplyContext } from './apply-context.ts';
import { decideFacts } from './decide-facts.ts';
import { findBase } from './find-base.ts';
import { stageFacts } from './stage-facts.ts';

export async function stageChange(context: ApplyContext): Promise<void> {
  const { change, tx } = context;
  if (tx.engine === 'postgres') {
    await tx.execute(`SET LOCAL work_mem = '128MB'`); // hash joins of whole files
    // A sample of a tenth is enough to tell large from small, which is what plans depend on here.
    await tx.execute(`SET LOCAL default_statistics_target = 10`);
    await tx.execute(`SET LOCAL jit = off`); // compiling a statement that runs once costs more than it saves
  }
  if (change.kind === 'load') {
    context.base = await findBase(tx, change.file);
    await stopIfLoaded(context, change.file);
    await tx.stageScratch(change.scratch, Object.keys(stagedTables) as StagedTable[]);
    if (tx.engine === 'postgres')
      await context.expectRecords(await context.count('stage_assertion'));
  } else if (change.kind === 'said') {
    await decideFacts(context, change.entries);
    await stageFacts(context);
  }
}

async function stopIfLoaded(context: ApplyContext, file: FileFacts): Promise<void> {
  const same = await context.tx.query<{ file_id: string; state: string }>(
    `SELECT file_id, state FROM file WHERE sha256 = $1 AND mapping_hash = $2 AND dataset = $3 AND supplements IS NOT DISTINCT FROM $4::uuid
     AND state <> 'withdrawn' ORDER BY state`,
    [file.sha256, file.mappingHash, file.dataset, context.base?.file_id ?? null],
  );
  const [first] = same;
  if (first)
    throw new NothingToApply(
      first.state === 'loaded' ? 'alreadyLoaded' : 'alreadySuperseded',
      first.file_id,
    );
}
