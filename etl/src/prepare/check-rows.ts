/** Step 4, check: rows that fail go to quarantine with field, value and reason, as do relations that end before they begin; dropped and doubtful values are counted. */
import { shownValues, valueMark } from '../clean/several-values.ts';
import { RecordCompiler } from '../mapping/compile-records.ts';
import { literal } from '../mapping/sql-text.ts';
import { dayInName } from '../read/day-in-name.ts';
import { rowReasons } from '../reasons.ts';
import { dayMissing } from './day-missing.ts';
import type { PrepareContext, PrepareStep } from './prepare-context.ts';
import { scratchName } from './scratch-file.ts';

export const checkRows: PrepareStep = {
  name: 'check',
  async run(context) {
    const { connection, raw } = context;
    if (raw === null) throw new Error('nothing read');
    await connection.run('CREATE TEMP TABLE bad AS SELECT rid, row FROM clean WHERE bad');
    const bad = await number(context, 'SELECT count(*) FROM bad');
    if (bad > 0) await quarantine(context);
    context.relationsSetAside = await setAsideReversed(context);
    if (bad + raw.refused + context.relationsSetAside > 0) await keepHeader(context);
    await findDay(context);
    await countWarnings(context);
    context.rowsLoaded = raw.rows - bad;
    context.rowsQuarantined = raw.refused + bad;
    /* Memory for the next step. */
    const tables = [...context.dictionaries.values(), 'raw'];
    await connection.run(tables.map((table) => `DROP TABLE ${table}`).join('; '));
    context.progress.at(raw.rows, 1);
  },
};

/** The day of the file, where its rows say it: the newest. @throws ImportAbort when rows are left of which nothing says the day */
async function findDay(context: PrepareContext): Promise<void> {
  const { job, connection } = context;
  context.sourceDate = job.sourceDate;
  if (job.sourceDate !== null) return;
  const [[newest, undated] = []] = (
    await connection.runAndReadAll(
      'SELECT CAST(max(sd) AS VARCHAR), count(*) FILTER (sd IS NULL) FROM clean WHERE NOT bad',
    )
  ).getRows();
  if (Number(undated) === 0) context.sourceDate = newest === null ? null : String(newest);
  else if (job.dayNeeded) throw dayMissing(dayInName(job.fileName), job.fileName);
}

/** Row 0 of the rows set aside is the file's header, so that they can be downloaded as a file of the same shape. */
async function keepHeader({ connection, raw }: PrepareContext): Promise<void> {
  await connection.run(
    `INSERT INTO ${scratchName}.quarantine_row VALUES (0, ${literal(JSON.stringify(raw?.columns ?? []))})`,
  );
}

async function quarantine(context: PrepareContext): Promise<void> {
  const { connection, fields, dictionaries } = context;
  await connection.run('CREATE TEMP TABLE reason (code VARCHAR, text VARCHAR)');
  const reasons = Object.entries(rowReasons).map(
    ([code, { en }]) => `(${literal(code)}, ${literal(en)})`,
  );
  await connection.run(`INSERT INTO reason VALUES ${reasons.join(', ')}`);
  for (const [index, field] of fields.entries()) {
    const header = literal(field.header ?? field.name);
    const dictionary = dictionaries.get(index);
    if (dictionary !== undefined && field.mapping.onError === 'reject') {
      await connection.run(
        `INSERT INTO ${scratchName}.quarantine
         SELECT bad.row, ${header}, left(${shown(`raw.${field.raw}`)}, 500), d.e, concat_ws(': ', coalesce(reason.text, d.e), nullif(d.about, ''))
         FROM bad JOIN raw ON raw.rowid = bad.rid JOIN ${dictionary} d ON d.v = raw.${field.raw} LEFT JOIN reason ON reason.code = d.e
         WHERE d.e IS NOT NULL`,
      );
    }
    if (field.mapping.required) {
      const wrong =
        dictionary === undefined
          ? 'false'
          : `EXISTS (SELECT 1 FROM ${dictionary} d WHERE d.v = raw.${field.raw} AND d.e IS NOT NULL)`;
      await connection.run(
        `INSERT INTO ${scratchName}.quarantine
         SELECT bad.row, ${header}, left(${shown(`raw.${field.raw}`)}, 500), 'required', ${literal(rowReasons.required.en)}
         FROM bad JOIN clean ON clean.rid = bad.rid JOIN raw ON raw.rowid = bad.rid
         WHERE clean.${field.value} IS NULL AND NOT ${wrong}`,
      );
    }
  }
  await keepRows(context, 'bad');
}

