/** Step 2, record: writes down the file and what it asserts (or the judgement), and finds which files begin or cease to count. */
import type { SqlValue } from '@phecda/graph-schema/ports/sql';
import { ApplyRefused } from '@phecda/graph-schema/truth/types';
import {
  analystDataset,
  list,
  NothingToApply,
  uuids,
  type ApplyContext,
  type Change,
  type NewFact,
  type NewFile,
} from './apply-context.ts';
import { writeAlone, writeDelivery } from './assertion-runs.ts';
import { fileById, requireLoaded } from './find-base.ts';
import { recordJudgements } from './record-judgements.ts';

export async function recordChange(context: ApplyContext): Promise<void> {
  const { change } = context;
  switch (change.kind) {
    case 'load':
      return recordFiles(context);
    case 'said':
      return recordSaid(context, change);
    case 'withdraw':
      return withdrawFiles(context, change.fileIds);
    case 'resolve':
      context.judgedRecords.push(...change.records);
      return;
  }
}

async function recordFiles(context: ApplyContext): Promise<void> {
  const { tx, newFiles } = context;
  const derived = context.kinds((kind) => kind.aggregated !== null);
  const [wrong] = await tx.query<{ type: string }>(
    `SELECT type FROM stage_version WHERE family = 'relation' AND type IN ${list(derived)} LIMIT 1`,
  );
  if (wrong)
    throw new ApplyRefused(
      'KIND_DERIVED',
      `${wrong.type} follows from declarations; a file cannot assert it.`,
    );

  context.fileNo = newFiles[0]!.fileNo;
  context.fileId = newFiles[0]!.fileId;
  for (const file of newFiles) await recordFile(context, file);
  await tx.execute(
    `INSERT INTO quarantine (file_no, row_no, field, value, code, reason) SELECT file_no, "row", field, value, code, reason FROM stage_quarantine`,
  );
  await tx.execute(
    `INSERT INTO quarantine_row (file_no, row_no, source) SELECT file_no, "row", source FROM stage_quarantine_row`,
  );
  for (const dataset of new Set(newFiles.map(({ load }) => load.file.dataset)))
    await updateLiveness(context, dataset);
}

async function recordFile(context: ApplyContext, added: NewFile): Promise<void> {
  const { fileNo, fileId, base } = added;
  const { file } = added.load;
  if (base !== null) requireLoaded(base);
  await insertFile(context, added);
  if (file.supersedes) await supersede(context, file.supersedes, fileId, file.dataset);
  const day = base === null ? file.sourceDate : base.source_date;
  if (file.mode === 'snapshot' && base === null)
    await writeDelivery(context, { dataset: file.dataset, fileNo, day });
  else await writeAlone(context, [fileNo], day);
  await insertVersions(context, [fileNo]);
}

async function recordSaid(
  context: ApplyContext,
  { entries, fromInbox }: Extract<Change, { kind: 'said' }>,
): Promise<void> {
  const { tx, facts, retractedFiles } = context;
  await recordJudgements(context, entries);
  const [refusal] = context.refusals;
  if (refusal && !fromInbox) throw refusal;
  const judged = context.judgedRecords.length > 0;
  if (!judged && facts.length === 0 && retractedFiles.length === 0)
    throw new NothingToApply('nothingToDo', null);
  if (retractedFiles.length > 0)
    await tx.execute(
      `UPDATE file SET state = 'withdrawn', withdrawn_revision = ${tx.revision} WHERE file_id IN ${uuids(retractedFiles)}`,
    );
  if (facts.length > 0) {
    await tx.append(
      'file',
      factFileColumns,
      facts.map((fact) => factFile(context, fact)),
    );
    const numbers = facts.map(({ fileNo }) => fileNo);
    context.fileNo = numbers[0]!;
    context.fileId = facts.at(-1)!.fileId;
    await writeAlone(context, numbers, null);
    await insertVersions(context, numbers);
  }
  if (facts.length > 0 || retractedFiles.length > 0) await updateLiveness(context, analystDataset);
}

const factFileColumns = [
  'file_no',
  'file_id',
  'dataset',
  'name',
  'sha256',
  'mapping_id',
  'mapping_hash',
  'mode',
  'source_date',
  'state',
  'live',
  'revision',
  'actor',
  'reason',
  'made_at',
  'bytes',
  'rows_read',
  'rows_loaded',
  'rows_quarantined',
  'summary',
  'inbox_number',
];

function factFile({ tx, change }: ApplyContext, { fact, ...by }: NewFact): SqlValue[] {
  const name =
    fact.kind === 'tag'
      ? `tag:${fact.tag}`
      : fact.kind === 'note'
        ? 'note'
        : `relation:${fact.relation}`;
  return [
    by.fileNo,
    by.fileId,
    analystDataset,
    name,
    by.hash,
    analystDataset,
    '',
    'delta',
    by.at.slice(0, 10),
    'loaded',
    false,
    tx.revision,
    by.author,
    fact.reason,
    by.at,
    0,
    1,
    1,
    0,
    '{}',
    change.kind === 'said' && change.fromInbox ? by.number : null,
  ];
}

