import type { TableColumnType } from 'antd';
import { expect, it } from 'vitest';
import { chosenOrder, inOrder } from './order.ts';

interface Row {
  readonly name: string;
  readonly count: number;
}
const columns: TableColumnType<Row>[] = [
  { key: 'name', sorter: (a, b) => a.name.localeCompare(b.name) },
  { key: 'count', sorter: (a, b) => a.count - b.count },
  { key: 'remark' },
];
const rows: Row[] = [
  { name: 'b', count: 2 },
  { name: 'a', count: 2 },
  { name: 'c', count: 1 },
];
const names = (key: string, descending: boolean) =>
  inOrder(rows, columns, key, descending)
    .map(({ name }) => name)
    .join('');

it('sorts as a column says, equal rows in the order in which they came', () => {
  expect(names('name', false)).toBe('abc');
  expect(names('name', true)).toBe('cba');
  expect(names('count', false)).toBe('cba');
  expect(names('count', true)).toBe('bac');
});

it('takes the order of the address, and the usual one where that names no column that sorts', () => {
  const usual = { key: 'count', descending: true };
  expect(chosenOrder(columns, null, '-count')).toEqual(usual);
  expect(chosenOrder(columns, '-name', '-count')).toEqual({ key: 'name', descending: true });
  expect(chosenOrder(columns, 'name', '-count')).toEqual({ key: 'name', descending: false });
  for (const wrong of ['remark', 'gone', '', '-'])
    expect(chosenOrder(columns, wrong, '-count')).toEqual(usual);
});
