/** A proposed group of a finished run of gang analysis. */
import { gangResult, type GangGroup } from '../../analysis/questions/gangs/result.ts';
import { checkId } from '../../graphql/clamp.ts';
import type { RequestContext } from '../../graphql/context.ts';

export type WeakLinkModel = NonNullable<GangGroup['weakLink']>;

export async function findGroup(
  { services }: RequestContext,
  run: string,
  key: string,
): Promise<GangGroup | null> {
  const answer = await services.runs.answer(checkId(run), 'gangs', gangResult);
  return answer?.result.groups.find((group) => group.key === key) ?? null;
}
