/** Part of step 3: which version of each touched declaration counts now, and whose months and vehicles that concerns. */
import type { ApplyContext } from './apply-context.ts';

const declarationColumns = `number, date, direction, trader, declarant, overseas, carrier, vehicle, vessel, container, port, hs, hs_code, origin, destination,
  mode, value, currency, yuan, mass, quantity, inspection, extra`;

/**
 * Leaves behind t_trader_month and t_dirty_vehicle. Every version that a file brings is kept, also one of a full delivery that is not the newest:
 * it counts once the newer one is withdrawn.
 */
export async function diffDeclarations(context: ApplyContext, fresh: boolean): Promise<void> {
  const { change } = context;
  const touched = await context.count('t_touched WHERE event');
  const contested = fresh ? await context.count('t_contested') : 0;
  const alone =
    contested > 0
      ? 'WHERE NOT EXISTS (SELECT 1 FROM t_contested c WHERE c.record_id = s.record_id)'
      : '';
  context.hadDeclarations =
    (await context.value<boolean>(
      'SELECT EXISTS (SELECT 1 FROM declaration_version WHERE current) AS x',
    )) === true;
  const added = fresh
    ? await insertDeclarations(
        context,
        `TRUE, ${monthOf('s.date')}`,
        `stage_declaration s ${alone}`,
      )
    : 0;
  context.counts.declarationsChanged += added;
  const months = [`SELECT record_id AS trader, month FROM declaration_version WHERE 1 = 0`];
  const vehicles = [`SELECT record_id FROM declaration_version WHERE 1 = 0`];
  const differ = (table: string, month: string, condition: string): void => {
    months.push(`SELECT trader, ${month} FROM ${table} ${condition} AND trader IS NOT NULL`);
    vehicles.push(`SELECT vehicle FROM ${table} ${condition} AND vehicle IS NOT NULL`);
  };
  if (added > 0) differ('stage_declaration s', monthOf('s.date'), alone || 'WHERE TRUE');
  const flipped = touched > 0 ? await flipKnown(context) : 0;
  if (flipped > 0) differ('t_flip', 'month', 'WHERE TRUE');
  context.counts.declarationsChanged += flipped;
  const adds = change.kind === 'load' && (!fresh || touched > 0);
  if (adds) {
    await insertFresh(context, fresh);
    differ('t_fresh', 'month', 'WHERE current');
  }
  await context.temp('t_trader_month', months.join(' UNION '));
  await context.temp('t_dirty_vehicle', vehicles.join(' UNION '));
  await context.drop(...(touched > 0 ? ['t_flip'] : []), ...(adds ? ['t_fresh'] : []));
}

/** t_flip: known versions that begin or cease to be the one that counts. */
async function flipKnown(context: ApplyContext): Promise<number> {
  const flipped = await context.temp(
    't_flip',
    `SELECT d.record_id, d.version, d.trader, d.vehicle, d.month
     FROM declaration_version d JOIN t_touched t ON t.record_id = d.record_id
     LEFT JOIN t_current c ON ${context.sameVersion('c', 'd')}
     WHERE t.event AND d.current <> (c.record_id IS NOT NULL)`,
  );
  if (flipped > 0) {
    await context.tx.execute(
      `UPDATE declaration_version SET current = NOT current FROM t_flip f
       WHERE declaration_version.record_id = f.record_id AND declaration_version.version = f.version`,
    );
  }
  return flipped;
}

/** t_fresh: staged versions that are not known yet. */
async function insertFresh(context: ApplyContext, fresh: boolean): Promise<void> {
  await context.temp(
    't_fresh',
    `SELECT s.record_id, s.version, s.file_no, s.trader, s.vehicle, ${monthOf('s.date')} AS month, c.record_id IS NOT NULL AS current
     FROM stage_declaration s LEFT JOIN t_current c ON ${context.sameVersion('c', 's')}
     WHERE ${fresh ? 's.record_id IN (SELECT record_id FROM t_contested) AND ' : ''}
       NOT EXISTS (SELECT 1 FROM declaration_version d WHERE d.record_id = s.record_id AND d.version = s.version)
       ${context.newFiles.length === 1 ? '' : `AND NOT EXISTS (SELECT 1 FROM stage_declaration o WHERE ${context.sameVersion('o', 's')} AND o.file_no < s.file_no)`}`,
  );
  await insertDeclarations(
    context,
    'f.current, f.month',
    `stage_declaration s JOIN t_fresh f ON f.file_no = s.file_no AND ${context.sameVersion('f', 's')}`,
  );
  context.counts.declarationsChanged += await context.count('t_fresh WHERE current');
}

function insertDeclarations(
  { tx }: ApplyContext,
  currentAndMonth: string,
  from: string,
): Promise<number> {
  return tx.execute(
    `INSERT INTO declaration_version (record_id, version, dataset, current, month, chapter, ${declarationColumns})
     SELECT s.record_id, s.version, s.dataset, ${currentAndMonth}, ${chapterOf('s.hs_code')}, ${declarationColumns.replaceAll(/\b\w+\b/g, 's.$&')}
     FROM ${from}`,
  );
}

/** yyyymm, 0 when undated. */
export function monthOf(date: string): string {
  return `COALESCE(CAST(extract(year FROM ${date}) * 100 + extract(month FROM ${date}) AS INTEGER), 0)`;
}

/** NULL where the code does not begin with two digits. */
function chapterOf(code: string): string {
  const digit = (position: number): string => `(ascii(substr(${code}, ${position}, 1)) - 48)`;
  return `CASE WHEN length(${code}) >= 2 AND ${digit(1)} BETWEEN 0 AND 9 AND ${digit(2)} BETWEEN 0 AND 9 THEN ${digit(1)} * 10 + ${digit(2)} END`;
}
