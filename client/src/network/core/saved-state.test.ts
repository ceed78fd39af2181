import { describe, expect, it } from 'vitest';
import { addGroups, addToCanvas, hideOnCanvas, setPinned } from './canvas-state.ts';
import { clipLabel } from './label-text.ts';
import { openCanvas, saveCanvas } from './saved-state.ts';
import { fullScope } from './scope.ts';
import { link, node } from './test-items.ts';
import { emptyCanvas } from './types.ts';
import { readAddress, writeAddress } from './url-state.ts';

describe('saved canvas', () => {
  it('comes back from JSON as it was', () => {
    const placed = addToCanvas(
      emptyCanvas,
      [node('a'), node('b'), node('c')],
      [link('ab', 'a', 'b', { periods: [{ from: '2024-01-01', to: null }] })],
    );
    const state = hideOnCanvas(
      setPinned(
        addGroups(placed, 'selection', [{ key: '1', members: ['a', 'b'] }], true),
        ['c'],
        true,
      ),
      new Set(['c']),
    );
    const scope = { ...fullScope, offTypes: ['Person'], from: '2024-01-01' };
    const opened = openCanvas(
      JSON.parse(JSON.stringify(saveCanvas(state, scope, { x: 1, y: 2, scale: 0.5 }))),
    )!;
    expect(opened.scope).toEqual(scope);
    expect(opened.camera).toEqual({ x: 1, y: 2, scale: 0.5 });
    expect(opened.state.nodes).toEqual(state.nodes);
    expect(opened.state.links).toEqual(state.links);
    expect(opened.state.groups).toEqual(state.groups);
    expect([opened.state.pinned, opened.state.hidden]).toEqual([state.pinned, state.hidden]);
    for (const [id, point] of state.positions)
      expect(opened.state.positions.get(id)!.x).toBeCloseTo(point.x, 0);
  });

  it('survives what is not a canvas', () => {
    for (const wrong of [null, 3, [], {}, { format: 2 }]) expect(openCanvas(wrong)).toBeNull();
    const broken = openCanvas({
      format: 1,
      nodes: [{ id: 'a', x: 'no' }, 7],
      links: [{ id: 'l', source: 'a', target: 'gone' }],
      scope: 'x',
      camera: { scale: -1 },
    })!;
    expect(broken.state.nodes.size).toBe(1);
    expect(broken.state.links.size).toBe(0);
    expect([broken.scope, broken.camera]).toEqual([fullScope, null]);
  });
});

describe('address of a view', () => {
  it('reads what it writes', () => {
    const view = {
      ids: ['a', 'b'],
      selected: ['b'],
      scope: { ...fullScope, offKinds: ['owns'], tags: ['x'], to: '2025-12-31' },
    };
    expect(readAddress(writeAddress(view))).toEqual(view);
  });

  it('names no entities when there are too many for an address', () => {
    const ids = Array.from({ length: 61 }, (_, index) => `id${index}`);
    expect(writeAddress({ ids, selected: [], scope: fullScope }).has('n')).toBe(false);
  });

  it('ignores days that are none', () => {
    expect(readAddress(new URLSearchParams('from=yesterday')).scope.from).toBeNull();
  });
});

describe('label', () => {
  it('holds 12 Han or 24 Latin characters', () => {
    expect(clipLabel('深圳市瑞威食品有限公司厂')).toBe('深圳市瑞威食品有限公司厂');
    expect(clipLabel('深圳市瑞威食品股份有限公司厂')).toBe('深圳市瑞威食品股份有限公…');
    expect(clipLabel('x'.repeat(24))).toBe('x'.repeat(24));
    expect(clipLabel('x'.repeat(25))).toBe(`${'x'.repeat(24)}…`);
  });
});
