/** When each source was heard last, by whichever server. */
import type { PositionStore } from '@phecda/graph-schema/ports/position-store';

/** Source → time of the newest fix, milliseconds UTC. */
export async function heardOf(
  positions: Pick<PositionStore, 'sources' | 'latest'>,
): Promise<ReadonlyMap<string, number>> {
  const [sources, latest] = await Promise.all([positions.sources(), positions.latest()]);
  const names = new Map(sources.map(({ source, name }) => [source, name]));
  const heard = new Map<string, number>();
  for (let i = 0; i < latest.count; i++) {
    const name = names.get(latest.source[i] ?? -1);
    if (name !== undefined)
      heard.set(name, Math.max(heard.get(name) ?? -Infinity, latest.at[i] ?? -Infinity));
  }
  return heard;
}
