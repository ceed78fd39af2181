/** Part of step 1: decides entry by entry, in their order, which facts begin to stand, which stand already, and which are taken back. */
import { randomUUID } from 'node:crypto';
import type { SqlReader } from '@phecda/graph-schema/ports/sql';
import { canonicalJson } from '@phecda/graph-schema/truth/canonical-json';
import type { InboxEntry, Said } from '@phecda/graph-schema/truth/inbox';
import { md5Uuid } from '@phecda/graph-schema/truth/record-id';
import { ApplyRefused, type AnalystFact } from '@phecda/graph-schema/truth/types';
import { readIdentities } from './stand-in.ts';
import {
  analystDataset,
  uuids,
  type ApplyContext,
  type ApplyOntology,
  nextFileNo,
  type SaidFact,
  type Subject,
} from './apply-context.ts';

interface FactFile {
  readonly file_id: string;
  readonly sha256: string;
  readonly inbox_number: number | null;
}

export async function decideFacts(
  context: ApplyContext,
  entries: readonly InboxEntry[],
): Promise<void> {
  const { tx, ontology, outcomes } = context;
  const subjects = await findSubjects(tx, entries.flatMap(recordsOf));
  context.subjects = subjects;
  await addKnown(
    tx,
    subjects,
    entries.flatMap((entry) => (isFact(entry.said) ? recordsOf(entry) : [])),
  );
  const standing = await findStanding(tx, entries);
  const byHash = new Set(standing.map((file) => file.sha256));
  const facts = new Map<number, SaidFact>();
  const retracted = new Set<string>();
  for (const entry of entries) {
    const { number, author, at, said } = entry;
    if (isFact(said)) {
      const refusal = refusalOf(said, subjects, ontology);
      const hash = factHash(said, author);
      if (refusal) refuse(context, number, refusal);
      else if (byHash.has(hash)) outcomes.set(number, { state: 'moot', code: 'ALREADY_SAID' });
      else {
        facts.set(number, { number, author, at, fact: said, hash });
        byHash.add(hash);
        outcomes.set(number, { state: 'applied', code: null });
      }
    } else if (said.kind === 'retract') {
      for (const earlier of said.numbers) {
        const fact = facts.get(earlier);
        if (!fact) continue;
        facts.delete(earlier);
        byHash.delete(fact.hash);
        outcomes.set(earlier, { state: 'moot', code: 'RETRACTED' });
        outcomes.set(number, { state: 'applied', code: null });
      }
      for (const file of standing) {
        const meant =
          said.files.includes(file.file_id) ||
          (file.inbox_number !== null && said.numbers.includes(file.inbox_number));
        if (!meant || retracted.has(file.file_id)) continue;
        retracted.add(file.file_id);
        byHash.delete(file.sha256);
        outcomes.set(number, { state: 'applied', code: null });
      }
    }
  }
  const first = facts.size === 0 ? 0 : await nextFileNo(context);
  context.facts = [...facts.values()].map((fact, index) => ({
    ...fact,
    fileNo: first + index,
    fileId: randomUUID(),
  }));
  context.retractedFiles = [...retracted];
}

export function refuse(
  { outcomes, refusals }: ApplyContext,
  number: number,
  refusal: ApplyRefused,
): void {
  outcomes.set(number, { state: 'refused', code: factCode(refusal.code) });
  refusals.push(refusal);
}

type FactRefusal =
  'RECORD_UNKNOWN' | 'TYPE_MISMATCH' | 'KIND_UNKNOWN' | 'KIND_DERIVED' | 'TAG_UNKNOWN';

function factCode(code: ApplyRefused['code']): FactRefusal | 'INTERNAL' {
  switch (code) {
    case 'RECORD_UNKNOWN':
    case 'TYPE_MISMATCH':
    case 'KIND_UNKNOWN':
    case 'KIND_DERIVED':
    case 'TAG_UNKNOWN':
      return code;
    default:
      return 'INTERNAL';
  }
}

function isFact(said: Said): said is AnalystFact {
  return said.kind === 'tag' || said.kind === 'note' || said.kind === 'relation';
}

function recordsOf({ said }: InboxEntry): string[] {
  switch (said.kind) {
    case 'relation':
      return [said.source, said.target];
    case 'same':
    case 'different':
      return [said.left, said.right];
    case 'retract':
      return [];
    default:
      return [said.record];
  }
}

