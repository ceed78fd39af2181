import { expect, test } from 'vitest';
import { localOperator, type Viewer } from '../features/viewer.ts';
import { KeptAnswers } from './kept-answers.ts';
import type { ViewedTruth } from './truth.ts';

const asViewer = (viewer: Viewer): ViewedTruth => ({ viewer }) as ViewedTruth;
const everything = asViewer(localOperator('Li'));
const oneDistrict = asViewer({ ...localOperator('Wang'), districts: ['5301'] });

function world() {
  const now = { revision: 1, answer: 'a' };
  const asked: string[][] = [];
  const kept = new KeptAnswers(
    () => now.revision,
    async (_truth, ids) => {
      asked.push([...ids]);
      return new Map(ids.filter((id) => id !== 'gone').map((id) => [id, `${now.answer}:${id}`]));
    },
  );
  return { now, asked, kept };
}

test('asks the truth once per revision, and for what it left out again', async () => {
  const { now, asked, kept } = world();
  await kept.of(everything, ['x', 'gone']);
  expect([...(await kept.of(everything, ['x', 'y', 'gone']))]).toEqual([
    ['x', 'a:x'],
    ['y', 'a:y'],
  ]);
  expect(asked).toEqual([
    ['x', 'gone'],
    ['y', 'gone'],
  ]);
  Object.assign(now, { revision: 2, answer: 'b' });
  expect((await kept.of(everything, ['x'])).get('x')).toBe('b:x');
});

test('what was read at one revision is not kept for the next', async () => {
  const { now, kept } = world();
  const reading = kept.of(everything, ['x']);
  Object.assign(now, { revision: 2, answer: 'b' });
  await reading;
  expect((await kept.of(everything, ['x'])).get('x')).toBe('b:x');
});

test('a viewer of some districts is neither told what others were told, nor keeps anything for them', async () => {
  const { now, kept } = world();
  await kept.of(everything, ['x']);
  now.answer = 'hidden';
  expect((await kept.of(oneDistrict, ['x', 'y'])).get('x')).toBe('hidden:x');
  now.answer = 'c';
  expect((await kept.of(everything, ['x', 'y'])).get('y')).toBe('c:y');
});

test('a viewer who may not read is refused what is kept', async () => {
  const { kept } = world();
  await kept.of(everything, ['x']);
  const nobody = asViewer({ ...localOperator(null), may: () => false });
  await expect(kept.of(nobody, ['x'])).rejects.toThrow('Say who you are');
});
