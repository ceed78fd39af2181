import { expect, it } from 'vitest';
import { joinTexts } from './join-text.ts';

const both = (mine: string, theirs: string) => `<${theirs}|${mine}>`;

it('joins what was changed in different sentences, in Chinese and English', () => {
  const base = '查法人。查口岸。\nAsk the broker. Look at trucks.';
  const mine = '查法人及其亲属。查口岸。\nAsk the broker. Look at trucks.';
  const theirs = '查法人。查口岸。\nAsk the broker again. Look at trucks. Done.';
  expect(joinTexts(base, mine, theirs, both)).toEqual({
    text: '查法人及其亲属。查口岸。\nAsk the broker again. Look at trucks. Done.',
    disputed: false,
  });
});

it('keeps what both wrote at the same place, a line each', () => {
  expect(joinTexts('开始\n', '开始\n我的发现\n', '开始\n他的发现\n', both)).toEqual({
    text: '开始\n他的发现\n我的发现\n',
    disputed: false,
  });
  expect(joinTexts('', '我的', '他的', both).text).toBe('他的\n我的');
  expect(joinTexts('开始', '开始，我的', '开始，我的', both)).toEqual({
    text: '开始，我的',
    disputed: false,
  });
});

it('keeps both versions of a sentence that both rewrote, and says so', () => {
  const joined = joinTexts(
    '电话 138。地址未查。',
    '电话 139。地址未查。',
    '电话 137。地址未查。',
    both,
  );
  expect(joined).toEqual({ text: '<电话 137。|电话 139。>地址未查。', disputed: true });
});

it('joins changes of neighbouring sentences', () => {
  expect(joinTexts('一。二。', '一改。二。', '一。二改。', both).text).toBe('一改。二改。');
  expect(joinTexts('一。二', '一。二改', '一。二\n三', both).text).toBe('一。二改\n三');
  expect(joinTexts('一。二。', '一。二改。', '一。二。\n三', both).text).toBe('一。二改。\n三');
});

it('removes what one removed while the other wrote elsewhere', () => {
  expect(joinTexts('一。二。三。', '一。三。', '一。二。三。四。', both).text).toBe('一。三。四。');
});
