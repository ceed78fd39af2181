/** Step 1, read: any format to the table `raw`. */
import { stat } from 'node:fs/promises';
import { ImportAbort } from '../errors.ts';
import { type FileFormat, fileFormat } from '../read/file-format.ts';
import { headerKey } from '../mapping/compile-fields.ts';
import type { HeaderWanted } from '../read/header.ts';
import { refuseOtherFormats } from '../read/other-formats.ts';
import { readCsv } from '../read/read-csv.ts';
import { readFtm } from '../read/read-ftm.ts';
import { readJsonLines } from '../read/read-json-lines.ts';
import { readParquet } from '../read/read-parquet.ts';
import { readXlsx } from '../read/read-xlsx.ts';
import { readXml } from '../read/read-xml.ts';
import { firstBytes } from '../read/first-bytes.ts';
import { openText } from '../read/text-file.ts';
import type { PrepareContext, PrepareStep } from './prepare-context.ts';
import { setAsideNotes } from './set-aside-notes.ts';

export const readFile: PrepareStep = {
  name: 'read',
  async run(context) {
    const { path } = context.job;
    const facts = await stat(path).catch(() => null);
    if (facts === null || !facts.isFile())
      throw new ImportAbort('file-missing', 'The file does not exist.');
    if (facts.size === 0) throw new ImportAbort('file-empty', 'The file is empty.');
    context.raw = await setAsideNotes(context, await read(context));
    await context.quarantine.flush();
    if (context.raw.rows === 0 && context.raw.refused === 0)
      throw new ImportAbort('no-rows', 'The file has no data rows.');
    context.progress.totalRows = context.raw.rows + context.raw.refused;
  },
};

async function read(context: PrepareContext): Promise<NonNullable<PrepareContext['raw']>> {
  const { job } = context;
  const start = await firstBytes(job.path, 0, 512);
  await refuseOtherFormats(job.path, start, job.limits.inflatedBytes);
  const binary = fileFormat(start, null, job.fileName);
  if (binary === 'xlsx') return readXlsx(context, headerOf(context));
  if (binary === 'parquet') return readParquet(context);
  const text = await openText(job.path, job.temporary, job.mapping.file.encoding);
  switch (formatOf(context, await text.sample())) {
    case 'jsonl':
      return readJsonLines(context, text);
    case 'ftm':
      return readFtm(context, text);
    case 'xml':
      return readXml(context, text);
    default:
      return readCsv(context, text, headerOf(context));
  }
}

/** Which row is the header: the one that is named, else the one that the mapping knows best. */
function headerOf({ job }: PrepareContext): HeaderWanted {
  const columns = Object.values(job.mapping.fields).flatMap((field) => field.columns);
  const assigned = Object.values(job.assignment).flatMap((column) => column ?? []);
  return {
    row: job.mapping.file.headerRow,
    known: new Set([...columns, ...assigned].map(headerKey)),
  };
}

function formatOf(context: PrepareContext, sample: Buffer): FileFormat {
  const { mapping, fileName } = context.job;
  const found = fileFormat(sample, sample.toString('utf8'), fileName) ?? 'csv';
  const wanted = mapping.file.format;
  if (wanted === undefined) return found === 'ftm' ? 'jsonl' : found;
  return wanted === 'xlsx' || wanted === 'parquet' ? found : wanted;
}
