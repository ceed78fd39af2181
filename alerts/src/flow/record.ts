/** Record: every alert is written down, sent or not, with its number and the first line of its history. */
import type { StateTransaction } from '@phecda/graph-schema';
import type { SqlValue } from '@phecda/graph-schema/ports/sql';
import { lockNumbers } from '../store/alert-number-lock.ts';
import { placesOf } from '../store/alert-records.ts';
import { actOn } from '../store/alert-store.ts';
import { readGroups, recipientsOf } from '../store/contact-groups.ts';
import { sqlTime } from '../store/sql-time.ts';
import type { Draft, WriteStep } from './flow-context.ts';
import { subjectOf } from './inhibit.ts';

export const record: WriteStep = async (drafts, { sql, tx, now, revision }) => {
  if (drafts.length === 0) return drafts;
  const at = sqlTime(now);
  await lockNumbers(tx, sql.state.engine);
  const [last] = await tx.query<{ n: number | null }>(`SELECT max(number) AS n FROM alert`);
  let number = last?.n ?? 0;
  const groups = await readGroups(tx);
  const answer: Draft[] = [];
  const made: (Draft & { readonly number: number })[] = [];
  for (const draft of drafts) {
    if (draft.reopens) {
      await actOn(tx, draft.id, 'reopened', 'Phecda', `revision ${revision}`, at);
      answer.push(draft);
      continue;
    }
    const nobody = recipientsOf(draft.watch, groups).length === 0;
    const held = draft.held ?? (nobody ? ('noRecipient' as const) : null);
    made.push({ ...draft, held, number: ++number });
    answer.push({ ...draft, held });
  }
  for (let from = 0; from < made.length; from += rowsAtOnce) {
    const part = made.slice(from, from + rowsAtOnce);
    await addRows(
      tx,
      alertRow,
      part.map((draft) => valuesOf(draft, revision, at)),
    );
    const found = [at, 'Phecda', 'found', `revision ${revision}`];
    await addRows(
      tx,
      foundRow,
      part.map(({ id }) => [id, 1, ...found]),
    );
    await addRows(
      tx,
      recordRow,
      part.flatMap(({ id, finding }) =>
        [...placesOf(finding)].map(([record, place]) => [record, id, place]),
      ),
    );
  }
  for (const { id, held } of made)
    if (held === 'leftOut') await actOn(tx, id, 'leftOut', 'Phecda', '', at);
  return answer;
};

/** A revision may bring thousands: they go in column by column. */
const rowsAtOnce = 1_000;
/** Stands in none of the values. */
const separator = '\u001e';

interface RowShape {
  readonly into: string;
  readonly types: readonly ('UUID' | 'BIGINT' | 'TEXT' | 'TIMESTAMP')[];
}

const alertRow: RowShape = {
  into: 'alert (alert_id, number, key, subject, watch_id, watch_version, condition, level, target, path, facts, detail, revision, fact_day, parent, held, status, created_at, updated_at)',
  types: [
    ...(['UUID', 'BIGINT', 'TEXT', 'TEXT', 'UUID', 'BIGINT', 'TEXT', 'BIGINT', 'TEXT'] as const),
    ...(['TEXT', 'TEXT', 'TEXT', 'BIGINT', 'TEXT', 'UUID', 'TEXT', 'TEXT'] as const),
    ...(['TIMESTAMP', 'TIMESTAMP'] as const),
  ],
};
const foundRow: RowShape = {
  into: 'alert_event (alert_id, number, made_at, actor, act, reason)',
  types: ['UUID', 'BIGINT', 'TIMESTAMP', 'TEXT', 'TEXT', 'TEXT'],
};
const recordRow: RowShape = {
  into: 'alert_record (record, alert_id, place)',
  types: ['TEXT', 'UUID', 'TEXT'],
};

/** Empty texts are null. */
async function addRows(
  tx: StateTransaction,
  { into, types }: RowShape,
  rows: readonly (readonly SqlValue[])[],
): Promise<void> {
  const columns = types.map((type, at) => `CAST(NULLIF(c${at}, '') AS ${type})`);
  const lists = types.map(
    (_, at) => `unnest(string_to_array(CAST($${at + 1} AS TEXT), chr(30))) AS c${at}`,
  );
  await tx.execute(
    `INSERT INTO ${into} SELECT ${columns.join(', ')} FROM (SELECT ${lists.join(', ')}) l`,
    types.map((_, at) => rows.map((row) => String(row[at] ?? '')).join(separator)),
  );
}

function valuesOf(
  draft: Draft & { readonly number: number },
  revision: number,
  at: string,
): SqlValue[] {
  const { watch, finding, held } = draft;
  return [
    draft.id,
    draft.number,
    draft.key,
    subjectOf(draft),
    watch.id,
    watch.version,
    watch.condition,
    watch.level,
    finding.target,
    JSON.stringify(finding.path),
    JSON.stringify(finding.facts),
    JSON.stringify(finding.detail),
    revision,
    finding.day,
    draft.parent,
    held,
    held === 'leftOut' ? 'withdrawn' : 'new',
    at,
    at,
  ];
}