/** What is stated, without why: the same statement twice is one. Notes are their authors'. */
export function factHash(fact: AnalystFact, author: string): string {
  if (fact.kind === 'tag') return md5Uuid(canonicalJson({ record: fact.record, tag: fact.tag }));
  if (fact.kind === 'note')
    return md5Uuid(canonicalJson({ record: fact.record, note: fact.text, author }));
  const { relation, source, target, from = null, to = null, props = {} } = fact;
  return md5Uuid(
    canonicalJson({ relation, source, target, from, to, props: canonicalJson(props) }),
  );
}

/** Files of facts that the entries may repeat or take back, as they stand. */
async function findStanding(tx: SqlReader, entries: readonly InboxEntry[]): Promise<FactFile[]> {
  const hashes = entries.flatMap(({ said, author }) =>
    isFact(said) ? [factHash(said, author)] : [],
  );
  const retractions = entries.flatMap(({ said }) => (said.kind === 'retract' ? [said] : []));
  const numbers = retractions.flatMap((said) => said.numbers);
  const files = retractions.flatMap((said) => said.files);
  return tx.query<FactFile>(
    `SELECT file_id, sha256, inbox_number FROM file WHERE dataset = $1 AND state = 'loaded'
     AND (sha256 IN (${hashes.length === 0 ? 'NULL' : hashes.map((hash) => `'${hash}'`).join(', ')})
       OR file_id IN ${uuids(files)} OR inbox_number IN (${numbers.length === 0 ? 'NULL' : numbers.map(Number).join(', ')}))
     ORDER BY file_no`,
    [analystDataset],
  );
}

/** Those of the records that hold now, annotations by the record that they annotate. */
async function findSubjects(tx: SqlReader, ids: readonly string[]): Promise<Map<string, Subject>> {
  const found = new Map<string, Subject>();
  const asked = new Map<string, string[]>();
  for (const id of new Set(ids)) asked.set(id, [id]);
  while (asked.size > 0) {
    const rows = await tx.query<{
      record_id: string;
      type: string;
      anchor: string | null;
      entity_id: string | null;
    }>(
      `SELECT record_id, type, anchor, entity_id FROM record WHERE family = 'entity' AND record_id IN ${uuids([...asked.keys()])}`,
    );
    const next = new Map<string, string[]>();
    for (const row of rows) {
      const origins = asked.get(row.record_id) ?? [];
      if (row.anchor === null)
        for (const origin of origins)
          found.set(origin, { record: row.record_id, type: row.type, entity: row.entity_id });
      else next.set(row.anchor, [...(next.get(row.anchor) ?? []), ...origins]);
    }
    asked.clear();
    for (const [anchor, origins] of next) asked.set(anchor, origins);
  }
  return found;
}

/** Facts keep their subject though the last source has left it while they waited. */
async function addKnown(
  tx: SqlReader,
  subjects: Map<string, Subject>,
  records: readonly string[],
): Promise<void> {
  const missing = records.filter((id) => !subjects.has(id));
  for (const [id, { type }] of await readIdentities(tx, missing))
    subjects.set(id, { record: id, type, entity: null });
}

function refusalOf(
  fact: AnalystFact,
  subjects: ReadonlyMap<string, Subject>,
  ontology: ApplyOntology,
): ApplyRefused | null {
  if (fact.kind !== 'relation') {
    if (fact.kind === 'tag' && !Object.hasOwn(ontology.tagModels, fact.tag))
      return new ApplyRefused('TAG_UNKNOWN', `There is no tag ${fact.tag}.`);
    return subjects.has(fact.record) ? null : unknownRecord(fact.record);
  }
  const kind = ontology.relationKinds[fact.relation];
  if (!kind) return new ApplyRefused('KIND_UNKNOWN', `There is no relation ${fact.relation}.`);
  if (kind.aggregated)
    return new ApplyRefused(
      'KIND_DERIVED',
      `${fact.relation} follows from declarations and cannot be drawn by hand.`,
    );
  const source = subjects.get(fact.source);
  const target = subjects.get(fact.target);
  if (!source) return unknownRecord(fact.source);
  if (!target) return unknownRecord(fact.target);
  const fits =
    kind.sourceTypes.includes(source.type) &&
    kind.targetTypes.includes(target.type) &&
    (!kind.sameType || source.type === target.type);
  return fits
    ? null
    : new ApplyRefused(
        'TYPE_MISMATCH',
        `${fact.relation} does not lead from ${source.type} to ${target.type}.`,
      );
}

export function unknownRecord(id: string): ApplyRefused {
  return new ApplyRefused('RECORD_UNKNOWN', `No source asserts the record ${id} any more.`);
}
