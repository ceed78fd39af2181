/** Ends of relations and parties of declarations that a file names and no source asserts (yet): how many of each, and the first row. They count once a source gives them. */
import type { SqlReader } from '@phecda/graph-schema/ports/sql';
import { eventRecordColumns, type EventRecordColumn } from './mapping/event-columns.ts';
import type { Mapping } from './mapping/mapping-schema.ts';

export interface OpenEnd {
  /** Relation kind, or `Declaration`. */
  readonly kind: string;
  /** `source`, `target`, or the role of the party. */
  readonly end: string;
  readonly count: number;
  /** First row of the file in which it was first said. */
  readonly row: number;
}

export interface NamedEnds {
  readonly relations: boolean;
  readonly roles: readonly EventRecordColumn[];
}

/** Every end there is. */
export const allEnds: NamedEnds = { relations: true, roles: eventRecordColumns };

/** Ends that a mapping names without asserting them: only these can be open. */
export function namedEnds(mapping: Mapping): NamedEnds {
  const refers = (name: string | undefined): boolean =>
    name !== undefined && mapping.records[name]?.reference === true;
  return {
    relations: mapping.relations.some(({ source, target }) => refers(source) || refers(target)),
    roles: eventRecordColumns.filter((role) => mapping.events.some((event) => refers(event[role]))),
  };
}

/** Of a file that counts; one that does not has none. Most frequent first. */
export async function readOpenEnds(
  sql: SqlReader,
  fileId: string,
  { relations, roles }: NamedEnds,
): Promise<OpenEnd[]> {
  if (!relations && roles.length === 0) return [];
  const [file] = await sql.query<{ file_no: number; declares: boolean }>(
    `SELECT file_no, EXISTS (SELECT 1 FROM declaration_version d WHERE d.dataset = file.dataset) AS declares
     FROM file WHERE file_id = CAST($1 AS UUID) AND live`,
    [fileId],
  );
  if (!file) return [];
  const known = (record: string): string =>
    `EXISTS (SELECT 1 FROM record r WHERE r.record_id = ${record} AND r.entity_id IS NOT NULL)`;
  const parts = [
    ...(relations
      ? (['source', 'target'] as const).map(
          (
            end,
          ) => `SELECT v.type AS kind, '${end}' AS "end", count(*) AS count, min(a.row_no) AS row
            FROM assertion a JOIN version v ON v.record_id = a.record_id AND v.version = a.version
            WHERE a.file_no = ${file.file_no} AND v.family = 'relation' AND NOT ${known(`v.${end}_record`)} GROUP BY v.type`,
        )
      : []),
    ...(file.declares ? roles : []).map(
      (
        role,
      ) => `SELECT 'Declaration' AS kind, '${role}' AS "end", count(*) AS count, min(a.row_no) AS row
        FROM assertion a JOIN declaration_version d ON d.record_id = a.record_id AND d.version = a.version
        WHERE a.file_no = ${file.file_no} AND a.event AND d.${role} IS NOT NULL AND NOT ${known(`d.${role}`)} HAVING count(*) > 0`,
    ),
  ];
  if (parts.length === 0) return [];
  return sql.query<OpenEnd & Record<string, string | number>>(
    `SELECT kind, "end", count, row FROM (${parts.join(' UNION ALL ')}) o ORDER BY count DESC, kind, "end"`,
  );
}
