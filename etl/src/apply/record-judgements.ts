/** Part of step 2: writes down, entry by entry in their order, what persons judged about records, or takes it back. */
import { randomUUID } from 'node:crypto';
import type { InboxEntry } from '@phecda/graph-schema/truth/inbox';
import { ApplyRefused, type NewJudgement } from '@phecda/graph-schema/truth/types';
import { uuids, type ApplyContext } from './apply-context.ts';
import { refuse, unknownRecord } from './decide-facts.ts';
import { judgementsToUnmerge } from './judgements-to-unmerge.ts';

export async function recordJudgements(
  context: ApplyContext,
  entries: readonly InboxEntry[],
): Promise<void> {
  for (const entry of entries) {
    const { number, said } = entry;
    switch (said.kind) {
      case 'same':
      case 'different':
      case 'ignoreKey': {
        const judgement: NewJudgement =
          said.kind === 'ignoreKey'
            ? { kind: said.kind, left: said.record, key: said.key }
            : { kind: said.kind, left: said.left, right: said.right };
        await judge(context, entry, judgement);
        break;
      }
      case 'unmerge':
        await unmerge(context, entry, said.record);
        break;
      case 'retract': {
        const { numbers, judgements } = said;
        let hit = context.outcomes.has(number); // a fact was taken back
        for (const id of await judgementsMeant(context, numbers, judgements))
          if (await retractOne(context, entry, id)) hit = true;
        for (const judgement of await retractedBy(context, numbers))
          if (await addOne(context, entry, judgement)) hit = true;
        context.outcomes.set(
          number,
          hit ? { state: 'applied', code: null } : { state: 'moot', code: 'NOTHING_TO_RETRACT' },
        );
        break;
      }
      case 'tag':
      case 'relation':
      case 'note':
        break; // facts, which have a part of the step of their own
    }
  }
}

async function judge(
  context: ApplyContext,
  entry: InboxEntry,
  judgement: NewJudgement,
): Promise<void> {
  const refusal = refusalOf(context, judgement);
  if (refusal) return refuse(context, entry.number, refusal);
  if (judgement.kind === 'same' && (await areDeclaredDifferent(context, judgement))) {
    context.outcomes.set(entry.number, { state: 'refused', code: 'DECLARED_DIFFERENT' });
    return;
  }
  const made = await addOne(context, entry, judgement);
  context.outcomes.set(
    entry.number,
    made ? { state: 'applied', code: null } : { state: 'moot', code: 'ALREADY_SAID' },
  );
}

async function unmerge(context: ApplyContext, entry: InboxEntry, named: string): Promise<void> {
  const subject = context.subjects.get(named);
  if (!subject) return refuse(context, entry.number, unknownRecord(named));
  const { add, retract } = await judgementsToUnmerge(context.tx, subject.record);
  let hit = false;
  for (const id of retract) if (await retractOne(context, entry, id)) hit = true;
  for (const judgement of add) if (await addOne(context, entry, judgement)) hit = true;
  context.outcomes.set(
    entry.number,
    hit ? { state: 'applied', code: null } : { state: 'moot', code: 'STANDS_ALONE' },
  );
}

function refusalOf({ subjects }: ApplyContext, judgement: NewJudgement): ApplyRefused | null {
  const left = subjects.get(judgement.left);
  if (!left) return unknownRecord(judgement.left);
  if (judgement.right === undefined) return null;
  const right = subjects.get(judgement.right);
  if (!right) return unknownRecord(judgement.right);
  if (right.type !== left.type)
    return new ApplyRefused('TYPE_MISMATCH', `${left.type} and ${right.type} cannot be the same.`);
  if (right.record === left.record)
    return new ApplyRefused('TYPE_MISMATCH', 'The two records are one and the same.');
  return null;
}

/** By judgements about other records of the two entities; on the same two records the newer word counts. */
async function areDeclaredDifferent(
  { tx, subjects }: ApplyContext,
  { left, right }: NewJudgement,
): Promise<boolean> {
  const a = subjects.get(left)!;
  const b = subjects.get(right!)!;
  if (a.entity === null || b.entity === null || a.entity === b.entity) return false;
  const pairs = await tx.query<{ left_record: string; right_record: string }>(
    `SELECT left_record, right_record FROM judgement WHERE kind = 'different' AND retracted_revision IS NULL`,
  );
  const others = pairs.filter(
    (pair) =>
      ![a.record, b.record].every((id) => id === pair.left_record || id === pair.right_record),
  );
  if (others.length === 0) return false;
  const ids = [...new Set(others.flatMap((pair) => [pair.left_record, pair.right_record]))];
  const rows = await tx.query<{ record_id: string; entity_id: string }>(
    `SELECT record_id, entity_id FROM record WHERE family = 'entity' AND record_id IN ${uuids(ids)}`,
  );
  const entities = new Map(rows.map((row) => [row.record_id, row.entity_id]));
  return others.some((pair) => {
    const two = [entities.get(pair.left_record), entities.get(pair.right_record)];
    return two.includes(a.entity!) && two.includes(b.entity!);
  });
}

