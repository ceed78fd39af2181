/** One network on the screen: the canvas with its history, what is selected and shown, and what can be done with it. */
import { createStore } from '../app/store.ts';
import type { PathMode, ScopeInput } from '../generated/graphql.ts';
import {
  addGroups,
  addToCanvas,
  hideOnCanvas,
  membersOf,
  movePositions,
  refreshCanvas,
  removeFromCanvas,
  removeGroups,
  setCollapsed,
  setPinned,
  showOnCanvas,
} from './core/canvas-state.ts';
import {
  displayOf,
  elementCount,
  type Display,
  type SizeMeasure,
  type Style,
} from './core/display.ts';
import { History } from './core/history.ts';
import { fullScope, scopeInput, type Scope } from './core/scope.ts';
import {
  keepDrawn,
  litBy,
  litByPath,
  neighboursOf,
  neighbourTowards,
  noSelection,
  selectNodes,
  type Lit,
  type Selection,
} from './core/selection.ts';
import { emptyCanvas, type CanvasState, type Point } from './core/types.ts';
import { detectCommunities, runLayout, type RunningLayout } from './layout/run-layout.ts';
import type { LayoutInput, LayoutName } from './layout/layouts.ts';
import type { NetworkApi, PathAnswer } from './network-api.ts';
import type { Tool } from './stage/pointer.ts';
import type { Stage } from './stage/stage.ts';

/** Discs and lines drawn at most before communities collapse. */
export const elementLimit = 2000;

export interface ExpandChoice {
  readonly kinds?: readonly string[];
  readonly depth?: number;
  readonly perKind?: number;
}
export interface PathsFound {
  readonly from: string;
  readonly to: string;
  readonly mode: PathMode;
  readonly answer: PathAnswer | null;
  readonly chosen: number | null;
}
/** Something the person should read; `key` names the words. */
export interface Notice {
  readonly key: string;
  readonly values?: Readonly<Record<string, string | number>>;
  readonly error?: unknown;
}
interface KnownNames {
  readonly types: readonly string[];
  readonly kinds: readonly string[];
  readonly sources: readonly string[];
}

export class NetworkController {
  readonly history = new History<CanvasState>(emptyCanvas);
  readonly scope = createStore<Scope>(fullScope);
  readonly selection = createStore<Selection>(noSelection);
  readonly measure = createStore<SizeMeasure>('degree');
  readonly tool = createStore<Tool>('select');
  readonly paths = createStore<PathsFound | null>(null);
  readonly layout = createStore<{ readonly name: LayoutName; readonly done: number } | null>(null);
  readonly busy = createStore<string | null>(null);
  /** Why fewer than asked are on the canvas, as a message key with values. */
  readonly cut = createStore<Notice | null>(null);
  readonly display = createStore<Display | null>(null);
  stage: Stage | null = null;
  onNotice: (notice: Notice) => void = () => undefined;
  readonly #api: NetworkApi;
  #style: Style | null = null;
  #known: KnownNames = { types: [], kinds: [], sources: [] };
  #running: RunningLayout | null = null;

