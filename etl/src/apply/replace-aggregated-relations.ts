/** Part of step 6: relations that follow from declarations, rolled up from pairs of records to pairs of entities. */
import { aggregatedKinds, kindsIntoTrader } from './aggregate-declarations.ts';
import { dayNumber, list, type ApplyContext } from './apply-context.ts';
import { monthMasks, type MonthMasks } from './month-masks.ts';
import { relationColumns, replaceRows } from './replace-rows.ts';

/** Makes again all aggregated relations of dirty traders. */
export async function replaceAggregatedRelations(context: ApplyContext): Promise<void> {
  if ((await context.count('t_dirty_trader')) === 0) return;
  await context.temp(
    't_trader_entity',
    `SELECT r.entity_id FROM record r JOIN t_dirty_trader d ON d.record_id = r.record_id WHERE r.entity_id IS NOT NULL
     UNION SELECT was_entity FROM t_moved WHERE was_entity IS NOT NULL`,
  );
  // A declaration names records of its own dataset only.
  await context.temp(
    't_party',
    `SELECT record_id, entity_id, dataset FROM record
     WHERE family IN ('entity', 'reference') AND entity_id IS NOT NULL AND dataset IN (SELECT DISTINCT dataset FROM declaration_version)`,
  );
  const traders = await context.temp(
    't_trader_record',
    `SELECT record_id, entity_id, dataset FROM t_party WHERE entity_id IN (SELECT entity_id FROM t_trader_entity)`,
  );
  const months = await monthMasks(context);
  const kinds = aggregatedKinds(context);
  const few = traders <= fewTraders;
  for (const together of few ? [kinds] : kinds.map((kind) => [kind]))
    if (together.length > 0) await replaceKinds(context, together, months, few);
  await context.drop('t_trader_record', 't_trader_entity', 't_party');
}

/** Of so many relations of all kinds are made in one pass and kept while they are compared; of more each kind has the database's memory for itself. */
const fewTraders = 2_000;

/** The trader is the target of some kinds and the source of the others. */
const ends = [
  { trader: 'source', partner: 'target' },
  { trader: 'target', partner: 'source' },
] as const;

async function replaceKinds(
  context: ApplyContext,
  kinds: readonly string[],
  months: MonthMasks,
  few: boolean,
): Promise<void> {
  const into = kindsIntoTrader(context);
  const sides = ends
    .map((side) => ({
      ...side,
      kinds: kinds.filter((kind) => into.includes(kind) === (side.trader === 'target')),
    }))
    .filter((side) => side.kinds.length > 0);
  const pairs = `(${sides
    .map(
      (side) =>
        `SELECT p.*, t.entity_id AS trader, t.dataset, o.entity_id AS partner FROM pair_month p JOIN t_trader_record t ON t.record_id = p.${side.trader}_record
         JOIN t_party o ON o.record_id = p.${side.partner}_record WHERE p.kind IN ${list(side.kinds)}`,
    )
    .join(' UNION ALL ')}) p`;
  // Sums of BIGINT come wider on both engines: the cast brings them back or fails.
  const sum = (column: string): string => `CAST(sum(p.${column}) AS BIGINT) AS ${column}`;
  await context.temp(
    't_sum',
    `SELECT p.kind, p.trader, p.partner, ${['n', 'value', 'yuan', 'converted', 'unconverted', 'mass', 'quantity', 'inspected', 'seized'].map(sum).join(', ')},
       min(NULLIF(p.currency, '')) AS currency, max(p.currency) AS last_currency,
       min(p.first_day) AS first_day, max(p.last_day) AS last_day, bit_or(p.hs_low) AS hs_low, bit_or(p.hs_high) AS hs_high,
       min(p.dataset) AS sources, max(p.dataset) AS last_source, min(NULLIF(p.month, 0)) AS first_month, max(p.month) AS last_month,
       ${months.columns}
     FROM ${pairs} GROUP BY p.kind, p.trader, p.partner`,
  );
  await nameSeveralSources(context, pairs);
  await context.temp(
    't_pause',
    `SELECT kind, trader, partner, pauses FROM (SELECT a.kind, a.trader, a.partner, ${months.pauses} AS pauses FROM t_sum a) p WHERE pauses IS NOT NULL`,
  );
  await sumCurrencies(context, pairs);
  await nameChapters(context);
  const end = (of: 'source' | 'target'): string => {
    const [one, ...others] = sides.map((side) => (side.trader === of ? 'a.trader' : 'a.partner'));
    return others.length === 0
      ? String(one)
      : `CASE WHEN a.kind IN ${list(into)} THEN ${others.join('')} ELSE ${one} END`;
  };
  const [source, target] = [end('source'), end('target')];
  const id = `md5(concat(a.kind, '|', ${source}, '|', ${target}))::uuid`;
  const made = `SELECT ${id} AS relation_id, a.kind, ${source} AS source, ${target} AS target, ${periods} AS periods, a.n AS weight, a.sources, ${props} AS props
    FROM t_sum a LEFT JOIN t_pause g ON ${samePair('g', 'a')} LEFT JOIN t_amount m ON ${samePair('m', 'a')}
    LEFT JOIN t_chapter c ON c.hs_low = a.hs_low AND c.hs_high = a.hs_high`;
  const digested = `SELECT a.*, md5(concat_ws(';', a.periods, a.sources, a.props))::uuid AS digest FROM (${made}) a`;
  if (few) await context.temp('t_made', digested);
  const rows = few ? 't_made' : `(${digested})`;
  await replaceRows(context, {
    table: 'relation',
    columns: relationColumns,
    rows: (limit) =>
      `SELECT a.relation_id, a.kind, a.source, a.target, a.periods, a.weight, a.sources, a.props, a.digest
       FROM ${rows} a ${limit ? `JOIN ${limit} d ON d.id = a.relation_id` : ''}`,
    digests: `SELECT a.relation_id AS id, a.digest FROM ${rows} a`,
    old: sides.map(
      (side) =>
        `kind IN ${list(side.kinds)} AND ${side.trader} IN (SELECT entity_id FROM t_trader_entity)`,
    ),
  });
  if (few) await context.drop('t_made');
  await context.drop('t_sum', 't_pause', 't_amount', 't_chapter');
}

