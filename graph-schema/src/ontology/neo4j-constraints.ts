/** Neo4j's schema that follows from the ontology: one label Entity for all types plus one per type, relations typed by kind, both known by id. */
import type { Ontology } from './types.ts';

/** Statements that are safe to repeat, in order. Community edition only. */
export function neo4jConstraints(ontology: Ontology): string[] {
  const graphTypes = Object.values(ontology.entityTypes).filter((t) => t.family === 'entity');
  return [
    'CREATE CONSTRAINT entity_id IF NOT EXISTS FOR (e:Entity) REQUIRE e.id IS UNIQUE',
    ...graphTypes.map(
      ({ name }) => `CREATE INDEX entity_label_${name} IF NOT EXISTS FOR (e:${name}) ON (e.label)`,
    ),
    ...Object.values(ontology.relationKinds).map(
      ({ name }) =>
        `CREATE CONSTRAINT relation_id_${name} IF NOT EXISTS FOR ()-[r:${name}]-() REQUIRE r.id IS UNIQUE`,
    ),
  ];
}
