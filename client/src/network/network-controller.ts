/** One network on the screen: the canvas with its history, what is selected and shown, and what can be done with it. */
import { createStore } from '../app/store.ts';
import type { PathMode, ScopeInput } from '../generated/graphql.ts';
import {
  addGroups,
  addToCanvas,
  followEntities,
  hideOnCanvas,
  membersOf,
  movePositions,
  removeFromCanvas,
  setPinned,
  showOnCanvas,
} from './core/canvas-state.ts';
import { changeById } from './core/change-by-id.ts';
import { discsOf, displayOf, type Display, type Style } from './core/display.ts';
import { plainLook, type Look } from './core/look.ts';
import { withoutOverlap, type Disc } from './core/overlap.ts';
import { History, type HistoryEntry } from './core/history.ts';
import { distinctNodes, representativesOf } from './core/representatives.ts';
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
import {
  emptyCanvas,
  type CanvasState,
  type LinkItem,
  type NodeItem,
  type Point,
} from './core/types.ts';
import { Arranger } from './arranger.ts';
import { GroupActions } from './group-actions.ts';
import { JudgementActions } from './judgement-actions.ts';
import type { LayoutName } from './layout/layouts.ts';
import { drawApart, showHalves, type Halves } from './halves.ts';
import type { NetworkApi, PathAnswer } from './network-api.ts';
import type { Tool } from './stage/pointer.ts';
import type { Stage } from './stage/stage.ts';

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
  readonly history = new History<CanvasState>(emptyCanvas, (state, from, to) =>
    changeById(state, from, to, 'change'),
  );
  readonly judgements: JudgementActions;
  readonly groups = new GroupActions(this);
  readonly scope = createStore<Scope>(fullScope);
  readonly selection = createStore<Selection>(noSelection);
  readonly look = createStore<Look>(plainLook);
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
  readonly #arranger: Arranger;
  #working: Promise<void> = Promise.resolve();
  /** The refresh that has not begun yet, and the end of the one before it. */
  #refreshing: Promise<void> | null = null;
  #refreshed: Promise<void> = Promise.resolve();

  constructor(api: NetworkApi) {
    this.#api = api;
    this.#arranger = new Arranger(this);
    this.judgements = new JudgementActions(api, this);
    this.history.view.subscribe(() => this.#derive());
    this.scope.subscribe(() => this.#derive());
    this.look.subscribe(() => this.#derive());
    this.paths.subscribe(() => this.#derive());
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
    const display = displayOf({
      state: this.state,
      scope: this.scope.get(),
      style: this.#style,
      look: this.look.get(),
      path: new Set(this.#shownPath()?.links),
    });
    const moved = withoutOverlap(this.#byPrecedence(display));
    // Comes back here with the new places.
    if (moved.size) return this.history.amend((state) => movePositions(state, moved));
    this.display.set(display);
    this.selection.set((selection) => keepDrawn(selection, display));
  }

  /** Who keeps its place: what is pinned, what was just put somewhere, what was there, what is new. */
  #byPrecedence(display: Display): Disc[] {
    const before = this.display.get();
    const precedence = ({ id, x, y }: Disc) => {
      if (this.state.pinned.has(id)) return 0;
      const place = before?.nodes.has(id) ? before.positions.get(id) : undefined;
      if (!place) return 3;
      return place.x === x && place.y === y ? 2 : 1;
    };
    return [...discsOf(display).values()]
      .map((disc) => ({ disc, order: precedence(disc) }))
      .sort(
        (a, b) =>
          a.order - b.order || b.disc.radius - a.disc.radius || (a.disc.id < b.disc.id ? -1 : 1),
      )
      .map(({ disc }) => disc);
  }

  #shownPath() {
    const paths = this.paths.get();
    return paths?.chosen != null ? paths.answer?.paths[paths.chosen] : undefined;
  }

  serverScope(): ScopeInput | undefined {
    return scopeInput(this.scope.get(), this.#known) as ScopeInput | undefined;
  }

  /** What keeps its colour now. */
  lit(): Lit | null {
    const display = this.display.get();
    if (!display) return null;
    const path = this.#shownPath();
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

  /** One after the other, so that each sees what the one before it put on the canvas. */
  #work<T>(key: string, job: () => Promise<T>): Promise<T | null> {
    const run = async () => {
      this.busy.set(key);
      try {
        return await job();
      } catch (error) {
        this.onNotice({ key: `failed.${key}`, error });
        return null;
      } finally {
        this.busy.set(null);
      }
    };
    const done = this.#working.then(run);
    this.#working = done.then(() => undefined);
    return done;
  }

  counts(id: string) {
    return this.#api.counts(this.recordOf(id), this.serverScope());
  }

  /** Id under which the server knows what stands on the canvas. */
  recordOf(id: string): string {
    return this.state.nodes.get(id)?.record ?? id;
  }

  /** Nodes that the server knows under these ids. */
  nodesOf(records: readonly string[]): string[] {
    return [...this.state.nodes.values()]
      .filter((node) => records.includes(node.record))
      .map((node) => node.id);
  }

  /** Nodes that stand for these entities now. */
  #discsOf(nodes: readonly NodeItem[]): string[] {
    const nodeOf = representativesOf(this.state);
    return nodes.flatMap((node) => nodeOf.get(node.entity ?? '') ?? []);
  }

  /** Puts what these records or entities name on the canvas with the relations among everything there; gives the nodes that stand for each. */
  async add(
    ids: readonly string[],
    options: {
      readonly select?: boolean;
      readonly fresh?: boolean;
      /** Name of the gang that they are: drawn as a hull around them. */
      readonly gang?: string;
      /** Two of its parts and what holds them together. */
      readonly halves?: Halves;
    } = {},
  ): Promise<ReadonlyMap<string, string>> {
    const wanted = [...new Set(ids)];
    const standing = await this.#work('add', async () => {
      const found = await this.#api.resolved(wanted);
      const nodes = [...found.values()].filter((node) => node !== null);
      const links = await this.#relationsWith(nodes);
      const wasEmpty = this.state.nodes.size === 0;
      const change = (state: CanvasState) => addToCanvas(state, nodes, links);
      if (options.fresh) this.history.reset(change(this.state));
      else this.history.do('add', change);
      if (nodes.length < wanted.length)
        this.onNotice({ key: 'notFound', values: { count: wanted.length - nodes.length } });
      const discs = this.#discsOf(nodes);
      const { gang } = options;
      if (gang !== undefined && discs.length > 1)
        this.history.do('groupGang', (state) =>
          addGroups(state, 'gang', [{ key: gang, members: discs }], false),
        );
      const discsOfIds = (some: readonly string[]) =>
        this.#discsOf(some.flatMap((id) => found.get(id) ?? []));
      if (options.halves) showHalves(this, discsOfIds, options.halves);
      else if (options.select !== false) this.select(selectNodes(discs));
      if (wasEmpty && nodes.length > 2) await this.#arranger.arrange('force', true);
      if (wasEmpty && options.halves) drawApart(this, discsOfIds, options.halves);
      if (wasEmpty) this.stage?.fit(undefined, false);
      else this.stage?.reveal(discs);
      await this.#arranger.keepWithinLimit();
      return new Map(
        [...found].flatMap(([id, node]): [string, string][] => {
          const [disc] = node ? this.#discsOf([node]) : [];
          return disc === undefined ? [] : [[id, disc]];
        }),
      );
    });
    return standing ?? new Map();
  }

  /** Relations among these and everything on the canvas. */
  #relationsWith(nodes: readonly NodeItem[]): Promise<LinkItem[]> {
    const there = distinctNodes(this.state).map((node) => node.record);
    return this.#api.induced([...new Set([...there, ...nodes.map((node) => node.record)])]);
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
        ids: ids.map((id) => this.recordOf(id)),
        depth: choice.depth ?? 1,
        perKindLimit: choice.perKind ?? 50,
        limit: 1000,
        ...(Object.keys(merged).length && { scope: merged }),
      });
      const there = representativesOf(this.state);
      const fresh = answer.nodes.filter((node) => !there.has(node.entity ?? ''));
      const induced = fresh.length ? await this.#relationsWith(answer.nodes) : [];
      const links = [...answer.links, ...induced];
      const total = answer.totals.reduce((sum, one) => sum + one.total, 0);
      const shown = answer.totals.reduce((sum, one) => sum + one.shown, 0);
      this.history.do('expand', (state) => addToCanvas(state, answer.nodes, links, ids));
      const notice: Notice | null =
        shown < total ? { key: 'expandCut', values: { shown, total } } : null;
      this.cut.set(notice);
      if (notice) this.onNotice(notice);
      else if (!fresh.length) this.onNotice({ key: 'nothingNew' });
      this.stage?.reveal([...ids, ...this.#discsOf(fresh)]);
      await this.#arranger.keepWithinLimit();
    });
  }

  /** Draws a hull around each community; the discs stay open. */
  async outlineCommunities(): Promise<void> {
    await this.#work('communities', () => this.#arranger.hullCommunities());
  }

  /** Draws only the relations that carry the picture, or all again. */
  toggleBackbone(): void {
    const on = !this.state.backbone;
    this.history.do(on ? 'backbone' : 'allRelations', (state) => ({ ...state, backbone: on }));
  }

  arrange(name: LayoutName): Promise<void> {
    return this.#arranger.arrange(name);
  }

  stopLayout(): void {
    this.#arranger.stop();
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
      this.#api.paths(this.recordOf(from), this.recordOf(to), mode, this.serverScope()),
    );
    this.paths.set(answer ? { from, to, mode, answer, chosen: null } : null);
    if (answer?.paths.length) this.choosePath(0);
  }

  /** Puts a found path on the canvas and lights it. */
  choosePath(index: number): void {
    const paths = this.paths.get();
    const path = paths?.answer?.paths[index];
    if (!paths?.answer || !path) return;
    const nodes = paths.answer.nodes.filter((node) => path.nodes.includes(node.entity ?? ''));
    const links = paths.answer.links.filter((link) => path.links.includes(link.id));
    const missing =
      this.#discsOf(nodes).length < nodes.length ||
      links.some((link) => !this.state.links.has(link.id));
    if (missing)
      this.history.do('path', (state) => addToCanvas(state, nodes, links, [paths.from, paths.to]));
    this.paths.set({ ...paths, chosen: index });
    this.stage?.reveal(this.#discsOf(nodes));
  }

  /** Asks again for everything on the canvas, after data changed. Asked while it runs, it runs once more afterwards. */
  refresh(): Promise<void> {
    this.#refreshing ??= this.#refreshed.then(() => {
      this.#refreshing = null;
      this.#refreshed = this.#followData();
      return this.#refreshed;
    });
    return this.#refreshing;
  }

  async #followData(): Promise<void> {
    const nodes = [...this.state.nodes.values()];
    if (!nodes.length) return;
    try {
      const asked = await this.#api.located(nodes);
      const found = [...asked.values()].filter((node) => node !== null);
      const links = await this.#api.induced(found.map((node) => node.record));
      const gone = nodes.filter(
        ({ id, entity }) => entity !== null && asked.get(id) === null,
      ).length;
      this.history.follow((state) => followEntities(state, asked, links));
      if (gone) this.onNotice({ key: 'gone', values: { count: gone } });
    } catch (error) {
      this.onNotice({ key: 'failed.refresh', error });
    }
  }

  /** Whether one of these entities is on the canvas. */
  holdsAny(entities: readonly string[]): boolean {
    const wanted = new Set(entities);
    return [...this.state.nodes.values()].some(
      ({ id, record, entity }) =>
        wanted.has(id) || wanted.has(record) || (entity !== null && wanted.has(entity)),
    );
  }

  undo(): Promise<void> {
    return this.#takeBack('undo');
  }

  redo(): Promise<void> {
    return this.#takeBack('redo');
  }

  /** Takes this entry back if it still stands, whatever came after it. */
  async revert(entry: HistoryEntry<CanvasState>): Promise<void> {
    if (this.history.view.get().past.includes(entry)) await this.#takeBack('undo', entry);
  }

  async #takeBack(way: 'undo' | 'redo', entry?: HistoryEntry<CanvasState>): Promise<void> {
    await this.#work(way, async () => {
      const { past, future } = this.history.view.get();
      const one = entry ?? (way === 'undo' ? past.at(-1) : future[0]);
      if (!one) return;
      await one.effect?.[way]();
      const label = way === 'undo' ? this.history.undo(one) : this.history.redo();
      if (label)
        this.onNotice({ key: way === 'undo' ? 'undone' : 'redone', values: { what: label } });
      // The entry remembers entities as they were then.
      await this.refresh();
    });
  }

  dispose(): void {
    this.stopLayout();
  }
}
