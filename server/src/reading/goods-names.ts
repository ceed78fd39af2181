/** What goods an HS code stands for: codes are shown with it wherever they are named. */
import { object } from '../truth-text.ts';
import { idList } from './entity-ids.ts';
import type { ViewedTruth } from './truth.ts';

const goodsType = 'HSCode';

/** Entity → `code name`, for HS codes whose name a source gives. */
export async function goodsLabels(
  truth: ViewedTruth,
  entityIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await truth.query<{ entity_id: string; label: string; props: string }>(
    `SELECT entity_id, label, props FROM entity
     WHERE rev_to IS NULL AND type = '${goodsType}' AND entity_id IN ${idList('$1')}`,
    [entityIds.join(',')],
  );
  return new Map(
    rows.flatMap(({ entity_id, label, props }): [string, string][] => {
      const { description } = object(props);
      const name: unknown = Array.isArray(description) ? description[0] : description;
      return typeof name === 'string' && name !== '' ? [[entity_id, `${label} ${name}`]] : [];
    }),
  );
}

export function isGoods(type: string): boolean {
  return type === goodsType;
}
