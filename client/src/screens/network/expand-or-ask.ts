/** Expands at once what is small; a hub is asked about by kinds first, because its neighbours would bury the picture. */
import type { NetworkScope } from './network-context.ts';

/** More relations than this make a hub. */
const hub = 200;

export function expandOrAsk(
  { network, ui }: Pick<NetworkScope, 'network' | 'ui'>,
  discs: readonly string[],
): void {
  const hubs = discs.filter((id) => (network.state.nodes.get(id)?.degree ?? 0) > hub);
  const rest = discs.filter((id) => !hubs.includes(id));
  if (rest.length > 0) void network.expand(rest);
  const [first] = hubs;
  if (first) ui.expandBy.set(first);
}
