/** A pool of connections whose every wait ends: by the answer, or by a named error when the server has gone or gives no sign of life. */
import pg from 'pg';
import { HungWatch } from '../hung-watch.ts';
import { StoreUnavailableError } from '../../ports/store-errors.ts';
import { isAnswer, toStoreError } from './postgres-errors.ts';

export interface ConnectionOptions {
  readonly url: string;
  readonly schema: string;
  readonly types: pg.CustomTypesConfig;
  readonly max: number;
  /** Milliseconds after which a process that stands still in the middle of a transaction, or takes no answer, has lost it. Default five minutes. */
  readonly lostAfterMs?: number;
}

const second = 1_000;
/** A question outside of a transaction; what writes or reads whole tables has no limit. */
const statementTimeoutMs = 120 * second;
/** A process that stands still in the middle of a transaction holds the writer's lock no longer. */
const lostAfterDefaultMs = 300 * second;

/** A connection in use. */
export interface Session {
  readonly client: pg.PoolClient;
  query<R extends pg.QueryResultRow = pg.QueryResultRow>(
    text: string,
    parameters?: readonly unknown[],
  ): Promise<pg.QueryResult<R>>;
  /** What is done with the client itself, such as copying. */
  wait<T>(work: Promise<T>): Promise<T>;
  isBroken(): boolean;
}

interface OpenSession extends Session {
  /** Back to the pool; a broken one is replaced. */
  release(): void;
}

export class Connections {
  readonly #pool: pg.Pool;
  readonly #watch: HungWatch;

  constructor({ url, schema, types, max, lostAfterMs = lostAfterDefaultMs }: ConnectionOptions) {
    // The server, too, notices that nobody is at the other end: of a cut network it hears nothing else. A Unix socket knows by itself.
    const peer = `-c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=4 -c tcp_user_timeout=${lostAfterMs}`;
    const options = `-c search_path=${schema} -c timezone=UTC -c datestyle=ISO ${peer}`;
    this.#pool = new pg.Pool({
      connectionString: url,
      max,
      types,
      options,
      application_name: 'phecda',
      connectionTimeoutMillis: 8 * second,
      keepAlive: true,
      keepAliveInitialDelayMillis: 10 * second,
      statement_timeout: statementTimeoutMs,
      idle_in_transaction_session_timeout: lostAfterMs,
    });
    this.#pool.on('error', () => undefined); // an idle connection that broke is replaced by the pool
    this.#watch = new HungWatch('postgres', () => signOfLife(url));
  }

  async query<R extends pg.QueryResultRow>(
    text: string,
    parameters: readonly unknown[] = [],
  ): Promise<pg.QueryResult<R>> {
    return this.use((session) => session.query<R>(text, parameters));
  }

  /** @throws StoreUnavailableError among others */
  async use<T>(work: (session: Session) => Promise<T>): Promise<T> {
    const session = await this.open();
    try {
      return await work(session);
    } finally {
      session.release();
    }
  }

  /** To be released by whoever opens it. */
  async open(): Promise<OpenSession> {
    let client: pg.PoolClient;
    try {
      client = await this.#pool.connect();
    } catch (error) {
      throw toStoreError(error);
    }
    // A connection that breaks between two questions says so here; the next question fails.
    const ignore = (): void => undefined;
    client.on('error', ignore);
    let broken: Error | undefined;
    const wait = async <R>(waiting: Promise<R>): Promise<R> => {
      try {
        return await this.#watch.wait(waiting, (error) => (broken = error));
      } catch (error) {
        const told = toStoreError(error);
        if (told instanceof StoreUnavailableError) broken ??= told;
        throw told;
      }
    };
    return {
      client,
      wait,
      query: (text, parameters = []) => wait(client.query(text, [...parameters])),
      isBroken: () => broken !== undefined,
      release: () => {
        // A broken one is on its way out and may still say so.
        if (broken === undefined) client.off('error', ignore);
        client.release(broken);
      },
    };
  }

  /** Commits when `work` returns, rolls back on any error. No limit of time on its statements. */
  transaction<T>(work: (session: Session) => Promise<T>, begin = 'BEGIN'): Promise<T> {
    return this.use(async (session) => {
      await session.query(begin);
      try {
        await session.query('SET LOCAL statement_timeout = 0');
        const result = await work(session);
        await session.query('COMMIT');
        return result;
      } catch (error) {
        // A connection that is gone rolls back by itself; a failed rollback breaks it.
        if (!session.isBroken()) await session.query('ROLLBACK').catch(() => undefined);
        throw error;
      }
    });
  }

  end(): Promise<void> {
    return this.#pool.end();
  }
}

/** Any answer of a server. */
async function signOfLife(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 4 * second });
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (error) {
    if (!isAnswer(error)) throw error;
  } finally {
    void client.end().catch(() => undefined); // not waited for: it may never be answered
  }
}
