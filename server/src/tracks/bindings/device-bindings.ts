/** Bindings at work: what people said of plates and terminals, as the store of positions goes by it. Fixes that are stored follow, whenever it is said. */
import type {
  DeviceBinding,
  DeviceScheme,
  PositionStore,
} from '@phecda/graph-schema/ports/position-store';
import { entityIdsOf } from '../../reading/entity-ids.ts';
import { positionKeysOfAll } from '../../reading/movers.ts';
import type { ViewedTruth } from '../../reading/truth.ts';
import type { BindingStore } from './binding-store.ts';

export interface DeviceBindingsParts {
  readonly store: BindingStore;
  readonly positions: PositionStore;
  readonly truth: ViewedTruth;
  /** Fixes moved from one mover to another. */
  onMoved(): void;
  onError(error: unknown): void;
}

interface DeviceNumber {
  readonly scheme: DeviceScheme;
  readonly value: string;
}

export class DeviceBindings {
  readonly store: BindingStore;
  readonly #parts: DeviceBindingsParts;
  #applying: Promise<unknown> = Promise.resolve();
  #isDue = false;
  /** What took effect last, as JSON: nearly every revision leaves it as it is. */
  #inEffect: string | null = null;

  constructor(parts: DeviceBindingsParts) {
    this.store = parts.store;
    this.#parts = parts;
  }

  /** What is in force takes effect; done again it changes nothing. @returns fixes that moved */
  apply(): Promise<number> {
    const applied = this.#applying.then(() => {
      // Another process of the team may have put something else into effect meanwhile.
      this.#inEffect = null;
      return this.#apply();
    });
    this.#applying = applied.catch(() => undefined); // told to whoever asked for it
    return applied;
  }

  /** What the graph says of vehicles may have changed; several calls meanwhile are one. */
  wake(): void {
    if (this.#isDue) return;
    this.#isDue = true;
    const applied = this.#applying.then(() => {
      this.#isDue = false;
      return this.#apply();
    });
    this.#applying = applied.catch((error: unknown) => this.#parts.onError(error));
  }

  /** Returns once nothing is on its way. */
  async stop(): Promise<void> {
    this.#isDue = true;
    await this.#applying;
  }

  /** Plate, MMSI or IMO by which positions name a vehicle or vessel; null: it has none. */
  async numberOf(record: string): Promise<DeviceNumber | null> {
    return (await this.#numbersOf([record])).get(record) ?? null;
  }

  async #apply(): Promise<number> {
    const { store, positions, onMoved } = this.#parts;
    const inForce = (await store.list()).filter(({ endedAt }) => endedAt === null);
    const numbers = await this.#numbersOf(inForce.map(({ record }) => record));
    const bindings = inForce.flatMap(({ scheme, value, record, from, to }): DeviceBinding[] => {
      const target = numbers.get(record);
      // A vehicle that the graph does not know at the moment: the device counts for itself.
      return target === undefined ? [] : [{ scheme, value, target, from, to }];
    });
    const wanted = JSON.stringify(bindings);
    if (wanted === this.#inEffect) return 0;
    const moved = await positions.bind(bindings);
    this.#inEffect = wanted;
    if (moved > 0) onMoved();
    return moved;
  }

  /** Record → the first of its numbers. */
  async #numbersOf(records: readonly string[]): Promise<Map<string, DeviceNumber>> {
    const { truth } = this.#parts;
    const entities = await entityIdsOf(truth, [...new Set(records)]);
    const keys = await positionKeysOfAll(truth, [...new Set(entities.values())]);
    const numbers = new Map<string, DeviceNumber>();
    for (const { key, entity } of keys) {
      const [, scheme, value] = /^\w+:(\w+):(.*)$/su.exec(key) ?? [];
      if (scheme !== undefined && value !== undefined && !numbers.has(entity))
        numbers.set(entity, { scheme: scheme as DeviceScheme, value });
    }
    return new Map(
      [...entities].flatMap(([record, entity]) => {
        const number = numbers.get(entity);
        return number === undefined ? [] : [[record, number] as const];
      }),
    );
  }
}
