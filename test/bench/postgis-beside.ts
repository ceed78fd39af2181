/** PostGIS (Debian's) beside the store of positions: the same fixes and zones, indexed, and the same questions in SQL. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { Readable } from 'node:stream';
import pg from 'pg';
import { startPostgres } from '../support/postgres.ts';

export interface BenchFix {
  readonly mover: number;
  readonly at: number;
  readonly lng: number;
  readonly lat: number;
}

export interface BenchBox {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

export interface PostgisBeside {
  readonly version: string;
  /** @returns milliseconds of the copying alone, and with indexes and statistics */
  load(fixes: Iterable<BenchFix>): Promise<{ copyMs: number; readyMs: number }>;
  /** Rows with place and time, ascending. */
  track(mover: number, from: number, to: number): Promise<number>;
  within(box: BenchBox, from: number, to: number): Promise<number>;
  /** Pairs of a fix and a zone that holds it, on one core; the fixes are the ones given here. */
  inZones(
    zones: readonly (readonly (readonly [number, number])[])[],
    fixes: Iterable<BenchFix>,
  ): Promise<{ pairs: number; ms: number }>;
  stop(): Promise<void>;
}

const debian = '/usr/lib/postgresql';

/** @returns null where no PostgreSQL of Debian's with PostGIS is installed */
export async function startPostgis(): Promise<PostgisBeside | null> {
  const versions = existsSync(debian)
    ? readdirSync(debian).sort((a, b) => Number(b) - Number(a))
    : [];
  const version = versions.find(
    (one) =>
      existsSync(`${debian}/${one}/bin/initdb`) &&
      existsSync(`/usr/share/postgresql/${one}/extension/postgis.control`),
  );
  if (version === undefined) return null;
  const server = await startPostgres({ installation: `${debian}/${version}` });
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  const ask = async (text: string): Promise<number> => (await client.query(text)).rowCount ?? 0;
  // Sorting, building of indexes: as an administrator sets them for such a table.
  await ask(`SET maintenance_work_mem = '1GB'; SET work_mem = '64MB'`);
  await ask(`CREATE EXTENSION postgis; CREATE EXTENSION btree_gist`);
  const [row] = (await client.query<{ version: string }>(`SELECT postgis_lib_version() AS version`))
    .rows;
  return {
    version: `${row?.version ?? ''} on PostgreSQL ${version}`,
    load: async (fixes) => {
      await ask(
        `CREATE TABLE fix (mover integer NOT NULL, at bigint NOT NULL, geom geometry(Point, 4326) NOT NULL)`,
      );
      const began = performance.now();
      await copy(server.url, 'fix', fixes);
      const copyMs = performance.now() - began;
      await ask(`CREATE INDEX ON fix (mover, at)`);
      await ask(`CREATE INDEX ON fix USING gist (geom, at)`);
      await ask(`ANALYZE fix`);
      return { copyMs, readyMs: performance.now() - began };
    },
    track: (mover, from, to) =>
      ask(
        `SELECT at, ST_X(geom), ST_Y(geom) FROM fix WHERE mover = ${mover} AND at BETWEEN ${from} AND ${to} ORDER BY at`,
      ),
    within: ({ west, south, east, north }, from, to) =>
      ask(
        `SELECT mover, at, ST_X(geom), ST_Y(geom) FROM fix WHERE ST_Covers(ST_MakeEnvelope(${west}, ${south}, ${east}, ${north}, 4326), geom) AND at BETWEEN ${from} AND ${to} ORDER BY mover, at`,
      ),
    inZones: async (zones, fixes) => {
      await ask(`CREATE TABLE zone (geom geometry(Polygon, 4326) NOT NULL)`);
      for (const ring of zones) {
        const places = ring.map(([lng, lat]) => `${lng} ${lat}`).join(',');
        await ask(`INSERT INTO zone VALUES ('SRID=4326;POLYGON((${places}))')`);
      }
      await ask(`CREATE INDEX ON zone USING gist (geom)`);
      await ask(
        `CREATE UNLOGGED TABLE passing (mover integer NOT NULL, at bigint NOT NULL, geom geometry(Point, 4326) NOT NULL)`,
      );
      await copy(server.url, 'passing', fixes);
      await ask(`ANALYZE zone; ANALYZE passing`);
      await ask(`SET max_parallel_workers_per_gather = 0`);
      const began = performance.now();
      const { rows } = await client.query<{ n: string }>(
        `SELECT count(*) AS n FROM passing p JOIN zone z ON ST_Covers(z.geom, p.geom)`,
      );
      return { pairs: Number(rows[0]?.n ?? NaN), ms: performance.now() - began };
    },
    stop: async () => {
      await client.end();
      await server.stop();
    },
  };
}

/** Through psql: the quickest way in that PostgreSQL has. */
async function copy(url: string, table: string, fixes: Iterable<BenchFix>): Promise<void> {
  const psql = spawn('psql', [url, '-q', '-c', `COPY ${table} FROM STDIN (FORMAT csv)`], {
    stdio: ['pipe', 'ignore', 'inherit'],
  });
  Readable.from(lines(fixes)).pipe(psql.stdin);
  const [code] = (await once(psql, 'close')) as [number];
  if (code !== 0) throw new Error(`psql ended with ${code}.`);
}

function* lines(fixes: Iterable<BenchFix>): Iterable<string> {
  let part: string[] = [];
  for (const { mover, at, lng, lat } of fixes) {
    part.push(`${mover},${at},SRID=4326;POINT(${lng} ${lat})\n`);
    if (part.length < 5_000) continue;
    yield part.join('');
    part = [];
  }
  yield part.join('');
}
