/** The declarations of two years as four files, each of another shape. */
import { writtenDay } from './days.ts';
import { declarationColumns, declare, type Period } from './declare.ts';
import type { Cell, TableFormat } from './table-files.ts';
import type { Enterprise, World } from './world.ts';

import { gb, utf16, type Fault, type SourceFile } from './source-file.ts';
const declarationTypes = {
  申报日期: 'DATE',
  数量: 'BIGINT',
  '净重(千克)': 'DOUBLE',
  人民币总价: 'DECIMAL(18,2)',
} as const;
const halfYears: readonly TableFormat[] = [
  gb,
  utf16,
  { ...gb, newline: '\n' } as TableFormat,
  { kind: 'parquet', types: declarationTypes },
];

export function declarations(world: World): SourceFile[] {
  const span = world.lastDay - world.firstDay + 1;
  const files = halfYears.map((format, index): SourceFile => {
    const period: Period = {
      index,
      from: world.firstDay + Math.floor((span * index) / halfYears.length),
      to: world.firstDay + Math.floor((span * (index + 1)) / halfYears.length),
    };
    const extension = format.kind === 'parquet' ? 'parquet' : 'csv';
    return {
      name: `报关单_${writtenDay(period.from).replaceAll('-', '')}-${writtenDay(period.to - 1).replaceAll('-', '')}.${extension}`,
      mapping: 'declarations',
      sourceDate: writtenDay(period.to - 1),
      format,
      columns: declarationColumns,
      rows: () => declare(world, period),
      faults: index === 0 ? firstFaults(world) : index === 2 ? laterFaults(world) : [],
    };
  });
  return files;
}

function faultyDeclaration(world: World, number: string): Cell[] {
  const trader = world.enterprises.find(
    ({ code, kind }) => code !== null && kind === 'trader',
  ) as Enterprise;
  const broker = world.brokers[0] as Enterprise;
  const row: Cell[] = declarationColumns.map(() => null);
  const cells: Record<string, Cell> = {
    报关单号: number,
    申报日期: writtenDay(world.firstDay + 3),
    进出口标志: '进口',
    申报地海关代码: '5301',
    境内收发货人编码: trader.code,
    境内收发货人: trader.name,
    申报单位编码: broker.code,
    申报单位: broker.name,
    商品编号: '8542311190',
    商品名称: '集成电路',
    数量: 10,
    '净重(千克)': 5,
    人民币总价: 40_000,
    币制: 'CNY',
  };
  for (const [column, cell] of Object.entries(cells))
    row[declarationColumns.indexOf(column as (typeof declarationColumns)[number])] = cell;
  return row;
}

function faulty(
  world: World,
  at: number,
  column: (typeof declarationColumns)[number],
  cell: Cell,
  code: string,
): Fault {
  return {
    at,
    row: faultyDeclaration(world, `53012099190000${String(1_000 + at)}`).with(
      declarationColumns.indexOf(column),
      cell,
    ),
    field: column,
    code,
  };
}

function firstFaults(world: World): Fault[] {
  return [
    faulty(world, 17, '申报日期', '2025-02-30', 'date-invalid'),
    faulty(world, 52, '净重(千克)', -120.5, 'negative'),
    faulty(world, 131, '商品编号', '9912345678', 'hs-chapter'),
  ];
}

function laterFaults(world: World): Fault[] {
  return [
    faulty(world, 23, '进出口标志', '转关', 'enum-unknown'),
    faulty(world, 77, '人民币总价', '面议', 'number-format'),
    faulty(world, 240, '申报日期', '9999-01-01', 'date-range'),
  ];
}
