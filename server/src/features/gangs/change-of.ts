/** What a change makes of a gang, and the line that its history gets. */
import type { GangAct, GangFacts, GangEvent, GangMember } from './gang-store.ts';

export interface AskedChange {
  readonly name: string | null;
  readonly monitored: boolean | null;
  readonly coming: readonly GangMember[];
  leaves(member: GangMember): boolean;
}

export function changeOf(
  gang: Pick<GangFacts, 'name' | 'monitored' | 'members'>,
  asked: AskedChange,
): {
  readonly next: Pick<GangFacts, 'name' | 'monitored' | 'members'>;
  readonly line: Pick<GangEvent, 'act' | 'records'>;
} {
  const known = new Set(gang.members.map(({ record }) => record));
  const coming = asked.coming.filter(({ record }) => !known.has(record));
  const leaving = gang.members.filter((member) => asked.leaves(member));
  const gone = new Set(leaving.map(({ record }) => record));
  const next = {
    name: asked.name ?? gang.name,
    monitored: asked.monitored ?? gang.monitored,
    members: [...gang.members.filter(({ record }) => !gone.has(record)), ...coming],
  };
  const records = [...coming, ...leaving].map(({ record }) => record);
  return { next, line: { act: actOf(gang, next, coming.length, leaving.length), records } };
}

function actOf(
  before: Pick<GangFacts, 'monitored'>,
  after: Pick<GangFacts, 'monitored'>,
  coming: number,
  leaving: number,
): GangAct {
  if (before.monitored !== after.monitored) return after.monitored ? 'reopened' : 'closed';
  if (coming > 0) return 'added';
  return leaving > 0 ? 'removed' : 'renamed';
}
