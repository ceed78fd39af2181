/** What source files say about one entity or relation: a line per property, record and run of files, with the row of the first, newest first. */
import type { Statement, StatementPage } from '../generated/resolvers.ts';
import { lines, object } from '../truth-text.ts';
import type { ViewedTruth } from './truth.ts';

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
  readonly through_id: string;
  readonly through_name: string;
}

/** Assertions looked through for one page; the total stays true beyond. */
const mostAssertions = 20_000;

/** @param owner entity id or relation id. Files that were withdrawn do not speak any more. */
export async function readStatements(
  truth: ViewedTruth,
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
  for (const row of await readVersions(truth, owner)) {
    const said = saidBy(row).filter(([name]) => property === null || name === property);
    contents.set(`${row.record_id}/${row.version}`, { row, said });
    total += row.assertions * said.length;
  }
  const statements: Statement[] = [];
  let skip = offset;
  for (const row of await readAssertions(truth, owner)) {
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
    throughFileId: row.through_id === row.file_id ? null : row.through_id,
    throughFileName: row.through_id === row.file_id ? null : row.through_name,
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

/** Full deliveries that say the same one after the other are one line: the newest loaded one, and the row of the first. */
const newestOfRuns = `SELECT * FROM (
    SELECT a.record_id, a.version, a.source_date, a.row_file, a.row_no, a.row_count, f.file_no, f.file_id AS through_id, f.name AS through_name,
      row_number() OVER (PARTITION BY a.record_id, a.version, a.row_file ORDER BY f.source_date DESC NULLS LAST, f.file_no DESC) AS place
    FROM assertion a JOIN file f ON f.file_no = a.file_no
    WHERE f.state = 'loaded' AND a.record_id IN (SELECT record_id FROM record WHERE entity_id = CAST($1 AS UUID))) f
  WHERE place = 1`;

function readVersions(truth: ViewedTruth, owner: string): Promise<VersionRow[]> {
  return truth.query<VersionRow>(
    `SELECT v.record_id, v.version, v.dataset, v.props, v.tags, v.valid_from, v.valid_to,
            (r.version = v.version) AS current, a.assertions
     FROM record r
     JOIN version v ON v.record_id = r.record_id
     JOIN (SELECT record_id, version, count(*) AS assertions FROM (${newestOfRuns}) n GROUP BY record_id, version) a ON a.record_id = v.record_id AND a.version = v.version
     WHERE r.entity_id = CAST($1 AS UUID)`,
    [owner],
  );
}

function readAssertions(truth: ViewedTruth, owner: string): Promise<AssertionRow[]> {
  return truth.query<AssertionRow>(
    `SELECT n.record_id, n.version, n.source_date, n.row_no, n.row_count, b.file_id, b.name, n.through_id, n.through_name
     FROM (${newestOfRuns}) n JOIN file b ON b.file_no = n.row_file
     ORDER BY n.source_date DESC NULLS LAST, n.file_no DESC, n.row_no, n.record_id
     LIMIT ${mostAssertions}`,
    [owner],
  );
}
