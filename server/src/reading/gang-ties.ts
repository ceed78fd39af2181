/** What ties the members of a gang as the graph knows it today, and the rows of files that say so. */
import { closenessKinds } from '../analysis/questions/gangs/parameters.ts';
import { idList } from './entity-ids.ts';
import type { ViewedTruth } from './truth.ts';

export interface TieToday {
  /** What they share; null = a relation between the two members. */
  readonly thing: string | null;
  readonly kinds: readonly string[];
  readonly relations: readonly string[];
  readonly members: readonly string[];
}

export interface RowOfFile {
  readonly relation: string;
  readonly file: string;
  readonly row: number;
  /** 'YYYY-MM-DD' as of which the file speaks; null = not given. */
  readonly day: string | null;
}

interface RelationRow {
  readonly relation_id: string;
  readonly kind: string;
  readonly source: string;
  readonly target: string;
}

/** Things shared by two members or more, and relations between two of them; those that tie most members first. */
export async function tiesOfMembers(
  truth: ViewedTruth,
  ids: readonly string[],
): Promise<TieToday[]> {
  const rows = await truth.query<RelationRow>(
    `SELECT relation_id, kind, source, target FROM relation
     WHERE rev_to IS NULL AND kind IN (${closenessKinds.map((kind) => `'${kind}'`).join(', ')})
       AND (source IN ${idList('$1')} OR target IN ${idList('$1')})
     ORDER BY relation_id`,
    [ids.join(',')],
  );
  const members = new Set(ids);
  const ties = new Map<string, { thing: string | null; rows: RelationRow[] }>();
  for (const row of rows) {
    const both = members.has(row.source) && members.has(row.target);
    const thing = both ? null : members.has(row.source) ? row.target : row.source;
    const key = thing ?? [row.source, row.target].sort().join(' ');
    const tie = ties.get(key);
    if (tie) tie.rows.push(row);
    else ties.set(key, { thing, rows: [row] });
  }
  return [...ties.values()]
    .map(({ thing, rows: own }): TieToday => ({
      thing,
      kinds: [...new Set(own.map(({ kind }) => kind))],
      relations: own.map(({ relation_id }) => relation_id),
      members: [...new Set(own.flatMap(({ source, target }) => [source, target]))].filter((id) =>
        members.has(id),
      ),
    }))
    .filter((tie) => tie.members.length > 1)
    .sort(
      (a, b) =>
        b.members.length - a.members.length ||
        ((a.thing ?? a.relations[0] ?? '') < (b.thing ?? b.relations[0] ?? '') ? -1 : 1),
    );
}

/** Files and rows that assert these relations, one line per file and row. */
export function rowsOfRelations(
  truth: ViewedTruth,
  relations: readonly string[],
): Promise<RowOfFile[]> {
  if (relations.length === 0) return Promise.resolve([]);
  return truth.query<RowOfFile>(
    `SELECT r.entity_id AS relation, f.name AS file, a.row_no AS row, max(a.source_date) AS day
     FROM record r JOIN assertion a ON a.record_id = r.record_id JOIN file f ON f.file_no = a.row_file
     WHERE r.entity_id IN ${idList('$1')} AND f.state = 'loaded'
     GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`,
    [relations.join(',')],
  );
}
