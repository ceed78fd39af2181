/** The one reader of the environment: parses everything once at start, names every bad variable, and has no default secrets. */
import { closeSync, existsSync, openSync, readFileSync, readSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import {
  alertEnvironment,
  alertSecrets,
  alertSettings,
  type AlertSettings,
} from '@phecda/alerts/config';
import { z } from 'zod';
import type { WaySettings } from './tracks/listen/ways-in.ts';

export interface Config {
  readonly port: number;
  readonly host: string;
  /** Absolute path of the data folder. */
  readonly dataDir: string;
  /** Both or none: none = the embedded engines in the data folder. */
  readonly sqlUrl: string | null;
  readonly graphUrl: string | null;
  /** Secret of record ids; null: the one in the data folder. */
  readonly recordSecret: string | null;
  /** Folders of further ontology YAML, in order. */
  readonly ontologyDirs: readonly string[];
  /** Host names besides the loopback names under which browsers may reach the server. */
  readonly allowedHosts: readonly string[];
  /** Reverse proxies in front, whose word on the client's address and protocol is believed. */
  readonly proxies: number;
  /** GraphQL documents run that the served client was not built with. */
  readonly freeDocuments: boolean;
  readonly uploadLimit: number;
  readonly duckDbMemory: string;
  /** Threads that an analysis may use at a time. */
  readonly analysisWorkers: number;
  /** Rows of the graph that have ended are kept so many days; null: for ever. */
  readonly historyDays: number | null;
  readonly demo: boolean;
  /** A team's server waits for an alert daemon, and says so where none comes. */
  readonly alertDaemon: boolean;
  /** Days of positions of trucks and ships that the demo world has. */
  readonly demoPositionDays: number;
  /** Where positions come in besides `/api/positions`. */
  readonly positions: WaySettings;
  /** File of borders (TopoJSON or GeoJSON) in place of the shipped ones. */
  readonly mapBorders: string | null;
  /** PMTiles file as the base map in place of borders. */
  readonly mapTiles: string | null;
  /** Providers of mail and SMS. */
  readonly alerts: AlertSettings;
  /** Address under which people open the workbench, for links in messages; null: where the server listens. */
  readonly publicUrl: string | null;
  readonly production: boolean;
  readonly logLevel: LogLevel;
  /** Named step at which the process kills itself; for tests of recovery. */
  readonly failpoint: string | null;
}

const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'silent'] as const;
type LogLevel = (typeof logLevels)[number];

const list = z
  .string()
  .default('')
  .transform((text) =>
    text
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== ''),
  );
const flag = z
  .enum(['0', '1', 'true', 'false', ''])
  .default('0')
  .transform((text) => text === '1' || text === 'true');

/** Absent: that way in is closed. */
const wayPort = z.coerce.number().int().min(0).max(65_535).optional();

/** By the mark at its beginning. */
function isPmtiles(path: string): boolean {
  try {
    const file = openSync(path, 'r');
    try {
      const head = Buffer.alloc(8);
      return readSync(file, head, 0, 8, 0) === 8 && head.toString('latin1') === 'PMTiles\u0003';
    } finally {
      closeSync(file);
    }
  } catch {
    return false;
  }
}

const environment = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(4000),
  HOST: z.string().min(1).default('127.0.0.1'),
  DATA_DIR: z.string().min(1).default('data'),
  SQL_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must start with postgres://')
    .optional(),
  GRAPH_URL: z
    .string()
    .regex(/^(neo4j|bolt)(\+s|\+ssc)?:\/\//, 'must start with neo4j:// or bolt://')
    .optional(),
  RECORD_SECRET: z.string().min(32, 'must have 32 characters at least').optional(),
  ONTOLOGY_DIRS: list,
  ALLOWED_HOSTS: list,
  PROXIES: z.coerce.number().int().min(0).max(10).default(0),
  FREE_DOCUMENTS: flag,
  UPLOAD_LIMIT_MB: z.coerce.number().int().min(1).max(1_000_000).default(4096),
  DUCKDB_MEMORY: z
    .string()
    .regex(/^\d+(\.\d+)?(MB|GB|MiB|GiB)$/, 'must be a size such as 512MB')
    .default('384MB'),
  NO_DEMO: flag,
  NO_ALERT_DAEMON: flag,
  ANALYSIS_WORKERS: z.coerce.number().int().min(1).max(64).optional(),
  HISTORY_DAYS: z.coerce.number().int().min(30).max(36_500).optional(),
  DEMO_POSITION_DAYS: z.coerce.number().int().min(0).max(90).default(28),
  MAP_BORDERS: z
    .string()
    .refine((path) => existsSync(path), 'is no file that can be read')
    .optional(),
  MAP_TILES: z
    .string()
    .refine(isPmtiles, 'is no PMTiles file (version 3) that can be read')
    .optional(),
  POSITIONS_HOST: z.string().min(1).default('127.0.0.1'),
  AIS_TCP_PORT: wayPort,
  AIS_UDP_PORT: wayPort,
  JTT809_PORT: wayPort,
  MQTT_URL: z
    .string()
    .regex(/^(mqtts?|wss?):\/\//, 'must start with mqtt:// or mqtts://')
    .optional(),
  MQTT_CLIENT_ID: z.string().min(1).max(64).default('phecda'),
  ...alertEnvironment,
  NODE_ENV: z.enum(['production', 'development', 'test']).default('production'),
  LOG_LEVEL: z.enum(logLevels).default('info'),
  PHECDA_FAILPOINT: z.string().min(1).optional(),
});

