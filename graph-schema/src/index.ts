/** Common ground of all workspaces: the ports of the two stores and the ontology. Browser code imports `@phecda/graph-schema/model` instead. */
export * from './ports/graph-store.ts';
export * from './ports/sql.ts';
export * from './ports/state-store.ts';
export { deployedOntology } from './ontology/deployed-ontology.ts';
export { loadOntology, ontologyFolder } from './ontology/load-ontology.ts';
export { renderGraphqlEnums } from './ontology/render-graphql.ts';
export { validateRelation } from './ontology/validate-record.ts';
export type * from './model.ts';
