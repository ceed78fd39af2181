import { expect, test } from 'vitest';
import { listText, recordsOf, rowsOf } from './list-rows.ts';

test('a table is read by rows, a column by lines, and one line by its commas', () => {
  expect(rowsOf('代码,名称\r\n"91A" , 甲公司\n91A,甲公司\n\n91B\n')).toEqual([
    ['代码', '名称'],
    ['91A', '甲公司'],
    ['91B'],
  ]);
  expect(rowsOf('91A，91B;91C')).toEqual([['91A'], ['91B'], ['91C']]);
});

test('the identifier of a row goes before a name that others have too', () => {
  const known = new Map([
    ['91A', { record: 'a', isIdentifier: true }],
    ['甲公司', { record: 'namesake', isIdentifier: false }],
  ]);
  const hit = (cell: string) => known.get(cell);
  expect(recordsOf(['91A', '甲公司'], hit)).toEqual(['a']);
  expect(recordsOf(['甲公司'], hit)).toEqual(['namesake']);
  expect(recordsOf(['不知'], hit)).toEqual([]);
});

test('a file in GB18030 is read like one in UTF-8 with its mark', () => {
  const bytes = (...all: number[]): ArrayBuffer => new Uint8Array(all).buffer;
  expect(listText(bytes(0xbc, 0xd7, 0xb9, 0xab, 0xcb, 0xbe))).toBe('甲公司');
  expect(listText(bytes(0xef, 0xbb, 0xbf, 0xe7, 0x94, 0xb2))).toBe('甲');
});
