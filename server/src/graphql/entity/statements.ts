/** What source files say about one entity or relation: a line per property, record, file and row, newest first. */
import type { SqlReader } from '@phecda/graph-schema';
import type { Statement, StatementPage } from '../../generated/resolvers.ts';
import { lines, object } from '../../truth-text.ts';

interface VersionRow {
  readonly record_id: string;
  readonly version: string;
  readonly dataset: string;
  readonly props: string;
  readonly tags: string;
  readonly valid_from: string | null;
  readonly valid_to: string | null;
  readonly current: boolean;
  readonly assertions: number;
}

interface AssertionRow {
  readonly record_id: string;
  readonly version: string;
  readonly source_date: string | null;
  readonly row_no: number;
  readonly row_count: number;
  readonly file_id: string;
  readonly name: string;
}

/** Assertions looked through for one page; the total stays true beyond. */
const mostAssertions = 20_000;

/** @param owner entity id or relation id. Files that were withdrawn do not speak any more. */
export async function readStatements(
  sql: SqlReader,
  owner: string,
  property: string | null,
  limit: number,
  offset: number,
): Promise<StatementPage> {
  const contents = new Map<
    string,
    { row: VersionRow; said: readonly (readonly [string, unknown])[] }
  >();
  let total = 0;
  for (const row of await readVersions(sql, owner)) {
    const said = saidBy(row).filter(([name]) => property === null || name === property);
    contents.set(`${row.record_id}/${row.version}`, { row, said });
    total += row.assertions * said.length;
  }
  const statements: Statement[] = [];
  let skip = offset;
  for (const row of await readAssertions(sql, owner)) {
    const content = contents.get(`${row.record_id}/${row.version}`);
    if (!content) continue;
    if (skip >= content.said.length) {
      skip -= content.said.length;
      continue;
    }
    for (const [name, value] of content.said.slice(skip)) {
      if (statements.length >= limit) return { statements, total };
      statements.push(toStatement(name, value, row, content.row));
    }
    skip = 0;
  }
  return { statements, total };
}

function toStatement(
  property: string,
  value: unknown,
  row: AssertionRow,
  content: VersionRow,
): Statement {
  return {
    property,
    value,
    dataset: content.dataset,
    recordId: row.record_id,
    fileId: row.file_id,
    fileName: row.name,
    row: row.row_no,
    rows: row.row_count,
    sourceDate: row.source_date,
    current: content.current,
  };
}

function saidBy(row: VersionRow): (readonly [string, unknown])[] {
  const said: (readonly [string, unknown])[] = Object.entries(object(row.props));
  for (const tag of lines(row.tags)) said.push(['tag', tag]);
  if (row.valid_from !== null) said.push(['validFrom', row.valid_from]);
  if (row.valid_to !== null) said.push(['validTo', row.valid_to]);
  return said;
}

function readVersions(sql: SqlReader, owner: string): Promise<VersionRow[]> {
  return sql.query<VersionRow>(
    `SELECT v.record_id, v.version, v.dataset, v.props, v.tags, v.valid_from, v.valid_to,
            (r.version = v.version) AS current, a.assertions
     FROM record r
     JOIN version v ON v.record_id = r.record_id
     JOIN (SELECT a.record_id, a.version, count(*) AS assertions
           FROM assertion a JOIN file f ON f.file_no = a.file_no
           WHERE f.state = 'loaded' AND a.record_id IN (SELECT record_id FROM record WHERE entity_id = CAST($1 AS UUID))
           GROUP BY a.record_id, a.version) a ON a.record_id = v.record_id AND a.version = v.version
     WHERE r.entity_id = CAST($1 AS UUID)`,
    [owner],
  );
}

function readAssertions(sql: SqlReader, owner: string): Promise<AssertionRow[]> {
  return sql.query<AssertionRow>(
    `SELECT a.record_id, a.version, a.source_date, a.row_no, a.row_count, f.file_id, f.name
     FROM assertion a JOIN file f ON f.file_no = a.file_no
     WHERE f.state = 'loaded' AND a.record_id IN (SELECT record_id FROM record WHERE entity_id = CAST($1 AS UUID))
     ORDER BY a.source_date DESC NULLS LAST, f.file_no DESC, a.row_no, a.record_id
     LIMIT ${mostAssertions}`,
    [owner],
  );
}