/** Rows of the file as they stand, to be mended and loaded again. */
async function keepRows({ connection, raw }: PrepareContext, rows: string): Promise<void> {
  const cells = (raw?.columns ?? []).map((_, index) => `raw.c${index}`);
  await connection.run(
    `INSERT INTO ${scratchName}.quarantine_row
     SELECT ${rows}.row, CAST(to_json([${cells.join(', ')}]) AS VARCHAR) FROM ${rows} JOIN raw ON raw.rowid = ${rows}.rid ORDER BY ${rows}.row`,
  );
}

/** A relation that ends before it begins is not asserted; everything else of its row is. Gives the number of such relations. */
async function setAsideReversed(context: PrepareContext): Promise<number> {
  const { connection, job, fields } = context;
  const compiler = new RecordCompiler(job.mapping, job.ontology, fields);
  const parts = job.mapping.relations.flatMap((relation) => {
    const reversed = compiler.relation(relation)?.reversed;
    const [from, to] = [relation.validFrom, relation.validTo].map((source) =>
      fields.find((field) => field.name === source),
    );
    if (!reversed || !to) return [];
    const begin = from === undefined ? literal(relation.validFrom ?? '') : from.value;
    return [
      `SELECT rid, row, ${literal(to.header ?? to.name)} AS field, ${begin} || ' – ' || ${to.value} AS value
       FROM clean WHERE NOT bad AND ${reversed}`,
    ];
  });
  if (parts.length === 0) return 0;
  await connection.run(`CREATE TEMP TABLE reversed AS ${parts.join(' UNION ALL ')}`);
  const count = await number(context, 'SELECT count(*) FROM reversed');
  if (count > 0) {
    const { en } = rowReasons['period-reversed'];
    await connection.run(
      `INSERT INTO ${scratchName}.quarantine SELECT DISTINCT row, field, value, 'period-reversed', ${literal(en)} FROM reversed`,
    );
    await connection.run(
      'CREATE TEMP TABLE reversed_row AS SELECT DISTINCT rid, row FROM reversed',
    );
    await keepRows(context, 'reversed_row');
  }
  return count;
}

/** Values that a field dropped (`onError: drop`) or kept with a doubt. */
async function countWarnings(context: PrepareContext): Promise<void> {
  const { connection, fields, dictionaries } = context;
  for (const [index, field] of fields.entries()) {
    const dictionary = dictionaries.get(index);
    if (dictionary === undefined) continue;
    const code = field.mapping.onError === 'drop' ? 'coalesce(w, e)' : 'w';
    if (
      (await number(context, `SELECT count(*) FROM ${dictionary} WHERE ${code} IS NOT NULL`)) === 0
    )
      continue;
    const rows = await connection.runAndReadAll(
      `SELECT d.code, count(*), min(clean.row), arg_min(d.v, clean.row)
       FROM (SELECT v, ${code} AS code FROM ${dictionary} WHERE ${code} IS NOT NULL) d
       JOIN raw ON raw.${field.raw} = d.v JOIN clean ON clean.rid = raw.rowid WHERE NOT clean.bad GROUP BY 1 ORDER BY 1`,
    );
    for (const [reason, count, row, value] of rows.getRows()) {
      context.warnings.push({
        field: field.header ?? field.name,
        code: String(reason),
        count: Number(count),
        row: Number(row),
        value: shownValues(String(value)).slice(0, 200),
      });
    }
  }
}

/** Several values of one cell as people read them. */
function shown(cell: string): string {
  return `replace(${cell}, ${literal(valueMark)}, ' | ')`;
}

async function number(context: PrepareContext, sql: string): Promise<number> {
  const [[value] = []] = (await context.connection.runAndReadAll(sql)).getRows();
  return Number(value);
}
