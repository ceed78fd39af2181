/** Bindings at work: what people said of plates and terminals, as the store of positions goes by it. Fixes that are stored follow, whenever it is said. */
import type {
  DeviceBinding,
  DeviceScheme,
  PositionStore,
} from '@phecda/graph-schema/ports/position-store';
import { entityIdOf } from '../../reading/entity-ids.ts';
import { positionKeysOf } from '../../reading/movers.ts';
import type { ViewedTruth } from '../../reading/truth.ts';
import type { BindingStore } from './binding-store.ts';

export interface DeviceBindingsParts {
  readonly store: BindingStore;
  readonly positions: PositionStore;
  readonly truth: ViewedTruth;
  /** Fixes moved from one mover to another. */
  onMoved(): void;
}

export class DeviceBindings {
  readonly store: BindingStore;
  readonly #parts: DeviceBindingsParts;
  #applying: Promise<unknown> = Promise.resolve();

  constructor(parts: DeviceBindingsParts) {
    this.store = parts.store;
    this.#parts = parts;
  }

  /** What is in force takes effect; done again it changes nothing. @returns fixes that moved */
  apply(): Promise<number> {
    const applied = this.#applying.then(() => this.#apply());
    this.#applying = applied.catch(() => undefined); // told to whoever asked for it
    return applied;
  }

  /** Plate, MMSI or IMO by which positions name a vehicle or vessel; null: it has none. */
  async numberOf(record: string): Promise<{ scheme: DeviceScheme; value: string } | null> {
    const { truth } = this.#parts;
    const entity = await entityIdOf(truth, record);
    const [key] = entity === null ? [] : await positionKeysOf(truth, entity);
    const [, scheme, value] = /^\w+:(\w+):(.*)$/su.exec(key ?? '') ?? [];
    return scheme === undefined || value === undefined
      ? null
      : { scheme: scheme as DeviceScheme, value };
  }

  async #apply(): Promise<number> {
    const { store, positions, onMoved } = this.#parts;
    const bindings: DeviceBinding[] = [];
    for (const { scheme, value, record, from, to, endedAt } of await store.list()) {
      if (endedAt !== null) continue;
      const target = await this.numberOf(record);
      // A vehicle that the graph does not know at the moment: the device counts for itself.
      if (target === null) continue;
      bindings.push({ scheme, value, target, from, to });
    }
    const moved = await positions.bind(bindings);
    if (moved > 0) onMoved();
    return moved;
  }
}
