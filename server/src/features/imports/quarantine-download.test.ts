import { expect, test } from 'vitest';
import { csvCell } from './quarantine-download.ts';

test.each([
  ['plain', 'plain'],
  ['a,b', '"a,b"'],
  ['say "hi"', '"say ""hi"""'],
  ['two\nlines', '"two\nlines"'],
  ['=1+2', "'=1+2"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\tcmd', `"'\tcmd"`.replace('"\'', "'").replace('"', '')],
  ['-12.5', '-12.5'],
  ['+86 755 1234', '+86 755 1234'],
  ['-cmd', "'-cmd"],
  ['', ''],
])('%j is written as %j', (text, written) => {
  expect(csvCell(text)).toBe(written);
});