  constructor(api: NetworkApi) {
    this.#api = api;
    this.history.view.subscribe(() => this.#derive());
    this.scope.subscribe(() => this.#derive());
    this.measure.subscribe(() => this.#derive());
  }

  setStyle(style: Style, known: KnownNames): void {
    this.#style = style;
    this.#known = known;
    this.#derive();
  }

  get state(): CanvasState {
    return this.history.state;
  }

  #derive(): void {
    if (!this.#style) return;
    const display = displayOf(this.state, this.scope.get(), this.#style, this.measure.get());
    this.display.set(display);
    this.selection.set((selection) => keepDrawn(selection, display));
  }

  serverScope(): ScopeInput | undefined {
    return scopeInput(this.scope.get(), this.#known) as ScopeInput | undefined;
  }

  /** What keeps its colour now. */
  lit(): Lit | null {
    const display = this.display.get();
    if (!display) return null;
    const paths = this.paths.get();
    const path = paths?.chosen != null ? paths.answer?.paths[paths.chosen] : undefined;
    return litBy(
      display,
      this.selection.get(),
      path ? litByPath(display, path.nodes, path.links) : null,
    );
  }

  /** Entities behind the selected discs. */
  selectedEntities(): string[] {
    return [...membersOf(this.state, this.selection.get().nodes)];
  }

  select(selection: Selection): void {
    this.selection.set(selection);
    this.paths.set((paths) => (paths?.chosen != null ? { ...paths, chosen: null } : paths));
  }

  async #work<T>(key: string, job: () => Promise<T>): Promise<T | null> {
    this.busy.set(key);
    try {
      return await job();
    } catch (error) {
      this.onNotice({ key: `failed.${key}`, error });
      return null;
    } finally {
      this.busy.set(null);
    }
  }

  counts(id: string) {
    return this.#api.counts(id, this.serverScope());
  }

  /** Puts entities on the canvas with the relations among everything there. */
  async add(
    ids: readonly string[],
    options: { readonly select?: boolean; readonly fresh?: boolean } = {},
  ): Promise<void> {
    const wanted = [...new Set(ids)];
    await this.#work('add', async () => {
      const nodes = await this.#api.entities(wanted);
      const links = await this.#api.between([
        ...new Set([...this.state.nodes.keys(), ...nodes.map((node) => node.id)]),
      ]);
      const wasEmpty = this.state.nodes.size === 0;
      const change = (state: CanvasState) => addToCanvas(state, nodes, links);
      if (options.fresh) this.history.reset(change(this.state));
      else this.history.do('add', change);
      if (nodes.length < wanted.length)
        this.onNotice({ key: 'notFound', values: { count: wanted.length - nodes.length } });
      if (options.select !== false) this.select(selectNodes(nodes.map((node) => node.id)));
      if (wasEmpty && nodes.length > 2) await this.arrange('force', true);
      if (wasEmpty) this.stage?.fit(undefined, false);
      else this.stage?.reveal(nodes.map((node) => node.id));
      await this.#keepWithinLimit();
    });
  }

