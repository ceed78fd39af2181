/** What holds of the picture after every action: no two discs on each other, no line over a stranger on a shown path. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Display, Style } from './core/display.ts';
import { distanceToCurve } from './core/geometry.ts';
import { link, node } from './core/test-items.ts';
import type { LinkItem, Point } from './core/types.ts';
import type { NetworkApi } from './network-api.ts';
import { NetworkController } from './network-controller.ts';

const style: Style = {
  typeColour: () => '#112233',
  kindColour: () => '#aaaaaa',
  iconPath: () => 'M0 0',
  level: (tags) => tags.length,
  inherits: (tags) => tags.includes('inherited'),
  kind: () => ({ directed: true }),
  kindLabel: (kind) => kind,
  groupLabel: (group, top) => top?.label ?? group.key,
  palette: { ground: '#ffffff', canvas: '#ffffff', text: '#000000', dark: false },
};
const find = (id: string) => node(id, { degree: id.length * 40 });

function networkOf(relations: readonly LinkItem[]): NetworkController {
  const among = (ids: readonly string[]) =>
    relations.filter((one) => ids.includes(one.source) && ids.includes(one.target));
  const api: NetworkApi = {
    resolved: async (ids) => new Map(ids.map((id) => [id, find(id)])),
    located: async (nodes) => new Map(nodes.map((one) => [one.id, one])),
    induced: async (ids) => among(ids),
    counts: async () => [],
    expand: async ({ ids }) => {
      const links = relations.filter((one) => ids.includes(one.source) || ids.includes(one.target));
      const ends = new Set(links.flatMap((one) => [one.source, one.target]));
      return { nodes: [...ends].map(find), links, totals: [] };
    },
    paths: async (from, to) => {
      const middle = relations.find((one) => one.source === from)?.target ?? to;
      return {
        paths: [{ nodes: [from, middle, to], links: relations.slice(0, 2).map((one) => one.id) }],
        more: false,
        stopped: null,
        nodes: [from, middle, to].map(find),
        links: relations.slice(0, 2),
      } as unknown as Awaited<ReturnType<NetworkApi['paths']>>;
    },
    merge: async () => 1,
    unmerge: async () => 2,
    retract: async () => 3,
    takeBack: async () => 4,
  };
  const network = new NetworkController(api);
  network.setStyle(style, { types: [], kinds: [], sources: [] });
  return network;
}

function overlapping({ nodes, positions }: Display): string[] {
  const discs = [...nodes.values()].map((one) => ({ ...one, ...positions.get(one.id)! }));
  return discs.flatMap((a, at) =>
    discs
      .slice(at + 1)
      .filter((b) => Math.hypot(a.x - b.x, a.y - b.y) < a.radius + b.radius)
      .map((b) => `${a.id} ${b.id}`),
  );
}

/** Drawn lines that run over a disc they do not end at. */
function overStrangers({ nodes, edges, positions }: Display): string[] {
  return [...edges.values()].flatMap((edge) =>
    [...nodes.values()]
      .filter(({ id }) => id !== edge.source && id !== edge.target)
      .filter(
        ({ id, radius }) =>
          distanceToCurve(
            positions.get(id)!,
            positions.get(edge.source)!,
            positions.get(edge.target)!,
            edge.curvature,
          ) < radius,
      )
      .map(({ id }) => `${edge.id} over ${id}`),
  );
}

const names = Array.from({ length: 24 }, (_, at) => `n${'x'.repeat(at % 5)}${at}`);
const relationsOf = fc
  .array(fc.tuple(fc.nat(23), fc.nat(23)), { minLength: 10, maxLength: 60 })
  .map((pairs) =>
    pairs
      .filter(([a, b]) => a !== b)
      .map(([a, b], at) => link(`l${at}`, names[a]!, names[b]!, { weight: at + 1 })),
  );
const actions = ['expand', 'group', 'toggle', 'drop', 'pin', 'look', 'backbone', 'undo', 'redo'];

