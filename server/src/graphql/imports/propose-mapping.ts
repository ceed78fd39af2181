/** Looks into the head of an uploaded file and ranks the mappings by how well its columns fit them. */
import { bindFields, ignoredHeaders } from '@phecda/etl/mapping/compile-fields';
import type { Mapping } from '@phecda/etl/mapping/mapping-schema';
import { headOfFile } from '@phecda/etl/prepare/prepare-file';
import type { FileHead } from '@phecda/etl/prepare/protocol';
import { ImportAbort } from '@phecda/etl/errors';
import type {
  ImportProblem,
  MappingCandidate,
  MappingProposal,
} from '../../generated/resolvers.ts';
import type { Upload } from './upload-store.ts';

const shownRows = 20;
const longestCell = 300;
const mostCandidates = 6;
/** A required column that is missing is worse than several optional ones. */
const missingPenalty = 0.3;

export async function proposeMapping(
  upload: Upload,
  mappings: readonly Mapping[],
  folder: string,
): Promise<MappingProposal> {
  const about = { uploadId: upload.id, fileName: upload.name, bytes: upload.bytes };
  try {
    const head = await headOfFile({
      path: upload.path,
      fileName: upload.name,
      folder,
      rows: shownRows,
    });
    return {
      ...about,
      format: head.format,
      encoding: head.encoding,
      delimiter: head.delimiter,
      columns: [...head.columns],
      rows: head.rows.map((row) => row.map((cell) => cell?.slice(0, longestCell) ?? null)),
      candidates: rankMappings(mappings, head, upload.name),
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
      columns: [],
      rows: [],
      candidates: [],
      problems,
    };
  }
}

export function rankMappings(
  mappings: readonly Mapping[],
  head: Pick<FileHead, 'format' | 'columns'>,
  fileName: string,
): MappingCandidate[] {
  return mappings
    .flatMap((mapping) => candidate(mapping, head, fileName))
    .sort((a, b) => b.score - a.score || (a.mappingId < b.mappingId ? -1 : 1))
    .slice(0, mostCandidates);
}

function candidate(
  mapping: Mapping,
  { format, columns }: Pick<FileHead, 'format' | 'columns'>,
  fileName: string,
): MappingCandidate[] {
  if (mapping.file.format !== undefined && mapping.file.format !== format) return [];
  const { fields, missing } = bindFields(mapping, columns);
  const assignment = fields.map(({ name, header }) => ({ field: name, column: header }));
  const named = mapping.file.patterns.some((pattern) => matches(pattern, fileName));
  const used = new Set(fields.flatMap((field) => field.header ?? []));
  if (used.size === 0 && !named && format !== 'ftm') return [];
  const foreign = columns.filter((column) => !ignoredHeaders.has(column)).length;
  const precision = foreign === 0 ? 0 : used.size / foreign;
  const recall =
    fields.length === 0
      ? 0
      : fields.filter((field) => field.header !== null).length / fields.length;
  const fit =
    format === 'ftm'
      ? 1
      : (0.5 * precision + 0.4 * recall + (named ? 0.1 : 0)) * missingPenalty ** missing.length;
  return [
    {
      mappingId: mapping.id,
      score: Math.round(Math.min(1, fit) * 1000) / 1000,
      assignment,
      missing: missing.map(({ field }) => field),
    },
  ];
}

/** `*` stands for anything; case and width do not matter, nor does the ending. */
function matches(pattern: string, fileName: string): boolean {
  const plain = (text: string): string => text.normalize('NFKC').toLowerCase();
  const source = plain(pattern)
    .split('*')
    .map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&'))
    .join('.*');
  return new RegExp(`^${source}(\\.[a-z0-9.]+)?$`).test(plain(fileName));
}

function problemOf(error: ImportAbort): ImportProblem {
  const { row, field, value } = error.detail;
  return {
    code: error.code,
    message: error.message,
    row: row ?? null,
    field: field ?? null,
    value: value ?? null,
  };
}
