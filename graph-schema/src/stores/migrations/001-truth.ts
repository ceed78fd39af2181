/** Migration 1: files and what they assert, the current records, judgements, monthly aggregates, and the materialised graph with its revisions. */
import type { SqlDialect } from '../../ports/sql.ts';
import { forEngine } from './for-engine.ts';

/** DuckDB gets no index on the big tables: with one, small commits stall for seconds. */
export function truthTables(dialect: SqlDialect): string[] {
  return forEngine(dialect, tables, postgresIndexes);
}

const tables = [
  // ── the one writer
  `CREATE TABLE lease (name TEXT PRIMARY KEY, token BIGINT NOT NULL)`,
  `CREATE TABLE revision (
    revision BIGINT NOT NULL, made_at TIMESTAMP NOT NULL, actor TEXT NOT NULL, reason TEXT NOT NULL, file_no BIGINT,
    entities_added BIGINT NOT NULL, entities_changed BIGINT NOT NULL, entities_removed BIGINT NOT NULL,
    relations_added BIGINT NOT NULL, relations_changed BIGINT NOT NULL, relations_removed BIGINT NOT NULL)`,

  // ── what was delivered
  // live = loaded, and for a snapshot dataset the newest one: only live files count.
  `CREATE TABLE file (
    file_no BIGINT NOT NULL, file_id UUID NOT NULL, dataset TEXT NOT NULL, name TEXT NOT NULL, sha256 TEXT NOT NULL,
    mapping_id TEXT NOT NULL, mapping_hash TEXT NOT NULL, mode TEXT NOT NULL, source_date DATE,
    supersedes UUID, superseded_by UUID, state TEXT NOT NULL, live BOOLEAN NOT NULL,
    revision BIGINT NOT NULL, withdrawn_revision BIGINT, actor TEXT NOT NULL, reason TEXT NOT NULL, made_at TIMESTAMP NOT NULL,
    bytes BIGINT NOT NULL, rows_read BIGINT NOT NULL, rows_loaded BIGINT NOT NULL, rows_quarantined BIGINT NOT NULL, summary TEXT NOT NULL)`,
  `CREATE TABLE quarantine (file_no BIGINT NOT NULL, row_no BIGINT NOT NULL, field TEXT, value TEXT, code TEXT NOT NULL, reason TEXT NOT NULL)`,
  `CREATE TABLE quarantine_row (file_no BIGINT NOT NULL, row_no BIGINT NOT NULL, source TEXT)`,
  // event: the content is in declaration_version, not in version.
  `CREATE TABLE assertion (
    file_no BIGINT NOT NULL, record_id UUID NOT NULL, version UUID NOT NULL, source_date DATE,
    row_no BIGINT NOT NULL, row_count BIGINT NOT NULL, event BOOLEAN NOT NULL)`,
  `CREATE TABLE version (
    record_id UUID NOT NULL, version UUID NOT NULL, dataset TEXT NOT NULL, family TEXT NOT NULL, type TEXT NOT NULL, label TEXT,
    props TEXT NOT NULL, keys TEXT NOT NULL, tags TEXT NOT NULL, anchor UUID,
    source_record UUID, target_record UUID, valid_from DATE, valid_to DATE)`,
  // current: the version that counts; month = yyyymm, 0 when undated; chapter = first two digits of the HS code.
  `CREATE TABLE declaration_version (
    record_id UUID NOT NULL, version UUID NOT NULL, dataset TEXT NOT NULL, current BOOLEAN NOT NULL, month INTEGER NOT NULL, chapter INTEGER,
    number TEXT, date DATE, direction TEXT, trader UUID, declarant UUID, overseas UUID, carrier UUID, vehicle UUID, vessel UUID,
    container UUID, port UUID, hs UUID, hs_code TEXT, origin TEXT, destination TEXT, mode TEXT, value BIGINT, currency TEXT,
    mass BIGINT, quantity BIGINT, inspection TEXT, extra TEXT)`,
  `CREATE VIEW declaration AS SELECT record_id, version, dataset, month, chapter, number, date, direction, trader, declarant, overseas, carrier, vehicle, vessel,
    container, port, hs, hs_code, origin, destination, mode, value, currency, mass, quantity, inspection, extra
    FROM declaration_version WHERE current`,

  // ── what holds now
  // entity_id of a relation record is the id of the relation that it supports; NULL = it supports nothing (an end is missing).
  `CREATE TABLE record (
    record_id UUID NOT NULL, version UUID NOT NULL, family TEXT NOT NULL, type TEXT NOT NULL, dataset TEXT NOT NULL, source_date DATE,
    anchor UUID, source_record UUID, target_record UUID, entity_id UUID)`,
  `CREATE TABLE record_key (record_id UUID NOT NULL, key TEXT NOT NULL)`,
  `CREATE TABLE judgement (
    judgement_id UUID NOT NULL, kind TEXT NOT NULL, left_record UUID NOT NULL, right_record UUID, key TEXT,
    actor TEXT NOT NULL, reason TEXT NOT NULL, made_at TIMESTAMP NOT NULL, revision BIGINT NOT NULL, retracted_revision BIGINT, retracted_by TEXT)`,
  // One row per pair of records, month (yyyymm, 0 = undated), direction and detail. kind is an aggregated relation kind,
  // or 'activity' (source = target = trader; detail = country of origin of imports, of destination of exports, '' = not given).
  // hs_low, hs_high: bit n = HS chapter n, bit n = chapter n + 63.
  `CREATE TABLE pair_month (
    kind TEXT NOT NULL, source_record UUID NOT NULL, target_record UUID NOT NULL, month INTEGER NOT NULL, direction TEXT NOT NULL, detail TEXT NOT NULL,
    n BIGINT NOT NULL, value BIGINT NOT NULL, mass BIGINT NOT NULL, quantity BIGINT NOT NULL, first_day DATE, last_day DATE,
    hs_low BIGINT NOT NULL, hs_high BIGINT NOT NULL, inspected BIGINT NOT NULL, seized BIGINT NOT NULL)`,

  // ── the graph; rev_to NULL = current.
  `CREATE TABLE entity (
    entity_id UUID NOT NULL, type TEXT NOT NULL, label TEXT NOT NULL, props TEXT NOT NULL, tags TEXT NOT NULL,
    sources TEXT NOT NULL, behaviour TEXT NOT NULL, digest UUID NOT NULL, rev_from BIGINT NOT NULL, rev_to BIGINT)`,
  // periods: JSON [[from|null,to|null],…] in days since 1970-01-01, half-open, sorted; [] = undated.
  `CREATE TABLE relation (
    relation_id UUID NOT NULL, kind TEXT NOT NULL, source UUID NOT NULL, target UUID NOT NULL, periods TEXT NOT NULL, weight BIGINT NOT NULL,
    sources TEXT NOT NULL, props TEXT NOT NULL, digest UUID NOT NULL, rev_from BIGINT NOT NULL, rev_to BIGINT)`,
];

