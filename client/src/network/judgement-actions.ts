/** Merging, taking a record out and taking a judgement back, each an entry of the canvas's log that undo and redo carry to the server. */
import type { CanvasState } from './core/types.ts';
import type { Effect, HistoryEntry } from './core/history.ts';
import type { NetworkApi } from './network-api.ts';
import type { NetworkController } from './network-controller.ts';

type Entry = HistoryEntry<CanvasState>;

export class JudgementActions {
  readonly #api: NetworkApi;
  readonly #network: NetworkController;

  constructor(api: NetworkApi, network: NetworkController) {
    this.#api = api;
    this.#network = network;
  }

  /** Says that what stands at these two nodes is one. */
  async merge(left: string, right: string, reason: string): Promise<Entry> {
    const { recordOf } = this.#network;
    const of = recordOf.bind(this.#network);
    let id = await this.#api.merge(of(left), of(right), reason);
    return this.#done('merge', {
      undo: () => this.#api.retract(id),
      redo: async () => void (id = await this.#api.reinstate(id)),
    });
  }

  /** Takes one record out of its entity. */
  async unmerge(record: string, reason: string): Promise<Entry> {
    let changed = await this.#api.unmerge(record, reason);
    return this.#done('unmerge', {
      undo: async () => {
        for (const { id, inForce } of changed)
          await (inForce ? this.#api.retract(id) : this.#api.reinstate(id));
      },
      redo: async () => void (changed = await this.#api.unmerge(record, reason)),
    });
  }

  async retract(judgement: string): Promise<Entry> {
    await this.#api.retract(judgement);
    let id = judgement;
    return this.#done('retract', {
      undo: async () => void (id = await this.#api.reinstate(id)),
      redo: () => this.#api.retract(id),
    });
  }

  async #done(label: string, effect: Effect): Promise<Entry> {
    this.#network.history.do(label, (state) => state, effect);
    const entry = this.#network.history.view.get().past.at(-1)!;
    await this.#network.refresh();
    return entry;
  }
}
