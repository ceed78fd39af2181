/** The command line's settings: read once, every bad variable named, no default secrets. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';

export interface EtlConfig {
  /** Absolute path of the data folder. */
  readonly dataDir: string;
  /** Both or none: none = the embedded engines in the data folder. */
  readonly team: { readonly sqlUrl: string; readonly graphUrl: string } | null;
  /** Secret of record ids; null: the one in the data folder. */
  readonly recordSecret: string | null;
  /** Folders of further ontology YAML, in order. */
  readonly ontologyDirs: readonly string[];
  readonly duckDbMemory: string;
  /** Named step at which the process kills itself; for tests of recovery. */
  readonly failpoint: string | null;
}

const environment = z.object({
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
  ONTOLOGY_DIRS: z
    .string()
    .default('')
    .transform((text) =>
      text
        .split(',')
        .map((part) => part.trim())
        .filter((part) => part !== ''),
    ),
  DUCKDB_MEMORY: z
    .string()
    .regex(/^\d+(\.\d+)?(MB|GB|MiB|GiB)$/, 'must be a size such as 512MB')
    .default('384MB'),
  PHECDA_FAILPOINT: z.string().min(1).optional(),
});

export class EtlConfigError extends Error {
  override readonly name = 'EtlConfigError';
}

/** @throws EtlConfigError naming every bad variable. */
export function readEtlConfig(env: Readonly<Record<string, string | undefined>>): EtlConfig {
  const faults: string[] = [];
  const values: Record<string, string | undefined> = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== ''),
  );
  for (const name of ['SQL_URL', 'GRAPH_URL', 'RECORD_SECRET']) {
    const path = values[`${name}_FILE`];
    if (path === undefined) continue;
    if (values[name] !== undefined) faults.push(`${name}, ${name}_FILE: give one of them`);
    try {
      values[name] = readFileSync(path, 'utf8').trim();
    } catch {
      faults.push(`${name}_FILE: cannot read ${path}`);
    }
  }
  const parsed = environment.safeParse(values);
  if (!parsed.success)
    faults.push(...parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`));
  else if ((parsed.data.SQL_URL === undefined) !== (parsed.data.GRAPH_URL === undefined)) {
    faults.push(
      'SQL_URL, GRAPH_URL: give both (PostgreSQL with Neo4j) or none (embedded); a mixture is not supported',
    );
  }
  if (faults.length > 0 || !parsed.success)
    throw new EtlConfigError(
      `The configuration is wrong:\n${faults.map((fault) => `  ${fault}`).join('\n')}`,
    );
  const { DATA_DIR, SQL_URL, GRAPH_URL, ONTOLOGY_DIRS, DUCKDB_MEMORY, PHECDA_FAILPOINT } =
    parsed.data;
  const { RECORD_SECRET } = parsed.data;
  return {
    dataDir: resolve(DATA_DIR),
    team:
      SQL_URL === undefined || GRAPH_URL === undefined
        ? null
        : { sqlUrl: SQL_URL, graphUrl: GRAPH_URL },
    recordSecret: RECORD_SECRET ?? null,
    ontologyDirs: ONTOLOGY_DIRS.map((dir) => resolve(dir)),
    duckDbMemory: DUCKDB_MEMORY,
    failpoint: PHECDA_FAILPOINT ?? null,
  };
}
