import { describe, expect, it } from 'vitest';
import {
  addGroups,
  addToCanvas,
  hideOnCanvas,
  membersOf,
  refreshCanvas,
  removeFromCanvas,
  removeGroups,
  setCollapsed,
  setPinned,
} from './canvas-state.ts';
import { History } from './history.ts';
import { link, node } from './test-items.ts';
import { emptyCanvas } from './types.ts';

const base = addToCanvas(
  emptyCanvas,
  [node('a'), node('b'), node('c')],
  [link('ab', 'a', 'b'), link('bc', 'b', 'c')],
);

describe('canvas state', () => {
  it('keeps places of what is there and puts new nodes near their origin, apart from each other', () => {
    const more = Array.from({ length: 30 }, (_, index) => node(`n${index}`));
    const next = addToCanvas(
      base,
      more,
      more.map((one) => link(`l${one.id}`, 'a', one.id)),
      ['a'],
    );
    for (const id of ['a', 'b', 'c'])
      expect(next.positions.get(id)).toEqual(base.positions.get(id));
    const origin = next.positions.get('a')!;
    const points = more.map((one) => next.positions.get(one.id)!);
    for (const point of points)
      expect(Math.hypot(point.x - origin.x, point.y - origin.y)).toBeLessThan(600);
    const least = Math.min(
      ...points.flatMap((p, i) => points.slice(i + 1).map((q) => Math.hypot(p.x - q.x, p.y - q.y))),
    );
    expect(least).toBeGreaterThan(20);
  });

  it('leaves out relations whose ends are not on the canvas', () => {
    expect(addToCanvas(emptyCanvas, [node('a')], [link('ax', 'a', 'x')]).links.size).toBe(0);
  });

  it('removes entities with their relations and shows hidden ones that come again', () => {
    const removed = removeFromCanvas(base, new Set(['b']));
    expect([...removed.nodes.keys()]).toEqual(['a', 'c']);
    expect(removed.links.size).toBe(0);
    const hidden = hideOnCanvas(base, new Set(['b', 'ab']));
    expect(hidden.hidden).toEqual(new Set(['b', 'ab']));
    expect(addToCanvas(hidden, [node('b')], []).hidden).toEqual(new Set(['ab']));
  });

  it('moves members with their disc when a group is opened where it was dragged to', () => {
    const grouped = addGroups(base, 'selection', [{ key: '1', members: ['a', 'b'] }], true);
    const id = grouped.groups[0]!.id;
    const disc = grouped.positions.get(id)!;
    const dragged = {
      ...grouped,
      positions: new Map([...grouped.positions, [id, { x: disc.x + 100, y: disc.y }]]),
    };
    const open = setCollapsed(dragged, id, false);
    expect(open.positions.get('a')!.x - base.positions.get('a')!.x).toBeCloseTo(100);
    expect(open.positions.get('c')).toEqual(base.positions.get('c'));
    expect(membersOf(grouped, [id, 'c'])).toEqual(new Set(['a', 'b', 'c']));
    expect(removeGroups(grouped, new Set([id])).groups).toEqual([]);
  });

  it('lets an entity be in one group only and drops groups that become too small', () => {
    const first = addGroups(base, 'selection', [{ key: '1', members: ['a', 'b'] }], false);
    const second = addGroups(first, 'selection', [{ key: '2', members: ['b', 'c'] }], false);
    expect(second.groups.map((group) => group.members)).toEqual([['b', 'c']]);
    expect(removeFromCanvas(second, new Set(['c'])).groups).toEqual([]);
  });

  it('forgets what the server no longer has', () => {
    const pinned = setPinned(base, ['a', 'c'], true);
    const next = refreshCanvas(pinned, new Map([['a', node('a', { label: 'new' })]]), []);
    expect(next.nodes.get('a')?.label).toBe('new');
    expect([...next.positions.keys()]).toEqual(['a']);
    expect(next.pinned).toEqual(new Set(['a']));
  });
});

describe('history', () => {
  it('takes back and does again, and a new change ends the future', () => {
    const history = new History(0);
    history.do('one', () => 1);
    history.do('two', () => 2);
    expect(history.undo()).toBe('two');
    expect(history.state).toBe(1);
    expect(history.redo()).toBe('two');
    history.undo();
    history.do('three', () => 3);
    expect(history.redo()).toBeNull();
    expect([history.undo(), history.undo(), history.undo()]).toEqual(['three', 'one', null]);
    expect(history.state).toBe(0);
  });

  it('counts an amendment to the latest change', () => {
    const history = new History(0);
    history.do('one', () => 1);
    history.amend((value) => value + 10);
    history.undo();
    history.redo();
    expect(history.state).toBe(11);
  });
});
