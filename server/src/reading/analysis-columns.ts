/** What analysis runs read beyond the graph's shape: labels, declared amounts and days, ports and goods. */
import type {
  EntityColumn,
  EntityColumns,
  TradeColumn,
} from '../analysis/questions/entity-columns.ts';
import { object } from '../truth-text.ts';
import { idList } from './entity-ids.ts';
import { readBeginnings, readFilings } from './enterprise-history.ts';
import { readOverseasLike } from './overseas-like.ts';
import { goodsLabels } from './goods-names.ts';
import type { ViewedTruth } from './truth.ts';

/** Ids in one query. */
const BATCH = 5_000;

export function analysisColumns(truth: ViewedTruth): EntityColumns {
  return {
    entities: (ids) => inBatches(ids, (batch) => readEntities(truth, batch)),
    trade: (ids) => inBatches(ids, (batch) => readTrade(truth, batch)),
    beginnings: (ids) => inBatches(ids, (batch) => readBeginnings(truth, batch)),
    overseasLike: (ids) => (ids.length === 0 ? Promise.resolve([]) : readOverseasLike(truth, ids)),
    filings: (ids) => inBatches(ids, (batch) => readFilings(truth, batch)),
  };
}

async function inBatches<T>(
  ids: readonly string[],
  read: (batch: readonly string[]) => Promise<readonly T[]>,
): Promise<T[]> {
  const found: T[] = [];
  for (let at = 0; at < ids.length; at += BATCH)
    found.push(...(await read(ids.slice(at, at + BATCH))));
  return found;
}

async function readEntities(truth: ViewedTruth, ids: readonly string[]): Promise<EntityColumn[]> {
  const rows = await truth.query<{
    entity_id: string;
    record: string;
    type: string;
    label: string;
    behaviour: string;
  }>(
    `SELECT entity_id, record, type, label, behaviour FROM entity WHERE rev_to IS NULL AND entity_id IN ${idList('$1')}`,
    [ids.join(',')],
  );
  return rows.map(({ entity_id, record, type, label, behaviour }) => {
    const known = object(behaviour);
    const amounts = [known['valueIn'], known['valueOut']].filter((value) => value !== undefined);
    return {
      id: entity_id,
      record,
      type,
      label,
      amount: amounts.length === 0 ? null : sum(amounts),
      declarations: sum([known['declarationsIn'], known['declarationsOut']]),
      firstActivity: day(known['firstDeclared']),
      lastActivity: day(known['lastDeclared']),
    };
  });
}

async function readTrade(truth: ViewedTruth, ids: readonly string[]): Promise<TradeColumn[]> {
  const rows = await truth.query<{
    kind: string;
    source: string;
    target: string;
    label: string;
    props: string;
  }>(
    `SELECT r.kind, r.source, r.target, e.label, r.props FROM relation r
     JOIN entity e ON e.entity_id = r.target AND e.rev_to IS NULL
     WHERE r.rev_to IS NULL AND r.kind IN ('filesAt', 'dealsIn') AND r.source IN ${idList('$1')}`,
    [ids.join(',')],
  );
  const goods = rows.filter(({ kind }) => kind === 'dealsIn').map(({ target }) => target);
  const names = goods.length === 0 ? new Map() : await goodsLabels(truth, [...new Set(goods)]);
  return rows.map(({ kind, source, target, label, props }) => {
    const { count, value } = object(props);
    return {
      enterprise: source,
      kind: kind === 'filesAt' ? 'port' : 'goods',
      id: target,
      label: names.get(target) ?? label,
      declarations: sum([count]),
      amount: sum([value]),
    };
  });
}

function sum(values: readonly unknown[]): number {
  return values.reduce<number>(
    (total, value) => total + (typeof value === 'number' ? value : 0),
    0,
  );
}
function day(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