async function insertFile(
  context: ApplyContext,
  { load: { file }, fileNo, fileId, base }: NewFile,
): Promise<void> {
  await context.tx.execute(
    `INSERT INTO file (file_no, file_id, dataset, name, sha256, mapping_id, mapping_hash, mode, source_date, supersedes, supplements, state, live,
       revision, actor, reason, made_at, bytes, rows_read, rows_loaded, rows_quarantined, summary, history)
     VALUES ($1::bigint, $2::uuid, $3, $4, $5, $6, $7, $8, $9::date, $10::uuid, $11::uuid, 'loaded', FALSE,
       $12::bigint, $13, $14, $15::timestamp, $16::bigint, $17::bigint, $18::bigint, $19::bigint, '{}', CAST($20 AS BOOLEAN))`,
    [
      fileNo,
      fileId,
      file.dataset,
      file.name,
      file.sha256,
      file.mappingId,
      file.mappingHash,
      file.mode,
      base === null ? file.sourceDate : base.source_date,
      file.supersedes ?? null,
      base?.file_id ?? null,
      context.tx.revision,
      context.actor,
      file.reason ?? context.reason,
      context.at,
      file.bytes,
      file.rowsRead,
      file.rowsLoaded,
      file.rowsQuarantined,
      file.history === true ? true : null,
    ],
  );
}

/** What these files say, as far as it was not said before. */
async function insertVersions(context: ApplyContext, files: readonly number[]): Promise<void> {
  const { tx } = context;
  const own = `file_no IN ${list(files)}`;
  // What a delivery repeats has its version already.
  const repeats =
    (await context.count('t_begun')) < (await context.count(`stage_assertion WHERE ${own}`));
  const begun = `EXISTS (SELECT 1 FROM t_begun b WHERE ${context.sameVersion('b', 's')}) AND`;
  await tx.execute(
    `INSERT INTO version (record_id, version, dataset, family, type, label, props, keys, tags, anchor, source_record, target_record, valid_from, valid_to)
     SELECT s.record_id, s.version, s.dataset, s.family, s.type, s.label, s.props, COALESCE(s.keys, ''), COALESCE(s.tags, ''),
       s.anchor, s.source_record, s.target_record, s.valid_from, s.valid_to
     FROM stage_version s
     WHERE s.${own} AND ${repeats ? begun : ''} NOT EXISTS (SELECT 1 FROM version v WHERE v.record_id = s.record_id AND v.version = s.version)`,
  );
  await tx.execute('DROP TABLE t_begun');
}

/** The corrected file stops counting while its correction is loaded. */
async function supersede(
  context: ApplyContext,
  corrected: string,
  by: string,
  dataset: string,
): Promise<void> {
  const file = await fileById(context.tx, corrected);
  if (file.dataset !== dataset)
    throw new ApplyRefused(
      'OTHER_DATASET',
      `A file of ${dataset} cannot correct one of ${file.dataset}.`,
    );
  requireLoaded(file);
  await context.tx.execute(
    `UPDATE file SET state = 'superseded', superseded_by = $1::uuid WHERE file_id = $2::uuid`,
    [by, corrected],
  );
}

/** Takes files back. What a withdrawn correction corrected counts again; in a chain of corrections the next one takes its place. */
async function withdrawFiles(context: ApplyContext, fileIds: readonly string[]): Promise<void> {
  const { tx } = context;
  const datasets = new Set<string>();
  for (const id of fileIds) {
    const file = await fileById(tx, id);
    if (file.state === 'withdrawn') continue;
    datasets.add(file.dataset);
    context.fileId = file.file_id;
    context.fileNo = file.file_no;
    await tx.execute(
      `UPDATE file SET state = 'withdrawn', withdrawn_revision = ${tx.revision}, superseded_by = NULL WHERE file_id = $1::uuid`,
      [id],
    );
    if (file.superseded_by) {
      await tx.execute(`UPDATE file SET supersedes = $1::uuid WHERE file_id = $2::uuid`, [
        file.supersedes,
        file.superseded_by,
      ]);
      await tx.execute(`UPDATE file SET superseded_by = $1::uuid WHERE superseded_by = $2::uuid`, [
        file.superseded_by,
        id,
      ]);
    } else
      await tx.execute(
        `UPDATE file SET state = 'loaded', superseded_by = NULL WHERE superseded_by = $1::uuid`,
        [id],
      );
  }
  if (datasets.size === 0) throw new NothingToApply('alreadyWithdrawn', fileIds[0] ?? null);
  for (const dataset of datasets) await updateLiveness(context, dataset);
}

/**
 * Loaded delta files count; of a dataset's loaded snapshots the newest counts, with the loaded files that add rows to it.
 * Ties by content, so that the order of arrival does not matter.
 */
async function updateLiveness(context: ApplyContext, dataset: string): Promise<void> {
  const { tx } = context;
  const newest = await context.value<string>(
    `SELECT file_id AS x FROM file WHERE dataset = $1 AND state = 'loaded' AND mode = 'snapshot' AND supplements IS NULL
     ORDER BY source_date DESC NULLS LAST, sha256 DESC, mapping_hash DESC LIMIT 1`,
    [dataset],
  );
  const changed = await tx.query<{ file_no: number }>(
    `SELECT file_no FROM file WHERE dataset = $1 AND live <> (state = 'loaded' AND
       (mode = 'delta' AND supplements IS NULL OR COALESCE(supplements, file_id) IS NOT DISTINCT FROM $2::uuid)) ORDER BY file_no`,
    [dataset, newest],
  );
  const numbers = changed.map((file) => file.file_no);
  if (numbers.length > 0)
    await tx.execute(`UPDATE file SET live = NOT live WHERE file_no IN ${list(numbers)}`);
  context.changedFiles.push(...numbers);
}
