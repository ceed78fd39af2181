/** By record, the alerts that are about it. */
import type { StateReader, StateTransaction } from '@phecda/graph-schema';
import { keysAtOnce, mayEnd, toAlert, type AlertFacts, type AlertRow } from './alert-store.ts';

/** Where on the path of an alert a record stands. */
export type AlertPlace = 'target' | 'between' | 'end';

/** Each record that an alert is about once. */
export function placesOf({
  target,
  path,
}: Pick<AlertFacts, 'target' | 'path'>): ReadonlyMap<string, AlertPlace> {
  const places = new Map<string, AlertPlace>(path.map((record) => [record, 'between']));
  const end = path.at(-1);
  if (end !== undefined) places.set(end, 'end');
  if (target !== '') places.set(target, 'target');
  return places;
}

/** What it is about is called otherwise. */
export async function rename(
  tx: StateTransaction,
  { id, key, target, path, subject }: AlertFacts,
): Promise<void> {
  const places = [...placesOf({ target, path })];
  await tx.execute(`DELETE FROM alert_record WHERE alert_id = CAST($1 AS UUID)`, [id]);
  await tx.execute(
    `INSERT INTO alert_record (record, alert_id, place)
     SELECT unnest(string_to_array(CAST($1 AS TEXT), ',')), CAST($2 AS UUID), unnest(string_to_array(CAST($3 AS TEXT), ','))`,
    [places.map(([record]) => record).join(','), id, places.map(([, place]) => place).join(',')],
  );
  await tx.execute(
    `UPDATE alert SET key = $2, target = $3, path = $4, subject = $5 WHERE alert_id = CAST($1 AS UUID)`,
    [id, key, target, JSON.stringify(path), subject],
  );
}

/** Records by which alerts are found, each on its places of their paths. */
export interface AlertsAbout {
  readonly anywhere: Iterable<string>;
  /** As target, or between it and the end. */
  readonly onTheWay: Iterable<string>;
  readonly asTarget: Iterable<string>;
  /** All of these conditions. */
  readonly conditions: readonly string[];
}

/** Of the same those that are about any of the records. */
export async function openAlertsAbout(
  state: StateReader,
  { anywhere, onTheWay, asTarget, conditions }: AlertsAbout,
): Promise<AlertFacts[]> {
  const found = new Map<string, AlertFacts>();
  const listed = `(SELECT unnest(string_to_array($1, ',')))`;
  const take = async (where: string, given: readonly string[]): Promise<void> => {
    if (given.length === 0) return;
    const rows = await state.query<AlertRow>(
      `SELECT * FROM alert WHERE ${mayEnd} AND ${where} ORDER BY number`,
      [given.join(',')],
    );
    for (const row of rows) found.set(row.alert_id, toAlert(row));
  };
  const ids = new Set<string>();
  for (const [records, places] of [
    [anywhere, ['target', 'between', 'end']],
    [onTheWay, ['target', 'between']],
    [asTarget, ['target']],
  ] as const) {
    const among = places.map((place) => `'${place}'`).join(', ');
    const all = [...new Set(records)];
    for (let at = 0; at < all.length; at += keysAtOnce)
      for (const { id } of await state.query<{ id: string }>(
        `SELECT DISTINCT alert_id AS id FROM alert_record WHERE record IN ${listed} AND place IN (${among})`,
        [all.slice(at, at + keysAtOnce).join(',')],
      ))
        ids.add(id);
  }
  await take(`condition IN ${listed}`, conditions);
  await take(`alert_id IN (SELECT CAST(unnest(string_to_array($1, ',')) AS UUID))`, [...ids]);
  return [...found.values()].sort((one, other) => one.number - other.number);
}

/** Records of alerts that may end. */
export async function openRecords(state: StateReader): Promise<string[]> {
  const rows = await state.query<{ record: string }>(
    `SELECT DISTINCT r.record FROM alert_record r JOIN alert a ON a.alert_id = r.alert_id WHERE ${mayEnd.replace('status', 'a.status')}`,
  );
  return rows.map(({ record }) => record);
}
