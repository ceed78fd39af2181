/** Declarations of watched entities that a revision brought, moved to another day, port or party, or took out, in the version that counts. */
import { partsOf } from './change-among.ts';
import type { Change } from './change.ts';
import { GraphAt } from './graph-at.ts';
import type { Target, Targets } from './targets.ts';

export const declarationRoles = [
  'trader',
  'declarant',
  'overseas',
  'carrier',
  'vehicle',
  'vessel',
  'container',
] as const;
export type DeclarationRole = (typeof declarationRoles)[number];

export interface NewDeclaration {
  readonly record: string;
  readonly entity: string;
  /** 'YYYY-MM-DD' */
  readonly day: string | null;
  /** Entity as of the revision. */
  readonly port: string | null;
  /** An earlier file said the record. */
  readonly saidBefore: boolean;
}

const idList = (parameter: string): string =>
  `(SELECT CAST(unnest(string_to_array(${parameter}, ',')) AS UUID))`;

/** Of files `f` made by revisions `v`: what was known when the watch began, the demo world, and the past. */
export const isPast = ({ newsAfter }: Pick<Change, 'newsAfter'>): string =>
  `(f.revision <= ${newsAfter} OR COALESCE(f.history, FALSE) OR v.actor = 'demo')`;

/** Query of the records that files say which began or ceased to count; null where there are none. @param of declarations, or entities and relations */
export function touchedSql(
  { touchedFiles }: Pick<Change, 'touchedFiles'>,
  of: 'declarations' | 'entities' = 'declarations',
): string | null {
  if (touchedFiles.length === 0) return null;
  const files = `(${touchedFiles.join(', ')})`;
  const kind = of === 'declarations' ? 'a.event' : 'NOT a.event';
  const delivery = (file: string): string =>
    `${file}.mode = 'snapshot' AND ${file}.supplements IS NULL`;
  // What a full delivery does not say any more belongs to an earlier one of its dataset.
  return `SELECT a.record_id FROM assertion_run a WHERE ${kind} AND a.from_file IN ${files}
    UNION SELECT a.record_id FROM assertion_run a WHERE ${kind} AND a.until_file IN ${files} AND a.from_file IN (
      SELECT f.file_no FROM file f JOIN file t ON t.dataset = f.dataset WHERE t.file_no IN ${files} AND ${delivery('t')} AND ${delivery('f')})`;
}

/** Query of the versions that counted before the revision. @param records query */
export const versionsBefore = ({ revision }: Pick<Change, 'revision'>, records: string): string =>
  `SELECT b.record_id, b.version FROM (
     SELECT a.record_id, a.version, row_number() OVER (PARTITION BY a.record_id ORDER BY COALESCE(a.own_date, f.source_date) DESC NULLS LAST, a.version DESC) AS place
     FROM assertion_run a JOIN file f ON f.file_no = a.from_file
     LEFT JOIN file s ON s.file_id = f.superseded_by
     LEFT JOIN file u ON u.file_no = a.until_file AND f.mode = 'snapshot' AND f.supplements IS NULL
     WHERE a.event AND a.record_id IN (${records}) AND f.revision < ${revision}
       AND (f.withdrawn_revision IS NULL OR f.withdrawn_revision >= ${revision})
       AND (s.revision IS NULL OR s.revision >= ${revision}) AND (u.revision IS NULL OR u.revision >= ${revision})) b WHERE b.place = 1`;

/** Entities of today, by the entity as of the revision. */
export async function todayOf(
  { sql }: Pick<Change, 'sql'>,
  targets: ReadonlyMap<string, Pick<Target, 'record'>>,
): Promise<Map<string, string>> {
  const today = await new GraphAt(sql, Number.MAX_SAFE_INTEGER).entitiesOf(
    [...targets.values()].map(({ record }) => record),
  );
  return new Map(
    [...targets].flatMap(([entity, { record }]) => {
      const now = today.get(record);
      return now === undefined ? [] : [[entity, now] as const];
    }),
  );
}

