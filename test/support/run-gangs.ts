/** Runs gang analysis on a planted world without a database, and compares groups with what was planted. */
import { tagModels } from '@phecda/graph-schema/model';
import type { PinnedProjection } from '@phecda/graph-schema/projection/projection';
import type { EntityColumns } from '@phecda/server/analysis/questions/entity-columns';
import { gangs } from '@phecda/server/analysis/questions/gangs/question';
import type { GangResult } from '@phecda/server/analysis/questions/gangs/result';

export const tagLevels: Readonly<Record<string, number>> = Object.fromEntries(
  Object.values(tagModels).map(({ name, level }) => [name, level]),
);

/** Every entity is named by its id and declared one million yuan. */
export const plainColumns: EntityColumns = {
  entities: (ids) =>
    Promise.resolve(
      ids.map((id) => ({
        id,
        record: id,
        type: '',
        label: id,
        amount: 100_000_000,
        declarations: 3,
        firstActivity: '2025-01-02',
        lastActivity: '2026-03-04',
      })),
    ),
  trade: () => Promise.resolve([]),
  beginnings: () => Promise.resolve([]),
  overseasLike: () => Promise.resolve([]),
  filings: () => Promise.resolve([]),
};

export function runGangs(
  pinned: PinnedProjection,
  parameters: Parameters<typeof gangs.parameters.parse>[0] = {},
  memoryLimit = 1 << 30,
): Promise<GangResult> {
  return gangs.run(
    {
      projection: pinned,
      revision: 1,
      tagLevels,
      columns: plainColumns,
      progress: () => undefined,
      memoryLimit,
      workers: 1,
    },
    gangs.parameters.parse(parameters),
  );
}

/** Ids of the members that count. */
export function membersOf(group: GangResult['groups'][number]): Set<string> {
  return new Set(group.members.filter(({ role }) => role !== 'doubtful').map(({ id }) => id));
}

export function f1(found: ReadonlySet<string>, planted: ReadonlySet<string>): number {
  let common = 0;
  for (const id of found) if (planted.has(id)) common++;
  return found.size + planted.size === 0 ? 0 : (2 * common) / (found.size + planted.size);
}

/** For each planted set, its best match. */
export function bestMatches(
  found: readonly ReadonlySet<string>[],
  planted: readonly ReadonlySet<string>[],
): { f1: number; rank: number }[] {
  return planted.map((set) =>
    found.reduce(
      (best, group, i) => {
        const match = f1(group, set);
        return match > best.f1 ? { f1: match, rank: i + 1 } : best;
      },
      { f1: 0, rank: 0 },
    ),
  );
}

/** Share of the first groups that are a planted one for the greater part. */
export function precisionAt(
  found: readonly ReadonlySet<string>[],
  planted: readonly ReadonlySet<string>[],
  count: number,
): number {
  const top = found.slice(0, count);
  return top.filter((group) => planted.some((set) => f1(group, set) > 0.5)).length / top.length;
}
