/** Part of step 5: the rates that live files assert, and which months of whom they make another sum. */
import type { ApplyContext } from './apply-context.ts';
import { newestDays } from './assertion-runs.ts';
import { monthOf } from './diff-declarations.ts';

/** Adds to t_trader_month the traders and months whose amounts a changed rate converts; all of them where no sums are kept yet. */
export async function applyRates(context: ApplyContext): Promise<void> {
  const { tx } = context;
  const changed = await context.count(`t_change WHERE family = 'rate'`);
  const reordered = await context.count(`t_reordered WHERE family = 'rate'`);
  if (changed + reordered > 0) await replaceRates(context);
  const fresh =
    context.hadDeclarations &&
    (await context.value(`SELECT 1 AS x FROM pair_month LIMIT 1`)) === null;
  if (!fresh) return;
  await tx.execute(`DELETE FROM t_trader_month`);
  await tx.execute(
    `INSERT INTO t_trader_month SELECT DISTINCT trader, month FROM declaration_version WHERE current AND trader IS NOT NULL`,
  );
}

async function replaceRates(context: ApplyContext): Promise<void> {
  const { tx } = context;
  if (
    (await context.count(`t_change WHERE family <> 'rate'`)) === 0 &&
    (await context.count('t_trader_month')) === 0
  )
    context.cause = 'reference';
  await tx.execute(
    `INSERT INTO record (record_id, version, family, type, dataset)
     SELECT record_id, version, family, type, dataset FROM t_change WHERE family = 'rate' AND after`,
  );
  await newestDays(context, 't_day', `SELECT record_id, version FROM record WHERE family = 'rate'`);
  // Where sources disagree, the greatest (source date, version) counts.
  await context.temp(
    't_rate',
    `SELECT currency, month, rate FROM (
       SELECT v.label AS currency, ${monthOf('v.valid_from')} AS month, CAST(substr(v.props, 9, length(v.props) - 9) AS BIGINT) AS rate,
         row_number() OVER (PARTITION BY v.label, v.valid_from ORDER BY y.source_date DESC NULLS LAST, v.version DESC, v.record_id) AS place
       FROM record r JOIN version v ON ${context.sameVersion('v', 'r')} LEFT JOIN t_day y ON y.record_id = r.record_id WHERE r.family = 'rate') c
     WHERE place = 1`,
  );
  await context.temp(
    't_rate_month',
    `SELECT COALESCE(n.currency, o.currency) AS currency, COALESCE(n.month, o.month) AS month
     FROM t_rate n FULL JOIN rate o ON o.currency = n.currency AND o.month = n.month WHERE n.rate IS DISTINCT FROM o.rate`,
  );
  await tx.execute('DELETE FROM rate');
  await tx.execute(
    'INSERT INTO rate (currency, month, rate) SELECT currency, month, rate FROM t_rate',
  );
  await tx.execute(
    `INSERT INTO t_trader_month
     SELECT DISTINCT d.trader, d.month FROM declaration_version d JOIN t_rate_month m ON m.currency = d.currency AND m.month = d.month
     WHERE d.current AND d.trader IS NOT NULL AND d.yuan IS NULL
       AND NOT EXISTS (SELECT 1 FROM t_trader_month t WHERE t.trader = d.trader AND t.month = d.month)`,
  );
  await context.drop('t_rate', 't_rate_month', 't_day');
}
