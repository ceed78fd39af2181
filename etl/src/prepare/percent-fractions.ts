/** Step 3, clean: tells the columns of percentages that may be fractions: no number above 1, or numbers up to 1 beside percent signs. */
import type { PrepareContext } from './prepare-context.ts';

export async function percentFractions({
  connection,
  fields,
}: PrepareContext): Promise<Set<string>> {
  const found = new Set<string>();
  for (const { name, raw, header, mapping } of fields) {
    if (raw === null || mapping.clean !== 'percent' || mapping.scale !== undefined) continue;
    /* 持股比例(%) says it. */
    if (/[%％‰]/.test(header ?? '')) continue;
    const number = `try_cast(replace(${raw}, ',', '.') AS DOUBLE)`;
    const [[signed, fraction, most] = []] = (
      await connection.runAndReadAll(
        `SELECT bool_or(regexp_matches(${raw}, '[%％‰]')), bool_or(${number} > 0 AND ${number} < 1), max(${number}) FROM raw`,
      )
    ).getRows();
    if (fraction === true && (signed === true || Number(most) <= 1)) found.add(name);
  }
  return found;
}
