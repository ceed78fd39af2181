/** Part of step 1: writes the facts of analysts as staged rows, each with stand-ins for the records that it speaks of. */
import { stagedTables, type SqlValue, type StagedTable } from '@phecda/graph-schema/ports/sql';
import { canonicalJson } from '@phecda/graph-schema/truth/canonical-json';
import { md5Uuid, recordId } from '@phecda/graph-schema/truth/record-id';
import type { AnalystFact } from '@phecda/graph-schema/truth/types';
import { readIdentities, standInRow } from './stand-in.ts';
import { analystDataset, type ApplyContext, type NewFact, type Subject } from './apply-context.ts';

export async function stageFacts({ tx, facts, subjects }: ApplyContext): Promise<void> {
  const assertions: SqlValue[][] = [];
  const versions = new Map<string, SqlValue[]>();
  const file = ['dataset text', 'file_no bigint'];
  const named = (fact: AnalystFact): string[] =>
    (fact.kind === 'relation' ? [fact.source, fact.target] : [fact.record]).map(
      (id) => subjects.get(id)!.record,
    );
  const identities = await readIdentities(
    tx,
    facts.flatMap(({ fact }) => named(fact)),
  );
  for (const fact of facts) {
    const put = (row: SqlValue[], day: string | null): void => {
      const key = `${String(row[0])} ${String(row[1])}`;
      if (!versions.has(key)) versions.set(key, [...row, analystDataset, fact.fileNo]);
      assertions.push([row[0]!, row[1]!, day, 1, 1, analystDataset, fact.fileNo]);
    };
    put(rowOf(fact, subjects, tx.recordSecret), fact.at.slice(0, 10));
    for (const record of new Set(named(fact.fact))) put(standInRow(identities.get(record)!), null);
  }
  for (const table of Object.keys(stagedTables) as StagedTable[]) {
    const columns = [...stagedTables[table], ...file].map((column) => {
      const [name, type] = column.split(' ');
      return `CAST(NULL AS ${type}) AS "${name}"`;
    });
    await tx.execute(
      tx.dialect.createTemp(`stage_${table}`, `SELECT ${columns.join(', ')} WHERE 1 = 0`),
    );
  }
  const names = (table: StagedTable): string[] =>
    [...stagedTables[table], ...file].map((column) => `"${column.split(' ')[0]}"`);
  await tx.append('stage_assertion', names('assertion'), assertions);
  await tx.append('stage_version', names('version'), versions.values());
}

/** In the order of the staged columns of `version`. */
function rowOf(
  { fact, author }: NewFact,
  subjects: ReadonlyMap<string, Subject>,
  secret: string,
): SqlValue[] {
  if (fact.kind === 'relation') return relationRow(fact, subjects, secret);
  const anchor = subjects.get(fact.record)!;
  // Two notes of one author with one text are one; a tag is the same whoever sets it.
  const [key, props, tags] =
    fact.kind === 'tag'
      ? [fact.tag, '{}', fact.tag]
      : [md5Uuid(`${author}\u001f${fact.text}`), canonicalJson({ notes: [fact.text] }), ''];
  const id = recordId(secret, analystDataset, anchor.type, [anchor.record, key]);
  const content = fact.kind === 'tag' ? { tag: fact.tag } : { note: fact.text };
  const version = md5Uuid(canonicalJson({ anchor: anchor.record, ...content }));
  const { record, type } = anchor;
  return [id, version, 'entity', type, null, props, '', tags, record, null, null, null, null];
}

function relationRow(
  fact: Extract<AnalystFact, { kind: 'relation' }>,
  subjects: ReadonlyMap<string, Subject>,
  secret: string,
): SqlValue[] {
  const source = subjects.get(fact.source)!.record;
  const target = subjects.get(fact.target)!.record;
  const { relation, from = null, to = null } = fact;
  const props = canonicalJson(fact.props ?? {});
  const id = recordId(secret, analystDataset, relation, [source, target]);
  const version = md5Uuid(canonicalJson({ from, to, props, source, target }));
  return [id, version, 'relation', relation, null, props, '', '', null, source, target, from, to];
}
