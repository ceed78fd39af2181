/** Part of step 6: relations that follow from declarations, rolled up from pairs of records to pairs of entities. */
import { aggregatedKinds, traderIsTarget } from './aggregate-declarations.ts';
import { dayNumber, text, type ApplyContext } from './apply-context.ts';

/** Adds to t_relation_new all aggregated relations of dirty traders; leaves t_trader_entity (entity_id): their entities, old and new. */
export async function makeAggregatedRelations(context: ApplyContext): Promise<void> {
  await context.temp(
    't_trader_entity',
    `SELECT r.entity_id FROM record r JOIN t_dirty_trader d ON d.record_id = r.record_id WHERE r.entity_id IS NOT NULL
     UNION SELECT m.was_entity FROM t_moved m WHERE m.was_entity IS NOT NULL`,
  );
  await context.temp(
    't_trader_record',
    `SELECT record_id, entity_id, dataset FROM record WHERE family = 'entity' AND entity_id IN (SELECT entity_id FROM t_trader_entity)`,
  );
  if ((await context.count('t_trader_record')) > 0 && (await context.count('pair_month')) > 0) {
    for (const kind of aggregatedKinds) await makeKind(context, kind);
  }
  await context.drop('t_trader_record');
}

async function makeKind(context: ApplyContext, kind: string): Promise<void> {
  const { tx } = context;
  const [trader, partner] = traderIsTarget.includes(kind) ? ['target', 'source'] : ['source', 'target'];
  const monthNumber = `(${context.divide('p.month', '100')} * 12 + p.month % 100)`;
  // Both engines: sums of BIGINT come wider, the cast brings them back or fails.
  const sum = (column: string): string => `CAST(sum(p.${column}) AS BIGINT) AS ${column}`;
  await context.temp(
    't_pair',
    `SELECT p.${trader}_record AS trader, t.entity_id AS trader_entity, o.entity_id AS partner_entity, t.dataset, p.*, ${monthNumber} AS month_number
     FROM pair_month p JOIN t_trader_record t ON t.record_id = p.${trader}_record JOIN record o ON o.record_id = p.${partner}_record
     WHERE p.kind = ${text(kind)} AND o.entity_id IS NOT NULL`,
  );
  await context.temp(
    't_sum',
    `SELECT p.trader_entity, p.partner_entity, ${['n', 'value', 'mass', 'quantity', 'inspected', 'seized'].map(sum).join(', ')},
       min(p.first_day) AS first_day, max(p.last_day) AS last_day, bit_or(p.hs_low) AS hs_low, bit_or(p.hs_high) AS hs_high,
       min(p.dataset) AS sources, max(p.dataset) AS last_source,
       min(p.month_number) AS first_month, max(p.month_number) AS last_month
     FROM t_pair p GROUP BY p.trader_entity, p.partner_entity`,
  );
  await nameSeveralSources(context);
  await findPauses(context);
  await nameChapters(context);
  const ends = trader === 'source' ? ['a.trader_entity', 'a.partner_entity'] : ['a.partner_entity', 'a.trader_entity'];
  const first = dayNumber('a.first_day');
  const last = dayNumber('a.last_day');
  await tx.execute(
    `INSERT INTO t_relation_new
     SELECT md5('${kind}|' || CAST(${ends[0]} AS VARCHAR) || '|' || CAST(${ends[1]} AS VARCHAR))::uuid, '${kind}', ${ends.join(', ')},
       CASE WHEN a.first_day IS NULL THEN '[]' ELSE
         '[[' || CAST(${first} AS VARCHAR) || ',' || COALESCE(g.pauses, '') || CAST(${last} + 1 AS VARCHAR) || ']]' END,
       a.n, a.sources,
       '{"count":' || CAST(a.n AS VARCHAR)
         || CASE WHEN a.first_day IS NULL THEN '' ELSE ',"firstDate":"' || CAST(a.first_day AS VARCHAR) || '"' END
         || COALESCE(',"hsChapters":[' || c.chapters || ']', '')
         || ',"inspected":' || CAST(a.inspected AS VARCHAR)
         || CASE WHEN a.last_day IS NULL THEN '' ELSE ',"lastDate":"' || CAST(a.last_day AS VARCHAR) || '"' END
         || ',"mass":' || CAST(a.mass AS VARCHAR) || ',"quantity":' || CAST(a.quantity AS VARCHAR)
         || ',"seized":' || CAST(a.seized AS VARCHAR) || ',"value":' || CAST(a.value AS VARCHAR) || '}'
     FROM t_sum a LEFT JOIN t_pause g ON g.trader_entity = a.trader_entity AND g.partner_entity = a.partner_entity
     LEFT JOIN t_chapter c ON c.hs_low = a.hs_low AND c.hs_high = a.hs_high`,
  );
  await context.drop('t_pair', 't_sum', 't_pause', 't_chapter');
}

async function nameSeveralSources({ tx }: ApplyContext): Promise<void> {
  await tx.execute(
    `UPDATE t_sum SET sources = s.sources FROM (
       SELECT trader_entity, partner_entity, string_agg(dataset, chr(10) ORDER BY dataset) AS sources FROM (
         SELECT DISTINCT p.trader_entity, p.partner_entity, p.dataset FROM t_pair p
         JOIN t_sum a ON a.trader_entity = p.trader_entity AND a.partner_entity = p.partner_entity AND a.sources <> a.last_source) d
       GROUP BY trader_entity, partner_entity) s
     WHERE t_sum.trader_entity = s.trader_entity AND t_sum.partner_entity = s.partner_entity`,
  );
}

/** t_pause: for pairs with empty months between, the text that ends one period and begins the next. Periods end and begin with whole months. */
async function findPauses(context: ApplyContext): Promise<void> {
  const monthStart = (month: string): string =>
    dayNumber(`make_date(CAST(${context.divide(`${month} - 1`, '12')} AS INTEGER), CAST((${month} - 1) % 12 + 1 AS INTEGER), 1)`);
  await context.temp(
    't_pause',
    `SELECT trader_entity, partner_entity, string_agg(CAST(${monthStart('before + 1')} AS VARCHAR) || '],[' || CAST(${monthStart('month_number')} AS VARCHAR) || ',', '' ORDER BY month_number) AS pauses
     FROM (SELECT trader_entity, partner_entity, month_number, lag(month_number) OVER (PARTITION BY trader_entity, partner_entity ORDER BY month_number) AS before
       FROM (SELECT DISTINCT p.trader_entity, p.partner_entity, p.month_number FROM t_pair p
         JOIN t_sum a ON a.trader_entity = p.trader_entity AND a.partner_entity = p.partner_entity AND a.last_month - a.first_month > 1
         WHERE p.month > 0) m) w
     WHERE month_number - before > 1 GROUP BY trader_entity, partner_entity`,
  );
}

/** t_chapter: the written form of every pair of chapter masks that occurs. */
async function nameChapters(context: ApplyContext): Promise<void> {
  await context.temp(
    't_chapter',
    `SELECT m.hs_low, m.hs_high, string_agg('"' || lpad(CAST(g.c AS VARCHAR), 2, '0') || '"', ',' ORDER BY g.c) AS chapters
     FROM (SELECT DISTINCT hs_low, hs_high FROM t_sum) m JOIN generate_series(0, 99) AS g(c)
       ON (CASE WHEN g.c < 63 THEN (m.hs_low >> CAST(LEAST(g.c, 62) AS INTEGER)) ELSE (m.hs_high >> CAST(GREATEST(g.c - 63, 0) AS INTEGER)) END) & 1 = 1
     GROUP BY m.hs_low, m.hs_high`,
  );
}
