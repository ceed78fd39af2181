/** Step 3, clean: every distinct value once, then the table `clean` with one column per field and a mark on rows that fail. */
import { DuckDBScalarFunction, VARCHAR } from '@duckdb/node-api';
import { type Cleaned, Refusal, Warned } from '../clean/cleaned.ts';
import { type CleanOptions, makeCleaner } from '../clean/cleaners.ts';
import { type BoundField, cleanOptions, sqlType } from '../mapping/compile-fields.ts';
import { firstDay, literal } from '../mapping/sql-text.ts';
import { decimalMarks } from './decimal-marks.ts';
import type { PrepareContext, PrepareStep } from './prepare-context.ts';
import { percentFractions } from './percent-fractions.ts';
import { roundedIdentifiers } from './rounded-identifiers.ts';

/** Cleaned text never holds control characters, so they mark refusals and warnings in what a cleaner function answers. */
const refusalMark = '\u0001';
const warningMark = '\u0002';
const partMark = '\u0003';

export const cleanValues: PrepareStep = {
  name: 'clean',
  async run(context) {
    const { connection } = context;
    const marks = await decimalMarks(context);
    const rounded = await roundedIdentifiers(context);
    const fractions = await percentFractions(context);
    /* What SQL cleans by itself takes the point and whole identifiers for granted. */
    context.fields = context.fields.map((field) =>
      marks.has(field) || rounded.has(field.name) ? { ...field, fast: null } : field,
    );
    const { fields } = context;
    const decimalOf = new Map([...marks].map(([{ name }, decimal]) => [name, decimal]));
    const few = (context.raw?.rows ?? 0) < fewValues;
    const cells = few ? await distinctCells(context) : new Map<string, readonly string[]>();
    const written = new Map<number, BoundField>();
    const answers: Answer[] = [];
    let done = 0;
    for (const [index, field] of fields.entries()) {
      const options = {
        ...cleanOptions(field.mapping),
        decimal: decimalOf.get(field.name) ?? field.mapping.decimal,
        serials: context.raw?.serials,
        rounded: rounded.has(field.name),
        fractions: fractions.has(field.name),
      };
      const values = cells.get(field.raw ?? '');
      if (values !== undefined) {
        if (answer(answers, field, index, options, values)) written.set(index, field);
      } else if (field.raw !== null && (await buildDictionary(context, field, index, options)))
        context.dictionaries.set(index, `d${index}`);
      done++;
      context.progress.at(
        ((context.raw?.rows ?? 0) * done) / fields.length,
        (0.6 * done) / fields.length,
      );
    }
    await writeDictionaries(context, written, answers);
    await connection.run(cleanTableSql(context));
  },
};

/** Fewer are cleaned sooner than the long patterns of the SQL are compiled; of a file of fewer rows sooner than its columns are asked for their values one by one. */
const fewValues = 2_000;

/** The distinct values of each column of `raw`, by its name; without those that a text of C would cut. */
async function distinctCells({
  connection,
  fields,
}: PrepareContext): Promise<ReadonlyMap<string, readonly string[]>> {
  const columns = [...new Set(fields.flatMap(({ raw }) => raw ?? []))];
  if (columns.length === 0) return new Map();
  const reader = await connection.runAndReadAll(`SELECT ${columns.join(', ')} FROM raw`);
  const distinct = reader
    .getColumns()
    .map((values) => [
      ...new Set(values.filter((value) => typeof value === 'string').filter((text) => text !== '')),
    ]);
  return new Map(
    columns
      .map((column, index) => [column, distinct[index] ?? []] as const)
      .filter(([, values]) => !values.some((text) => text.includes('\0'))),
  );
}

/** An entry of the dictionary of the field with this index. */
interface Answer {
  readonly index: number;
  readonly value: string;
  readonly cleaned: Cleaned;
}

/** Adds the entries of a field. False when it needs no dictionary: all values are clean as they stand. */
function answer(
  answers: Answer[],
  field: BoundField,
  index: number,
  options: CleanOptions,
  values: readonly string[],
): boolean {
  const clean = makeCleaner(field.mapping.clean, options);
  const own = values.map((value) => ({ index, value, cleaned: clean(value) }));
  const needed =
    sqlType(field.output) !== 'VARCHAR' || own.some(({ value, cleaned }) => cleaned !== value);
  inlineFields.set(field, needed ? 'dictionary' : 'raw');
  if (needed) answers.push(...own);
  return needed;
}

