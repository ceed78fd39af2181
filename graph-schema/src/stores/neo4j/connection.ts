/** The driver, its time limits, and transactions that the driver repeats when the server asks for it. */
import neo4j, { type Driver, type ManagedTransaction, type ResultSummary } from 'neo4j-driver';
import type { Vocabulary } from './vocabulary.ts';

export interface Neo4jOptions {
  /** bolt:// for one server, neo4j:// for a cluster (or one server); +s for TLS. */
  readonly url: string;
  readonly user: string;
  readonly password: string;
  /** Default: the user's home database. */
  readonly database?: string;
}

const seconds = 1_000;
const READ_TIMEOUT = 60 * seconds;
const WRITE_TIMEOUT = 300 * seconds;

export class Connection {
  readonly vocabulary: Vocabulary;
  readonly #driver: Driver;
  readonly #database: { database?: string };

  constructor({ url, user, password, database }: Neo4jOptions, vocabulary: Vocabulary) {
    this.vocabulary = vocabulary;
    this.#database = database === undefined ? {} : { database };
    this.#driver = neo4j.driver(url, neo4j.auth.basic(user, password), {
      // Numbers beyond 2^53 never get in: amounts are checked before.
      disableLosslessIntegers: true,
      connectionTimeout: 10 * seconds,
      connectionAcquisitionTimeout: 30 * seconds,
      maxConnectionPoolSize: 20,
      maxConnectionLifetime: 3_600 * seconds,
      maxTransactionRetryTime: 30 * seconds,
      userAgent: 'phecda',
    });
  }

  async read<T>(work: (tx: ManagedTransaction) => Promise<T>): Promise<T> {
    const session = this.#driver.session({
      ...this.#database,
      defaultAccessMode: neo4j.session.READ,
    });
    try {
      return await session.executeRead(work, { timeout: READ_TIMEOUT });
    } finally {
      await session.close();
    }
  }

  async write<T>(work: (tx: ManagedTransaction) => Promise<T>): Promise<T> {
    const session = this.#driver.session({
      ...this.#database,
      defaultAccessMode: neo4j.session.WRITE,
    });
    try {
      return await session.executeWrite(work, { timeout: WRITE_TIMEOUT });
    } finally {
      await session.close();
    }
  }

  /** Statements that change the schema: one transaction each. */
  async schema(statements: readonly string[]): Promise<ResultSummary[]> {
    const session = this.#driver.session({
      ...this.#database,
      defaultAccessMode: neo4j.session.WRITE,
    });
    const summaries: ResultSummary[] = [];
    try {
      for (const text of statements) summaries.push((await session.run(text)).summary);
    } finally {
      await session.close();
    }
    return summaries;
  }

  close(): Promise<void> {
    return this.#driver.close();
  }
}
