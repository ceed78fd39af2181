/** Which inspection results count as inspected and as found, as SQL over a declaration's row: as the aggregates count. */
import { foundAtInspection } from '@phecda/etl/apply/aggregate-declarations';

const found = foundAtInspection.map((result) => `'${result}'`).join(', ');

export const inspected = `inspection IS NOT NULL`;
export const seized = `(inspection IN (${found}))`;
