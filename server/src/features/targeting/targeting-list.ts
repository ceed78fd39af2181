/** A targeting list (布控): lines to be inspected, the acts that carry it from draft to approval and end, and the groups that its results are counted in. */
import { z } from 'zod';
import { DomainError } from '../../domain-error.ts';
import type { MatchLine } from '../../reading/targeting.ts';

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
export const targetLine = z.object({
  id: z.string(),
  /** Record of the enterprise; of the customs office or port, null = any. */
  enterprise: z.string(),
  port: z.string().nullable(),
  /** First digits of the HS code, null = any goods. */
  hs: z.string().nullable(),
  /** First and last day on which declarations are to be inspected. */
  from: day,
  expires: day,
  reason: z.string(),
  /** Tags of the enterprise when the line was written. */
  tags: z.array(z.string()),
});
export const targetingOrigin = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('gang'), gang: z.string() }),
  z.object({ kind: z.literal('group'), run: z.string(), group: z.string() }),
  z.object({ kind: z.literal('selection') }),
]);
export type TargetLine = z.output<typeof targetLine>;
export type TargetingOrigin = z.output<typeof targetingOrigin>;

export type ListState = 'draft' | 'submitted' | 'approved' | 'withdrawn';
export type ListMove = 'submit' | 'return' | 'approve' | 'withdraw';
export type ListAct = 'drafted' | 'edited' | 'submitted' | 'returned' | 'approved' | 'withdrawn';

export interface TargetingFacts {
  readonly id: string;
  readonly name: string;
  readonly state: ListState;
  readonly origin: TargetingOrigin;
  readonly lines: readonly TargetLine[];
  readonly version: number;
  readonly reason: string;
  readonly draftedBy: string;
  readonly approvedBy: string | null;
  readonly approvedAt: string | null;
  readonly createdAt: string;
  readonly updatedAt: string;
}

const moves: Readonly<
  Record<ListMove, { from: readonly ListState[]; to: ListState; act: ListAct }>
> = {
  submit: { from: ['draft'], to: 'submitted', act: 'submitted' },
  return: { from: ['submitted'], to: 'draft', act: 'returned' },
  approve: { from: ['submitted'], to: 'approved', act: 'approved' },
  withdraw: { from: ['draft', 'submitted', 'approved'], to: 'withdrawn', act: 'withdrawn' },
};

/** @throws DomainError CONFLICT for an act that the list's state does not allow, BAD_INPUT for one without lines or whose lines are over. */
export function moved(
  list: Pick<TargetingFacts, 'state' | 'lines'>,
  move: ListMove,
  today: string,
): { readonly state: ListState; readonly act: ListAct } {
  const { from, to, act } = moves[move];
  if (!from.includes(list.state))
    throw new DomainError(
      'CONFLICT',
      'error.targetingState',
      `A ${list.state} list cannot be ${act}.`,
    );
  if (move === 'submit' || move === 'approve') {
    if (list.lines.length === 0)
      throw new DomainError('BAD_INPUT', 'error.targetingEmpty', 'A list has a line or more.');
    if (list.lines.every(({ expires }) => expires < today))
      throw new DomainError('BAD_INPUT', 'error.targetingOver', 'Every line is over.');
  }
  return { state: to, act };
}

/** An approved list ends with its last line. */
export function stateOn(
  { state, lines }: Pick<TargetingFacts, 'state' | 'lines'>,
  today: string,
): ListState | 'expired' {
  const over = state === 'approved' && lines.every(({ expires }) => expires < today);
  return over ? 'expired' : state;
}

export function differences(
  before: readonly TargetLine[],
  after: readonly TargetLine[],
): { readonly added: number; readonly removed: number; readonly changed: number } {
  const known = new Map(before.map((line) => [line.id, JSON.stringify(line)]));
  const kept = after.filter(({ id }) => known.has(id));
  return {
    added: after.length - kept.length,
    removed: before.length - kept.length,
    changed: kept.filter((line) => known.get(line.id) !== JSON.stringify(line)).length,
  };
}

const EVER = '0001-01-01';

/** What each line is to be counted in: what it met since approval, and what it would have met before (until today for a list that is not approved). `resolve`: record to entity of today, null when it is gone. */
export function matchLines(
  list: TargetingFacts,
  today: string,
  resolve: (record: string) => string | null,
): MatchLine[] {
  const approved = list.approvedAt?.slice(0, 10) ?? null;
  return list.lines.flatMap((line): MatchLine[] => {
    const enterprise = resolve(line.enterprise);
    const port = line.port === null ? null : resolve(line.port);
    if (enterprise === null || (line.port !== null && port === null)) return [];
    const what = { enterprise, port, hs: line.hs };
    const earlier = {
      ...what,
      from: EVER,
      until: approved === null ? today : dayBefore(approved),
      groups: [groupKey('lineBefore', line.id), groupKey('listBefore', list.id)],
    };
    if (approved === null) return [earlier];
    const groups = [
      groupKey('line', line.id),
      groupKey('list', list.id),
      groupKey('origin', list.origin.kind),
      ...(list.origin.kind === 'gang' ? [groupKey('gang', list.origin.gang)] : []),
      ...line.tags.map((tag) => groupKey('tag', tag)),
    ];
    const from = line.from > approved ? line.from : approved;
    return [earlier, { ...what, from, until: line.expires, groups }];
  });
}

export type GroupKind = 'line' | 'lineBefore' | 'list' | 'listBefore' | 'origin' | 'gang' | 'tag';

export function groupKey(kind: GroupKind, id: string): string {
  return `${kind}:${id}`;
}

function dayBefore(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}
