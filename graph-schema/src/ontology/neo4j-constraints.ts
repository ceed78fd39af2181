/** Neo4j's schema that follows from the ontology: one label Entity for all types plus one per type, relations typed by kind, both known by id. */
import type { Ontology } from './types.ts';

/** Statements that are safe to repeat, in order. Community edition only. */
export function neo4jConstraints(ontology: Ontology): string[] {
  return [
    'CREATE CONSTRAINT entity_id IF NOT EXISTS FOR (e:Entity) REQUIRE e.id IS UNIQUE',
    ...Object.values(ontology.entityTypes).map(
      ({ name }) => `CREATE INDEX entity_label_${name} IF NOT EXISTS FOR (e:${name}) ON (e.label)`,
    ),
    ...Object.values(ontology.relationKinds).map(
      ({ name }) =>
        `CREATE CONSTRAINT relation_id_${name} IF NOT EXISTS FOR ()-[r:${relationType(name)}]-() REQUIRE r.id IS UNIQUE`,
    ),
    // One row, whose lock orders the writers.
    'CREATE CONSTRAINT view_cursor_name IF NOT EXISTS FOR (c:ViewCursor) REQUIRE c.name IS UNIQUE',
    // Search tokens are made by search/tokens.ts; the index only has to keep them apart.
    "CREATE FULLTEXT INDEX entity_tokens IF NOT EXISTS FOR (e:Entity) ON EACH [e.tokens] OPTIONS {indexConfig: {`fulltext.analyzer`: 'whitespace', `fulltext.eventually_consistent`: false}}",
  ];
}

/** Type of a kind's relations in Neo4j, as is usual there: legalRepresentative → LEGAL_REPRESENTATIVE. */
export function relationType(kind: string): string {
  return kind.replace(/(?<=[a-z0-9])[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
}
