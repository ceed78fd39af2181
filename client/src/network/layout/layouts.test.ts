import { describe, expect, it } from 'vitest';
import { componentsOf, layered, radial, settle, type LayoutInput } from './layouts.ts';

function input(edges: [string, string][], extra: string[] = [], focus: string[] = []): LayoutInput {
  const ids = [...new Set([...edges.flat(), ...extra])];
  return {
    nodes: ids.map((id, index) => ({ id, x: index * 10, y: 0, radius: 10, fixed: false })),
    edges: edges.map(([source, target]) => ({ source, target, weight: 1 })),
    focus,
  };
}

describe('layouts', () => {
  it('puts owners above what they own, also with a ring among them', () => {
    const places = layered(
      input([
        ['top', 'mid'],
        ['mid', 'low'],
        ['low', 'mid2'],
        ['mid2', 'low'],
      ]),
    );
    expect(places.get('top')!.y).toBeLessThan(places.get('mid')!.y);
    expect(places.get('mid')!.y).toBeLessThan(places.get('low')!.y);
    expect(places.size).toBe(4);
  });

  it('sets rings by steps from the focus', () => {
    const places = radial(
      input(
        [
          ['a', 'b'],
          ['b', 'c'],
          ['a', 'd'],
        ],
        [],
        ['a'],
      ),
    );
    const reach = (id: string) => Math.hypot(places.get(id)!.x, places.get(id)!.y);
    expect(reach('a')).toBe(0);
    expect(reach('b')).toBeCloseTo(reach('d'));
    expect(reach('c')).toBeGreaterThan(reach('b'));
  });

  it('finds connected parts, largest first', () => {
    expect(
      componentsOf(
        input(
          [
            ['x', 'y'],
            ['a', 'b'],
            ['b', 'c'],
          ],
          ['alone'],
        ),
      ).map((part) => part.length),
    ).toEqual([3, 2, 1]);
  });

  it('leaves fixed nodes where they are', () => {
    const given = input([['a', 'b']]);
    const fixed = {
      ...given,
      nodes: given.nodes.map((node) => ({ ...node, fixed: node.id === 'a', x: node.x + 500 })),
    };
    const places = settle(fixed, layered(fixed));
    expect(places.get('a')).toEqual({ x: 500, y: 0 });
  });
});
