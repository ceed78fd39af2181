/** The row of a file of the change that says what a finding rests on. */
import type { Finding } from '../conditions/condition.ts';
import type { Change } from './change.ts';

const idList = (parameter: string): string =>
  `(SELECT CAST(unnest(string_to_array(${parameter}, ',')) AS UUID))`;
/** An empty list is no list of ids to every engine. */
const noId = '00000000-0000-0000-0000-000000000000';

export async function withSources(
  found: readonly Finding[],
  { sql, files }: Pick<Change, 'sql' | 'files'>,
): Promise<readonly Finding[]> {
  if (found.length === 0 || files === null) return found;
  const own = `a.from_file BETWEEN ${files.first} AND ${files.last}`;
  const facts = found.flatMap((one) => one.facts[0] ?? []);
  const relations = found.flatMap(({ detail }) => detail.relation ?? []);
  // What a target itself says rests on the rows of its own records.
  const themselves = found.filter((one) => restsOn(one) === one.target).map(({ target }) => target);
  const ofTargets =
    themselves.length === 0
      ? ''
      : `UNION ALL
       SELECT t.record_id, a.from_file, a.row_no FROM record t JOIN record m ON m.entity_id = t.entity_id AND m.family <> 'relation' JOIN assertion_run a ON a.record_id = m.record_id
       WHERE ${own} AND t.record_id IN ${idList('$3')}`;
  const rows = await sql.query<{ id: string; dataset: string; row: number }>(
    `SELECT x.id, f.dataset, min(x.row_no) AS row FROM (
       SELECT a.record_id AS id, a.from_file, a.row_no FROM assertion_run a WHERE ${own} AND a.record_id IN ${idList('$1')}
       UNION ALL
       SELECT r.entity_id, a.from_file, a.row_no FROM assertion_run a JOIN record r ON r.record_id = a.record_id
       WHERE ${own} AND r.family = 'relation' AND r.entity_id IN ${idList('$2')} ${ofTargets}) x
     JOIN file f ON f.file_no = x.from_file GROUP BY x.id, f.file_no, f.dataset ORDER BY f.file_no DESC`,
    [
      [noId, ...facts].join(','),
      [noId, ...relations].join(','),
      ...(themselves.length === 0 ? [] : [themselves.join(',')]),
    ],
  );
  const byId = new Map(rows.map(({ id, dataset, row }) => [id, { dataset, row }]));
  return found.map((one) => {
    const source = byId.get(restsOn(one));
    return source === undefined ? one : { ...one, detail: { ...one.detail, source } };
  });
}

const restsOn = ({ facts, detail, target }: Finding): string =>
  facts[0] ?? detail.relation ?? target;
