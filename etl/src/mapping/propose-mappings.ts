/** Ranks the mappings for a file by its columns and first rows, and proposes a column for each field: by name, then by what the cells look like. */
import { Refusal } from '../clean/cleaned.ts';
import { type CleanerName, makeCleaner } from '../clean/cleaners.ts';
import type { FileHead } from '../prepare/protocol.ts';
import { matchesPattern } from './match-file-name.ts';
import { bindFields, cleanOptions, headerKey, ignoredHeaders } from './compile-fields.ts';
import type { FieldMapping, Mapping } from './mapping-schema.ts';

export interface FieldProposal {
  readonly field: string;
  readonly column: string | null;
  /** Not named by the mapping: similar in name, or its cells fit. */
  readonly guessed: boolean;
}

export interface MappingProposal {
  readonly mappingId: string;
  /** 0..1 */
  readonly score: number;
  readonly assignment: readonly FieldProposal[];
  /** Required fields without a column. */
  readonly missing: readonly string[];
  /** Columns of the file that the mapping does not use. */
  readonly unused: readonly string[];
}

export type HeadSample = Pick<FileHead, 'format' | 'columns' | 'rows'>;

/** A required column that is missing is worse than several optional ones. */
const missingPenalty = 0.3;
/** A guess counts for less than a name that the mapping knows. */
const guessWeight = 0.5;
const guessThreshold = 0.55;
const fittingShare = 0.8;

/** Cleaners that accept hardly anything but what they are for. */
const telling: ReadonlySet<CleanerName> = new Set([
  'uscc',
  'idCard',
  'plate',
  'vin',
  'containerNo',
  'imo',
  'email',
  'phone',
]);

/** Best first; mappings that know none of the columns are left out. */
export function proposeMappings(
  head: HeadSample,
  mappings: readonly Mapping[],
  fileName: string,
): MappingProposal[] {
  return mappings
    .flatMap((mapping) => propose(mapping, head, fileName) ?? [])
    .sort((a, b) => b.score - a.score || (a.mappingId < b.mappingId ? -1 : 1));
}

function propose(mapping: Mapping, head: HeadSample, fileName: string): MappingProposal | null {
  if (
    (mapping.file.format ?? head.format) !== head.format ||
    (head.format === 'ftm' && mapping.id !== 'ftm')
  )
    return null;
  const { fields } = bindFields(mapping, head.columns);
  const named = mapping.file.patterns.some((pattern) => matchesPattern(pattern, fileName));
  const known = new Set(fields.flatMap((field) => field.header ?? []));
  if (known.size === 0 && !named && head.format !== 'ftm') return null;
  const columns = head.columns.filter((column) => !ignoredHeaders.has(column));
  const guesses =
    head.format === 'ftm'
      ? new Map<string, string>()
      : guessColumns(
          mapping,
          head,
          fields.filter((field) => field.header === null).map(({ name }) => name),
          columns.filter((column) => !known.has(column)),
        );
  const assignment = fields.map(({ name, header }): FieldProposal => {
    const guess = guesses.get(name);
    return {
      field: name,
      column: header ?? guess ?? null,
      guessed: header === null && guess !== undefined,
    };
  });
  const missing = assignment
    .filter(({ field, column }) => column === null && mapping.fields[field]?.required === true)
    .map(({ field }) => field);
  const used = new Set([...known, ...guesses.values()]);
  const weight = known.size + guessWeight * guesses.size;
  const precision = columns.length === 0 ? 0 : weight / columns.length;
  const recall =
    fields.length === 0
      ? 0
      : (fields.filter((field) => field.header !== null).length + guessWeight * guesses.size) /
        fields.length;
  const fit =
    head.format === 'ftm'
      ? 1
      : (0.5 * precision + 0.4 * recall + (named ? 0.1 : 0)) * missingPenalty ** missing.length;
  return {
    mappingId: mapping.id,
    score: Math.round(Math.min(1, fit) * 1_000) / 1_000,
    assignment,
    missing,
    unused: columns.filter((column) => !used.has(column)),
  };
}

/** Field → column, the surest first, each column once. */
function guessColumns(
  mapping: Mapping,
  head: HeadSample,
  fields: readonly string[],
  columns: readonly string[],
): Map<string, string> {
  const pairs = fields.flatMap((field) => {
    const model = mapping.fields[field];
    if (model === undefined) return [];
    return columns.map((column) => ({
      field,
      column,
      score: likeness(model, column, cellsOf(head, column)),
    }));
  });
  const found = new Map<string, string>();
  const taken = new Set<string>();
  for (const { field, column, score } of pairs.sort((a, b) => b.score - a.score)) {
    if (score < guessThreshold || found.has(field) || taken.has(column)) continue;
    found.set(field, column);
    taken.add(column);
  }
  return found;
}

function likeness(field: FieldMapping, column: string, cells: readonly string[]): number {
  const name = Math.max(
    ...field.columns.map((known) => similarity(headerKey(known), headerKey(column))),
  );
  const clean = makeCleaner(field.clean, cleanOptions(field));
  const fitting =
    cells.length === 0
      ? null
      : cells.filter((cell) => !(clean(cell) instanceof Refusal)).length / cells.length;
  if (fitting !== null && fitting < fittingShare) return 0;
  const sure = fitting !== null && cells.length >= 3 && telling.has(field.clean);
  return sure ? 0.55 + 0.45 * name : name * 0.8;
}

function cellsOf(head: HeadSample, column: string): string[] {
  const place = head.columns.indexOf(column);
  return head.rows.map((row) => row[place] ?? '').filter((cell) => cell.trim() !== '');
}

/** Dice coefficient of character pairs; one name inside the other counts at least its share of the length. */
function similarity(a: string, b: string): number {
  if (a === b) return 1;
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  const within =
    short.length >= 2 && long.includes(short) ? 0.6 + (0.4 * short.length) / long.length : 0;
  const pairs = (text: string): string[] =>
    Array.from({ length: Math.max(0, text.length - 1) }, (_, index) =>
      text.slice(index, index + 2),
    );
  const left = pairs(a);
  const right = pairs(b);
  const common = left.filter((pair) => right.includes(pair)).length;
  return Math.max(
    within,
    left.length + right.length === 0 ? 0 : (2 * common) / (left.length + right.length),
  );
}
