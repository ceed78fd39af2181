/** Where discs stand: layouts in a worker, and communities that collapse when there is more than the canvas draws. */
import { addGroups, movePositions } from './core/canvas-state.ts';
import { communityMinimum, communitySets } from './core/communities.ts';
import { elementCount, type Display } from './core/display.ts';
import type { CanvasState } from './core/types.ts';
import type { LayoutInput, LayoutName } from './layout/layouts.ts';
import { detectCommunities, runLayout, type RunningLayout } from './layout/run-layout.ts';
import type { NetworkController, Notice } from './network-controller.ts';

/** Discs and lines drawn at most before communities collapse. */
const elementLimit = 2000;

export class Arranger {
  readonly #network: NetworkController;
  #running: RunningLayout | null = null;

  constructor(network: NetworkController) {
    this.#network = network;
  }

  /** Beyond the limit communities collapse into discs that open in place. */
  async keepWithinLimit(): Promise<void> {
    const display = this.#network.display.get();
    if (!display || elementCount(display) <= elementLimit) return;
    const communities = await detectCommunities(this.#layoutInput(display));
    const sets = this.#setsOf(communities, display);
    this.#network.history.amend((state) => addGroups(state, 'community', sets, true));
    const notice: Notice = {
      key: 'collapsed',
      values: { limit: elementLimit, groups: sets.length },
    };
    this.#network.cut.set(notice);
    this.#network.onNotice(notice);
    // Discs of groups stand where their members were, one upon the other.
    await this.arrange('force', true);
  }

  #setsOf(communities: ReadonlyMap<string, number>, display: Display) {
    const open = new Map([...communities].filter(([disc]) => !display.nodes.get(disc)?.group));
    return communitySets(open, this.#layoutInput(display).edges).map((members, index) => ({
      key: String(index + 1),
      members,
    }));
  }

  #layoutInput(display: Display): LayoutInput {
    const positions = this.#network.stage?.positions ?? display.positions;
    return {
      nodes: [...display.nodes.values()].map((node) => ({
        id: node.id,
        ...(positions.get(node.id) ?? display.positions.get(node.id) ?? { x: 0, y: 0 }),
        radius: node.radius,
        fixed: node.pinned,
      })),
      edges: [...display.edges.values()].map((edge) => ({
        source: edge.source,
        target: edge.target,
        weight: edge.links.reduce((sum, link) => sum + link.weight, 0),
      })),
      focus: [...this.#network.selection.get().nodes],
    };
  }

  /** Lays the picture out in a worker; pinned discs stay. A second call stops the first. */
  async arrange(name: LayoutName, withinLast = false): Promise<void> {
    const display = this.#network.display.get();
    if (!display || display.nodes.size < 2) return;
    this.stop();
    const running = runLayout(name, this.#layoutInput(display), (positions, done) => {
      this.#network.layout.set({ name, done });
      this.#network.stage?.showPositions(positions);
    });
    this.#running = running;
    this.#network.layout.set({ name, done: 0 });
    try {
      const positions = await running.finished;
      const final = positions ?? new Map(this.#network.stage?.positions ?? []);
      const change = (state: CanvasState) => movePositions(state, final);
      if (withinLast) this.#network.history.amend(change);
      else this.#network.history.do(`layout.${name}`, change);
      if (this.#running === running) this.#network.stage?.fit();
    } catch (error) {
      this.#network.onNotice({ key: 'failed.layout', error });
    } finally {
      if (this.#running === running) {
        this.#running = null;
        this.#network.layout.set(null);
      }
    }
  }

  stop(): void {
    this.#running?.stop();
  }

  /** Draws a hull around each community; the discs stay open. */
  async hullCommunities(): Promise<void> {
    const display = this.#network.display.get();
    if (!display) return;
    const sets = this.#setsOf(await detectCommunities(this.#layoutInput(display)), display);
    if (!sets.length)
      this.#network.onNotice({ key: 'noCommunities', values: { count: communityMinimum } });
    this.#network.history.do('groupByCommunity', (state) =>
      addGroups(state, 'community', sets, false),
    );
  }
}
