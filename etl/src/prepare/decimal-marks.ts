/** Step 3, clean: tells for each column of numbers which mark separates decimals; once for the whole column, never cell by cell. */
import { DuckDBScalarFunction, VARCHAR } from '@duckdb/node-api';
import { provenMark } from '../clean/decimal.ts';
import { type NumberOptions, numberCleaners } from '../clean/numbers.ts';
import type { BoundField } from '../mapping/compile-fields.ts';
import type { PrepareContext } from './prepare-context.ts';

type Marks = NonNullable<NumberOptions['decimal']>;

/** Marks of the columns that do not simply use the point. */
export async function decimalMarks(context: PrepareContext): Promise<Map<BoundField, Marks>> {
  const marks = new Map<BoundField, Marks>();
  const open: BoundField[] = [];
  for (const field of context.fields) {
    if (field.raw === null || !numberCleaners.has(field.mapping.clean)) continue;
    if (field.mapping.decimal === undefined) open.push(field);
    else if (field.mapping.decimal === ',') marks.set(field, ',');
  }
  const doubtful = await fieldsWith(
    context,
    open,
    (raw) => `contains(${raw}, ',') OR contains(${raw}, '，') OR ${raw} LIKE '%.%.%'`,
  );
  if (doubtful.length === 0) return marks;
  context.connection.registerScalarFunction(
    DuckDBScalarFunction.create({
      name: 'proven_mark',
      parameterTypes: [VARCHAR],
      returnType: VARCHAR,
      mainFunction: (_info, input, output) => {
        const values = input.getColumnVector(0);
        for (let row = 0; row < input.rowCount; row++) {
          const raw = values.getItem(row);
          output.setItem(row, typeof raw === 'string' ? (provenMark(raw) ?? '') : '');
        }
        output.flush();
      },
    }),
  );
  const undecided: BoundField[] = [];
  let comma = false;
  let point = false;
  for (const field of doubtful) {
    const proven = await provenIn(context, field);
    if (proven.length === 0) undecided.push(field);
    else if (proven.length > 1) marks.set(field, 'mixed');
    else if (proven[0] === ',') marks.set(field, ',');
    comma ||= proven.includes(',');
    point ||= proven.includes('.');
  }
  if (undecided.length === 0) return marks;
  /* 1,234 alone says nothing: the file's other columns may. A semicolon between cells makes room for decimal commas. */
  if (!comma && context.raw?.delimiter !== ';') return marks;
  const plain = open.filter((field) => !doubtful.includes(field));
  point ||= (await fieldsWith(context, plain, (raw) => `contains(${raw}, '.')`)).length > 0;
  if (point && !comma) return marks;
  for (const field of undecided) marks.set(field, comma && !point ? ',' : 'unsure');
  return marks;
}

/** Fields of which some cell meets the test. */
async function fieldsWith(
  context: PrepareContext,
  fields: readonly BoundField[],
  test: (raw: string) => string,
): Promise<BoundField[]> {
  if (fields.length === 0) return [];
  const tests = fields.map((field) => `bool_or(${test(String(field.raw))})`);
  const [found = []] = (
    await context.connection.runAndReadAll(`SELECT ${tests.join(', ')} FROM raw`)
  ).getRows();
  return fields.filter((_, index) => found[index] === true);
}

async function provenIn(context: PrepareContext, field: BoundField): Promise<string[]> {
  const rows = await context.connection.runAndReadAll(
    `SELECT DISTINCT proven_mark(v) AS mark FROM (SELECT DISTINCT ${field.raw} AS v FROM raw WHERE ${field.raw} IS NOT NULL) ORDER BY 1`,
  );
  return rows.getRows().flatMap(([mark]) => (mark === '' ? [] : [String(mark)]));
}
