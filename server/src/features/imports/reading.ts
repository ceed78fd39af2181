/** How a person says that a file is to be read, checked. */
import { encodingName } from '@phecda/etl/read/decoders';
import type { ReadingInput } from '../../generated/resolvers.ts';
import { DomainError } from '../../domain-error.ts';
import { checkText } from '../../graphql/clamp.ts';

export interface Reading {
  readonly encoding?: string;
  readonly sheet?: string;
  readonly headerRow?: number;
  readonly recordPath?: string;
  /** East of Greenwich, of times of positions that name no zone. */
  readonly zoneMinutes?: number;
}

/** @throws DomainError for what no file can be */
export function readingOf(given: ReadingInput | null | undefined): Reading {
  const { encoding, sheet, headerRow, recordPath, zoneMinutes } = given ?? {};
  return {
    ...(encoding ? { encoding: known(checkText(encoding, 'encoding', 1, 40)) } : {}),
    ...(sheet ? { sheet: checkText(sheet, 'sheet', 1, 100) } : {}),
    ...(headerRow ? { headerRow: row(headerRow) } : {}),
    ...(recordPath ? { recordPath: checkText(recordPath, 'recordPath', 1, 500) } : {}),
    ...(zoneMinutes == null ? {} : { zoneMinutes: zone(zoneMinutes) }),
  };
}

function known(encoding: string): string {
  const name = encodingName(encoding);
  if (name !== null) return name;
  throw new DomainError('BAD_INPUT', 'error.encodingUnknown', 'There is no such encoding.', {
    encoding,
  });
}

function row(number: number): number {
  if (number >= 1 && number <= 1_000) return number;
  throw new DomainError('BAD_INPUT', 'error.headerRow', 'The header stands in rows 1 to 1000.', {
    most: 1_000,
  });
}

function zone(minutes: number): number {
  if (minutes >= -720 && minutes <= 840) return minutes;
  throw new DomainError('BAD_INPUT', 'error.zone', 'There is no such time zone.', {});
}
