/** A new path from a target to what matters, as what a watch fires on. */
import type { Association } from '../detect/association-search.ts';
import { emptyDetail, type Finding } from './condition.ts';

/** @param tags of the end that make it matter; @param day on which it happened, as far as the source says */
export function associationFinding(
  { target, path, edge }: Association,
  { tags = [], day = null }: { tags?: string[]; day?: string | null } = {},
): Finding {
  const end = path.at(-1);
  return {
    target: target.record,
    path: [target.record, ...path.slice(1).map(({ record }) => record)],
    mark: '',
    subject: end?.record ?? '',
    facts: [],
    day,
    since: edge?.since ?? null,
    detail: {
      ...emptyDetail,
      targetType: path[0]?.type ?? '',
      endType: end?.type ?? null,
      tags,
      hops: path.length - 1,
      caseNumber: target.caseNumber,
      gang: target.gang,
      steps: path.map((node, index) => {
        const isNew =
          edge !== null &&
          index > 0 &&
          [edge.source, edge.target].includes(node.id) &&
          [edge.source, edge.target].includes(path[index - 1]?.id ?? '');
        return { type: node.type, kind: isNew ? edge.kind : null, isNew };
      }),
      relation: edge?.id ?? null,
      kind: edge?.kind ?? null,
    },
  };
}