/** Of given entities those that take part, or took part, in a declaration that the change touches, with its records. */
export async function touchedDeclarations(
  change: Change,
  targets: ReadonlyMap<string, Pick<Target, 'record'>>,
  roles: readonly DeclarationRole[],
): Promise<{ readonly record: string; readonly entity: string }[]> {
  const touched = touchedSql(change);
  if (touched === null || targets.size === 0 || roles.length === 0) return [];
  const entityThen = new Map(
    [...(await todayOf(change, targets))].map(([then, now]) => [now, then]),
  );
  if (entityThen.size === 0) return [];
  const inRole = (role: DeclarationRole): string =>
    `SELECT d.record_id AS record, r.entity_id AS entity FROM touched t JOIN declaration_version d ON d.record_id = t.record_id
     JOIN record r ON r.record_id = d.${role} WHERE r.entity_id IN ${idList('$1')}`;
  const rows = await change.sql.query<{ record: string; entity: string }>(
    `WITH touched AS (${touched}) ${roles.map(inRole).join(' UNION ')} ORDER BY record, entity`,
    [[...entityThen.keys()].join(',')],
  );
  return rows.map((row) => ({ ...row, entity: entityThen.get(row.entity) ?? row.entity }));
}

export interface DeclarationQuery {
  readonly roles: readonly DeclarationRole[];
  /** Another amount makes a declaration another one too. */
  readonly amounts?: boolean;
}

/**
 * What is newly declared of targets: said for the first time, or said otherwise than before, unless it was known when the watch began.
 * Of newcomers all that files said since then.
 */
export async function newDeclarations(
  change: Change,
  targets: Targets,
  newcomers: ReadonlySet<string>,
  query: DeclarationQuery,
): Promise<NewDeclaration[]> {
  const touched = await touchedDeclarations(change, targets, query.roles);
  const records = new Set(touched.map(({ record }) => record));
  for (const record of await saidSoFar(change, pick(targets, newcomers), query.roles))
    records.add(record);
  const found: NewDeclaration[] = [];
  for (const part of partsOf([...records]))
    for (const one of await standOf(change, part, targets, query))
      if (!one.saidBefore || one.isMoved || newcomers.has(one.entity)) found.push(one);
  const ports = await change.graph.entitiesOf([
    ...new Set(found.flatMap(({ port }) => port ?? [])),
  ]);
  return found
    .map((one) => ({ ...one, port: one.port === null ? null : (ports.get(one.port) ?? null) }))
    .sort((a, b) => Number(a.saidBefore) - Number(b.saidBefore));
}

const pick = (targets: Targets, ids: ReadonlySet<string>): Targets =>
  new Map([...targets].filter(([id]) => ids.has(id)));

/** Newcomers that are asked for at a time. */
const newcomersAtOnce = 1_000;

/** Records of what files said of them since the watch began. */
async function saidSoFar(
  change: Change,
  newcomers: Targets,
  roles: readonly DeclarationRole[],
): Promise<string[]> {
  const { sql, revision } = change;
  const found: string[] = [];
  const today = [...(await todayOf(change, newcomers)).values()];
  for (const part of partsOf(today, newcomersAtOnce)) {
    const rows = await sql.query<{ record: string }>(
      `WITH mine AS (${roles
        .map(
          (role) =>
            `SELECT d.record_id FROM declaration_version d JOIN record r ON r.record_id = d.${role} WHERE d.current AND r.entity_id IN ${idList('$1')}`,
        )
        .join(' UNION ')})
       SELECT DISTINCT m.record_id AS record FROM mine m JOIN assertion_run a ON a.record_id = m.record_id JOIN file f ON f.file_no = a.from_file
       JOIN revision v ON v.revision = f.revision WHERE f.revision <= ${revision} AND NOT ${isPast(change)} ORDER BY record`,
      [part.join(',')],
    );
    found.push(...rows.map(({ record }) => record));
  }
  return found;
}

interface Stand extends NewDeclaration {
  readonly isMoved: boolean;
}

