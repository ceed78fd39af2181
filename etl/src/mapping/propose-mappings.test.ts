/** The right mapping comes first, and unknown headings are matched by likeness and by their cells. */
import { deployedOntology } from '@phecda/graph-schema';
import { expect, it } from 'vitest';
import { loadMappings } from './load-mappings.ts';
import { matchesPattern } from './match-file-name.ts';
import { type HeadSample, proposeMappings } from './propose-mappings.ts';

const mappings = loadMappings(deployedOntology());
const head = (
  columns: readonly string[],
  rows: readonly (readonly string[])[] = [],
): HeadSample => ({ format: 'csv', columns, rows });
const columnOf = (
  proposal: ReturnType<typeof proposeMappings>[number] | undefined,
  field: string,
) => proposal?.assignment.find((entry) => entry.field === field);

it('each mapping that ships is the first choice for its own columns', () => {
  for (const mapping of mappings.filter(({ id }) => id !== 'ftm')) {
    const columns = Object.values(mapping.fields).map((field) => field.columns[0] ?? '');
    const [best] = proposeMappings(
      head([...new Set(columns)]),
      mappings,
      `${(mapping.file.patterns[0] ?? '').replace('*', '')}.csv`,
    );
    expect(best).toMatchObject({ mappingId: mapping.id, missing: [] });
  }
});

it('guesses columns by name and by content, and says that it did', () => {
  const columns = ['企业全称', '信用代码号', '联系方式', '备注栏'];
  const rows = [1, 2, 3, 4].map((n) => [
    `深圳市海贸${n}有限公司`,
    '91440300708461136T',
    `1380013800${n}`,
    `其他 ${n}`,
  ]);
  const [best] = proposeMappings(head(columns, rows), mappings, '企业注册登记.csv');
  expect(best?.mappingId).toBe('enterprise-registry');
  expect(columnOf(best, 'uscc')).toEqual({ field: 'uscc', column: '信用代码号', guessed: true });
  expect(columnOf(best, 'phone')).toEqual({ field: 'phone', column: '联系方式', guessed: true });
  expect(best?.unused).toContain('备注栏');
});

it('cells that do not fit forbid a column, however alike its name', () => {
  const rows = [1, 2, 3].map((n) => [`公司${n}`, `编号 ${n}`]);
  const [best] = proposeMappings(
    head(['企业名称', '统一社会信用代码证号'], rows),
    mappings,
    '企业注册.csv',
  );
  expect(columnOf(best, 'uscc')).toEqual({ field: 'uscc', column: null, guessed: false });
  expect(best?.missing).toEqual(['uscc']);
});

it('columns of a downloaded quarantine are not looked at', () => {
  const [best] = proposeMappings(
    head(['企业名称', '统一社会信用代码', '_row', '_reason']),
    mappings,
    'x.csv',
  );
  expect(best?.unused).toEqual([]);
});

it('file patterns', () => {
  expect(matchesPattern('企业注册*', '企业注册登记20240301.csv')).toBe(true);
  expect(matchesPattern('declarations*', 'Declarations-2024.CSV')).toBe(true);
  expect(matchesPattern('a.b*', 'aXb')).toBe(false);
});