/** Inner ends are those of whole months. */
const periods = `CASE WHEN a.first_day IS NULL THEN '[]' ELSE
  concat('[[', ${dayNumber('a.first_day')}, ',', g.pauses, ${dayNumber('a.last_day')} + 1, ']]') END`;

const amounts = `COALESCE(m.amounts, CASE WHEN a.value <> 0 THEN '"' || a.currency || ':' || a.value || '"' END)`;

/** Canonical JSON: keys in order. concat() takes NULL as nothing, on both engines. No value in yuan is not one of nothing. */
const props = `concat('{', '"amounts":[' || ${amounts} || '],', CASE WHEN a.converted > 0 THEN concat('"converted":', a.converted, ',') END, '"count":', a.n, ',"firstDate":"' || CAST(a.first_day AS VARCHAR) || '"', ',"hsChapters":[' || c.chapters || ']',
  ',"inspected":', a.inspected, ',"lastDate":"' || CAST(a.last_day AS VARCHAR) || '"', ',"mass":', a.mass, ',"quantity":', a.quantity,
  ',"seized":', a.seized, CASE WHEN a.unconverted > 0 THEN concat(',"unconverted":', a.unconverted) END,
  CASE WHEN a.yuan <> 0 OR a.unconverted = 0 THEN concat(',"value":', a.yuan) END, '}')`;

const samePair = (x: string, y: string): string =>
  `${x}.kind = ${y}.kind AND ${x}.trader = ${y}.trader AND ${x}.partner = ${y}.partner`;

/** Pairs of records behind the rows `a` of t_sum. */
const ofSum = 'a.kind = p.kind AND a.trader = p.trader AND a.partner = p.partner';

async function nameSeveralSources(context: ApplyContext, pairs: string): Promise<void> {
  if ((await context.count('t_sum WHERE sources <> last_source')) === 0) return;
  await context.tx.execute(
    `UPDATE t_sum SET sources = s.sources FROM (
       SELECT kind, trader, partner, string_agg(dataset, chr(10) ORDER BY dataset) AS sources FROM (
         SELECT DISTINCT a.kind, a.trader, a.partner, p.dataset FROM ${pairs} JOIN t_sum a ON ${ofSum} AND a.sources <> a.last_source) d
       GROUP BY kind, trader, partner) s
     WHERE ${samePair('t_sum', 's')}`,
  );
}

/** t_amount: the sums of pairs that trade in several currencies. */
async function sumCurrencies(context: ApplyContext, pairs: string): Promise<void> {
  if ((await context.count('t_sum WHERE currency <> last_currency')) === 0) {
    await context.temp(
      't_amount',
      `SELECT kind, trader, partner, sources AS amounts FROM t_sum WHERE 1 = 0`,
    );
    return;
  }
  await context.temp(
    't_amount',
    `SELECT kind, trader, partner, string_agg(concat('"', currency, ':', value, '"'), ',' ORDER BY currency) AS amounts
     FROM (SELECT a.kind, a.trader, a.partner, p.currency, CAST(sum(p.value) AS BIGINT) AS value FROM ${pairs}
       JOIN t_sum a ON ${ofSum} AND a.currency <> a.last_currency
       WHERE p.currency <> '' GROUP BY a.kind, a.trader, a.partner, p.currency) s
     WHERE value <> 0 GROUP BY kind, trader, partner`,
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
