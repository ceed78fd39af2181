/** Which columns of a declaration hold the two ends of an aggregated relation, and in which an entity of a type may stand: as the ontology says. */
import type { EventRole, Ontology } from '@phecda/graph-schema';

export type RoleColumn = EventRole['Declaration'];

export interface EndColumns {
  readonly source: readonly RoleColumn[];
  readonly target: readonly RoleColumn[];
  readonly direction?: string;
}

/** Null where relations of the kind do not come from declarations. */
export function endColumns(ontology: Ontology, kind: string): EndColumns | null {
  const aggregated = Object.hasOwn(ontology.relationKinds, kind)
    ? ontology.relationKinds[kind]?.aggregated
    : null;
  return aggregated?.event === 'Declaration'
    ? (aggregated as EndColumns & typeof aggregated)
    : null;
}

/** Empty for types that take no part in declarations. */
export function rolesOfType(ontology: Ontology, type: string): readonly RoleColumn[] {
  const roles = ontology.eventTypes['Declaration']?.roles ?? [];
  return roles.filter((role) => role.type === type).map(({ name }) => name as RoleColumn);
}
