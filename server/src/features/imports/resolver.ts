/** Imports: proposal, dry run, start, withdraw, history, quarantine, mappings. */
import { importResultOf, type ImportInput } from '@phecda/etl/jobs/import-job';
import type {
  ImportInput as ImportArgument,
  Mapping,
  Resolvers,
} from '../../generated/resolvers.ts';
import type { Job } from '@phecda/etl/jobs/job';
import { allEnds, readOpenEnds } from '@phecda/etl/open-ends';
import { positionInputOf, positionMappings } from '@phecda/etl/positions/position-mapping';
import { DomainError, notFound } from '../../domain-error.ts';
import { checkId, checkText, clamp } from '../../graphql/clamp.ts';
import type { RequestContext } from '../../graphql/context.ts';
import { findFile, listFiles, listQuarantine } from '../../reading/files.ts';
import { mappingColumns } from './mapping-columns.ts';
import { readingOf } from './reading.ts';
import type { KnownMapping } from './mapping-library.ts';

export const importResolvers: Resolvers = {
  Query: {
    mappings: (_, __, context) => [
      ...context.services.imports.mappings.list().map((known) => toMapping(known, context)),
      ...positionMappings.map(positionMapping),
    ],
    mapping: (_, { id }, context) => {
      const known = context.services.imports.mappings.find(id);
      return known && toMapping(known, context);
    },
    files: (_, { dataset, limit, offset }, { truth }) =>
      listFiles(truth, dataset ?? null, clamp(limit, 1, 500, 50), clamp(offset, 0, 1e9, 0)),
    file: async (_, { id }, { truth, services }) => {
      const file = await findFile(truth, checkId(id));
      if (!file) return null;
      // A file has the id of the job that brought it in, which knows where the time went as long as it is kept.
      const job = await services.jobs.job(file.id);
      const { seconds, steps } = (job && importResultOf(job)?.summary) ?? file.summary;
      return { ...file, summary: { ...file.summary, seconds, steps: steps ?? null } };
    },
    openEnds: async (_, { fileId }, { truth }) => [
      ...(await readOpenEnds(truth, checkId(fileId), allEnds)),
    ],
    quarantine: async (_, { fileId, limit, offset }, { truth }) => {
      const file = await findFile(truth, checkId(fileId));
      if (!file) throw notFound('file');
      return listQuarantine(
        truth,
        file.fileNo,
        clamp(limit, 1, 1000, 100),
        clamp(offset, 0, 1e9, 0),
      );
    },
    proposeMapping: async (_, { uploadId, reading }, context) => {
      context.actor();
      const { imports } = context.services;
      const upload = await imports.uploads.find(checkId(uploadId));
      if (!upload) throw notFound('upload');
      return imports.propose(upload, readingOf(reading));
    },
  },
  Mutation: {
    dryRun: async (_, { input }, context) =>
      start('dryRun', 'checkPositions', await toInput(input, context), context),
    startImport: async (_, { input }, context) =>
      start('import', 'positions', await toInput(input, context), context),
    withdrawFile: async (_, { fileId, reason }, context) => {
      const actor = context.actor();
      const file = await findFile(context.truth, checkId(fileId));
      if (!file) throw notFound('file');
      const input = { fileId: file.id, actor, reason: checkText(reason, 'reason', 1, 1000) };
      return context.services.jobs.enqueue('withdraw', input, actor);
    },
    saveMapping: (_, { yaml }, context) => {
      context.actor();
      return toMapping(context.services.imports.mappings.save(yaml), context);
    },
  },
  Job: {
    summary: (job) => {
      const summary = importResultOf(job)?.summary ?? null;
      const { steps = null, filesTogether = null } = summary ?? {};
      return summary && { ...summary, steps, filesTogether };
    },
    // What `file` answers for is a file of records.
    fileId: (job) => (job.kind.endsWith('ositions') ? null : (importResultOf(job)?.fileId ?? null)),
  },
};

function start(
  kind: string,
  ofPositions: string,
  input: ImportInput,
  { services }: RequestContext,
): Promise<Job> {
  const positions = positionInputOf(input);
  return positions === null
    ? services.jobs.enqueue(kind, input, input.actor)
    : services.jobs.enqueue(ofPositions, positions, input.actor);
}

/** @throws DomainError when the upload or mapping is unknown or the assignment names a field twice. */
async function toInput(input: ImportArgument, context: RequestContext): Promise<ImportInput> {
  const actor = context.actor();
  const { truth } = context;
  const { imports } = context.services;
  const upload = await imports.uploads.find(checkId(input.uploadId));
  if (!upload) throw notFound('upload');
  const known =
    imports.mappings.find(input.mappingId) !== null ||
    positionMappings.some(({ id }) => id === input.mappingId);
  if (!known) throw notFound('mapping');
  for (const named of [input.supersedes, input.supplements])
    if (named && !(await findFile(truth, checkId(named)))) throw notFound('file');
  const assignment: Record<string, string | null> = {};
  for (const { field, column } of input.assignment ?? []) {
    if (Object.hasOwn(assignment, field)) {
      throw new DomainError('BAD_INPUT', 'error.fieldTwice', 'A field is assigned twice.', {
        field,
      });
    }
    assignment[field] = column ?? null;
  }
  return {
    path: upload.path,
    fileName: upload.name,
    mappingId: input.mappingId,
    actor,
    ...(input.assignment ? { assignment } : {}),
    ...readingOf(input.reading),
    ...(input.sourceDate ? { sourceDate: input.sourceDate } : {}),
    ...(input.supersedes ? { supersedes: checkId(input.supersedes) } : {}),
    ...(input.history ? { history: true } : {}),
    ...(input.supplements ? { supplements: checkId(input.supplements) } : {}),
  };
}

function toMapping(
  { mapping, yaml, shipped }: KnownMapping,
  { services }: RequestContext,
): Mapping {
  const { id, title, dataset, mode } = mapping;
  return {
    id,
    ...title,
    dataset,
    mode,
    yaml,
    shipped,
    columns: mappingColumns(mapping, services.ontology),
  };
}

function positionMapping({ id, zh, en }: (typeof positionMappings)[number]): Mapping {
  return {
    id,
    zh,
    en,
    dataset: 'positions',
    mode: 'delta',
    yaml: '',
    shipped: true,
    columns: [],
  };
}
