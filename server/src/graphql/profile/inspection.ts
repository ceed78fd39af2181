/** Which inspection results count as inspected and as found, as SQL over a declaration's row: the lists that the aggregates use. */
import { foundAtInspection, notInspected } from '@phecda/etl/apply/aggregate-declarations';

const list = (values: readonly string[]): string =>
  values.map((value) => `'${value.replaceAll("'", "''")}'`).join(', ');

export const inspected = `(inspection IS NOT NULL AND inspection NOT IN (${list(notInspected)}))`;
export const seized = `(inspection IN (${list(foundAtInspection)}))`;