const postgresIndexes = [
  `CREATE UNIQUE INDEX revision_pk ON revision (revision)`,
  `CREATE UNIQUE INDEX file_no_pk ON file (file_no)`,
  `CREATE UNIQUE INDEX file_id_pk ON file (file_id)`,
  `CREATE INDEX file_sha ON file (sha256)`,
  `CREATE INDEX quarantine_file ON quarantine (file_no)`,
  `CREATE INDEX quarantine_row_file ON quarantine_row (file_no)`,
  `CREATE INDEX assertion_record ON assertion (record_id)`,
  `CREATE INDEX assertion_file ON assertion (file_no)`,
  `CREATE UNIQUE INDEX version_pk ON version (record_id, version)`,
  `CREATE UNIQUE INDEX declaration_version_pk ON declaration_version (record_id, version)`,
  `CREATE INDEX declaration_trader ON declaration_version (trader, month) WHERE current`,
  `CREATE INDEX declaration_number ON declaration_version (number)`,
  `CREATE UNIQUE INDEX record_pk ON record (record_id)`,
  `CREATE INDEX record_entity ON record (entity_id)`,
  `CREATE INDEX record_anchor ON record (anchor) WHERE anchor IS NOT NULL`,
  `CREATE INDEX record_source ON record (source_record) WHERE source_record IS NOT NULL`,
  `CREATE INDEX record_target ON record (target_record) WHERE target_record IS NOT NULL`,
  `CREATE INDEX record_key_record ON record_key (record_id)`,
  `CREATE INDEX record_key_key ON record_key (key)`,
  `CREATE INDEX pair_month_source ON pair_month (source_record)`,
  `CREATE INDEX pair_month_target ON pair_month (target_record)`,
  `CREATE UNIQUE INDEX entity_pk ON entity (entity_id, rev_from)`,
  `CREATE INDEX entity_from ON entity (rev_from)`,
  `CREATE INDEX entity_to ON entity (rev_to) WHERE rev_to IS NOT NULL`,
  `CREATE UNIQUE INDEX relation_pk ON relation (relation_id, rev_from)`,
  `CREATE INDEX relation_source ON relation (source)`,
  `CREATE INDEX relation_target ON relation (target)`,
  `CREATE INDEX relation_from ON relation (rev_from)`,
  `CREATE INDEX relation_to ON relation (rev_to) WHERE rev_to IS NOT NULL`,
];
