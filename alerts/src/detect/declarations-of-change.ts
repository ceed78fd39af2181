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
}

const idList = `(SELECT CAST(unnest(string_to_array($1, ',')) AS UUID))`;

/** A record that any earlier file said is no news, even when that file was withdrawn since. */
export async function newDeclarations(
  { sql, files, graph }: Change,
  targets: Targets,
  roles: readonly DeclarationRole[],
): Promise<NewDeclaration[]> {
  if (files === null || targets.size === 0 || roles.length === 0) return [];
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
    `SELECT a.from_file AS file, a.record_id AS record, r.entity_id AS entity, d.date AS day, d.port
     FROM assertion_run a
     JOIN declaration_version d ON d.record_id = a.record_id AND d.version = a.version
     JOIN record r ON r.record_id = d.${role}
     WHERE a.from_file BETWEEN ${files.first} AND ${files.last} AND a.event AND r.entity_id IN ${idList}`;
  const rows = await sql.query<NewDeclaration & { readonly file: number }>(
    `${roles.map(inRole).join(' UNION ')} ORDER BY file, record`,
    [[...entityThen.keys()].join(',')],
  );
  if (rows.length === 0) return [];
  const known = await sql.query<{ record: string }>(
    `SELECT DISTINCT record_id AS record FROM assertion_run WHERE from_file < ${files.first} AND record_id IN ${idList}`,
    [rows.map(({ record }) => record).join(',')],
  );
  const earlier = new Set(known.map(({ record }) => record));
  // What several files of the change say is news as the first of them says it.
  const firstFile = new Map<string, number>();
  for (const { record, file } of rows) if (!firstFile.has(record)) firstFile.set(record, file);
  const ports = await graph.entitiesOf([...new Set(rows.flatMap(({ port }) => port ?? []))]);
  return rows
    .filter(({ record, file }) => !earlier.has(record) && firstFile.get(record) === file)
    .map(({ file: _, ...row }) => ({
      ...row,
      entity: entityThen.get(row.entity) ?? row.entity,
      port: row.port === null ? null : (ports.get(row.port) ?? null),
    }));
}
