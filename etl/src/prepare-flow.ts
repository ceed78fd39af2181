/** The flow that prepares one file, in its order. It runs in a child process (prepare/child.ts) on a scratch file and can be killed at any time. */
import { checkRows } from './prepare/check-rows.ts';
import { cleanValues } from './prepare/clean-values.ts';
import { mapColumns } from './prepare/map-columns.ts';
import type { PrepareStep } from './prepare/prepare-context.ts';
import { readFile } from './prepare/read-file.ts';
import { stageRecords } from './prepare/stage-records.ts';

export const prepareFlow: readonly PrepareStep[] = [
  readFile, // any format and encoding to one table of text; malformed rows set aside
  mapColumns, // fields of the mapping bound to columns of the file
  cleanValues, // each distinct value to its canonical form, or a reason why not
  checkRows, // rows with a wrong or missing value set aside with field, value and reason
  stageRecords, // records, relations and declarations of the good rows, by content
];
