/** What the steps of one apply share: the transaction, what is to change, and what has been counted so far. */
import type { SqlTransaction, SqlValue } from '@phecda/graph-schema/ports/sql';
import type { Ontology } from '@phecda/graph-schema/model';
import type { InboxEntry, Outcome } from '@phecda/graph-schema/truth/inbox';
import type {
  AnalystFact,
  ApplyRefused,
  ApplySummary,
  FileFacts,
} from '@phecda/graph-schema/truth/types';
import type { Cause } from '@phecda/graph-schema/truth/subscribe';
import type { KnownFile } from './find-base.ts';
import { withStatistics } from './table-statistics.ts';

/** A prepared file. */
export interface Load {
  readonly scratch: string;
  readonly file: FileFacts;
}

/** A file that was not there before; it is recorded under this number and id. */
export interface NewFile {
  readonly load: Load;
  readonly fileNo: number;
  readonly fileId: string;
  /** Snapshot to which it adds its rows. */
  readonly base: KnownFile | null;
}

export type Change =
  /** In the order in which they count as arrived. */
  | {
      readonly kind: 'load';
      readonly loads: readonly Load[];
      /** Filled by the first step: those that are there already, and change nothing. */
      readonly there: Map<Load, NothingToApply>;
    }
  | { readonly kind: 'withdraw'; readonly fileIds: readonly string[] }
  /** The entities of these records are found again, though nothing else changed. */
  | { readonly kind: 'resolve'; readonly records: readonly string[] }
  /** What persons said, in its order; what cannot be applied ends with its outcome and stops nothing. */
  | {
      readonly kind: 'said';
      readonly entries: readonly InboxEntry[];
      /** Whether their numbers are the inbox's. */
      readonly fromInbox: boolean;
    };

/** Dataset of what analysts state by hand. */
export const analystDataset = 'analyst';

/** What a person said that did not stand before. */
export interface SaidFact {
  readonly number: number;
  readonly author: string;
  readonly at: string;
  readonly fact: AnalystFact;
  readonly hash: string;
}

/** It becomes a file of its own. */
export interface NewFact extends SaidFact {
  readonly fileNo: number;
  readonly fileId: string;
}

/** Base record that an entry speaks of: the one named, or the one that this annotates. */
export interface Subject {
  readonly record: string;
  readonly type: string;
  readonly entity: string | null;
}

/** What of the ontology the graph depends on. */
export type ApplyOntology = Pick<
  Ontology,
  'entityTypes' | 'eventTypes' | 'relationKinds' | 'tagModels' | 'ruleModels'
>;
type RelationKindModel = ApplyOntology['relationKinds'][string];

/** A reason to stop before anything is written. */
export class NothingToApply extends Error {
  readonly why: NonNullable<ApplySummary['unchanged']>;
  readonly fileId: string | null;
  constructor(why: NonNullable<ApplySummary['unchanged']>, fileId: string | null) {
    super(why);
    this.why = why;
    this.fileId = fileId;
  }
}

export const noCounts = {
  entitiesAdded: 0,
  entitiesChanged: 0,
  entitiesRemoved: 0,
  relationsAdded: 0,
  relationsChanged: 0,
  relationsRemoved: 0,
  recordsChanged: 0,
  recordsRemoved: 0,
  declarationsChanged: 0,
};

/** So many are few. */
const fewVersions = 2_000;
/** Records that a small change touches at most. */
const smallChange = 5_000;

export class ApplyContext {
  readonly tx: SqlTransaction;
  readonly change: Change;
  readonly actor: string;
  readonly reason: string;
  readonly at: string;
  readonly ontology: ApplyOntology;
  /** Files whose assertions begin or cease to count. */
  changedFiles: number[] = [];
  /** Facts of this change that do not stand already. */
  facts: NewFact[] = [];
  /** Files of earlier facts that this change takes back. */
  retractedFiles: string[] = [];
  /** Records that the entries of this change speak of. */
  subjects: ReadonlyMap<string, Subject> = new Map();
  /** By entry; an entry without one is still to be decided. */
  readonly outcomes = new Map<number, Outcome>();
  readonly refusals: ApplyRefused[] = [];
  /** Files of this change that were not there before. */
  newFiles: NewFile[] = [];
  /** Of the first file that the change brings or takes back. */
  fileNo: number | null = null;
  fileId: string | null = null;
  cause: Cause = 'fact';
  /** Did any declaration count before this change? */
  hadDeclarations = false;
  /** Records named by judgements that were made or retracted. */
  judgedRecords: string[] = [];
  judgementIds: string[] = [];
  counts = { ...noCounts };
  #small = false;
  /** Told to PostgreSQL. */
  #large = false;
  /** Temporary tables that nobody reads any more. */
  readonly #left = new Set<string>();

