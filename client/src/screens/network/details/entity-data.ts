/** An entity as the details panel asks for it. */
import type { EntityDetailsQuery } from '../../../generated/graphql.ts';

export type EntityData = NonNullable<EntityDetailsQuery['entity']>;