/** The dictionaries of these fields, all rows at once. */
async function writeDictionaries(
  { connection, dictionaries }: PrepareContext,
  fields: ReadonlyMap<number, BoundField>,
  answers: readonly Answer[],
): Promise<void> {
  if (fields.size === 0) return;
  await connection.run(
    'CREATE TEMP TABLE answered (field INTEGER, v VARCHAR, c VARCHAR, e VARCHAR, about VARCHAR, w VARCHAR)',
  );
  const appender = await connection.createAppender('answered', 'main', 'temp');
  for (const { index, value, cleaned } of answers) {
    appender.appendInteger(index);
    appender.appendVarchar(value);
    const refused = cleaned instanceof Refusal ? cleaned : null;
    const warned = cleaned instanceof Warned ? cleaned : null;
    const kept = warned?.value ?? (typeof cleaned === 'string' ? cleaned : null);
    for (const text of [kept, refused?.code, refused?.detail, warned?.code])
      if (text === null || text === undefined) appender.appendNull();
      else appender.appendVarchar(text);
    appender.endRow();
  }
  appender.closeSync();
  for (const [index, { output }] of fields) {
    dictionaries.set(index, `d${index}`);
    await connection.run(
      `CREATE TEMP TABLE d${index} AS SELECT v, CAST(c AS ${sqlType(output)}) AS c, e, about, w FROM answered WHERE field = ${index}`,
    );
  }
  await connection.run('DROP TABLE answered');
}

/**
 * A column with few distinct values is cleaned through a dictionary of all of them; one with many is cleaned in SQL,
 * and the dictionary holds only what SQL cannot clean. False when no dictionary is needed.
 */
async function buildDictionary(
  context: PrepareContext,
  field: BoundField,
  index: number,
  options: CleanOptions,
): Promise<boolean> {
  const { connection } = context;
  const table = `d${index}`;
  const rows = context.raw?.rows ?? 0;
  await connection.run(
    `CREATE TEMP TABLE u AS SELECT DISTINCT ${field.raw} AS v FROM raw WHERE ${field.raw} IS NOT NULL AND ${field.raw} <> ''`,
  );
  const count = rows < fewValues ? rows : await valuesIn(context);
  const path = count < fewValues ? null : field.fast;
  const inline = path !== null && count * 4 > rows;
  registerCleaner(context, field, index, options);
  const type = sqlType(field.output);
  const fast = path?.test ?? 'false';
  const quick = path?.value ?? 'NULL';
  await connection.run(
    `CREATE TEMP TABLE ${table} AS
     WITH answered AS (SELECT v, CASE WHEN ${fast} THEN NULL ELSE clean_${index}(v) END AS r, ${fast} AS f FROM u ${inline ? `WHERE NOT ${fast}` : ''})
     SELECT v,
       CASE WHEN f THEN CAST(${quick} AS ${type})
            WHEN starts_with(r, chr(1)) THEN NULL
            WHEN starts_with(r, chr(2)) THEN CAST(split_part(substr(r, 2), chr(3), 2) AS ${type})
            ELSE CAST(r AS ${type}) END AS c,
       CASE WHEN starts_with(r, chr(1)) THEN split_part(substr(r, 2), chr(3), 1) END AS e,
       CASE WHEN starts_with(r, chr(1)) THEN split_part(substr(r, 2), chr(3), 2) END AS about,
       CASE WHEN starts_with(r, chr(2)) THEN split_part(substr(r, 2), chr(3), 1) END AS w
     FROM answered`,
  );
  await connection.run('DROP TABLE u');
  inlineFields.set(field, inline ? 'fast' : 'dictionary');
  if (!inline) {
    if (type !== 'VARCHAR' || (await differs(context, table))) return true;
    inlineFields.set(field, 'raw');
    return false;
  }
  const [[slow] = []] = (await connection.runAndReadAll(`SELECT count(*) FROM ${table}`)).getRows();
  return Number(slow) > 0;
}

async function valuesIn({ connection }: PrepareContext): Promise<number> {
  const [[count] = []] = (await connection.runAndReadAll('SELECT count(*) FROM u')).getRows();
  return Number(count);
}

/** How a field's value comes about: the raw text is already clean, SQL cleans it (a dictionary helps), or a dictionary knows all values. */
const inlineFields = new WeakMap<BoundField, 'raw' | 'fast' | 'dictionary'>();

