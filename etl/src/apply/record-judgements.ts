/** Part of step 2: writes down what a person judged about records, or takes it back. */
import { randomUUID } from 'node:crypto';
import { ApplyRefused, type NewJudgement } from '@phecda/graph-schema/truth/types';
import { NothingToApply, uuids, type ApplyContext } from './apply-context.ts';
import { liveRecord } from './stage-change.ts';

export async function recordJudgements(
  context: ApplyContext,
  add: readonly NewJudgement[],
  retract: readonly string[],
): Promise<void> {
  for (const id of retract) await retractOne(context, id);
  for (const judgement of add) await addOne(context, judgement);
  if (context.judgedRecords.length === 0) throw new NothingToApply('nothingToDo', null);
}

async function retractOne(context: ApplyContext, id: string): Promise<void> {
  const [row] = await context.tx.query<{
    left_record: string;
    right_record: string | null;
    retracted_revision: number | null;
  }>(
    `SELECT left_record, right_record, retracted_revision FROM judgement WHERE judgement_id = $1::uuid`,
    [id],
  );
  if (!row) throw new ApplyRefused('JUDGEMENT_UNKNOWN', `There is no judgement ${id}.`);
  if (row.retracted_revision !== null) return;
  await context.tx.execute(
    `UPDATE judgement SET retracted_revision = ${context.tx.revision}, retracted_by = $1 WHERE judgement_id = $2::uuid`,
    [context.actor, id],
  );
  context.judgementIds.push(id);
  context.judgedRecords.push(row.left_record, ...(row.right_record ? [row.right_record] : []));
}

async function addOne(context: ApplyContext, judgement: NewJudgement): Promise<void> {
  const left = await liveRecord(context, judgement.left);
  const right = judgement.right ? await liveRecord(context, judgement.right) : null;
  if (judgement.kind !== 'ignoreKey') {
    if (!right) throw new ApplyRefused('RECORD_UNKNOWN', 'A judgement of two records names both.');
    if (right.type !== left.type)
      throw new ApplyRefused('TYPE_MISMATCH', `${left.type} and ${right.type} cannot be the same.`);
    if (right.record === left.record)
      throw new ApplyRefused('TYPE_MISMATCH', 'The two records are one and the same.');
  } else if (!judgement.key)
    throw new ApplyRefused('RECORD_UNKNOWN', 'The key to ignore is missing.');
  const { tx } = context;
  const pair = uuids([left.record, ...(right ? [right.record] : [])]);
  const [known] = await tx.query<{ judgement_id: string }>(
    `SELECT judgement_id FROM judgement WHERE kind = $1 AND retracted_revision IS NULL AND left_record IN ${pair}
       AND (right_record IS NULL OR right_record IN ${pair}) AND COALESCE(key, '') = $2`,
    [judgement.kind, judgement.key ?? ''],
  );
  if (known) {
    context.judgementIds.push(known.judgement_id);
    return;
  }
  // The newer word of a person on the same two records takes the place of the opposite one.
  const opposite =
    judgement.kind === 'same' ? 'different' : judgement.kind === 'different' ? 'same' : null;
  const contrary = await tx.query<{ judgement_id: string }>(
    `SELECT judgement_id FROM judgement WHERE kind = $1 AND retracted_revision IS NULL AND left_record IN ${pair} AND right_record IN ${pair}`,
    [opposite],
  );
  for (const { judgement_id: other } of contrary) await retractOne(context, other);
  const id = randomUUID();
  await tx.execute(
    `INSERT INTO judgement (judgement_id, kind, left_record, right_record, key, actor, reason, made_at, revision)
     VALUES ($1::uuid, $2, $3::uuid, $4::uuid, $5, $6, $7, $8::timestamp, ${tx.revision})`,
    [
      id,
      judgement.kind,
      left.record,
      right?.record ?? null,
      judgement.key ?? null,
      context.actor,
      context.reason,
      context.at,
    ],
  );
  context.judgementIds.unshift(id);
  context.judgedRecords.push(left.record, ...(right ? [right.record] : []));
}
