/** Read step: runs a reader of rows into the table `raw` by way of one plain CSV file. */
import { join } from 'node:path';
import { ImportAbort } from '../errors.ts';
import type { PrepareContext, RawTable } from '../prepare/prepare-context.ts';
import { loadRaw } from './load-raw.ts';
import { RowSink, type RowTarget } from './row-sink.ts';

export type RowFacts = Pick<RawTable, 'format' | 'encoding' | 'bytes' | 'sha256' | 'serials'>;

/** Refused rows after which a file without a single good one is given up. */
const hopeless = 1_000;

export async function loadRows(
  context: PrepareContext,
  facts: RowFacts,
  read: (target: RowTarget) => Promise<void>,
): Promise<RawTable> {
  const { job, quarantine, progress } = context;
  const path = join(job.temporary, 'rows.csv');
  const sink = new RowSink(path, [], job.limits.columns, (row) => quarantine.add(row));
  const drain = sink.drain.bind(sink);
  sink.drain = async () => {
    await quarantine.flush();
    progress.at(sink.rows, 0.7);
    if (sink.rows === 0 && sink.refused >= hopeless) {
      throw new ImportAbort(
        'format-unknown',
        `None of the first ${hopeless} rows can be read as ${facts.format}.`,
      );
    }
    return drain();
  };
  await read(sink);
  await sink.close();
  await quarantine.flush();
  if (sink.rows + sink.refused === 0)
    throw new ImportAbort('no-rows', 'The file has no data rows.');
  await loadRaw(context.connection, {
    path,
    columns: sink.columns.length,
    delimiter: ',',
    header: false,
    newline: '\n',
    numbered: true,
    multiline: sink.multiline,
    rowBytes: job.limits.rowBytes * 2,
    rows: sink.rows,
  });
  return {
    ...facts,
    delimiter: null,
    columns: [...sink.columns],
    rowSql: 'raw._row',
    rows: sink.rows,
    refused: sink.refused,
  };
}
