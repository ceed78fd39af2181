/** What a device counts for in a period: fixes that are stored move to the mover that a binding names, those to come go there at once. */
import { bindingOf, boundMover } from './bound-mover.ts';
import type { PositionSql, PositionTransaction } from './position-sql.ts';
import { nextBatch, recount } from './append-fixes.ts';

/** A device's number, and the mover that its fixes belong to from the one moment up to the other, which is not in it. */
export interface BoundMover {
  readonly scheme: string;
  readonly value: string;
  readonly mover: number;
  readonly from: number;
  readonly to: number;
}

/** Makes them the only ones. The same again changes nothing. @param bindings of one device none overlaps another. @returns fixes that moved */
export async function bindDevices(
  { fixTables }: Pick<PositionSql, 'fixTables'>,
  tx: PositionTransaction,
  bindings: readonly BoundMover[],
): Promise<number> {
  const known = await tx.query<BoundMover>(
    `SELECT scheme, value, mover, from_at AS "from", to_at AS "to" FROM position_binding`,
  );
  const textOf = ({ scheme, value, mover, from, to }: BoundMover): string =>
    [scheme, value, mover, from, to].join('\u001f');
  const [before, after] = [new Set(known.map(textOf)), new Set(bindings.map(textOf))];
  const changed = [
    ...known.filter((one) => !after.has(textOf(one))),
    ...bindings.filter((one) => !before.has(textOf(one))),
  ];
  if (changed.length === 0) return 0;
  const names = new Set(changed.map(({ scheme, value }) => `${scheme}\u001f${value}`));
  for (const name of names) {
    const [scheme = '', value = ''] = name.split('\u001f');
    await tx.execute(`DELETE FROM position_binding WHERE scheme = $1 AND value = $2`, [
      scheme,
      value,
    ]);
  }
  for (const { scheme, value, mover, from, to } of bindings)
    if (names.has(`${scheme}\u001f${value}`))
      await tx.execute(
        `INSERT INTO position_binding (scheme, value, mover, from_at, to_at) VALUES ($1, $2, $3, $4, $5)`,
        [scheme, value, mover, from, to],
      );
  const devices = await tx.query<{ device: number; scheme: string; value: string }>(
    `SELECT device, scheme, value FROM position_device`,
  );
  const touched = devices.filter(({ scheme, value }) => names.has(`${scheme}\u001f${value}`));
  if (touched.length === 0) return 0;
  return move(fixTables, tx, touched.map(({ device }) => device).join(','));
}

async function move(
  fixTables: readonly string[],
  tx: PositionTransaction,
  devices: string,
): Promise<number> {
  await tx.execute(
    tx.dialect.createTemp(
      'moved',
      `SELECT p.device, p.moment, p.source, p.mover AS was, ${boundMover} AS mover FROM position p
       JOIN position_device d ON d.device = p.device ${bindingOf('p.moment')}
       WHERE p.device IN (${devices}) AND p.mover <> ${boundMover}`,
    ),
  );
  for (const table of fixTables)
    await tx.execute(
      `UPDATE ${table} AS p SET mover = m.mover FROM moved m WHERE p.device = m.device AND p.moment = m.moment AND p.source = m.source`,
    );
  await tx.execute(
    `UPDATE position_again AS p SET mover = o.mover
     FROM (SELECT a.device, a.moment, ${boundMover} AS mover FROM position_again a JOIN position_device d ON d.device = a.device ${bindingOf('a.moment')} WHERE a.device IN (${devices})) o
     WHERE p.device = o.device AND p.moment = o.moment`,
  );
  const both = `SELECT was AS mover, moment FROM moved UNION ALL SELECT mover, moment FROM moved`;
  const batch = await nextBatch(tx);
  await tx.execute(
    `INSERT INTO position_touched (batch, mover, from_at, to_at) SELECT ${batch}, mover, min(moment), max(moment) FROM (${both}) u GROUP BY mover`,
  );
  await recount(tx, `SELECT mover FROM (${both}) u`);
  const [count] = await tx.query<{ n: number }>(`SELECT count(*) AS n FROM moved`);
  await tx.execute(`DROP TABLE moved`);
  return count?.n ?? 0;
}
