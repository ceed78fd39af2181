/** Step 3, clean: tells the columns whose long identifiers were numbers in a spreadsheet: 531620241000012345 was saved as 531620241000012000. */
import type { CleanerName } from '../clean/cleaners.ts';
import { kept } from '../clean/ruined.ts';
import type { BoundField } from '../mapping/compile-fields.ts';
import type { PrepareContext } from './prepare-context.ts';

const longOnes: ReadonlySet<CleanerName> = new Set(['code', 'uscc', 'idCard', 'account']);
/** Zeros that stand by chance once in a thousand files. */
const tooMany = 3;

export async function roundedIdentifiers(context: PrepareContext): Promise<Set<string>> {
  const fields = context.fields.filter(
    ({ raw, mapping }) => raw !== null && mapping.list === undefined && longOnes.has(mapping.clean),
  );
  const rounded = new Set<string>();
  if (fields.length === 0) return rounded;
  /* One look at all columns: hardly any has only long values that end in 0. */
  const tests = fields.map(({ raw }) => {
    const long = `length(${raw}) > ${kept}`;
    return `coalesce(bool_or(${long}) AND NOT bool_or(${long} AND NOT ends_with(${raw}, '0')), false)`;
  });
  const [found = []] = (
    await context.connection.runAndReadAll(`SELECT ${tests.join(', ')} FROM raw`)
  ).getRows();
  for (const field of fields.filter((_, index) => found[index] === true))
    if (await isRounded(context, field)) rounded.add(field.name);
  return rounded;
}

async function isRounded({ connection }: PrepareContext, { raw }: BoundField): Promise<boolean> {
  const [[odd, zeros] = []] = (
    await connection.runAndReadAll(
      `SELECT count(*) FILTER (NOT regexp_full_match(v, '[0-9]{${kept}}0+')), sum(length(v) - ${kept})
       FROM (SELECT DISTINCT ${raw} AS v FROM raw WHERE length(${raw}) > ${kept})`,
    )
  ).getRows();
  return Number(odd) === 0 && Number(zeros) >= tooMany;
}
