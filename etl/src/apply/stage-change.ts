/** Step 1, stage: makes what is to be applied readable as `stage_…`; stops when this very file is already in. */
import { stagedTables, type SqlValue, type StagedTable } from '@phecda/graph-schema/ports/sql';
import { canonicalJson } from '@phecda/graph-schema/truth/canonical-json';
import { md5Uuid, recordId } from '@phecda/graph-schema/truth/record-id';
import { ApplyRefused, type AnalystFact, type FileFacts } from '@phecda/graph-schema/truth/types';
import { list, NothingToApply, type ApplyContext } from './apply-context.ts';
import { findBase } from './find-base.ts';

export const analystDataset = 'analyst';

export async function stageChange(context: ApplyContext): Promise<void> {
  const { change, tx } = context;
  if (tx.engine === 'postgres') {
    await tx.execute(`SET LOCAL work_mem = '128MB'`); // hash joins of whole files
    await tx.execute(`SET LOCAL jit = off`); // compiling a statement that runs once costs more than it saves
  }
  if (change.kind === 'load') {
    context.base = await findBase(tx, change.file);
    await stopIfLoaded(context, change.file);
    await tx.stageScratch(change.scratch, Object.keys(stagedTables) as StagedTable[]);
  } else if (change.kind === 'facts') {
    context.facts = await newFacts(context, change.facts);
    await stageFacts(context, context.facts);
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

/** What is stated, without why: the same statement twice is one. */
export function factHash(fact: AnalystFact): string {
  if (fact.kind === 'tag') return md5Uuid(canonicalJson({ record: fact.record, tag: fact.tag }));
  const { relation, source, target, from = null, to = null, props = {} } = fact;
  return md5Uuid(
    canonicalJson({ relation, source, target, from, to, props: canonicalJson(props) }),
  );
}

async function newFacts(
  context: ApplyContext,
  facts: readonly AnalystFact[],
): Promise<AnalystFact[]> {
  const byHash = new Map(facts.map((fact) => [factHash(fact), fact]));
  const known = await context.tx.query<{ file_id: string; sha256: string }>(
    `SELECT file_id, sha256 FROM file WHERE dataset = $1 AND state = 'loaded' AND sha256 IN ${list([...byHash.keys()])}`,
    [analystDataset],
  );
  for (const file of known) byHash.delete(file.sha256);
  if (byHash.size === 0) throw new NothingToApply('alreadyLoaded', known[0]?.file_id ?? null);
  return [...byHash.values()];
}

/** One row per fact; row n belongs to the n-th file of this change. */
async function stageFacts(context: ApplyContext, facts: readonly AnalystFact[]): Promise<void> {
  const { tx } = context;
  const assertions: SqlValue[][] = [];
  const versions: SqlValue[][] = [];
  const day = context.at.slice(0, 10);
  for (const [index, fact] of facts.entries()) {
    const row =
      fact.kind === 'tag' ? await tagRow(context, fact) : await relationRow(context, fact);
    versions.push(row);
    assertions.push([row[0]!, row[1]!, day, index + 1, 1]);
  }
  for (const table of [
    'assertion',
    'version',
    'declaration',
    'quarantine',
    'quarantine_row',
  ] as const) {
    const columns = stagedTables[table].map((column) => {
      const [name, type] = column.split(' ');
      return `CAST(NULL AS ${type}) AS "${name}"`;
    });
    await tx.execute(
      tx.dialect.createTemp(`stage_${table}`, `SELECT ${columns.join(', ')} WHERE 1 = 0`),
    );
  }
  const names = (table: StagedTable): string[] =>
    stagedTables[table].map((column) => `"${column.split(' ')[0]}"`);
  const unique = new Map(versions.map((row) => [`${String(row[0])} ${String(row[1])}`, row]));
  await tx.append('stage_assertion', names('assertion'), assertions);
  await tx.append('stage_version', names('version'), unique.values());
}

async function tagRow(
  context: ApplyContext,
  fact: Extract<AnalystFact, { kind: 'tag' }>,
): Promise<SqlValue[]> {
  if (!Object.hasOwn(context.ontology.tagModels, fact.tag))
    throw new ApplyRefused('TAG_UNKNOWN', `There is no tag ${fact.tag}.`);
  const anchor = await liveRecord(context, fact.record);
  const id = recordId(analystDataset, anchor.type, [anchor.record, fact.tag]);
  const version = md5Uuid(canonicalJson({ anchor: anchor.record, tag: fact.tag }));
  return [
    id,
    version,
    'entity',
    anchor.type,
    null,
    '{}',
    '',
    fact.tag,
    anchor.record,
    null,
    null,
    null,
    null,
  ];
}

async function relationRow(
  context: ApplyContext,
  fact: Extract<AnalystFact, { kind: 'relation' }>,
): Promise<SqlValue[]> {
  const kind = context.ontology.relationKinds[fact.relation];
  if (!kind) throw new ApplyRefused('KIND_UNKNOWN', `There is no relation ${fact.relation}.`);
  if (kind.aggregated)
    throw new ApplyRefused(
      'KIND_DERIVED',
      `${fact.relation} follows from declarations and cannot be drawn by hand.`,
    );
  const source = await liveRecord(context, fact.source);
  const target = await liveRecord(context, fact.target);
  const fits =
    kind.sourceTypes.includes(source.type) &&
    kind.targetTypes.includes(target.type) &&
    (!kind.sameType || source.type === target.type);
  if (!fits)
    throw new ApplyRefused(
      'TYPE_MISMATCH',
      `${fact.relation} does not lead from ${source.type} to ${target.type}.`,
    );
  const from = fact.from ?? null;
  const to = fact.to ?? null;
  const props = canonicalJson(fact.props ?? {});
  const id = recordId(analystDataset, fact.relation, [source.record, target.record]);
  const version = md5Uuid(
    canonicalJson({ from, to, props, source: source.record, target: target.record }),
  );
  return [
    id,
    version,
    'relation',
    fact.relation,
    null,
    props,
    '',
    '',
    null,
    source.record,
    target.record,
    from,
    to,
  ];
}

/** The record itself, or the one that it annotates. */
export async function liveRecord(
  context: ApplyContext,
  id: string,
): Promise<{ record: string; type: string }> {
  const [row] = await context.tx.query<{ record_id: string; type: string; anchor: string | null }>(
    `SELECT record_id, type, anchor FROM record WHERE record_id = $1::uuid AND family = 'entity'`,
    [id],
  );
  if (!row)
    throw new ApplyRefused('RECORD_UNKNOWN', `No source asserts the record ${id} any more.`);
  return row.anchor ? liveRecord(context, row.anchor) : { record: row.record_id, type: row.type };
}
