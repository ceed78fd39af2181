/** Step 5, stage: records, relations and declarations of the good rows, each distinct version once, into the scratch file. */
import { RecordCompiler } from '../mapping/compile-records.ts';
import type { Template } from '../mapping/record-template.ts';
import { compileRate } from '../mapping/compile-rates.ts';
import { keyedIdSql } from '@phecda/graph-schema/truth/record-id';
import { eventRecordColumns } from '../mapping/event-columns.ts';
import type { PrepareContext, PrepareStep } from './prepare-context.ts';
import { scratchName } from './scratch-file.ts';
import { recordSecretSql } from './workspace.ts';

export const stageRecords: PrepareStep = {
  name: 'stage',
  async run(context) {
    const { mapping, ontology } = context.job;
    const compiler = new RecordCompiler(mapping, ontology, context.fields);
    const known = await knownIds(context, compiler);
    const versions = [
      ...Object.keys(mapping.records).map((name) => compiler.record(name)),
      ...mapping.relations.map((relation) => compiler.relation(relation)),
      ...mapping.rates.map((rate) => compileRate(mapping, context.fields, rate)),
    ].filter((template) => template !== null);
    const events = mapping.events
      .map((event) => compiler.event(event, new Set(known.keys())))
      .filter((template) => template !== null);
    let done = 0;
    for (const [table, templates] of [
      ['version', versions],
      ['declaration', events],
    ] as const) {
      if (templates.length === 0) continue;
      for (const template of templates) {
        await insert(context, template, table, known);
        done++;
        context.progress.at(
          (context.rowsLoaded * done) / (versions.length + events.length),
          (0.9 * done) / (versions.length + events.length),
        );
      }
      await assertOnce(context, table);
    }
    context.records = await count(context, `${scratchName}.version WHERE family = 'entity'`);
    context.relations = await count(context, `${scratchName}.version WHERE family = 'relation'`);
    context.declarations = await count(context, `${scratchName}.declaration`);
  },
};

async function insert(
  context: PrepareContext,
  template: Template,
  table: string,
  known: ReadonlyMap<string, readonly string[]>,
): Promise<void> {
  const names = template.columns.map(([name]) => `"${name}"`);
  const keyed = (name: string, sql: string): string =>
    template.plainIds.includes(name) ? keyedIdSql(recordSecretSql, sql) : sql;
  const rows = `FROM (${await source(context, template)}) g ${joins(template, known)} WHERE ${template.condition}`;
  const version = `CAST(md5(${template.content}) AS UUID) AS version`;
  const counts = '"row" AS "#row", n AS "#rows", sd AS "#sd"';
  const select =
    template.contentOf === 'clean'
      ? `SELECT ${template.columns.map(([name, sql]) => keyed(name, sql)).join(', ')}, ${version}, ${counts} ${rows}`
      : `SELECT ${template.columns.map(([name]) => keyed(name, `"${name}"`)).join(', ')}, ${version}, "#row", "#rows", "#sd"
         FROM (SELECT ${template.columns.map(([name, sql]) => `${sql} AS "${name}"`).join(', ')}, ${counts} ${rows})`;
  await context.connection.run(
    `INSERT INTO ${scratchName}.${table} (${names.join(', ')}, version, "#row", "#rows", "#sd") ${select}`,
  );
}

/** One assertion per distinct version; of equal versions one row stays. */
async function assertOnce(context: PrepareContext, table: string): Promise<void> {
  const { connection } = context;
  const staged = `${scratchName}.${table}`;
  await connection.run(
    `CREATE TEMP TABLE a AS SELECT record_id, version, min("#row") AS r, sum("#rows")::BIGINT AS n, max("#sd") AS sd, min(rowid) AS pick FROM ${staged} GROUP BY record_id, version`,
  );
  await connection.run(
    `INSERT INTO ${scratchName}.assertion SELECT record_id, version, sd, r, n FROM a`,
  );
  if ((await count(context, 'a')) < (await count(context, staged))) {
    await connection.run(`DELETE FROM ${staged} WHERE rowid NOT IN (SELECT pick FROM a)`);
  }
  await connection.run('DROP TABLE a');
}

/** Tables of ids for records that events refer to and of which there are few: joining them is cheaper than hashing each row. */
async function knownIds(
  context: PrepareContext,
  compiler: RecordCompiler,
): Promise<Map<string, readonly string[]>> {
  const { connection } = context;
  const { events } = context.job.mapping;
  const tables = new Map<string, readonly string[]>();
  if (context.rowsLoaded < 10_000) return tables;
  const names = new Set(
    events.flatMap((event) => eventRecordColumns.flatMap((column) => event[column] ?? [])),
  );
  for (const name of names) {
    const ids = compiler.ids(name);
    if (ids === null || ids.keys.length === 0) continue;
    const keys = ids.keys.join(', ');
    const [[groups] = []] = (
      await connection.runAndReadAll(
        `SELECT approx_count_distinct(hash(${keys})) FROM clean WHERE NOT bad`,
      )
    ).getRows();
    if (Number(groups) * 4 > context.rowsLoaded) continue;
    const present = ids.keys.map((key) => `${key} IS NOT NULL`).join(' AND ');
    await connection.run(
      `CREATE TEMP TABLE "known_${name}" AS SELECT ${ids.keys.map((key) => `${key} AS "${key}_key"`).join(', ')}, ${keyedIdSql(recordSecretSql, ids.id)} AS "id_${name}" FROM (SELECT DISTINCT ${keys} FROM clean WHERE NOT bad AND ${present})`,
    );
    tables.set(name, ids.keys);
  }
  return tables;
}

function joins(template: Template, known: ReadonlyMap<string, readonly string[]>): string {
  return template.known
    .map((name) => {
      const on = (known.get(name) ?? [])
        .map((key) => `"known_${name}"."${key}_key" = g.${key}`)
        .join(' AND ');
      return `LEFT JOIN "known_${name}" ON ${on}`;
    })
    .join(' ');
}

/** Good rows with the columns a template reads; equal ones are put together first where that saves work. */
async function source(context: PrepareContext, template: Template): Promise<string> {
  const uses = template.uses.join(', ');
  if (template.grouped && context.rowsLoaded > 10_000 && template.uses.length > 0) {
    const [[groups] = []] = (
      await context.connection.runAndReadAll(
        `SELECT approx_count_distinct(hash(${uses})) FROM clean WHERE NOT bad`,
      )
    ).getRows();
    if (Number(groups) * 2 < context.rowsLoaded) {
      return `SELECT ${uses}, min("row") AS "row", count(*) AS n, max(sd) AS sd FROM clean WHERE NOT bad GROUP BY ${uses}`;
    }
  }
  return `SELECT ${uses === '' ? '' : `${uses}, `}"row", 1 AS n, sd FROM clean WHERE NOT bad`;
}

async function count(context: PrepareContext, table: string): Promise<number> {
  const [[value] = []] = (
    await context.connection.runAndReadAll(`SELECT count(*) FROM ${table}`)
  ).getRows();
  return Number(value);
}
