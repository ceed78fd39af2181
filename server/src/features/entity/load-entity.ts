/** An entity by its own id or by any record of it. */
import type { RequestContext } from '../../graphql/context.ts';
import type { EntityModel } from '../../graphql/models.ts';
import { readEntity } from './entity-store.ts';
import { entityIdOf } from './resolve-id.ts';

/** Dataset of what analysts state by hand. */
export const analystDataset = 'analyst';

export async function loadEntity(
  id: string,
  { services }: RequestContext,
): Promise<EntityModel | null> {
  const entityId = await entityIdOf(services.sql, id);
  return entityId === null ? null : readEntity(services.sql, entityId);
}