  /** Neighbours of these discs; what is there keeps its place. */
  async expand(discs: Iterable<string>, choice: ExpandChoice = {}): Promise<void> {
    const ids = [...membersOf(this.state, discs)];
    if (!ids.length) return;
    await this.#work('expand', async () => {
      const scope = this.serverScope();
      const kinds = choice.kinds ?? scope?.kinds;
      const merged = { ...scope, ...(kinds && { kinds }) } as ScopeInput;
      const answer = await this.#api.expand({
        ids,
        depth: choice.depth ?? 1,
        perKindLimit: choice.perKind ?? 50,
        limit: 1000,
        ...(Object.keys(merged).length && { scope: merged }),
      });
      const fresh = answer.nodes.filter((node) => !this.state.nodes.has(node.id));
      const all = [
        ...new Set([...this.state.nodes.keys(), ...answer.nodes.map((node) => node.id)]),
      ];
      const between = fresh.length ? await this.#api.between(all) : [];
      const links = [...answer.links, ...between];
      const total = answer.totals.reduce((sum, one) => sum + one.total, 0);
      const shown = answer.totals.reduce((sum, one) => sum + one.shown, 0);
      this.history.do('expand', (state) => addToCanvas(state, answer.nodes, links, ids));
      const notice: Notice | null =
        shown < total ? { key: 'expandCut', values: { shown, total } } : null;
      this.cut.set(notice);
      if (notice) this.onNotice(notice);
      else if (!fresh.length) this.onNotice({ key: 'nothingNew' });
      this.stage?.reveal([...ids, ...fresh.map((node) => node.id)]);
      await this.#keepWithinLimit();
    });
  }

  /** Beyond the limit communities collapse into discs that open in place. */
  async #keepWithinLimit(): Promise<void> {
    const display = this.display.get();
    if (!display || elementCount(display) <= elementLimit) return;
    const communities = await detectCommunities(this.#layoutInput(display));
    const sets = this.#setsOf(communities, display);
    this.history.amend((state) => addGroups(state, 'community', sets, true));
    const notice: Notice = {
      key: 'collapsed',
      values: { limit: elementLimit, groups: sets.length },
    };
    this.cut.set(notice);
    this.onNotice(notice);
    // Discs of groups stand where their members were, one upon the other.
    await this.arrange('force', true);
  }

  #setsOf(communities: ReadonlyMap<string, number>, display: Display) {
    const sets = new Map<number, string[]>();
    for (const [disc, community] of communities) {
      if (display.nodes.get(disc)?.group) continue;
      sets.set(community, [...(sets.get(community) ?? []), disc]);
    }
    return [...sets.values()]
      .filter((members) => members.length > 1)
      .sort((a, b) => b.length - a.length)
      .map((members, index) => ({ key: String(index + 1), members }));
  }

  #layoutInput(display: Display): LayoutInput {
    const positions = this.stage?.positions ?? display.positions;
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
      focus: [...this.selection.get().nodes],
    };
  }

  /** Lays the picture out in a worker; pinned discs stay. A second call stops the first. */
  async arrange(name: LayoutName, withinLast = false): Promise<void> {
    const display = this.display.get();
    if (!display || display.nodes.size < 2) return;
    this.stopLayout();
    const running = runLayout(name, this.#layoutInput(display), (positions, done) => {
      this.layout.set({ name, done });
      this.stage?.showPositions(positions);
    });
    this.#running = running;
    this.layout.set({ name, done: 0 });
    try {
      const positions = await running.finished;
      const final = positions ?? new Map(this.stage?.positions ?? []);
      const change = (state: CanvasState) => movePositions(state, final);
      if (withinLast) this.history.amend(change);
      else this.history.do(`layout.${name}`, change);
      if (this.#running === running) this.stage?.fit();
    } catch (error) {
      this.onNotice({ key: 'failed.layout', error });
    } finally {
      if (this.#running === running) {
        this.#running = null;
        this.layout.set(null);
      }
    }
  }

  stopLayout(): void {
    this.#running?.stop();
  }

  move(positions: ReadonlyMap<string, Point>): void {
    this.history.do('move', (state) => movePositions(state, positions));
  }

  togglePin(): void {
    const ids = [...this.selection.get().nodes];
    const on = !ids.every((id) => this.state.pinned.has(id));
    this.history.do(on ? 'pin' : 'unpin', (state) => setPinned(state, ids, on));
  }

  #selectedIds(): Set<string> {
    const { nodes, edges } = this.selection.get();
    const display = this.display.get();
    const links = [...edges].flatMap(
      (id) => display?.edges.get(id)?.links.map((link) => link.id) ?? [],
    );
    return new Set([...nodes, ...links]);
  }

  hide(): void {
    const ids = this.#selectedIds();
    this.history.do('hide', (state) => hideOnCanvas(state, ids));
  }

  hideOthers(): void {
    const kept = new Set(this.selectedEntities());
    const others = new Set([...this.state.nodes.keys()].filter((id) => !kept.has(id)));
    this.history.do('hideOthers', (state) => hideOnCanvas(state, others));
    this.stage?.fit();
  }

  showAll(): void {
    this.history.do('showAll', (state) => showOnCanvas(state));
  }

  remove(): void {
    const { nodes } = this.selection.get();
    if (!nodes.size) return this.hide();
    this.history.do('remove', (state) => removeFromCanvas(state, nodes));
  }

  clear(): void {
    this.history.do('clear', () => emptyCanvas);
    this.paths.set(null);
    this.cut.set(null);
  }

  groupSelection(): void {
    const members = this.selectedEntities();
    if (members.length < 2) return;
    const number = this.state.groups.filter((group) => group.by === 'selection').length + 1;
    this.history.do('group', (state) =>
      addGroups(state, 'selection', [{ key: String(number), members }], true),
    );
  }

  groupByType(): void {
    const sets = new Map<string, string[]>();
    for (const node of this.display.get()?.visible.nodes ?? [])
      sets.set(node.type, [...(sets.get(node.type) ?? []), node.id]);
    const groups = [...sets]
      .filter(([, members]) => members.length > 1)
      .map(([key, members]) => ({ key, members }));
    this.history.do('groupByType', (state) => addGroups(state, 'type', groups, true));
    this.stage?.fit();
  }

  /** Draws a hull around each community; the discs stay open. */
  async groupByCommunity(): Promise<void> {
    const display = this.display.get();
    if (!display) return;
    await this.#work('communities', async () => {
      const sets = this.#setsOf(await detectCommunities(this.#layoutInput(display)), display);
      this.history.do('groupByCommunity', (state) => addGroups(state, 'community', sets, false));
    });
  }

  /** Groups among the selected, or that hold something selected; all when nothing is selected. */
  #groupsAtHand(): string[] {
    const { nodes } = this.selection.get();
    if (!nodes.size) return this.state.groups.map((group) => group.id);
    return this.state.groups
      .filter((group) => nodes.has(group.id) || group.members.some((member) => nodes.has(member)))
      .map((group) => group.id);
  }

  ungroup(): void {
    const ids = new Set(this.#groupsAtHand());
    this.history.do('ungroup', (state) => removeGroups(state, ids));
  }

  toggleGroups(ids: readonly string[] = this.#groupsAtHand()): void {
    const groups = this.state.groups.filter((group) => ids.includes(group.id));
    const collapse = groups.some((group) => !group.collapsed);
    this.history.do(collapse ? 'collapse' : 'open', (state) =>
      groups.reduce((next, group) => setCollapsed(next, group.id, collapse), state),
    );
  }

  selectNeighbours(): void {
    const display = this.display.get();
    if (!display) return;
    const { nodes } = this.selection.get();
    this.select(selectNodes([...nodes, ...neighboursOf(display, nodes)]));
  }

  selectAll(): void {
    this.select(selectNodes(this.display.get()?.nodes.keys() ?? []));
  }

  invertSelection(): void {
    const { nodes } = this.selection.get();
    this.select(
      selectNodes([...(this.display.get()?.nodes.keys() ?? [])].filter((id) => !nodes.has(id))),
    );
  }

  walk(dx: number, dy: number): void {
    const display = this.display.get();
    if (!display) return;
    const from = [...this.selection.get().nodes].at(-1);
    const next =
      from === undefined ? [...display.nodes.keys()][0] : neighbourTowards(display, from, dx, dy);
    if (next == null) return;
    this.select(selectNodes([next]));
    this.stage?.reveal([next]);
  }

  /** Paths between the two selected entities, in the drawer; the first is lit. */
  async findPaths(mode: PathMode = 'shortest', ends?: readonly [string, string]): Promise<void> {
    const [from, to] = ends ?? this.selectedEntities();
    if (!from || !to) return;
    this.paths.set({ from, to, mode, answer: null, chosen: null });
    const answer = await this.#work('paths', () =>
      this.#api.paths(from, to, mode, this.serverScope()),
    );
    this.paths.set(answer ? { from, to, mode, answer, chosen: null } : null);
    if (answer?.paths.length) await this.choosePath(0);
  }

  /** Puts a found path on the canvas and lights it. */
  async choosePath(index: number): Promise<void> {
    const paths = this.paths.get();
    const path = paths?.answer?.paths[index];
    if (!paths?.answer || !path) return;
    const nodes = paths.answer.nodes.filter((node) => path.nodes.includes(node.id));
    const links = paths.answer.links.filter((link) => path.links.includes(link.id));
    const missing =
      nodes.some((node) => !this.state.nodes.has(node.id)) ||
      links.some((link) => !this.state.links.has(link.id));
    if (missing)
      this.history.do('path', (state) => addToCanvas(state, nodes, links, [paths.from, paths.to]));
    this.paths.set({ ...paths, chosen: index });
    this.stage?.reveal(path.nodes);
  }

  /** Asks again for everything on the canvas, after data changed. */
  async refresh(): Promise<void> {
    const before = this.state;
    const ids = [...before.nodes.keys()];
    if (!ids.length) return;
    try {
      const nodes = await this.#api.entities(ids);
      const byId = new Map(nodes.map((node) => [node.id, node]));
      const links = await this.#api.between([...byId.keys()]);
      this.history.amend((state) => refreshCanvas(state, byId, links));
      const gone = ids.filter((id) => !byId.has(id)).length;
      if (gone) this.onNotice({ key: 'gone', values: { count: gone } });
    } catch (error) {
      this.onNotice({ key: 'failed.refresh', error });
    }
  }

  undo(): void {
    const label = this.history.undo();
    if (label) this.onNotice({ key: 'undone', values: { what: label } });
  }

  redo(): void {
    const label = this.history.redo();
    if (label) this.onNotice({ key: 'redone', values: { what: label } });
  }

  dispose(): void {
    this.stopLayout();
  }
}
