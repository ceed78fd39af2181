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
  merge(left: string, right: string, reason: string): Promise<Entry> {
    const [a, b] = [this.#network.recordOf(left), this.#network.recordOf(right)];
    return this.#say('merge', () => this.#api.merge(a, b, reason));
  }

  /** Takes one record out of its entity. */
  unmerge(record: string, reason: string): Promise<Entry> {
    return this.#say('unmerge', () => this.#api.unmerge(record, reason));
  }

  async retract(judgement: string): Promise<Entry> {
    let entry = await this.#api.retract(judgement);
    const back = async (): Promise<void> => void (entry = await this.#api.takeBack(entry));
    return this.#done('retract', {
      undo: back,
      // Cancelled before it was taken in, the judgement is still the one; otherwise it was made anew.
      redo: () => this.#api.retract(judgement).then((number) => void (entry = number), back),
    });
  }

  async #say(label: string, said: () => Promise<number>): Promise<Entry> {
    let entry = await said();
    return this.#done(label, {
      undo: async () => void (await this.#api.takeBack(entry)),
      redo: async () => void (entry = await said()),
    });
  }

  async #done(label: string, effect: Effect): Promise<Entry> {
    this.#network.history.do(label, (state) => state, effect);
    const entry = this.#network.history.view.get().past.at(-1)!;
    await this.#network.refresh();
    return entry;
  }
}
