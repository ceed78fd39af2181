/** The day that rules take for today: kept with the truth, so that the same facts give the same tags. */
import type { ApplyContext } from '../apply/apply-context.ts';

/** 'YYYY-MM-DD'; the first change fixes it, later a job moves it on. */
export async function asOfDay(context: ApplyContext): Promise<string> {
  const known = await context.value<string>('SELECT max(as_of) AS x FROM tag_state');
  if (known !== null) return known;
  const today = context.at.slice(0, 10);
  await context.tx.execute('INSERT INTO tag_state (as_of, referenced) VALUES ($1::date, 0)', [
    today,
  ]);
  return today;
}
