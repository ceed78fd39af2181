/** A proposed group of a finished run of gang analysis. */
import {
  gangResult,
  type GangGroup,
  type GangResult,
} from '../../analysis/questions/gangs/result.ts';
import { checkId } from '../../graphql/clamp.ts';
import type { RequestContext } from '../../graphql/context.ts';

export async function findGroup(
  { services }: RequestContext,
  run: string,
  key: string,
): Promise<GangGroup | null> {
  const summary = await services.runs.find(checkId(run));
  if (summary?.question !== 'gangs') return null;
  const result: GangResult = gangResult.parse(await services.runs.result(checkId(run)));
  return result.groups.find((group) => group.key === key) ?? null;
}
