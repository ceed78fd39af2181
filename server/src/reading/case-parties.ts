/** Who a case is about, and which cases somebody is the subject of. */
import { object } from '../truth-text.ts';
import { firstDay } from './enterprise-history.ts';
import { idList } from './entity-ids.ts';
import type { ViewedTruth } from './truth.ts';

/** Member records of the subjects, ascending by label. */
export async function subjectsOfCase(truth: ViewedTruth, caseId: string): Promise<string[]> {
  const rows = await truth.query<{ record: string }>(
    `SELECT e.record FROM relation r JOIN entity e ON e.entity_id = r.source AND e.rev_to IS NULL
     WHERE r.rev_to IS NULL AND r.kind = 'subjectOf' AND r.target = CAST($1 AS UUID) AND e.type IN ('Enterprise', 'Person')
     ORDER BY e.label, e.record`,
    [caseId],
  );
  return rows.map(({ record }) => record);
}

export interface CaseOfMembers {
  readonly id: string;
  readonly record: string;
  readonly label: string;
  /** 'YYYY-MM-DD' on which it was opened. */
  readonly day: string;
  /** A value of the ontology's `caseKind`; '' = not said. */
  readonly kind: string;
  /** How many of those asked about are its subjects. */
  readonly members: number;
}

/** What ends a gang's business at a port; other findings only mark it. */
const seizures = ['seizure', 'smuggling', 'criminal'];

export function isSeizure(kind: string): boolean {
  return seizures.includes(kind);
}

/** Dated cases and findings in which any of the entities is a subject: seizures and criminal cases before other findings, earliest first. */
export async function casesOfMembers(
  truth: ViewedTruth,
  ids: readonly string[],
): Promise<CaseOfMembers[]> {
  const rows = await truth.query<Omit<CaseOfMembers, 'day' | 'kind'> & { props: string }>(
    `SELECT e.entity_id AS id, e.record, e.label, e.props, count(DISTINCT CAST(r.source AS VARCHAR)) AS members
     FROM relation r JOIN entity e ON e.entity_id = r.target AND e.rev_to IS NULL
     WHERE r.rev_to IS NULL AND r.kind = 'subjectOf' AND r.source IN ${idList('$1')}
     GROUP BY 1, 2, 3, 4`,
    [ids.join(',')],
  );
  const order = ({ kind, day, label }: CaseOfMembers): string =>
    `${isSeizure(kind) ? 0 : 1} ${day} ${label}`;
  return rows
    .flatMap(({ props, ...row }): CaseOfMembers[] => {
      const { openedDate, caseKind } = object(props);
      const day = firstDay(openedDate);
      const kind = typeof caseKind === 'string' ? caseKind : '';
      return day === null ? [] : [{ ...row, day, kind }];
    })
    .sort((a, b) => (order(a) < order(b) ? -1 : 1));
}
