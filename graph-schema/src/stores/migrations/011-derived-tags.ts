/** Migration 11: tags that rules derive, in a table of their own: no entity's row is rewritten for them. */
import type { SqlDialect } from '../../ports/sql.ts';
import { forEngine } from './for-engine.ts';

export function derivedTags(dialect: SqlDialect): string[] {
  return forEngine(dialect, tables, indexes);
}

const tables = [
  // ground: canonical JSON of figures and paths; score: of inherited risk, in thousandths; rev_to NULL = holds now.
  `CREATE TABLE derived_tag (
    entity_id UUID NOT NULL, tag TEXT NOT NULL, rule_version BIGINT NOT NULL, ground TEXT NOT NULL, score BIGINT,
    rev_from BIGINT NOT NULL, rev_to BIGINT)`,
  // Rules that all entities have been looked at by, each with the hash of what it says.
  `CREATE TABLE tag_rule (tag TEXT NOT NULL, fingerprint TEXT NOT NULL)`,
  // as_of: the day that rules take for today; referenced: the revision that what is usual was last taken from.
  `CREATE TABLE tag_state (as_of DATE NOT NULL, referenced BIGINT NOT NULL)`,
  // Entities from which a change has still to be followed by this rule.
  `CREATE TABLE tag_remainder (tag TEXT NOT NULL, place INTEGER NOT NULL, entity_id UUID NOT NULL)`,
  // What is usual, by what is compared (name) and with whom (key): the value at each rank in per cent; count: of the values that it rests on.
  `CREATE TABLE tag_reference (name TEXT NOT NULL, key TEXT NOT NULL, rank BIGINT NOT NULL, value BIGINT NOT NULL, count BIGINT NOT NULL, version BIGINT NOT NULL)`,
];

const indexes = [
  `CREATE UNIQUE INDEX derived_tag_pk ON derived_tag (entity_id, tag, rev_from)`,
  `CREATE INDEX derived_tag_now ON derived_tag (tag) WHERE rev_to IS NULL`,
  `CREATE INDEX derived_tag_from ON derived_tag (rev_from)`,
  `CREATE INDEX derived_tag_to ON derived_tag (rev_to) WHERE rev_to IS NOT NULL`,
];
