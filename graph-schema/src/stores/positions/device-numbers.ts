/** Numbers of devices and of the movers that carry them, given once and remembered. */
import type { DeviceKey, DeviceScheme } from '../../ports/position-store.ts';
import type { SqlValue } from '../../ports/sql.ts';
import type { PositionSql, PositionTransaction } from './position-sql.ts';

interface MoverRow {
  readonly mover: number;
  readonly scheme: DeviceScheme;
  readonly value: string;
  name: string;
  imo: string;
}

const separator = '\u001f';
/** Rows of one insert. */
const insertRows = 500;

export class DeviceNumbers {
  readonly #sql: PositionSql;
  readonly #devices = new Map<string, number>();
  readonly #movers = new Map<string, MoverRow>();
  #lastDevice = 0;
  #lastMover = 0;

  constructor(sql: PositionSql) {
    this.#sql = sql;
  }

  /** In the order asked; new ones where they are unknown. */
  async take(keys: readonly DeviceKey[]): Promise<Int32Array> {
    if (keys.some((key) => !this.#devices.has(textOf(key)) || this.#hasNews(key)))
      await this.#sql.write((tx) => this.#add(tx, keys));
    return Int32Array.from(keys, (key) => this.#devices.get(textOf(key)) ?? 0);
  }

  async #add(tx: PositionTransaction, keys: readonly DeviceKey[]): Promise<void> {
    await this.#readNew(tx);
    const movers: SqlValue[][] = [];
    const devices: SqlValue[][] = [];
    let [device, mover] = [this.#lastDevice, this.#lastMover];
    const seen = new Map<string, MoverRow>();
    for (const key of new Map(keys.map((one) => [textOf(one), one])).values()) {
      const { scheme, value, terminal, name, imo = '' } = key;
      const moverText = scheme + separator + value;
      let known = this.#movers.get(moverText) ?? seen.get(moverText);
      if (known === undefined) {
        known = { mover: ++mover, scheme, value, name, imo };
        seen.set(moverText, known);
        movers.push([
          mover,
          scheme === 'mmsi' || scheme === 'imo' ? 'vessel' : 'truck',
          scheme,
          value,
          name,
          0,
          imo === '' ? null : imo,
        ]);
      } else if (this.#hasNews(key)) {
        if (known.name === '') known.name = name;
        if (imo !== '') known.imo = imo;
        await tx.execute(
          `UPDATE position_mover SET name = $1, imo = NULLIF($2, '') WHERE mover = $3`,
          [known.name, known.imo, known.mover],
        );
      }
      if (!this.#devices.has(textOf(key)))
        devices.push([++device, known.mover, scheme, value, terminal]);
    }
    await insert(tx, 'position_mover (mover, kind, scheme, value, name, fixes, imo)', movers);
    await insert(tx, 'position_device (device, mover, scheme, value, terminal)', devices);
    await this.#readNew(tx);
  }

  async #readNew(tx: PositionTransaction): Promise<void> {
    const movers = await tx.query<{
      mover: number;
      scheme: DeviceScheme;
      value: string;
      name: string;
      imo: string;
    }>(
      `SELECT mover, scheme, value, name, COALESCE(imo, '') AS imo FROM position_mover WHERE mover > $1 ORDER BY mover`,
      [this.#lastMover],
    );
    for (const row of movers) {
      this.#movers.set(row.scheme + separator + row.value, row);
      this.#lastMover = row.mover;
    }
    const devices = await tx.query<{
      device: number;
      scheme: DeviceScheme;
      value: string;
      terminal: string;
    }>(
      `SELECT device, scheme, value, terminal FROM position_device WHERE device > $1 ORDER BY device`,
      [this.#lastDevice],
    );
    for (const row of devices) {
      this.#devices.set(textOf(row), row.device);
      this.#lastDevice = row.device;
    }
  }

  /** Names stay as they were said first, a vessel's IMO number is the one that it said last. */
  #hasNews({ scheme, value, name, imo = '' }: DeviceKey): boolean {
    const known = this.#movers.get(scheme + separator + value);
    if (known === undefined) return false;
    return (name !== '' && known.name === '') || (imo !== '' && known.imo !== imo);
  }

  /** The mover that the device itself names. */
  moverOf({ scheme, value }: Pick<DeviceKey, 'scheme' | 'value'>): number | null {
    return this.#movers.get(scheme + separator + value)?.mover ?? null;
  }
}

function textOf({ scheme, value, terminal }: Omit<DeviceKey, 'name'>): string {
  return scheme + separator + value + separator + terminal;
}

async function insert(
  tx: PositionTransaction,
  into: string,
  rows: readonly (readonly SqlValue[])[],
): Promise<void> {
  for (let from = 0; from < rows.length; from += insertRows) {
    const part = rows.slice(from, from + insertRows);
    let number = 0;
    const values = part.map((row) => `(${row.map(() => `$${++number}`).join(', ')})`);
    await tx.execute(`INSERT INTO ${into} VALUES ${values.join(', ')}`, part.flat());
  }
}
