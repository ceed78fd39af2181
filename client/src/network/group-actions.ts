/** What a person does with groups on the canvas. */
import { addGroups, removeGroups, setCollapsed } from './core/canvas-state.ts';
import type { NetworkController } from './network-controller.ts';

export class GroupActions {
  readonly #network: NetworkController;

  constructor(network: NetworkController) {
    this.#network = network;
  }

  ofSelection(): void {
    const members = this.#network.selectedEntities();
    if (members.length < 2) return;
    const number =
      this.#network.state.groups.filter((group) => group.by === 'selection').length + 1;
    this.#network.history.do('group', (state) =>
      addGroups(state, 'selection', [{ key: String(number), members }], true),
    );
  }

  byType(): void {
    const sets = new Map<string, string[]>();
    for (const node of this.#network.display.get()?.visible.nodes ?? [])
      sets.set(node.type, [...(sets.get(node.type) ?? []), node.id]);
    const groups = [...sets]
      .filter(([, members]) => members.length > 1)
      .map(([key, members]) => ({ key, members }));
    this.#network.history.do('groupByType', (state) => addGroups(state, 'type', groups, true));
    this.#network.stage?.fit();
  }

  /** Groups among the selected, or that hold something selected; all when nothing is selected. */
  #groupsAtHand(): string[] {
    const { nodes } = this.#network.selection.get();
    if (!nodes.size) return this.#network.state.groups.map((group) => group.id);
    return this.#network.state.groups
      .filter((group) => nodes.has(group.id) || group.members.some((member) => nodes.has(member)))
      .map((group) => group.id);
  }

  ungroup(): void {
    const ids = new Set(this.#groupsAtHand());
    this.#network.history.do('ungroup', (state) => removeGroups(state, ids));
  }

  toggle(ids: readonly string[] = this.#groupsAtHand()): void {
    const groups = this.#network.state.groups.filter((group) => ids.includes(group.id));
    const collapse = groups.some((group) => !group.collapsed);
    this.#network.history.do(collapse ? 'collapse' : 'open', (state) =>
      groups.reduce((next, group) => setCollapsed(next, group.id, collapse), state),
    );
  }
}
