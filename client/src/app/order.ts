/** By which column a table is sorted, kept in its address, so that a link shows the same order. */
import type { TableColumnType, TableProps } from 'antd';
import { useSearchParams } from 'react-router';

export interface OrderedTable<Row> {
  /** For the table: `{...order.table}`. */
  readonly table: Required<Pick<TableProps<Row>, 'columns' | 'onChange' | 'sortDirections'>>;
  /** As the table shows them: for what goes to a spreadsheet. */
  sorted(rows: readonly Row[]): Row[];
}

/**
 * @param columns those that can be sorted by have a `key` and a function as `sorter`
 * @param usual key of the column by which rows are sorted unless another was chosen; with `-` before it: descending
 * @param name in the address
 */
export function useOrder<Row>(
  columns: readonly TableColumnType<Row>[],
  usual: string,
  name = 'order',
): OrderedTable<Row> {
  const [params, setParams] = useSearchParams();
  const { key, descending } = chosenOrder(columns, params.get(name), usual);
  const choose = (next: string) =>
    setParams(
      (before) => {
        const after = new URLSearchParams(before);
        if (next === usual) after.delete(name);
        else after.set(name, next);
        return after;
      },
      { replace: true },
    );
  return {
    table: {
      columns: columns.map((column) =>
        column.sorter === undefined
          ? column
          : {
              ...column,
              sortOrder: column.key !== key ? null : descending ? 'descend' : 'ascend',
            },
      ),
      // Never without an order: a third click would bring back the usual one and look like none.
      sortDirections: ['ascend', 'descend', 'ascend'],
      onChange: (_page, _filters, sorter, { action }) => {
        if (action !== 'sort' || Array.isArray(sorter)) return;
        choose(`${sorter.order === 'descend' ? '-' : ''}${String(sorter.columnKey)}`);
      },
    },
    sorted: (rows) => inOrder(rows, columns, key, descending),
  };
}

/** What an address says that no column is, is passed over. */
export function chosenOrder<Row>(
  columns: readonly TableColumnType<Row>[],
  asked: string | null,
  usual: string,
): { readonly key: string; readonly descending: boolean } {
  const read = (text: string) => ({
    key: text.replace(/^-/, ''),
    descending: text.startsWith('-'),
  });
  const wanted = read(asked ?? usual);
  const known = columns.some(({ key, sorter }) => key === wanted.key && sorter !== undefined);
  return known ? wanted : read(usual);
}

export function inOrder<Row>(
  rows: readonly Row[],
  columns: readonly TableColumnType<Row>[],
  key: string,
  descending: boolean,
): Row[] {
  const sorter = columns.find((column) => column.key === key)?.sorter;
  if (typeof sorter !== 'function') return [...rows];
  const order = descending ? 'descend' : 'ascend';
  const sign = descending ? -1 : 1;
  return [...rows].sort((a, b) => sign * sorter(a, b, order));
}
