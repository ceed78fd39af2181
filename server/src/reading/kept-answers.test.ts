import { expect, test } from 'vitest';
import { localOperator, type Viewer } from '../features/viewer.ts';
import { askedTogether } from './asked-together.ts';
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

test('what is asked while a question is being answered is asked together, and a question that fails fails those who wait for it alone', async () => {
  const asked: string[][] = [];
  const open: { answer(): void; fail(error: Error): void }[] = [];
  const read = askedTogether(
    (_truth, ids) =>
      new Promise<Map<string, string>>((resolve, reject) => {
        asked.push([...ids]);
        open.push({
          answer: () => resolve(new Map(ids.map((id) => [id, id.toUpperCase()]))),
          fail: reject,
        });
      }),
  );
  const settled = () => new Promise((resolve) => setImmediate(resolve));
  const first = read(everything, ['a']);
  const [second, third] = [read(everything, ['b']), read(everything, ['c', 'b'])];
  expect(asked).toEqual([['a']]);
  open[0]?.fail(new Error('gone'));
  await expect(first).rejects.toThrow('gone');
  await settled();
  expect(asked).toEqual([['a'], ['b', 'c']]);
  open[1]?.answer();
  expect((await second).get('b')).toBe('B');
  expect((await third).get('c')).toBe('C');
  await settled();
  const restricted = read(oneDistrict, ['d']);
  open[2]?.answer();
  expect((await restricted).get('d')).toBe('D');
  const later = read(everything, ['e']);
  open[3]?.answer();
  expect((await later).get('e')).toBe('E');
});
