/** Step 5, aggregate: sums of declarations per pair of records, month and currency, made again for the traders and months that the change touched. */
import { failpoint } from '@phecda/graph-schema/failpoint';
import { list, text, type ApplyContext } from './apply-context.ts';
import { applyRates } from './apply-rates.ts';

interface Pairing {
  readonly kind: string;
  readonly source: string;
  readonly target: string;
  readonly direction?: string;
  readonly detail?: string;
}

/** What the trader did as a whole, per country of origin or destination; not a relation. */
const activity: Pairing = {
  kind: 'activity',
  source: 'trader',
  target: 'trader',
  detail: `COALESCE(CASE d.direction WHEN 'import' THEN d.origin WHEN 'export' THEN d.destination END, '')`,
};

/** One per pair of roles that makes a relation. The trader is at one end of each, so (trader, month) is the unit that is made again. */
function pairingsOf({ ontology }: ApplyContext): readonly Pairing[] {
  const pairings = Object.values(ontology.relationKinds).flatMap(({ name, aggregated }) =>
    (aggregated?.source ?? []).flatMap((source) =>
      (aggregated?.target ?? []).map((target): Pairing => {
        const direction = aggregated?.direction;
        return { kind: name, source, target, ...(direction === undefined ? {} : { direction }) };
      }),
    ),
  );
  return [...pairings, activity];
}

export function aggregatedKinds(context: ApplyContext): string[] {
  return context.kinds((kind) => kind.aggregated !== null);
}

/** Kinds whose target is the trader; of the others it is the source. */
export function kindsIntoTrader(context: ApplyContext): string[] {
  return context.kinds((kind) => kind.aggregated?.target.includes(activity.target) ?? false);
}

/** Leaves behind t_dirty_trader (record_id): traders whose aggregated relations have to be made again, old and new members of their entities included. */
export async function aggregateDeclarations(context: ApplyContext): Promise<void> {
  const { tx } = context;
  await applyRates(context);
  const touched = await context.count('t_trader_month');
  if (touched > 0) {
    const intoTrader = list(kindsIntoTrader(context));
    await tx.execute(
      `DELETE FROM pair_month USING t_trader_month t WHERE pair_month.kind NOT IN ${intoTrader}
       AND pair_month.source_record = t.trader AND pair_month.month = t.month`,
    );
    await tx.execute(
      `DELETE FROM pair_month USING t_trader_month t WHERE pair_month.kind IN ${intoTrader}
       AND pair_month.target_record = t.trader AND pair_month.month = t.month`,
    );
    failpoint('apply:aggregate-cleared');
    // Without an old declaration beside the new ones there is nothing to filter.
    const all =
      !context.hadDeclarations ||
      (await context.value<boolean>(
        `SELECT EXISTS (SELECT 1 FROM declaration_version d WHERE d.current AND d.trader IS NOT NULL
         AND NOT EXISTS (SELECT 1 FROM t_trader_month t WHERE t.trader = d.trader AND t.month = d.month)) AS x`,
      )) === false;
    const found = context.ontology.eventTypes['Declaration']?.found ?? [];
    const pairings = pairingsOf(context);
    const few = !all && (await context.temp('t_summed', summed(pairings))) <= fewDeclarations;
    for (const together of few ? [pairings] : pairings.map((pairing) => [pairing]))
      await tx.execute(insertPairs(together, found, all ? 'declaration' : 't_summed'));
    if (!all) await context.drop('t_summed');
  }
  await findDirtyTraders(context);
  await context.drop('t_trader_month');
}

/** What the pairs of touched months are summed of, looked up once for all of them. */
function summed(pairings: readonly Pairing[]): string {
  const roles = new Set(['trader', ...pairings.flatMap(({ source, target }) => [source, target])]);
  const columns = [...roles, ...summedColumns].map((column) => `d.${column}`);
  return `SELECT ${columns.join(', ')} FROM declaration d JOIN t_trader_month t ON t.trader = d.trader AND t.month = d.month`;
}

const summedColumns = [
  'month',
  'date',
  'chapter',
  'direction',
  'origin',
  'destination',
  'currency',
  'value',
  'yuan',
  'yuan_basis',
  'mass',
  'quantity',
  'inspection',
];

