import { describe, expect, it } from 'vitest';
import { addGroups, addToCanvas } from './canvas-state.ts';
import { displayOf, type Style } from './display.ts';
import { fullScope, holdsWithin, scopeInput, visibleOf } from './scope.ts';
import { litBy, litByPath, neighbourTowards, neighboursOf, selectNodes } from './selection.ts';
import { link, node } from './test-items.ts';
import { emptyCanvas } from './types.ts';

const style: Style = {
  typeColour: () => '#112233',
  kindColour: (kind) => (kind === 'shareholder' ? '#aaaaaa' : '#bbbbbb'),
  iconPath: () => 'M0 0',
  level: (tags) => tags.length,
  inherits: (tags) => tags.includes('inherited'),
  kind: (name) => ({ directed: name !== 'family' }),
  kindLabel: (kind) => kind,
  groupLabel: (group) => group.key,
  palette: { ground: '#ffffff', canvas: '#ffffff', text: '#000000', dark: false },
};
const nodes = ['a', 'b', 'c'].map((id) => node(id));
const show = (links: ReturnType<typeof link>[], scope = fullScope) =>
  displayOf({ state: addToCanvas(emptyCanvas, nodes, links), scope, style });

describe('display', () => {
  it('fans out up to four parallel relations and merges more into one with a count', () => {
    const parallel = (count: number) =>
      Array.from({ length: count }, (_, index) => link(`l${index}`, 'a', 'b'));
    const four = [...show(parallel(4)).edges.values()];
    expect(new Set(four.map((edge) => edge.curvature)).size).toBe(4);
    expect(four.reduce((sum, edge) => sum + edge.curvature, 0)).toBeCloseTo(0);
    const merged = [...show(parallel(5)).edges.values()];
    expect(merged.map((edge) => [edge.label, edge.links.length])).toEqual([['×5', 5]]);
  });

  it('bows opposite relations to different sides', () => {
    const [one, other] = [...show([link('l1', 'a', 'b'), link('l2', 'b', 'a')]).edges.values()];
    // Curvature is seen along the line's own direction: equal signs on opposite lines are opposite sides.
    expect(one!.curvature).toBeCloseTo(other!.curvature);
  });

  it('points arrows only where direction means something', () => {
    const [edge] = [...show([link('f', 'a', 'b', { kind: 'family' })]).edges.values()];
    expect([edge!.arrowToSource, edge!.arrowToTarget]).toEqual([false, false]);
    const merged = show(
      [0, 1, 2]
        .map((i) => link(`x${i}`, 'a', 'b'))
        .concat([3, 4].map((i) => link(`x${i}`, 'b', 'a'))),
    );
    const [both] = [...merged.edges.values()];
    expect([both!.arrowToSource, both!.arrowToTarget]).toEqual([true, true]);
  });

  it('counts relations that are not drawn, and relations to itself as a badge', () => {
    const display = show([link('ab', 'a', 'b'), link('aa', 'a', 'a')]);
    expect(display.nodes.get('a')).toMatchObject({ unseen: 3, loops: 1 });
    expect(display.nodes.get('c')).toMatchObject({ unseen: 5, loops: 0 });
    expect(display.edges.has('aa')).toBe(false);
  });

  it('draws a closed group as one disc that takes over the relations of its members', () => {
    const state = addGroups(
      addToCanvas(emptyCanvas, nodes, [link('ab', 'a', 'b'), link('bc', 'b', 'c')]),
      'type',
      [{ key: 'Enterprise', members: ['a', 'b'] }],
      true,
    );
    const display = displayOf({ state, scope: fullScope, style });
    expect([...display.nodes.keys()].sort()).toEqual(['c', 'g:type:Enterprise']);
    expect(display.nodes.get('g:type:Enterprise')?.group?.count).toBe(2);
    expect([...display.edges.values()].map((edge) => [edge.source, edge.target].sort())).toEqual([
      ['c', 'g:type:Enterprise'],
    ]);
  });
});

describe('scope', () => {
  const state = addToCanvas(
    emptyCanvas,
    [node('a', { tags: ['x'] }), node('b', { type: 'Person' }), node('c', { sources: ['other'] })],
    [
      link('ab', 'a', 'b', { periods: [{ from: '2024-01-01', to: '2024-07-01' }] }),
      link('ac', 'a', 'c'),
    ],
  );
  const ids = (scope: Partial<typeof fullScope>) => {
    const { nodes: shown, links } = visibleOf(state, { ...fullScope, ...scope });
    return [...shown.map((one) => one.id), ...links.map((one) => one.id)].join(' ');
  };

  it('restricts by type, kind, tag and source', () => {
    expect(ids({ offTypes: ['Person'] })).toBe('a c ac');
    expect(ids({ offKinds: ['shareholder'] })).toBe('a b c');
    expect(ids({ tags: ['x'] })).toBe('a');
    expect(ids({ offSources: ['other'] })).toBe('a b ab');
  });

  it('takes periods as half-open days and undated relations as always holding', () => {
    const [dated] = [...state.links.values()];
    expect(holdsWithin(dated!, '2024-06-30', null)).toBe(true);
    expect(holdsWithin(dated!, '2024-07-01', null)).toBe(false);
    expect(holdsWithin(dated!, null, '2023-12-31')).toBe(false);
    expect(holdsWithin(dated!, null, '2024-01-01')).toBe(true);
    expect(ids({ from: '2025-01-01' })).toBe('a b c ac');
  });

  it('tells the server what is left on', () => {
    const known = { types: ['A', 'B'], kinds: ['k'], sources: ['s'] };
    expect(scopeInput(fullScope, known)).toBeUndefined();
    expect(scopeInput({ ...fullScope, offTypes: ['A'], from: '2024-01-01' }, known)).toEqual({
      types: ['B'],
      from: '2024-01-01',
    });
  });
});

describe('selection', () => {
  const display = show([link('ab', 'a', 'b'), link('bc', 'b', 'c')]);

  it('lights what the selection touches', () => {
    expect(litBy(display, selectNodes([]), null)).toBeNull();
    expect(litBy(display, selectNodes(['a']), null)).toEqual({
      nodes: new Set(['a', 'b']),
      edges: new Set(['ab']),
    });
    expect(litByPath(display, ['a', 'b'], ['ab'])).toEqual({
      nodes: new Set(['a', 'b']),
      edges: new Set(['ab']),
    });
    expect(neighboursOf(display, ['b'])).toEqual(new Set(['a', 'c']));
  });

  it('walks to the neighbour in the direction of the arrow', () => {
    const placed = {
      ...display,
      positions: new Map([
        ['b', { x: 0, y: 0 }],
        ['a', { x: -50, y: 5 }],
        ['c', { x: 40, y: 0 }],
      ]),
    };
    expect(neighbourTowards(placed, 'b', -1, 0)).toBe('a');
    expect(neighbourTowards(placed, 'b', 1, 0)).toBe('c');
    expect(neighbourTowards(placed, 'b', 0, -1)).toBeNull();
  });
});
