/** Which entities the ids of a question lead to. */
import type { RequestContext } from '../../graphql/context.ts';

/** In the order asked, each once; ids that nothing has are left out. */
export async function entityIds(
  { services, truth }: RequestContext,
  ids: readonly string[],
): Promise<string[]> {
  const known = await services.entityIds.of(truth, ids);
  return [...new Set(ids.flatMap((id) => known.get(id) ?? []))];
}

/** As the truth has them now, whatever was kept. */
export async function entityIdsAnew(
  { services, truth }: RequestContext,
  ids: readonly string[],
): Promise<string[]> {
  return [...new Set((await services.entityIds.anew(truth, ids)).values())];
}