/** Pairs of all kinds are summed in one pass over so many; of more each kind has the database's memory for itself. */
const fewDeclarations = 20_000;

function insertPairs(pairings: readonly Pairing[], found: readonly string[], from: string): string {
  const currency = `CASE WHEN d.value IS NULL THEN '' ELSE COALESCE(d.currency, 'XXX') END`;
  const pairs = pairings.map(({ kind, source, target, direction, detail }) => {
    const conditions = [
      'd.trader IS NOT NULL',
      `d.${source} IS NOT NULL`,
      `d.${target} IS NOT NULL`,
    ];
    if (direction) conditions.push(`d.direction = ${text(direction)}`);
    return `SELECT ${text(kind)} AS kind, d.${source} AS source_record, d.${target} AS target_record, d.month, COALESCE(d.direction, '') AS direction, ${detail ?? `''`} AS detail,
        ${currency} AS currency, d.value, d.yuan, d.yuan_basis, d.mass, d.quantity, d.date, d.chapter, d.inspection
      FROM ${from} d WHERE ${conditions.join(' AND ')}`;
  });
  return `INSERT INTO pair_month (kind, source_record, target_record, month, direction, detail, currency, n, value, yuan, converted, unconverted, mass, quantity,
      first_day, last_day, hs_low, hs_high, inspected, seized)
    SELECT d.kind, d.source_record, d.target_record, d.month, d.direction, d.detail, d.currency, count(*),
      COALESCE(sum(d.value), 0), COALESCE(sum(d.yuan), 0), count(*) FILTER (WHERE d.yuan_basis = 'rate'), count(*) FILTER (WHERE d.yuan_basis = 'none'),
      COALESCE(sum(d.mass), 0), COALESCE(sum(d.quantity), 0), min(d.date), max(d.date),
      COALESCE(bit_or(${chapterBit('low')}), 0), COALESCE(bit_or(${chapterBit('high')}), 0),
      count(d.inspection),
      count(*) FILTER (WHERE d.inspection IN ${list(found)})
    FROM (${pairs.join(' UNION ALL ')}) d
    GROUP BY d.kind, d.source_record, d.target_record, d.month, d.direction, d.detail, d.currency`;
}

/** Chapters 0 to 62 in the low mask, 63 to 99 in the high one. */
function chapterBit(half: 'low' | 'high'): string {
  const [from, to] = half === 'low' ? [0, 62] : [63, 99];
  return `CASE WHEN d.chapter BETWEEN ${from} AND ${to} THEN CAST(1 AS BIGINT) << (d.chapter - ${from}) ELSE CAST(0 AS BIGINT) END`;
}

async function findDirtyTraders(context: ApplyContext): Promise<void> {
  // Pairs whose other end went to another entity.
  await context.temp('t_shifted', `SELECT record_id FROM t_moved WHERE was_entity IS NOT NULL`);
  // Records that are new to the graph have pairs of their own file, whose months are touched; those of older files have waited for them.
  await context.temp(
    't_late',
    `SELECT record_id FROM t_moved WHERE ${context.hadDeclarations ? 'was_entity IS NULL' : '1 = 0'}`,
  );
  const kinds = list(aggregatedKinds(context));
  const asTarget = list(kindsIntoTrader(context));
  const pairs = (trader: string, end: string, whose: string): string =>
    `SELECT ${trader} FROM pair_month WHERE kind IN ${kinds} AND kind ${trader === 'target_record' ? '' : 'NOT '}IN ${asTarget} AND ${end} IN (SELECT record_id FROM ${whose})`;
  await context.temp(
    't_dirty_trader',
    `SELECT DISTINCT trader AS record_id FROM t_trader_month
     UNION SELECT record_id FROM t_shifted
     UNION ${pairs('source_record', 'target_record', 't_shifted')}
     UNION ${pairs('target_record', 'source_record', 't_shifted')}
     UNION ${pairs('source_record', 'target_record', 't_late')}
     UNION ${pairs('target_record', 'source_record', 't_late')}
     UNION ${pairs('source_record', 'source_record', 't_late')}
     UNION ${pairs('target_record', 'target_record', 't_late')}`,
  );
  await context.drop('t_shifted', 't_late');
}
