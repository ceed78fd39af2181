import { describe, expect, it } from 'vitest';
import {
  addGroups,
  addToCanvas,
  followEntities,
  hideOnCanvas,
  membersOf,
  movePositions,
  removeFromCanvas,
  removeGroups,
  setCollapsed,
  setPinned,
} from './canvas-state.ts';
import { changeById } from './change-by-id.ts';
import { History } from './history.ts';
import { link, node } from './test-items.ts';
import { fullScope, visibleOf } from './scope.ts';
import { emptyCanvas, type CanvasState } from './types.ts';

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
});

describe('following entities', () => {
  const merged = (state: CanvasState) =>
    followEntities(
      state,
      new Map([
        ['a', node('a', { entity: 'm', label: 'both' })],
        ['b', node('b', { entity: 'm', label: 'both' })],
        ['c', node('c')],
      ]),
      [link('mc', 'm', 'c')],
    );

  it('leaves alone what came while the server was asked, and does not bring back what went', () => {
    const during = removeFromCanvas(
      addToCanvas(base, [node('d')], [link('ad', 'a', 'd')], ['a']),
      new Set(['c']),
    );
    const next = followEntities(
      during,
      new Map(['a', 'b', 'c'].map((id) => [id, node(id, { label: `new ${id}` })])),
      [link('ab', 'a', 'b'), link('bc', 'b', 'c')],
    );
    expect([...next.nodes.keys()]).toEqual(['a', 'b', 'd']);
    expect([...next.links.keys()].sort()).toEqual(['ab', 'ad']);
    expect(next.nodes.get('a')?.label).toBe('new a');
  });

  it('draws merged entities as one where the first stood, and both again when the merge is taken back', () => {
    const one = merged(setPinned(base, ['b'], true));
    const drawn = visibleOf(one, fullScope);
    expect(drawn.nodes.map((each) => each.id)).toEqual(['a', 'c']);
    expect(drawn.links).toMatchObject([{ id: 'mc', source: 'a', target: 'c' }]);
    const apart = followEntities(one, new Map(['a', 'b', 'c'].map((id) => [id, node(id)])), [
      link('ab', 'a', 'b'),
      link('bc', 'b', 'c'),
    ]);
    expect(apart).toEqual(setPinned(base, ['b'], true));
  });

  it('knows a merged entity again under whichever record an answer names', () => {
    const again = addToCanvas(
      merged(base),
      [node('z', { entity: 'm' }), node('d')],
      [link('dm', 'd', 'm')],
    );
    expect([...again.nodes.keys()]).toEqual(['a', 'b', 'c', 'd']);
    expect(again.links.get('dm')).toMatchObject({ source: 'd', target: 'a' });
  });

  it('removes and hides all that a merged disc stands for', () => {
    expect([...removeFromCanvas(merged(base), new Set(['a'])).nodes.keys()]).toEqual(['c']);
    const hidden = hideOnCanvas(merged(base), new Set(['a']));
    expect(visibleOf(hidden, fullScope).nodes.map((each) => each.id)).toEqual(['c']);
  });

  it('keeps the place of what the data no longer has', () => {
    const without = followEntities(base, new Map([['b', null]]), []);
    expect(visibleOf(without, fullScope).nodes.map((each) => each.id)).toEqual(['a', 'c']);
    const back = followEntities(without, new Map([['b', node('b')]]), []);
    expect(back.positions).toEqual(base.positions);
    expect(visibleOf(back, fullScope).nodes).toHaveLength(3);
  });
});

describe('joining the work of two tabs', () => {
  it('unites additions, honours removals, and keeps my own where both changed', () => {
    const mine = movePositions(
      addToCanvas(base, [node('d')], []),
      new Map([['a', { x: 500, y: 5 }]]),
    );
    const theirs = movePositions(
      addToCanvas(removeFromCanvas(base, new Set(['c'])), [node('e')], []),
      new Map([
        ['a', { x: -9, y: -9 }],
        ['b', { x: 77, y: 7 }],
      ]),
    );
    const joined = changeById(mine, base, theirs, 'mine');
    expect([...joined.nodes.keys()].sort()).toEqual(['a', 'b', 'd', 'e']);
    expect([...joined.links.keys()]).toEqual(['ab']);
    expect(joined.positions.get('a')).toEqual({ x: 500, y: 5 });
    expect(joined.positions.get('b')).toEqual({ x: 77, y: 7 });
    expect(changeById(theirs, base, mine, 'mine').nodes.has('c')).toBe(false);
  });
});

describe('history', () => {
  it('takes back and does again, and a new change ends the future', () => {
    const history = new History(0, (state, from, to) => state + to - from);
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
    const history = new History(0, (state, from, to) => state + to - from);
    history.do('one', () => 1);
    history.amend((value) => value + 10);
    history.undo();
    history.redo();
    expect(history.state).toBe(11);
  });

  it('takes back an addition and leaves what the server said since', () => {
    const history = new History(base, (state, from, to) => changeById(state, from, to, 'change'));
    history.do('add', (state) => addToCanvas(state, [node('d')], [link('ad', 'a', 'd')]));
    history.follow((state) =>
      followEntities(state, new Map([['a', node('a', { label: 'renamed' })]]), []),
    );
    history.undo();
    expect([...history.state.nodes.keys()]).toEqual(['a', 'b', 'c']);
    expect(history.state.nodes.get('a')?.label).toBe('renamed');
    history.redo();
    expect(history.state.links.has('ad')).toBe(true);
  });
});
