/** Runs the prepare flow inside the child process. */
import { rm } from 'node:fs/promises';
import { literal } from '../mapping/sql-text.ts';
import { prepareFlow } from '../prepare-flow.ts';
import type { PrepareContext } from './prepare-context.ts';
import { ProgressMeter } from './progress-meter.ts';
import type { PrepareJob, PrepareProgress, PrepareResult } from './protocol.ts';
import { openWorkspace, setRecordSecret } from './workspace.ts';
import { ScratchQuarantine, createScratch, scratchName } from './scratch-file.ts';

/** Usual share of each step in the time. */
const weights = new Map([
  ['read', 0.35],
  ['map', 0],
  ['clean', 0.2],
  ['check', 0.05],
  ['stage', 0.4],
]);

export async function runPrepare(
  job: PrepareJob,
  report: (progress: PrepareProgress) => void,
): Promise<PrepareResult> {
  for (const path of [job.scratch, `${job.scratch}.wal`]) await rm(path, { force: true });
  const instance = await openWorkspace(job.temporary, job.limits);
  const connection = await instance.connect();
  try {
    /* Hashes do not compress; trying costs more than the writing. */
    await connection.run(`SET force_compression = 'uncompressed'`);
    await setRecordSecret(connection, job.recordSecret);
    await createScratch(connection, job.scratch);
    const quarantine = new ScratchQuarantine(connection);
    const context: PrepareContext = {
      job,
      connection,
      progress: new ProgressMeter(weights, report),
      quarantine,
      raw: null,
      fields: [],
      dictionaries: new Map(),
      warnings: [],
      sourceDate: null,
      rowsLoaded: 0,
      rowsQuarantined: 0,
      relationsSetAside: 0,
      records: 0,
      relations: 0,
      declarations: 0,
    };
    const steps: { step: string; milliseconds: number }[] = [];
    for (const step of prepareFlow) {
      const started = performance.now();
      context.progress.begin(step.name);
      await step.run(context);
      if (step.name === 'read') await quarantine.flush(true);
      steps.push({ step: step.name, milliseconds: Math.round(performance.now() - started) });
    }
    const started = performance.now();
    const result = resultOf(context, steps);
    const meta = Object.entries(result).map(
      ([key, value]) =>
        `(${literal(key)}, ${literal(typeof value === 'string' ? value : JSON.stringify(value))})`,
    );
    await connection.run(`INSERT INTO ${scratchName}.meta VALUES ${meta.join(', ')}`);
    await connection.run(`CHECKPOINT ${scratchName}`);
    await connection.run(`DETACH ${scratchName}`);
    steps.push({ step: 'write', milliseconds: Math.round(performance.now() - started) });
    return result;
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

function resultOf(context: PrepareContext, steps: PrepareResult['steps']): PrepareResult {
  const { job, raw } = context;
  if (raw === null) throw new Error('nothing read');
  return {
    scratch: job.scratch,
    format: raw.format,
    encoding: raw.encoding,
    delimiter: raw.delimiter,
    columns: raw.columns,
    assignment: Object.fromEntries(context.fields.map((field) => [field.name, field.header])),
    bytes: raw.bytes,
    sha256: raw.sha256,
    dataset: job.mapping.dataset,
    mode: job.mapping.mode,
    mappingId: job.mapping.id,
    mappingHash: job.mappingHash,
    sourceDate: context.sourceDate,
    rowsRead: raw.rows + raw.refused,
    rowsLoaded: context.rowsLoaded,
    rowsQuarantined: context.rowsQuarantined,
    relationsSetAside: context.relationsSetAside,
    records: context.records,
    relations: context.relations,
    declarations: context.declarations,
    warnings: context.warnings,
    steps,
  };
}