describe('the picture', () => {
  it('shows two halves within a hull each, named by its top member, and the fact between them emphasised alone', async () => {
    const network = networkOf([
      link('ab', 'a', 'b'),
      link('bp', 'b', 'p'),
      link('cp', 'c', 'p'),
      link('cd', 'c', 'd'),
    ]);
    const hulls = () =>
      network.display.get()?.hulls.map(({ members }) => [...members].sort().join(''));
    const halves = [
      ['a', 'b'],
      ['c', 'd'],
    ];
    await network.add(['p', 'a', 'b', 'c', 'd'], { halves: { halves, fact: ['p'] } });
    expect(hulls()).toEqual(['ab', 'cd']);
    expect(network.selection.get()).toEqual({ nodes: new Set(['p']), edges: new Set() });
    // Hulls stand apart, the fact in none of them.
    const { positions } = network.display.get()!;
    const [a, b, c, d, p] = ['a', 'b', 'c', 'd', 'p'].map((id) => positions.get(id)!);
    const circle = (one: Point, two: Point) => ({
      x: (one.x + two.x) / 2,
      y: (one.y + two.y) / 2,
      radius: Math.hypot(one.x - two.x, one.y - two.y) / 2,
    });
    const [left, right] = [circle(a!, b!), circle(c!, d!)];
    const between = Math.hypot(left.x - right.x, left.y - right.y);
    expect(between).toBeGreaterThan(left.radius + right.radius + 100);
    for (const { x, y, radius } of [left, right])
      expect(Math.hypot(p!.x - x, p!.y - y)).toBeGreaterThan(radius + 50);
    // A relation as the fact: the line that stands for it.
    await network.add(['a', 'b', 'c', 'd'], { halves: { halves, fact: ['cd'] } });
    expect(hulls()).toEqual(['ab', 'cd']);
    const { nodes, edges } = network.selection.get();
    expect(nodes.size).toBe(0);
    const drawn = [...edges].flatMap((id) => network.display.get()?.edges.get(id)?.links ?? []);
    expect(drawn.map(({ id }) => id)).toEqual(['cd']);
  });

  it('has no two discs on each other, whatever is done', async () => {
    await fc.assert(
      fc.asyncProperty(
        relationsOf,
        fc.array(fc.tuple(fc.constantFrom(...actions), fc.nat(23), fc.nat(23)), { maxLength: 14 }),
        async (relations, steps) => {
          const network = networkOf(relations);
          await network.add(names.slice(0, 5));
          for (const [action, one, other] of steps) {
            const discs = [...network.display.get()!.nodes.keys()];
            const a = discs[one % discs.length]!;
            const b = discs[other % discs.length]!;
            network.select({ nodes: new Set([a, b]), edges: new Set() });
            if (action === 'expand') await network.expand([a]);
            else if (action === 'group') network.groups.ofSelection();
            else if (action === 'toggle') network.groups.toggle();
            else if (action === 'drop')
              network.move(new Map([[a, network.display.get()!.positions.get(b)!]]));
            else if (action === 'pin') network.togglePin();
            else if (action === 'look')
              network.look.set((before) => ({ ...before, size: one % 2 ? 'same' : 'betweenness' }));
            else if (action === 'backbone') network.toggleBackbone();
            else if (action === 'undo') await network.undo();
            else await network.redo();
            expect(overlapping(network.display.get()!)).toEqual([]);
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('keeps a dropped disc where it was dropped, and what is pinned', async () => {
    const network = networkOf([]);
    await network.add(['a', 'b', 'c']);
    const place = (id: string) => network.display.get()!.positions.get(id)!;
    network.select({ nodes: new Set(['c']), edges: new Set() });
    network.togglePin();
    const [wanted, pinned] = [place('b'), place('c')];
    network.move(new Map([['a', wanted]]));
    expect(place('a')).toEqual(wanted);
    network.move(new Map([['a', pinned]]));
    expect(place('c')).toEqual(pinned);
    expect(place('a')).not.toEqual(pinned);
    await network.undo();
    await network.undo();
    expect(place('b')).toEqual(wanted);
  });

  it('draws no line over a stranger, also when a chain lies on one line with its ends', async () => {
    const network = networkOf([
      link('ab', 'a', 'b'),
      link('bc', 'b', 'c'),
      link('cd', 'c', 'd'),
      link('ad', 'a', 'd'),
      link('ac', 'a', 'c'),
    ]);
    await network.add(['a', 'b', 'c', 'd']);
    network.move(new Map(['a', 'b', 'c', 'd'].map((id, at) => [id, { x: at * 110, y: 0 }])));
    expect(overStrangers(network.display.get()!)).toEqual([]);
    await network.findPaths('shortest', ['a', 'c']);
    expect(overStrangers(network.display.get()!)).toEqual([]);
  });

  it('takes the backbone back, and says how much it keeps', async () => {
    const ids = names.slice(0, 12);
    const network = networkOf(
      ids.flatMap((a, at) =>
        ids.slice(at + 1).map((b, step) => link(`${a}${b}`, a, b, { weight: step === 0 ? 90 : 1 })),
      ),
    );
    await network.add(ids);
    network.look.set((before) => ({ ...before, size: 'same' }));
    const all = network.display.get()!.visible.links.length;
    network.toggleBackbone();
    const thinned = network.display.get()!;
    expect(thinned.thinned).toMatchObject({ total: all, kept: thinned.visible.links.length });
    await network.undo();
    expect(network.display.get()!.thinned).toBeNull();
    expect(network.display.get()!.visible.links.length).toBe(all);
  });

  it('shows only what scores enough', async () => {
    const network = networkOf([link('ab', 'a', 'b'), link('bc', 'b', 'c')]);
    await network.add(['a', 'b', 'c']);
    network.look.set((before) => ({ ...before, filter: { score: 'betweenness', atLeast: 1 } }));
    expect([...network.display.get()!.nodes.keys()]).toEqual(['b']);
    expect(network.display.get()!.score('betweenness').get('b')).toBe(1);
  });
});