/** Those named, and those that the named entries made, in this change or before. */
async function judgementsMeant(
  { tx, change }: ApplyContext,
  numbers: readonly number[],
  ids: readonly string[],
): Promise<string[]> {
  if (numbers.length === 0 || change.kind !== 'said' || !change.fromInbox) return [...ids];
  const rows = await tx.query<{ judgement_id: string }>(
    `SELECT judgement_id FROM judgement WHERE inbox_number IN (${numbers.map(Number).join(', ')}) ORDER BY judgement_id`,
  );
  return [...new Set([...ids, ...rows.map((row) => row.judgement_id)])];
}

/** What the named entries took back: it is said again. */
async function retractedBy(
  { tx, change }: ApplyContext,
  numbers: readonly number[],
): Promise<NewJudgement[]> {
  if (numbers.length === 0 || change.kind !== 'said' || !change.fromInbox) return [];
  const rows = await tx.query<{
    kind: NewJudgement['kind'];
    left_record: string;
    right_record: string | null;
    key: string | null;
  }>(
    `SELECT DISTINCT kind, left_record, right_record, key FROM judgement
     WHERE retracted_number IN (${numbers.map(Number).join(', ')}) ORDER BY kind, left_record, right_record, key`,
  );
  return rows.map(({ kind, left_record: left, right_record: right, key }) => ({
    kind,
    left,
    ...(right === null ? {} : { right }),
    ...(key === null ? {} : { key }),
  }));
}

/** False when it is not in force. */
async function retractOne(
  context: ApplyContext,
  { author, number }: InboxEntry,
  id: string,
): Promise<boolean> {
  const [row] = await context.tx.query<{
    left_record: string;
    right_record: string | null;
    retracted_revision: number | null;
  }>(
    `SELECT left_record, right_record, retracted_revision FROM judgement WHERE judgement_id = $1::uuid`,
    [id],
  );
  if (!row || row.retracted_revision !== null) return false;
  await context.tx.execute(
    `UPDATE judgement SET retracted_revision = ${context.tx.revision}, retracted_by = $1, retracted_number = $3::bigint WHERE judgement_id = $2::uuid`,
    [author, id, inboxNumber(context, number)],
  );
  context.judgementIds.push(id);
  context.judgedRecords.push(row.left_record, ...(row.right_record ? [row.right_record] : []));
  return true;
}

/** False when it is in force already. */
async function addOne(
  context: ApplyContext,
  entry: InboxEntry,
  judgement: NewJudgement,
): Promise<boolean> {
  const { tx, subjects } = context;
  const left = subjects.get(judgement.left)?.record ?? judgement.left;
  const right =
    judgement.right === undefined
      ? null
      : (subjects.get(judgement.right)?.record ?? judgement.right);
  const pair = uuids([left, ...(right ? [right] : [])]);
  const [known] = await tx.query<{ judgement_id: string }>(
    `SELECT judgement_id FROM judgement WHERE kind = $1 AND retracted_revision IS NULL AND left_record IN ${pair}
       AND (right_record IS NULL OR right_record IN ${pair}) AND COALESCE(key, '') = $2`,
    [judgement.kind, judgement.key ?? ''],
  );
  if (known) {
    context.judgementIds.push(known.judgement_id);
    return false;
  }
  // The newer word of a person on the same two records takes the place of the opposite one.
  const opposite =
    judgement.kind === 'same' ? 'different' : judgement.kind === 'different' ? 'same' : null;
  const contrary = await tx.query<{ judgement_id: string }>(
    `SELECT judgement_id FROM judgement WHERE kind = $1 AND retracted_revision IS NULL AND left_record IN ${pair} AND right_record IN ${pair}`,
    [opposite],
  );
  for (const { judgement_id: other } of contrary) await retractOne(context, entry, other);
  const id = randomUUID();
  await tx.execute(
    `INSERT INTO judgement (judgement_id, kind, left_record, right_record, key, actor, reason, made_at, revision, inbox_number)
     VALUES ($1::uuid, $2, $3::uuid, $4::uuid, $5, $6, $7, $8::timestamp, ${tx.revision}, $9::bigint)`,
    [
      id,
      judgement.kind,
      left,
      right,
      judgement.key ?? null,
      entry.author,
      entry.said.reason,
      entry.at,
      inboxNumber(context, entry.number),
    ],
  );
  context.judgementIds.unshift(id);
  context.judgedRecords.push(left, ...(right ? [right] : []));
  return true;
}

function inboxNumber({ change }: ApplyContext, number: number): number | null {
  return change.kind === 'said' && change.fromInbox ? number : null;
}
