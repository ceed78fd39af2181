/** Step 5, stage: records, relations and declarations of the good rows, each distinct version once, into the scratch file. */
import { type Template, RecordCompiler } from '../mapping/compile-records.ts';
import { eventRecordColumns } from '../mapping/mapping-schema.ts';
import type { PrepareContext, PrepareStep } from './prepare-context.ts';
import { scratchName } from './scratch-file.ts';

export const stageRecords: PrepareStep = {
  name: 'stage',
  async run(context) {
    const { mapping, ontology } = context.job;
    const compiler = new RecordCompiler(mapping, ontology, context.fields);
    const entities = Object.keys(mapping.records).map((name) => compiler.record(name));
    const relations = mapping.relations.map((relation) => compiler.relation(relation));
    const known = await knownIds(context, compiler);
    const events = mapping.events.map((event) => compiler.event(event, new Set(known.keys())));
    const groups = [
      ...grouped(entities).map((templates) => ({ templates, table: 'version', family: 'records' as const })),
      ...grouped(relations).map((templates) => ({ templates, table: 'version', family: 'relations' as const })),
      ...grouped(events).map((templates) => ({ templates, table: 'declaration', family: 'declarations' as const })),
    ];
    let done = 0;
    for (const { templates, table, family } of groups) {
      context[family] += await stage(context, templates, table, known);
      done++;
      context.progress.at((context.rowsLoaded * done) / groups.length, done / groups.length);
    }
  },
};

/** Templates of one type stand together: two of them can assert the same version. */
function grouped(templates: readonly (Template | null)[]): Template[][] {
  const groups = new Map<string, Template[]>();
  for (const template of templates) {
    if (template === null) continue;
    groups.set(template.type, [...(groups.get(template.type) ?? []), template]);
  }
  return [...groups.values()];
}

/** Number of distinct versions staged. */
async function stage(context: PrepareContext, templates: readonly Template[], table: string, known: ReadonlyMap<string, readonly string[]>): Promise<number> {
  const { connection } = context;
  const columns = templates[0]?.columns.map(([name]) => name) ?? [];
  const [first, ...rest] = columns;
  const selects: string[] = [];
  for (const template of templates) {
    const list = template.columns.map(([name, sql]) => `${sql} AS "${name}"`).join(', ');
    const rows = `FROM (${await source(context, template)}) g ${joins(template, known)} WHERE ${template.condition}`;
    const version = `CAST(md5(${template.content}) AS UUID) AS ver`;
    const counts = '"row" AS "#row", n AS "#rows", sd AS "#sd"';
    selects.push(
      template.contentOf === 'clean'
        ? `SELECT ${list}, ${counts}, ${version} ${rows}`
        : `SELECT *, ${version} FROM (SELECT ${list}, ${counts} ${rows})`,
    );
  }
  await connection.run(`CREATE TEMP TABLE s AS ${selects.join(' UNION ALL ')}`);
  const total = await count(context, 's');
  /* Reading the file's rows in order, the first row of a version is its smallest. */
  await connection.run(
    `CREATE TEMP TABLE a AS SELECT record_id, ver, min("#row") AS r, sum("#rows")::BIGINT AS n, max("#sd") AS sd, min(rowid) AS pick FROM s GROUP BY record_id, ver`,
  );
  const distinct = await count(context, 'a');
  await connection.run(`INSERT INTO ${scratchName}.assertion SELECT record_id, ver, sd, r, n FROM a`);
  const target = ['record_id', 'version', ...rest].map((name) => `"${name}"`).join(', ');
  const selected = [`s."${first}"`, 's.ver', ...rest.map((name) => `s."${name}"`)].join(', ');
  const from = distinct === total ? 's' : 's JOIN a ON a.pick = s.rowid';
  await connection.run(`INSERT INTO ${scratchName}.${table} (${target}) SELECT ${selected} FROM ${from}`);
  await connection.run('DROP TABLE s');
  await connection.run('DROP TABLE a');
  return distinct;
}

/** Tables of ids for records that events refer to and of which there are few: joining them is cheaper than hashing each row. */
async function knownIds(context: PrepareContext, compiler: RecordCompiler): Promise<Map<string, readonly string[]>> {
  const { connection } = context;
  const { events } = context.job.mapping;
  const tables = new Map<string, readonly string[]>();
  if (context.rowsLoaded < 10_000) return tables;
  const names = new Set(events.flatMap((event) => eventRecordColumns.flatMap((column) => event[column] ?? [])));
  for (const name of names) {
    const ids = compiler.ids(name);
    if (ids === null || ids.keys.length === 0) continue;
    const keys = ids.keys.join(', ');
    const [[groups] = []] = (await connection.runAndReadAll(`SELECT approx_count_distinct(hash(${keys})) FROM clean WHERE NOT bad`)).getRows();
    if (Number(groups) * 4 > context.rowsLoaded) continue;
    const present = ids.keys.map((key) => `${key} IS NOT NULL`).join(' AND ');
    await connection.run(
      `CREATE TEMP TABLE "known_${name}" AS SELECT ${ids.keys.map((key) => `${key} AS "${key}_key"`).join(', ')}, ${ids.id} AS "id_${name}" FROM (SELECT DISTINCT ${keys} FROM clean WHERE NOT bad AND ${present})`,
    );
    tables.set(name, ids.keys);
  }
  return tables;
}

function joins(template: Template, known: ReadonlyMap<string, readonly string[]>): string {
  return template.known
    .map((name) => {
      const on = (known.get(name) ?? []).map((key) => `"known_${name}"."${key}_key" = g.${key}`).join(' AND ');
      return `LEFT JOIN "known_${name}" ON ${on}`;
    })
    .join(' ');
}

/** Good rows with the columns a template reads; equal ones are put together first where that saves work. */
async function source(context: PrepareContext, template: Template): Promise<string> {
  const uses = template.uses.join(', ');
  if (template.grouped && context.rowsLoaded > 10_000 && template.uses.length > 0) {
    const [[groups] = []] = (await context.connection.runAndReadAll(`SELECT approx_count_distinct(hash(${uses})) FROM clean WHERE NOT bad`)).getRows();
    if (Number(groups) * 2 < context.rowsLoaded) {
      return `SELECT ${uses}, min("row") AS "row", count(*) AS n, max(sd) AS sd FROM clean WHERE NOT bad GROUP BY ${uses}`;
    }
  }
  return `SELECT ${uses === '' ? '' : `${uses}, `}"row", 1 AS n, sd FROM clean WHERE NOT bad`;
}

async function count(context: PrepareContext, table: string): Promise<number> {
  const [[value] = []] = (await context.connection.runAndReadAll(`SELECT count(*) FROM ${table}`)).getRows();
  return Number(value);
}