/** How declarations stand that were not known before, once for each target in them. */
async function standOf(
  change: Change,
  records: readonly string[],
  targets: Targets,
  { roles, amounts = false }: DeclarationQuery,
): Promise<Stand[]> {
  const { sql, revision } = change;
  const entityThen = new Map(
    [...(await todayOf(change, targets))].map(([then, now]) => [now, then]),
  );
  const columns = ['date', 'port', ...roles, ...(amounts ? ['value', 'currency'] : [])];
  const says = `concat(${columns.map((name) => `COALESCE(CAST(d.${name} AS TEXT), '')`).join(`, '|', `)})`;
  const inRole = (role: DeclarationRole): string =>
    `SELECT d.record_id, r.entity_id, d.date, d.port, ${says} AS says FROM declaration_version d JOIN record r ON r.record_id = d.${role}
     WHERE d.current AND d.record_id IN ${idList('$1')} AND r.entity_id IN ${idList('$2')}`;
  const rows = await sql.query<Omit<Stand, 'isMoved'> & { before: string | null; says: string }>(
    `WITH now AS (${roles.map(inRole).join(' UNION ')}),
     said AS (SELECT a.record_id, min(f.revision) AS first, max(CASE WHEN f.revision < ${revision} AND ${isPast(change)} THEN 1 ELSE 0 END) AS known
       FROM assertion_run a JOIN file f ON f.file_no = a.from_file JOIN revision v ON v.revision = f.revision
       WHERE f.revision <= ${revision} AND a.record_id IN ${idList('$1')} GROUP BY a.record_id),
     before AS (SELECT b.record_id, ${says} AS says FROM (${versionsBefore(change, idList('$1').slice(1, -1))}) b
       JOIN declaration_version d ON d.record_id = b.record_id AND d.version = b.version)
     SELECT n.record_id AS record, n.entity_id AS entity, CAST(n.date AS TEXT) AS day, n.port, s.first < ${revision} AS "saidBefore", n.says, b.says AS before
     FROM now n JOIN said s ON s.record_id = n.record_id LEFT JOIN before b ON b.record_id = n.record_id WHERE s.known = 0 ORDER BY n.record_id, n.entity_id`,
    [records.join(','), [...entityThen.keys()].join(',')],
  );
  return rows.map(({ says: now, before, ...row }) => ({
    ...row,
    entity: entityThen.get(row.entity) ?? row.entity,
    isMoved: now !== before,
  }));
}

export interface DeclarationAtPort {
  readonly record: string;
  readonly day: string | null;
  /** Entity as of the revision. */
  readonly port: string;
}

/** All that an entity of today has filed at ports as far as it was known at the revision: what its file says first, then by record. */
export async function declarationsAtPorts(
  { sql, files, revision, graph }: Change,
  entity: string,
  portRecords: readonly string[],
): Promise<DeclarationAtPort[]> {
  if (portRecords.length === 0) return [];
  const rows = await sql.query<DeclarationAtPort>(
    `WITH mine AS (
       SELECT d.record_id, d.date, d.port FROM declaration_version d JOIN record r ON r.record_id = d.trader
       WHERE d.current AND r.entity_id = CAST($1 AS UUID) AND d.port IN ${idList('$2')})
     SELECT m.record_id AS record, CAST(m.date AS TEXT) AS day, m.port FROM mine m
     JOIN (SELECT a.record_id, max(CASE WHEN a.from_file BETWEEN ${files?.first ?? 0} AND ${files?.last ?? 0} THEN 1 ELSE 0 END) AS is_own FROM assertion_run a JOIN file f ON f.file_no = a.from_file
       WHERE f.revision <= ${revision} AND a.record_id IN (SELECT record_id FROM mine) GROUP BY a.record_id) s ON s.record_id = m.record_id
     ORDER BY s.is_own DESC, m.record_id`,
    [entity, portRecords.join(',')],
  );
  const ports = await graph.entitiesOf([...new Set(portRecords)]);
  return rows.flatMap((row) => {
    const port = ports.get(row.port);
    return port === undefined ? [] : [{ ...row, port }];
  });
}
