/** Step 9, revision: who changed what, when and why; and the files' summary. */
import { list, type ApplyContext } from './apply-context.ts';

export async function writeRevision(context: ApplyContext): Promise<void> {
  const { tx, counts } = context;
  await tx.execute(
    `INSERT INTO revision (revision, made_at, actor, reason, file_no, entities_added, entities_changed, entities_removed, relations_added, relations_changed, relations_removed, cause)
     VALUES (${tx.revision}, $1::timestamp, $2, $3, $4::bigint, $5::bigint, $6::bigint, $7::bigint, $8::bigint, $9::bigint, $10::bigint, $11)`,
    [
      context.at,
      context.actor,
      context.reason,
      context.fileNo,
      counts.entitiesAdded,
      counts.entitiesChanged,
      counts.entitiesRemoved,
      counts.relationsAdded,
      counts.relationsChanged,
      counts.relationsRemoved,
      context.cause,
    ],
  );
  const files = context.newFiles.map(({ fileNo }) => fileNo);
  if (files.length === 0) return;
  const summary = { ...counts, ...(files.length > 1 ? { filesTogether: files.length } : {}) };
  await tx.execute(`UPDATE file SET summary = $1 WHERE file_no IN ${list(files)}`, [
    JSON.stringify(summary),
  ]);
}
