/** The driver, its time limits, and transactions that the driver repeats when the server asks for it. */
import neo4j, {
  Neo4jError,
  type Driver,
  type ManagedTransaction,
  type ResultSummary,
  type Session,
} from 'neo4j-driver';
import { StorageError, StoreUnavailableError } from '../../ports/store-errors.ts';
import { HungWatch } from '../hung-watch.ts';
import type { Vocabulary } from './vocabulary.ts';

export interface Neo4jOptions {
  /** bolt:// for one server, neo4j:// for a cluster (or one server); +s for TLS. */
  readonly url: string;
  readonly user: string;
  readonly password: string;
  /** Default: the user's home database. */
  readonly database?: string;
  /** Rows written in one transaction: what it holds in memory stays bounded. Default 50,000. */
  readonly transactionRows?: number;
}

const seconds = 1_000;
const READ_TIMEOUT = 60 * seconds;
/** How long the driver itself repeats what failed in passing; whoever waits longer says so. */
const RETRY_FOR = 5 * seconds;
const WRITE_TIMEOUT = 300 * seconds;

export class Connection {
  readonly vocabulary: Vocabulary;
  readonly transactionRows: number;
  readonly #connect: () => Driver;
  #driver: Driver;
  readonly #database: { database?: string };
  readonly #watch: HungWatch;

  constructor(
    { url, user, password, database, transactionRows = 50_000 }: Neo4jOptions,
    vocabulary: Vocabulary,
  ) {
    this.vocabulary = vocabulary;
    this.transactionRows = transactionRows;
    this.#database = database === undefined ? {} : { database };
    this.#connect = () =>
      neo4j.driver(url, neo4j.auth.basic(user, password), {
        // Numbers beyond 2^53 never get in: amounts are checked before.
        disableLosslessIntegers: true,
        connectionTimeout: 5 * seconds,
        connectionAcquisitionTimeout: 8 * seconds,
        maxConnectionPoolSize: 20,
        maxConnectionLifetime: 3_600 * seconds,
        maxTransactionRetryTime: RETRY_FOR,
        userAgent: 'phecda',
      });
    this.#driver = this.#connect();
    this.#watch = new HungWatch('neo4j', () => signOfLife(url, user, password));
  }

  /** @throws StoreUnavailableError among others */
  read<T>(work: (tx: ManagedTransaction) => Promise<T>): Promise<T> {
    return this.#use('READ', (session) => session.executeRead(work, { timeout: READ_TIMEOUT }));
  }

  /**
   * Reads, and answers when all that was read is in the indexes too: a commit is seen in the rows a moment before. The session's bookmark names the last commit, and a transaction that bears it begins when that is applied whole.
   * @throws StoreUnavailableError among others
   */
  readApplied<T>(work: (tx: ManagedTransaction) => Promise<T>): Promise<T> {
    return this.#use('READ', async (session) => {
      const answer = await session.executeRead(work, { timeout: READ_TIMEOUT });
      await session.executeRead((tx) => tx.run('RETURN 1'), { timeout: READ_TIMEOUT });
      return answer;
    });
  }

  /** @throws StoreUnavailableError among others */
  write<T>(work: (tx: ManagedTransaction) => Promise<T>): Promise<T> {
    return this.#use('WRITE', (session) => session.executeWrite(work, { timeout: WRITE_TIMEOUT }));
  }

  /** Statements that change the schema: one transaction each. */
  schema(statements: readonly string[]): Promise<ResultSummary[]> {
    return this.#use('WRITE', async (session) => {
      const summaries: ResultSummary[] = [];
      for (const text of statements) summaries.push((await session.run(text)).summary);
      return summaries;
    });
  }

  async #use<T>(mode: 'READ' | 'WRITE', work: (session: Session) => Promise<T>): Promise<T> {
    const driver = this.#driver;
    const session = driver.session({
      ...this.#database,
      defaultAccessMode: neo4j.session[mode],
    });
    try {
      return await this.#watch.wait(work(session), () => this.#replace(driver));
    } catch (error) {
      throw toStoreError(error);
    } finally {
      // Not waited for: giving a connection back asks the server, which may never answer.
      session.close().catch(() => undefined);
    }
  }

  async close(): Promise<void> {
    await closeWithin(this.#driver, 5 * seconds);
  }

  /** Connections that hang would fill the pool for good. */
  #replace(driver: Driver): void {
    if (driver !== this.#driver) return;
    this.#driver = this.#connect();
    void closeWithin(driver, 60 * seconds);
  }
}

/** Closing asks the server, which may never answer. */
async function closeWithin(driver: Driver, milliseconds: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, milliseconds);
    timer.unref();
  });
  await Promise.race([driver.close().catch(() => undefined), late]); // broken anyway
  clearTimeout(timer);
}

/** Any answer of a server, on a connection of its own: those of the pool may hang. */
async function signOfLife(url: string, user: string, password: string): Promise<void> {
  const driver = neo4j.driver(url, neo4j.auth.basic(user, password), {
    connectionTimeout: 4 * seconds,
    connectionAcquisitionTimeout: 4 * seconds,
    maxConnectionPoolSize: 1,
    userAgent: 'phecda',
  });
  try {
    await driver.getServerInfo();
  } finally {
    void closeWithin(driver, 5 * seconds);
  }
}

/** What a server says of itself while it stops or starts. */
const goingOrComing =
  /DatabaseUnavailable$|DatabaseNotFound$|TransactionTerminated$|TransactionNotFound$|\.AuthorizationExpired$|^Neo\.DatabaseError\.(Transaction|Database)\./;

function toStoreError(error: unknown): unknown {
  if (!(error instanceof Neo4jError)) return error;
  const { code, message } = error;
  if (/TransactionTimedOut/.test(code) || /timed out|in \d+ ?ms/i.test(message))
    return new StoreUnavailableError('neo4j', 'slow', error);
  if (/No space left on device/i.test(message)) return new StorageError('full', error);
  const lost =
    code === neo4j.error.SERVICE_UNAVAILABLE ||
    code === neo4j.error.SESSION_EXPIRED ||
    goingOrComing.test(code) ||
    /^Pool is closed/.test(message) ||
    neo4j.isRetryableError(error);
  return lost ? new StoreUnavailableError('neo4j', 'lost', error) : error;
}
