/** What goods an HS code stands for: codes are shown with it wherever they are named. */
import { object } from '../truth-text.ts';
import { idList } from './entity-ids.ts';
import type { ViewedTruth } from './truth.ts';

export const goodsType = 'HSCode';

/** Entity → `code name` of those that are HS codes; null where no source names the goods. */
export async function goodsLabels(
  truth: ViewedTruth,
  entityIds: readonly string[],
): Promise<ReadonlyMap<string, string | null>> {
  const rows = await truth.query<{ entity_id: string; label: string; props: string }>(
    `SELECT entity_id, label, props FROM entity
     WHERE rev_to IS NULL AND type = '${goodsType}' AND entity_id IN ${idList('$1')}`,
    [entityIds.join(',')],
  );
  return new Map(
    rows.map(({ entity_id, label, props }): [string, string | null] => {
      const { description } = object(props);
      const name: unknown = Array.isArray(description) ? description[0] : description;
      return [entity_id, typeof name === 'string' && name !== '' ? `${label} ${name}` : null];
    }),
  );
}

export function isGoods(type: string): boolean {
  return type === goodsType;
}