/** Variables that may hold a secret: each may also be given as `<NAME>_FILE`, a path to a file with the value. */
const fromFile = ['SQL_URL', 'GRAPH_URL', 'RECORD_SECRET', 'MQTT_URL', ...alertSecrets] as const;

export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly faults: readonly string[];
  constructor(faults: readonly string[]) {
    super(`The configuration is wrong:\n${faults.map((fault) => `  ${fault}`).join('\n')}`);
    this.faults = faults;
  }
}

/** @throws ConfigError naming every bad variable. */
export function readConfig(
  env: Readonly<Record<string, string | undefined>> = process.env,
): Config {
  const faults: string[] = [];
  const values: Record<string, string | undefined> = {};
  for (const [name, value] of Object.entries(env)) if (value !== '') values[name] = value;
  for (const name of fromFile) readSecretFile(name, values, faults);
  const parsed = environment.safeParse(values);
  if (!parsed.success) {
    faults.push(...parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`));
    throw new ConfigError(faults);
  }
  const it = parsed.data;
  if ((it.SQL_URL === undefined) !== (it.GRAPH_URL === undefined)) {
    faults.push(
      'SQL_URL, GRAPH_URL: give both (PostgreSQL with Neo4j) or none (embedded); a mixture is not supported',
    );
  }
  const alerts = alertSettings(it, faults);
  if (faults.length > 0) throw new ConfigError(faults);
  return {
    port: it.PORT,
    host: it.HOST,
    dataDir: resolve(it.DATA_DIR),
    sqlUrl: it.SQL_URL ?? null,
    graphUrl: it.GRAPH_URL ?? null,
    recordSecret: it.RECORD_SECRET ?? null,
    ontologyDirs: it.ONTOLOGY_DIRS.map((dir) => resolve(dir)),
    allowedHosts: it.ALLOWED_HOSTS,
    proxies: it.PROXIES,
    freeDocuments: it.FREE_DOCUMENTS,
    uploadLimit: it.UPLOAD_LIMIT_MB * 1024 * 1024,
    duckDbMemory: it.DUCKDB_MEMORY,
    analysisWorkers: it.ANALYSIS_WORKERS ?? Math.max(1, availableParallelism() - 1),
    demo: !it.NO_DEMO,
    alertDaemon: !it.NO_ALERT_DAEMON,
    demoPositionDays: it.DEMO_POSITION_DAYS,
    historyDays: it.HISTORY_DAYS ?? null,
    mapBorders: it.MAP_BORDERS === undefined ? null : resolve(it.MAP_BORDERS),
    mapTiles: it.MAP_TILES === undefined ? null : resolve(it.MAP_TILES),
    positions: {
      host: it.POSITIONS_HOST,
      aisTcpPort: it.AIS_TCP_PORT ?? null,
      aisUdpPort: it.AIS_UDP_PORT ?? null,
      jtt809Port: it.JTT809_PORT ?? null,
      broker: it.MQTT_URL === undefined ? null : { url: it.MQTT_URL, clientId: it.MQTT_CLIENT_ID },
    },
    alerts,
    publicUrl: it.PUBLIC_URL?.replace(/\/$/, '') ?? null,
    production: it.NODE_ENV === 'production',
    logLevel: it.LOG_LEVEL,
    failpoint: it.PHECDA_FAILPOINT ?? null,
  };
}

/** Libraries look at NODE_ENV when they are loaded: where it is unset, GraphQL's checks every value as in development. */
export function tellLibraries({ production }: Config): void {
  if (production) process.env['NODE_ENV'] = 'production';
}

function readSecretFile(
  name: string,
  values: Record<string, string | undefined>,
  faults: string[],
): void {
  const path = values[`${name}_FILE`];
  if (path === undefined) return;
  if (values[name] !== undefined) {
    faults.push(`${name}, ${name}_FILE: give one of them`);
    return;
  }
  try {
    values[name] = readFileSync(path, 'utf8').trim();
  } catch {
    faults.push(`${name}_FILE: cannot read ${path}`);
  }
}
