/** Step 4, check: rows that fail go to quarantine with field, value and reason; dropped and doubtful values are counted. */
import { shownValues, valueMark } from '../clean/several-values.ts';
import { literal } from '../mapping/sql-text.ts';
import { rowReasons } from '../reasons.ts';
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
    if (bad + raw.refused > 0) await keepHeader(context);
    await countWarnings(context);
    context.rowsLoaded = raw.rows - bad;
    context.rowsQuarantined = raw.refused + bad;
    /* Memory for the next step. */
    for (const table of context.dictionaries.values()) await connection.run(`DROP TABLE ${table}`);
    await connection.run('DROP TABLE raw');
    context.progress.at(raw.rows, 1);
  },
};

/** Row 0 of the rows set aside is the file's header, so that they can be downloaded as a file of the same shape. */
async function keepHeader({ connection, raw }: PrepareContext): Promise<void> {
  await connection.run(
    `INSERT INTO ${scratchName}.quarantine_row VALUES (0, ${literal(JSON.stringify(raw?.columns ?? []))})`,
  );
}

async function quarantine(context: PrepareContext): Promise<void> {
  const { connection, fields, dictionaries, raw } = context;
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
         SELECT bad.row, ${header}, left(${shown(`raw.${field.raw}`)}, 500), d.e, coalesce(reason.text, d.e)
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
  const cells = (raw?.columns ?? []).map((_, index) => `raw.c${index}`);
  await connection.run(
    `INSERT INTO ${scratchName}.quarantine_row
     SELECT bad.row, CAST(to_json([${cells.join(', ')}]) AS VARCHAR) FROM bad JOIN raw ON raw.rowid = bad.rid ORDER BY bad.row`,
  );
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
