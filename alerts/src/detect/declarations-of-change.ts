/** Declarations that a revision recorded for the first time, by the watched entities that take part in them. */
import type { Change } from './change.ts';
import { GraphAt } from './graph-at.ts';
import type { Targets } from './targets.ts';

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
  /** Number of the file that says it. */
  readonly file: number;
  /** An earlier file said the record otherwise. */
  readonly isCorrection: boolean;
}

const idList = `(SELECT CAST(unnest(string_to_array($1, ',')) AS UUID))`;

interface Files {
  /** Numbers of those whose declarations are asked for: SQL. */
  readonly asked: string;
  /** Of those that may have said them before. */
  readonly earlier: string;
}

/** A record that any earlier file said is no news, even when that file was withdrawn since. @param options `corrected`: those too */
export async function newDeclarations(
  change: Change,
  targets: Targets,
  roles: readonly DeclarationRole[],
  { corrected = false } = {},
): Promise<NewDeclaration[]> {
  const { files } = change;
  if (files === null) return [];
  const found = await declarationsIn(change, targets, roles, {
    asked: `BETWEEN ${files.first} AND ${files.last}`,
    earlier: `< ${files.first}`,
  });
  return corrected ? found : firstSaid(found);
}

/** What files said since the watch began of targets that come to be watched only now, as if they had been watched from then on. */
export async function declarationsSoFar(
  change: Change,
  targets: Targets,
  roles: readonly DeclarationRole[],
): Promise<NewDeclaration[]> {
  const { revision, newsAfter } = change;
  const isNews = `f.revision > ${newsAfter} AND NOT COALESCE(f.history, FALSE) AND v.actor <> 'demo'`;
  const files = (condition: string): string =>
    `IN (SELECT f.file_no FROM file f JOIN revision v ON v.revision = f.revision WHERE f.revision <= ${revision} AND ${condition})`;
  const found = await declarationsIn(change, targets, roles, {
    asked: files(`(${isNews})`),
    earlier: files(`NOT (${isNews})`),
  });
  return firstSaid(found);
}

/** What several files say is news as the first of them says it. */
function firstSaid(found: readonly NewDeclaration[]): NewDeclaration[] {
  const first = new Map<string, number>();
  for (const { record, file } of found) if (!first.has(record)) first.set(record, file);
  return found.filter((one) => !one.isCorrection && first.get(one.record) === one.file);
}

/** In the order of the files. */
async function declarationsIn(
  { sql, graph }: Change,
  targets: Targets,
  roles: readonly DeclarationRole[],
  { asked, earlier }: Files,
): Promise<NewDeclaration[]> {
  if (targets.size === 0 || roles.length === 0) return [];
  // The tables name the entities of today.
  const entityThen = new Map<string, string>();
  const today = await new GraphAt(sql, Number.MAX_SAFE_INTEGER).entitiesOf(
    [...targets.values()].map(({ record }) => record),
  );
  for (const { record, entity } of targets.values()) {
    const now = today.get(record);
    if (now !== undefined) entityThen.set(now, entity);
  }
  if (entityThen.size === 0) return [];
  const inRole = (role: DeclarationRole): string =>
    `SELECT a.record_id AS record, r.entity_id AS entity, d.date AS day, d.port, a.from_file AS file
     FROM assertion_run a
     JOIN declaration_version d ON d.record_id = a.record_id AND d.version = a.version
     JOIN record r ON r.record_id = d.${role}
     WHERE a.from_file ${asked} AND a.event AND r.entity_id IN ${idList}`;
  const rows = await sql.query<Omit<NewDeclaration, 'isCorrection'>>(
    `${roles.map(inRole).join(' UNION ')} ORDER BY file, record, day, port`,
    [[...entityThen.keys()].join(',')],
  );
  if (rows.length === 0) return [];
  const known = await sql.query<{ record: string }>(
    `SELECT DISTINCT record_id AS record FROM assertion_run WHERE from_file ${earlier} AND record_id IN ${idList}`,
    [rows.map(({ record }) => record).join(',')],
  );
  const before = new Set(known.map(({ record }) => record));
  const ports = await graph.entitiesOf([...new Set(rows.flatMap(({ port }) => port ?? []))]);
  return rows.map((row) => ({
    ...row,
    isCorrection: before.has(row.record),
    entity: entityThen.get(row.entity) ?? row.entity,
    port: row.port === null ? null : (ports.get(row.port) ?? null),
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
       WHERE d.current AND r.entity_id = CAST($1 AS UUID) AND d.port IN ${idList.replace('$1', '$2')})
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
