/** The refusal of a file of which nothing says the day that it speaks of. */
import { ImportAbort } from '../errors.ts';
import type { DayInName } from '../read/day-in-name.ts';

export function dayMissing(named: DayInName, file: string): ImportAbort {
  const why =
    named.kind === 'several'
      ? `The file name can mean ${named.readings.join(' or ')}`
      : 'Nothing says which day the file speaks of';
  return new ImportAbort('source-date', `${why}: give the day (--source-date YYYY-MM-DD).`, {
    file,
    ...(named.kind === 'several' ? { value: named.readings.join(', ') } : {}),
  });
}
