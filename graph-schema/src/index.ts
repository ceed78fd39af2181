/** Common ground of all workspaces: the ports of the two stores and the ontology. Browser code imports `@phecda/graph-schema/model` instead. */
export * from './ports/graph-store.ts';
export * from './ports/sql.ts';
export { loadOntology, ontologyFolder } from './ontology/load-ontology.ts';
export { OntologyError } from './ontology/ontology-error.ts';
export { renderGraphqlEnums } from './ontology/render-graphql.ts';
export { neo4jConstraints } from './ontology/neo4j-constraints.ts';
export {
  checkValue,
  validateEntity,
  validateRelation,
  type EntityRecord,
  type FaultCode,
  type RecordFault,
  type RelationRecord,
} from './ontology/validate-record.ts';
export type * from './model.ts';