async function differs(context: PrepareContext, table: string): Promise<boolean> {
  const [[count] = []] = (
    await context.connection.runAndReadAll(
      `SELECT count(*) FROM ${table} WHERE c IS DISTINCT FROM v OR w IS NOT NULL`,
    )
  ).getRows();
  return Number(count) > 0;
}

function registerCleaner(
  context: PrepareContext,
  field: BoundField,
  index: number,
  options: CleanOptions,
): void {
  const clean = makeCleaner(field.mapping.clean, options);
  context.connection.registerScalarFunction(
    DuckDBScalarFunction.create({
      name: `clean_${index}`,
      parameterTypes: [VARCHAR],
      returnType: VARCHAR,
      mainFunction: (_info, input, output) => {
        const values = input.getColumnVector(0);
        for (let row = 0; row < input.rowCount; row++) {
          const raw = values.getItem(row);
          output.setItem(row, typeof raw === 'string' ? encode(clean(raw)) : null);
        }
        output.flush();
      },
    }),
  );
}

function encode(cleaned: ReturnType<ReturnType<typeof makeCleaner>>): string | null {
  if (cleaned instanceof Refusal)
    return `${refusalMark}${cleaned.code}${partMark}${cleaned.detail}`;
  if (cleaned instanceof Warned) return `${warningMark}${cleaned.code}${partMark}${cleaned.value}`;
  return cleaned;
}

function cleanTableSql(context: PrepareContext): string {
  const { fields, dictionaries, job } = context;
  const values: string[] = [];
  const errors: string[] = [];
  const joins: string[] = [];
  fields.forEach((field, index) => {
    const type = sqlType(field.output);
    if (field.raw === null) {
      values.push(named(field, `CAST(NULL AS ${type})`));
      return;
    }
    const raw = `raw.${field.raw}`;
    const dictionary = dictionaries.get(index);
    if (dictionary !== undefined) joins.push(`LEFT JOIN ${dictionary} ON ${dictionary}.v = ${raw}`);
    const other = dictionary === undefined ? 'NULL' : `${dictionary}.c`;
    if (inlineFields.get(field) === 'raw') {
      values.push(named(field, `nullif(${raw}, '')`));
    } else if (inlineFields.get(field) === 'fast' && field.fast !== null) {
      const test = field.fast.test.replace(/\bv\b/g, raw);
      const fast = field.fast.value.replace(/\bv\b/g, raw);
      values.push(
        named(
          field,
          `CASE WHEN ${raw} IS NULL OR ${raw} = '' THEN NULL WHEN ${test} THEN ${fast} ELSE ${other} END`,
        ),
      );
    } else {
      values.push(named(field, other));
    }
    if (field.mapping.onError === 'reject' && dictionary !== undefined)
      errors.push(`${dictionary}.e IS NOT NULL`);
  });
  const required = fields
    .filter((field) => field.mapping.required)
    .map((field) => `${field.value} IS NULL`);
  const bad = [...(errors.length > 0 ? ['wrong'] : []), ...required].join(' OR ') || 'false';
  return `CREATE TABLE clean AS
    SELECT * EXCLUDE (wrong), ${sourceDate(context, job.sourceDate)} AS sd, (${bad}) AS bad FROM (
      SELECT raw.rowid AS rid, ${context.raw?.rowSql ?? '0'} AS row, ${values.join(', ')}${values.length > 0 ? ', ' : ''}(${errors.join(' OR ') || 'false'}) AS wrong
      FROM raw ${joins.join(' ')})`;
}

/** The column of a field's value; an empty cell takes the mapping's default. */
function named(field: BoundField, expression: string): string {
  const { default: otherwise } = field.mapping;
  if (otherwise === undefined) return `${expression} AS ${field.value}`;
  return `coalesce(${expression}, CAST(${literal(otherwise)} AS ${sqlType(field.output)})) AS ${field.value}`;
}

function sourceDate(context: PrepareContext, otherwise: string | null): string {
  const given = context.job.mapping.sourceDate;
  const field =
    given !== undefined && 'field' in given
      ? context.fields.find((bound) => bound.name === given.field)
      : undefined;
  const day = `CAST(${otherwise === null ? 'NULL' : literal(otherwise)} AS DATE)`;
  return field === undefined || field.raw === null
    ? day
    : `coalesce(${firstDay(field.value)}, ${day})`;
}
