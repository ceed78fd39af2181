/** Files of positions stand among the mappings: one for files that say their datum, one for each datum that a person gives. */
import type { ImportInput } from '../jobs/import-job.ts';
import type { FixFileOptions, FixFileReader } from './fix-file-reader.ts';
import { datums, type Datum } from './fix-rows.ts';
import { readerFor } from './load-position-file.ts';
import type { PositionLoadInput } from './position-kinds.ts';

export interface PositionMapping {
  readonly id: string;
  readonly zh: string;
  readonly en: string;
  /** Null: as the file says. */
  readonly datum: Datum | null;
}

export const positionMappings: readonly PositionMapping[] = [
  {
    id: 'positions',
    zh: '定位数据（坐标系见文件）',
    en: 'Positions (datum as the file says)',
    datum: null,
  },
  ...datums.map((datum) => ({
    id: `positions-${datum.toLowerCase().replace('-', '')}`,
    zh: `定位数据（${datum}）`,
    en: `Positions (${datum})`,
    datum,
  })),
];

export interface PositionProposal {
  /** Best first. */
  readonly mappings: readonly PositionMapping[];
  readonly columns: readonly { readonly field: string; readonly column: string }[];
}

/** Null when no reader finds positions in the file. */
export async function proposePositions(
  readers: readonly FixFileReader[],
  path: string,
  fileName: string,
  options: FixFileOptions = {},
): Promise<PositionProposal | null> {
  const found = await readerFor(readers, path, fileName, options);
  if (found === null) return null;
  const { datum, columns } = found.head;
  const [own, ...given] = positionMappings;
  return { columns, mappings: datum === null || own === undefined ? given : [own] };
}

/** Null when the mapping is not one of positions. */
export function positionInputOf(input: ImportInput): PositionLoadInput | null {
  const mapping = positionMappings.find(({ id }) => id === input.mappingId);
  if (mapping === undefined) return null;
  const { path, fileName, actor, encoding, headerRow, zoneMinutes } = input;
  return {
    path,
    fileName,
    actor,
    ...(mapping.datum === null ? {} : { datum: mapping.datum }),
    ...(encoding === undefined ? {} : { encoding }),
    ...(headerRow === undefined ? {} : { headerRow }),
    ...(zoneMinutes === undefined ? {} : { zoneMinutes }),
  };
}
