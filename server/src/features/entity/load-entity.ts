/** An entity by its own id or by any record of it. */
import type { RequestContext } from '../../graphql/context.ts';
import type { EntityModel } from '../../graphql/models.ts';
import { readEntity } from '../../reading/entities.ts';
import { entityIdOf } from '../../reading/entity-ids.ts';

/** Dataset of what analysts state by hand. */
export const analystDataset = 'analyst';

export async function loadEntity(
  id: string,
  { truth }: RequestContext,
): Promise<EntityModel | null> {
  const entityId = await entityIdOf(truth, id);
  return entityId === null ? null : readEntity(truth, entityId);
}
