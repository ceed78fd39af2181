/** A new path from a target to what matters, as what a watch fires on. */
import type { Association } from '../detect/association-search.ts';
import { emptyDetail, type Finding } from './condition.ts';

/** @param tags of the end that make it matter; @param day on which it happened, as far as the source says */
export function associationFinding(
  { target, path, steps, edge, saidBefore }: Association,
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
    ...(saidBefore && { saidBefore }),
    detail: {
      ...emptyDetail,
      targetType: path[0]?.type ?? '',
      endType: end?.type ?? null,
      tags,
      hops: path.length - 1,
      caseNumber: target.caseNumber,
      gang: target.gang,
      steps: path.map(({ type }, index) => ({
        type,
        kind: steps[index - 1]?.kind ?? null,
        isNew: steps[index - 1]?.isNew ?? false,
      })),
      relation: edge?.id ?? null,
      kind: edge?.kind ?? null,
    },
  };
}