  constructor(
    tx: SqlTransaction,
    change: Change,
    actor: string,
    reason: string,
    ontology: ApplyOntology,
  ) {
    this.tx = withStatistics(tx);
    this.change = change;
    this.actor = actor;
    this.reason = reason;
    this.ontology = ontology;
    this.at = new Date().toISOString();
  }

  /** Makes a temporary table from a query. PostgreSQL takes no parameters here: write literals with `text()` and `list()`. @returns its rows */
  async temp(name: string, select: string): Promise<number> {
    if (this.#left.delete(name)) await this.tx.execute(`DROP TABLE ${name}`);
    const rows = await this.tx.execute(this.tx.dialect.createTemp(name, select));
    if (this.tx.engine === 'postgres') await this.tx.execute(`ANALYZE ${name}`);
    return rows;
  }

  /** For the memory that they take; those of a small change are left to the end of the transaction, which is sooner than a hundred statements. */
  async drop(...names: readonly string[]): Promise<void> {
    for (const name of names)
      if (this.#small) this.#left.add(name);
      else await this.tx.execute(`DROP TABLE ${name}`);
  }

  async count(from: string): Promise<number> {
    const [row] = await this.tx.query<{ n: number }>(`SELECT count(*) AS n FROM ${from}`);
    return row?.n ?? 0;
  }

  async value<T extends SqlValue>(
    select: string,
    parameters: readonly SqlValue[] = [],
  ): Promise<T | null> {
    const [row] = await this.tx.query<{ x: T }>(select, parameters);
    return row?.x ?? null;
  }

  /**
   * Joins two tables by record and version. PostgreSQL takes the two columns for independent, expects one row of a million and then plans nested loops:
   * it is told of the record alone.
   */
  sameVersion(a: string, b: string): string {
    const version = `${a}.version = ${b}.version`;
    return `${a}.record_id = ${b}.record_id AND ${this.tx.engine === 'duckdb' ? version : `CASE WHEN ${version} THEN TRUE ELSE FALSE END`}`;
  }

  /** Query of the rows of a table that meet a condition; of a small change these are few of many. */
  rowsOf(table: string, condition: string): string {
    return this.#small
      ? this.tx.dialect.fewRows(table, condition)
      : `SELECT * FROM ${table} WHERE ${condition}`;
  }

  /** The versions that a table (record_id, version) names, to be joined with it. */
  async versionsOf(table: string): Promise<string> {
    if (this.tx.engine !== 'duckdb' || (await this.count(table)) > fewVersions) return 'version';
    return `(${this.tx.dialect.fewRows('version', `(record_id, version) IN (SELECT record_id, version FROM ${table})`)})`;
  }

  /**
   * How many records the change touches. PostgreSQL is told: where that is a good part of all, no nested loop is worth its risk; where it is little,
   * a merge join would go through an index of all for the few, in the order of their ends and not of their pages.
   */
  async expectRecords(rows: number): Promise<void> {
    this.#small = rows <= smallChange;
    if (this.tx.engine === 'duckdb' || this.#large) return;
    this.#large = rows >= 1_000 && rows * 20 >= (await this.#assertionsKnown());
    await this.tx.execute(`SET LOCAL enable_mergejoin = ${this.#large ? 'on' : 'off'}`);
    if (this.#large) await this.tx.execute('SET LOCAL enable_nestloop = off');
  }

  async #assertionsKnown(): Promise<number> {
    const known = await this.value<number>(
      `SELECT CAST(GREATEST(reltuples, 0) AS BIGINT) AS x FROM pg_class WHERE oid = to_regclass('assertion_run')`,
    );
    return known ?? 0;
  }

  /** Integer division, which the engines write differently. */
  divide(a: string, b: string): string {
    return this.tx.engine === 'duckdb' ? `((${a}) // (${b}))` : `((${a}) / (${b}))`;
  }

  kinds(which: (kind: RelationKindModel) => boolean): string[] {
    return Object.entries(this.ontology.relationKinds)
      .filter(([, kind]) => which(kind))
      .map(([name]) => name)
      .sort();
  }
}

export async function nextFileNo({ tx }: ApplyContext): Promise<number> {
  const [row] = await tx.query<{ n: number | null }>(`SELECT max(file_no) AS n FROM file`);
  return (row?.n ?? 0) + 1;
}

export function text(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}

/** A list for IN; never empty, so that it stays valid SQL. */
export function list(values: readonly (string | number)[]): string {
  if (values.length === 0) return '(NULL)';
  return `(${values.map((value) => (typeof value === 'number' ? String(value) : text(value))).join(', ')})`;
}

export function uuids(values: readonly string[]): string {
  if (values.length === 0) return '(NULL::uuid)';
  return `(${values.map((value) => `${text(value)}::uuid`).join(', ')})`;
}

export const dayNumber = (expression: string): string => `(${expression} - DATE '1970-01-01')`;
