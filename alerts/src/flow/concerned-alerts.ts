/** Open alerts that a revision may end or change, looked up by what it changed: what a revision of one row costs does not hang on how many are open. */
import type { StateReader } from '@phecda/graph-schema';
import { conditions } from '../conditions/conditions.ts';
import { acting } from '../conditions/through-people.ts';
import { partsOf } from '../detect/change-among.ts';
import { maxHeld, type Change, type HeldChange } from '../detect/change.ts';
import { declarationRoles, touchedSql } from '../detect/declarations-of-change.ts';
import { GraphAt, type Edge } from '../detect/graph-at.ts';
import { openAlertsAbout, openRecords, type AlertsAbout } from '../store/alert-records.ts';
import { fewOpen, openAlerts, type AlertFacts } from '../store/alert-store.ts';

const idList = `(SELECT CAST(unnest(string_to_array($1, ',')) AS UUID))`;
/** Relations by which an entity is a target because of another. */
const leading = ['subjectOf', ...acting];

/** What an alert costs to be looked at, in records that are looked up. */
const recordsAnAlert = 5;

/** All that are open where the change is too large to be held, or where they are few beside what it changed. */
export async function concernedAlerts(state: StateReader, change: Change): Promise<AlertFacts[]> {
  const { held } = change;
  if (held === null) return openAlerts(state);
  const changed = held.entities.length + 2 * (held.added.length + held.removed.length);
  if (await fewOpen(state, Math.floor(changed / recordsAnAlert))) return openAlerts(state);
  const about = await concernedRecords(state, change, held);
  return about === null ? openAlerts(state) : openAlertsAbout(state, about);
}

/** null where the files that it touches say too much. */
async function concernedRecords(
  state: StateReader,
  change: Change,
  held: HeldChange,
): Promise<AlertsAbout | null> {
  const said = await touchedRecords(change);
  if (said === null) return null;
  const moved = await movedBy(change);
  const changed = new Set([
    ...held.entities.map(({ id }) => id),
    ...held.regrouped,
    ...moved.flatMap(({ before, after }) => [before, after]),
  ]);
  const edges = [...held.added, ...held.removed];
  const ends = edges.flatMap(({ source, target }) => [source, target]);
  const led = await ledTo(change, [
    ...changed,
    ...edges.flatMap(({ kind, source }) => (leading.includes(kind) ? source : [])),
  ]);
  const gone =
    change.takesOut && change.touchedFiles.length === 0 ? await goneRecords(state, change) : [];
  return {
    anywhere: [
      ...(await recordsOf(change, [...changed, ...led])),
      ...moved.map(({ record }) => record),
      ...said.entities,
      ...gone,
    ],
    onTheWay: await recordsOf(change, ends),
    asTarget: await recordsOf(change, said.parties),
    conditions: conditions.flatMap(({ name, anyPath }) => (anyPath === true ? name : [])),
  };
}

interface Moved {
  readonly record: string;
  readonly before: string;
  readonly after: string;
}

const movedBy = ({ sql, revision }: Change): Promise<Moved[]> =>
  sql.query<Moved>(
    `SELECT record_id AS record, entity_before AS before, entity_after AS after FROM lineage WHERE revision = ${revision} ORDER BY record_id`,
  );

/** Records that these entities hold or ever held, and those of what went apart from them: whose tags went with a part lost none. */
async function recordsOf({ sql, graph }: Change, ids: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const part of partsOf([...new Set(ids)])) {
    const were = [...(await graph.ancestors(part, 0)).values()].flat();
    const parts = [...(await graph.descendants([...new Set(were)], 0)).values()];
    const all = new Set([...part, ...were, ...parts.flatMap((some) => [...some])]);
    const rows = await sql.query<{ record: string }>(
      `SELECT record_id AS record FROM record WHERE entity_id IN ${idList} AND family IN ('entity', 'reference')
       UNION SELECT record_id FROM lineage WHERE entity_before IN ${idList} ORDER BY record`,
      [[...all].join(',')],
    );
    for (const { record } of rows) found.push(record);
  }
  return found;
}

/** Entities that these make targets, before the revision or with it: subjects of cases, and enterprises behind persons. */
async function ledTo({ graph }: Change, ids: readonly string[]): Promise<string[]> {
  const step = async (from: ReadonlySet<string>): Promise<string[]> => {
    const found: string[] = [];
    for (const at of [graph, graph.before])
      for (const part of partsOf([...from])) found.push(...to(from, await at.edges(part, leading)));
    return found;
  };
  const to = (from: ReadonlySet<string>, edges: readonly Edge[]): string[] =>
    edges.flatMap(({ kind, source, target }) => {
      const [leads, led] = kind === 'subjectOf' ? [target, source] : [source, target];
      return from.has(leads) ? led : [];
    });
  const near = await step(new Set(ids));
  return [...near, ...(await step(new Set(near)))];
}

interface Touched {
  /** Records of entities and relations that the files say, where some may be gone. */
  readonly entities: readonly string[];
  /** Entities of today that take part in declarations that they say, or said. */
  readonly parties: readonly string[];
}

async function touchedRecords(change: Change): Promise<Touched | null> {
  const { sql, takesOut } = change;
  const [declared, said] = [touchedSql(change), touchedSql(change, 'entities')];
  if (declared === null || said === null) return { entities: [], parties: [] };
  const parties = await sql.query<{ id: string }>(
    `WITH touched AS (${declared}) ${declarationRoles
      .map(
        (role) =>
          `SELECT r.entity_id AS id FROM touched t JOIN declaration_version d ON d.record_id = t.record_id JOIN record r ON r.record_id = d.${role} WHERE r.entity_id IS NOT NULL`,
      )
      .join(' UNION ')} LIMIT ${maxHeld + 1}`,
  );
  const entities = takesOut
    ? await sql.query<{ id: string }>(
        `SELECT record_id AS id FROM (${said}) t LIMIT ${maxHeld + 1}`,
      )
    : [];
  if (Math.max(parties.length, entities.length) > maxHeld) return null;
  return { entities: entities.map(({ id }) => id), parties: parties.map(({ id }) => id) };
}

/** Of what no file took out: records of open alerts that nobody asserts any more. */
async function goneRecords(state: StateReader, { sql }: Change): Promise<string[]> {
  const records = await openRecords(state);
  const today = new GraphAt(sql, Number.MAX_SAFE_INTEGER);
  const there = new Set<string>();
  for (const part of partsOf(records))
    for (const record of (await today.entitiesOf(part)).keys()) there.add(record);
  return records.filter((record) => !there.has(record));
}
