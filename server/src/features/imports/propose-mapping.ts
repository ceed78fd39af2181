/** Looks into the head of an uploaded file and ranks the mappings by how well its columns fit them. */
import { availableParallelism } from 'node:os';
import pLimit from 'p-limit';
import type { Mapping } from '@phecda/etl/mapping/mapping-schema';
import { matchesPattern } from '@phecda/etl/mapping/match-file-name';
import {
  type MappingProposal as EtlProposal,
  proposeMappings,
} from '@phecda/etl/mapping/propose-mappings';
import { headOfFile } from '@phecda/etl/prepare/prepare-file';
import { proposePositions } from '@phecda/etl/positions/position-mapping';
import { fixFileReaders } from '@phecda/etl/positions/fix-file-readers';
import { ImportAbort } from '@phecda/etl/errors';
import type { JobProblem, MappingCandidate, MappingProposal } from '../../generated/resolvers.ts';
import { DomainError } from '../../domain-error.ts';
import type { Reading } from './reading.ts';
import type { Upload } from './upload-store.ts';

const shownRows = 20;
const longestCell = 300;
const mostCandidates = 6;

/** Each preview is a child process of its own; the others wait. */
const oneOfFew = pLimit(Math.min(2, Math.max(1, availableParallelism() - 1)));
const maxWaiting = 60;
/** A preview reads the head of a file: it needs less than an import, and less time. */
const previewLimits = { databaseMb: 256, heapMb: 256, residentMb: 1_024, seconds: 30 };

export async function proposeMapping(
  upload: Upload,
  mappings: readonly Mapping[],
  folder: string,
  reading: Reading,
): Promise<MappingProposal> {
  if (oneOfFew.pendingCount >= maxWaiting)
    throw new DomainError(
      'RATE_LIMITED',
      'error.previewsBusy',
      'Too many files are being previewed; try again in a moment.',
    );
  const positions = await positionCandidates(upload, reading);
  const { zoneMinutes: _, ...ofRows } = reading;
  const about = { uploadId: upload.id, fileName: upload.name, bytes: upload.bytes };
  try {
    const head = await oneOfFew(() =>
      headOfFile({
        path: upload.path,
        fileName: upload.name,
        folder,
        rows: shownRows,
        known: mappings.flatMap(({ fields }) =>
          Object.values(fields).flatMap((field) => field.columns),
        ),
        limits: previewLimits,
        ...readingBy(mappings, upload.name),
        ...ofRows,
      }),
    );
    return {
      ...about,
      format: head.format,
      encoding: head.encoding,
      delimiter: head.delimiter,
      sheets: [...head.sheets],
      recordPath: head.recordPath,
      columns: [...head.columns],
      rows: head.rows.map((row) => row.map((cell) => cell?.slice(0, longestCell) ?? null)),
      candidates: [
        ...positions,
        ...proposeMappings(head, mappings, upload.name).slice(0, mostCandidates).map(candidateOf),
      ],
      problems: [],
    };
  } catch (error) {
    if (!(error instanceof ImportAbort)) throw error;
    const problems = [problemOf(error)];
    return {
      ...about,
      format: '',
      encoding: null,
      delimiter: null,
      sheets: [],
      recordPath: null,
      columns: [],
      rows: [],
      candidates: positions,
      problems: positions.length > 0 ? [] : problems,
    };
  }
}

/** Several where the file does not say its datum: whoever imports it chooses. */
async function positionCandidates(
  { path, name }: Upload,
  { encoding, headerRow }: Reading,
): Promise<MappingCandidate[]> {
  const found = await proposePositions(fixFileReaders, path, name, {
    ...(encoding === undefined ? {} : { encoding }),
    ...(headerRow === undefined ? {} : { headerRow }),
  });
  if (found === null) return [];
  return found.mappings.map(({ id }, place) => ({
    mappingId: id,
    score: place === 0 && found.mappings.length === 1 ? 1 : 0.9,
    assignment: [],
    missing: [],
  }));
}

/** What the mappings for files of this name say about reading them. */
function readingBy(
  mappings: readonly Mapping[],
  fileName: string,
): { encoding?: string; recordPath?: string } {
  const fitting = mappings.filter(({ file }) =>
    file.patterns.some((pattern) => matchesPattern(pattern, fileName)),
  );
  const encoding = fitting.find(({ file }) => file.encoding !== undefined)?.file.encoding;
  const recordPath = fitting.find(({ file }) => file.recordPath !== undefined)?.file.recordPath;
  return {
    ...(encoding === undefined ? {} : { encoding }),
    ...(recordPath === undefined ? {} : { recordPath }),
  };
}

/** The screen shows a guessed column like any other: the analyst confirms the whole assignment. */
function candidateOf({ mappingId, score, assignment, missing }: EtlProposal): MappingCandidate {
  return {
    mappingId,
    score,
    assignment: assignment.map(({ field, column }) => ({ field, column })),
    missing: [...missing],
  };
}

function problemOf(error: ImportAbort): JobProblem {
  const { row, field, value } = error.detail;
  return {
    code: error.code,
    message: error.message,
    row: row ?? null,
    field: field ?? null,
    value: value ?? null,
  };
}
