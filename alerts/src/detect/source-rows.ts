/** The row of its file that says what a finding rests on. */
import type { Finding } from '../conditions/condition.ts';
import type { Change } from './change.ts';

const idList = (parameter: string): string =>
  `(SELECT CAST(unnest(string_to_array(${parameter}, ',')) AS UUID))`;
/** An empty list is no list of ids to every engine. */
const noId = '00000000-0000-0000-0000-000000000000';

export async function withSources(
  found: readonly Finding[],
  { sql, file }: Pick<Change, 'sql' | 'file'>,
): Promise<readonly Finding[]> {
  if (found.length === 0 || file === null) return found;
  const facts = found.flatMap((one) => one.facts[0] ?? []);
  const relations = found.flatMap(({ detail }) => detail.relation ?? []);
  // What a target itself says rests on the rows of its own records.
  const own = found.filter((one) => restsOn(one) === one.target).map(({ target }) => target);
  const ofTargets =
    own.length === 0
      ? ''
      : `UNION ALL
       SELECT t.record_id, a.row_no FROM record t JOIN record m ON m.entity_id = t.entity_id AND m.family <> 'relation' JOIN assertion_run a ON a.record_id = m.record_id
       WHERE a.from_file = ${file} AND t.record_id IN ${idList('$3')}`;
  const rows = await sql.query<{ id: string; dataset: string; row: number }>(
    `SELECT x.id, f.dataset, min(x.row_no) AS row FROM (
       SELECT a.record_id AS id, a.row_no FROM assertion_run a WHERE a.from_file = ${file} AND a.record_id IN ${idList('$1')}
       UNION ALL
       SELECT r.entity_id, a.row_no FROM assertion_run a JOIN record r ON r.record_id = a.record_id
       WHERE a.from_file = ${file} AND r.family = 'relation' AND r.entity_id IN ${idList('$2')} ${ofTargets}) x
     JOIN file f ON f.file_no = ${file} GROUP BY x.id, f.dataset`,
    [
      [noId, ...facts].join(','),
      [noId, ...relations].join(','),
      ...(own.length === 0 ? [] : [own.join(',')]),
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
