/** Positions in PostgreSQL: tables beside the truth's, with connections of their own. */
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { FixBatch, FixColumns } from '../../ports/position-store.ts';
import type { SqlRow, SqlValue } from '../../ports/sql.ts';
import { migrate } from '../migrate.ts';
import { Connections, type Session } from '../postgres/connections.ts';
import { postgresDialect } from '../postgres/postgres-sql.ts';
import { positionMigrations } from './position-tables.ts';
import {
  stagedColumns,
  toFixColumns,
  type PositionSql,
  type PositionTransaction,
} from './position-sql.ts';

/** Key of the lock that orders the writers. */
const writerLock = 7_403_152;

const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') => {
    if (oid === 20 || oid === 1700) return Number;
    if (oid === 1114) return (text: string) => new Date(`${text.replace(' ', 'T')}Z`).toISOString();
    return pg.types.getTypeParser(oid, format as 'text');
  }) as typeof pg.types.getTypeParser,
};

export class PostgresPositions implements PositionSql {
  readonly engine = 'postgres';
  readonly fixTables = ['position'];
  readonly #pool: Connections;

  private constructor(pool: Connections) {
    this.#pool = pool;
  }

  static async open(url: string, schema = 'public'): Promise<PostgresPositions> {
    const positions = new PostgresPositions(new Connections({ url, schema, types, max: 4 }));
    await positions.write((tx) => migrate(tx, positionMigrations, 'position_schema_version'));
    return positions;
  }

  async query<T = SqlRow>(text: string, parameters: readonly SqlValue[] = []): Promise<T[]> {
    return (await this.#pool.query(text, parameters)).rows as T[];
  }

  async columns(text: string, parameters: readonly SqlValue[] = []): Promise<FixColumns> {
    const { rows } = await this.#pool.use((session) =>
      session.wait(
        session.client.query<unknown[]>({ text, values: [...parameters], rowMode: 'array' }),
      ),
    );
    const columns = Array.from({ length: 9 }, (_, i) => rows.map((row) => row[i]));
    return toFixColumns(rows.length, columns);
  }

  write<T>(work: (tx: PositionTransaction) => Promise<T>): Promise<T> {
    return this.#pool.transaction(async (session) => {
      await session.query(`SELECT pg_advisory_xact_lock(${writerLock})`);
      return work({
        dialect: postgresDialect,
        query: async <R>(text: string, parameters: readonly SqlValue[] = []) =>
          (await session.query(text, parameters)).rows as R[],
        execute: async (text, parameters = []) =>
          (await session.query(text, parameters)).rowCount ?? 0,
        stage: (batch) => stage(session, batch),
      });
    });
  }

  async bytes(): Promise<number> {
    const [row] = await this.query<{ n: number }>(`SELECT pg_total_relation_size('position') AS n`);
    return row?.n ?? 0;
  }

  settle(): Promise<void> {
    return Promise.resolve();
  }

  backUp(): Promise<void> {
    return Promise.resolve();
  }

  close(): Promise<void> {
    return this.#pool.end();
  }
}

async function stage(session: Session, batch: FixBatch): Promise<void> {
  // Of an earlier batch of the same transaction.
  await session.query(`DROP TABLE IF EXISTS pg_temp.staged`);
  await session.query(
    `CREATE TEMP TABLE staged (device INTEGER, moment BIGINT, lng DOUBLE PRECISION, lat DOUBLE PRECISION, own_lng DOUBLE PRECISION, own_lat DOUBLE PRECISION,
     kmh REAL, course REAL, received BIGINT, flags INTEGER, cell BIGINT) ON COMMIT DROP`,
  );
  const copy = session.client.query(copyFrom(`COPY staged (${stagedColumns}) FROM STDIN`));
  await session.wait(pipeline(Readable.from(lines(batch)), copy));
}

function* lines(batch: FixBatch): Generator<string> {
  const text = (value: number | undefined): string =>
    value === undefined || Number.isNaN(value) ? '\\N' : String(value);
  let part = '';
  for (let i = 0; i < batch.count; i++) {
    part += `${batch.device[i]}\t${batch.at[i]}\t${batch.lng[i]}\t${batch.lat[i]}\t${text(batch.ownLng[i])}\t${text(batch.ownLat[i])}\t${text(batch.kmh[i])}\t${text(batch.course[i])}\t${text(batch.received[i])}\t${batch.flags[i]}\t${batch.cell[i]}\n`;
    if (part.length > 60_000) {
      yield part;
      part = '';
    }
  }
  if (part !== '') yield part;
}
