/** Files of findings: inspections, laboratory, seizures, cases, taxes and scores. */
import { writtenDay } from './days.ts';
import type { TableFormat } from './table-files.ts';
import type { Finding, World } from './world.ts';

import { gb, utf8, type SourceFile } from './source-file.ts';
export function findings(world: World, stamp: string, day: string): SourceFile[] {
  const file = (
    name: string,
    mapping: string,
    format: TableFormat,
    kind: Finding['kind'],
    columns: Readonly<Record<string, string>>,
  ): SourceFile => ({
    name,
    mapping,
    sourceDate: day,
    format,
    columns: Object.keys(columns),
    faults: [],
    *rows() {
      for (const { kind: of, cells } of world.findings) {
        if (of === kind)
          yield Object.values(columns).map((cell) =>
            dayCells.has(cell) && typeof cells[cell] === 'number'
              ? writtenDay(cells[cell])
              : (cells[cell] ?? null),
          );
      }
    },
  });
  const xml = {
    number: 'number',
    declaration: 'declaration',
    customsCode: 'code',
    name: 'name',
    declaredHs: 'declaredHs',
    foundHs: 'foundHs',
    received: 'received',
    reported: 'reported',
    verdict: 'verdict',
    remark: 'remark',
  };
  return [
    file(`查验结果_${stamp}.jsonl`, 'inspections', { kind: 'jsonl' }, 'inspection', {
      查验单号: 'number',
      报关单号: 'declaration',
      企业海关编码: 'code',
      企业名称: 'name',
      集装箱号: 'container',
      查验日期: 'day',
      查验结果: 'result',
      备注: 'remark',
    }),
    file(
      `化验结果_${stamp}.xml`,
      'laboratory-results',
      { kind: 'xml', root: 'reports', row: 'report' },
      'laboratory',
      xml,
    ),
    file(
      `查获记录_${stamp}.xlsx`,
      'seizures',
      { kind: 'xlsx', sheet: '查获', dates: ['查获日期'] },
      'seizure',
      {
        查获编号: 'number',
        查获日期: 'day',
        查获地点: 'place',
        报关单号: 'declaration',
        涉案企业统一社会信用代码: 'uscc',
        涉案企业: 'name',
        涉案车牌: 'plate',
        集装箱号: 'container',
        司机姓名: 'driverName',
        司机身份证号: 'driverId',
        '案值(万元)': 'amount',
        查获货物: 'goods',
      },
    ),
    file(`走私案件_${stamp}.csv`, 'criminal-cases', gb, 'case', {
      案号: 'number',
      案件类型: 'kind',
      立案日期: 'opened',
      结案日期: 'closed',
      案件状态: 'status',
      '涉案金额(万元)': 'amount',
      案情摘要: 'description',
      涉案企业统一社会信用代码: 'uscc',
      涉案企业: 'enterpriseName',
      涉案人员: 'personName',
      涉案人员身份证号: 'personId',
      是否在逃: 'wanted',
      涉案身份: 'role',
      涉案车牌: 'plate',
    }),
    file(
      `税务稽查_${stamp}.csv`,
      'tax-audit-findings',
      { ...utf8, newline: '\r\n' } as TableFormat,
      'tax',
      {
        文书编号: 'number',
        类别: 'kind',
        统一社会信用代码: 'uscc',
        企业名称: 'name',
        认定日期: 'day',
        '金额(元)': 'amount',
        结论: 'finding',
        说明: 'remark',
      },
    ),
    file(
      `风险评分_${stamp}.parquet`,
      'risk-scores',
      { kind: 'parquet', types: { 风险分: 'DOUBLE', 异常分: 'DOUBLE', 评分日期: 'DATE' } },
      'score',
      {
        海关注册编码: 'code',
        企业名称: 'name',
        评分系统: 'system',
        风险分: 'risk',
        异常分: 'anomaly',
        风险等级: 'grade',
        异常等级: 'anomalyGrade',
        评分日期: 'day',
      },
    ),
  ];
}

const dayCells: ReadonlySet<string> = new Set(['day', 'opened', 'closed', 'received', 'reported']);
