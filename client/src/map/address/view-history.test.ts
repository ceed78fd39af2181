import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readMapAddress } from './map-address.ts';
import { changed, redone, renamed, startOf, undone } from './view-history.ts';

const plain = readMapAddress(new URLSearchParams());

it('undo brings tracks and period back and leaves the place; redo brings them forth until something new is shown', () => {
  const two = changed(startOf(plain), { ...plain, ids: ['a', 'b'], selected: 'b' });
  const moved = changed(two, { ...two.view, centre: [114, 22.5], zoom: 9 });
  expect(moved.past).toHaveLength(1);
  const cleared = changed(moved, { ...moved.view, ids: [], selected: null, from: null, to: null });
  const back = undone(cleared);
  expect(back.view).toMatchObject({ ids: ['a', 'b'], selected: 'b', centre: [114, 22.5] });
  expect(redone(back).view.ids).toEqual([]);
  const other = changed(back, { ...back.view, from: 1, to: 2 });
  expect(redone(other)).toEqual(other);
  expect(undone(undone(undone(other))).view.ids).toEqual([]);
});

it('any steps undone and redone end where they were', () => {
  fc.assert(
    fc.property(
      fc.array(fc.subarray(['a', 'b', 'c']), { maxLength: 20 }),
      fc.nat(25),
      (steps, count) => {
        const end = steps.reduce(
          (history, ids) => changed(history, { ...history.view, ids }),
          startOf(plain),
        );
        let history = end;
        for (let i = 0; i < count; i++) history = undone(history);
        for (let i = 0; i < count; i++) history = redone(history);
        return JSON.stringify(history) === JSON.stringify(end);
      },
    ),
  );
});

it('a mover goes by its new name in what can be undone', () => {
  const shown = changed(startOf(plain), { ...plain, ids: ['old'], selected: 'old' });
  const cleared = changed(shown, { ...shown.view, ids: [], selected: null });
  expect(undone(renamed(cleared, 'old', 'new')).view).toMatchObject({
    ids: ['new'],
    selected: 'new',
  });
});
