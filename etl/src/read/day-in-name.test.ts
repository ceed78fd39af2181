import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayInName } from './day-in-name.ts';

const day = (name: string): string | readonly string[] | null => {
  const found = dayInName(name);
  return found.kind === 'day' ? found.day : found.kind === 'several' ? found.readings : null;
};

describe('the day in a name', () => {
  it.each([
    ['企业注册登记_20240601.csv', '2024-06-01'],
    ['海关20240305.xlsx', '2024-03-05'],
    ['a_2024-11-05.csv', '2024-11-05'],
    ['a 2024.11.5.csv', '2024-11-05'],
    ['2024_1_5.csv', '2024-01-05'],
    ['2024年11月5日海关.csv', '2024-11-05'],
    ['二〇二四年十一月五日.csv', '2024-11-05'],
    ['２０２４１１０５.csv', '2024-11-05'],
    ['export_20241105123045.csv', '2024-11-05'],
    ['export_2024-11-05T12-30-45.csv', '2024-11-05'],
    ['export-202411051230.json', '2024-11-05'],
    ['05.03.2024.csv', '2024-03-05'],
    ['list 25-03-2024.csv', '2024-03-25'],
    ['5Nov2024.csv', '2024-11-05'],
    ['November 5, 2024.csv', '2024-11-05'],
    ['x-2024-Nov-05.csv', '2024-11-05'],
    ['x.ftm.20240305.json', '2024-03-05'],
    ['2024-02-29.csv', '2024-02-29'],
  ])('%s speaks of a day', (name, expected) => expect(day(name)).toBe(expected));

  it.each([
    ['海关_2024-11.csv', '2024-11-30'],
    ['海关_2024_11.csv', '2024-11-30'],
    ['海关202411.csv', '2024-11-30'],
    ['202411', '2024-11-30'],
    ['2024年11月', '2024-11-30'],
    ['2024年1月.csv', '2024-01-31'],
    ['2024年二月.csv', '2024-02-29'],
    ['二零二四年十二月.csv', '2024-12-31'],
    ['11-2024.csv', '2024-11-30'],
    ['report-Nov2024.csv', '2024-11-30'],
    ['report_2024-november.csv', '2024-11-30'],
    ['2024年1-3月.csv', '2024-03-31'],
    ['2024年1月至3月.csv', '2024-03-31'],
    ['海关_2024-11_2.csv', '2024-11-30'],
    ['2024Q3.csv', '2024-09-30'],
    ['2024-Q1.csv', '2024-03-31'],
    ['Q4_2024.csv', '2024-12-31'],
    ['2024年第三季度.csv', '2024-09-30'],
    ['2024年1季度.csv', '2024-03-31'],
    ['2024H1.csv', '2024-06-30'],
    ['2024年下半年.csv', '2024-12-31'],
    ['2024-W01.csv', '2024-01-07'],
    ['2020年第53周.csv', '2021-01-03'],
    ['2024年.csv', '2024-12-31'],
    ['2024年度报告.csv', '2024-12-31'],
    ['report-v2-2024.csv', '2024-12-31'],
    ['2024-report-v2.csv', '2024-12-31'],
    ['2024海关注册.csv', '2024-12-31'],
    ['海关2024.csv', '2024-12-31'],
  ])('%s speaks of a period and stands for its last day', (name, expected) =>
    expect(day(name)).toBe(expected),
  );

  it.each([
    ['20240101-20240331.csv', '2024-03-31'],
    ['2024-01-01_2024-03-31.csv', '2024-03-31'],
    ['2024年1月1日至2024年3月31日.csv', '2024-03-31'],
    ['202401-202403.csv', '2024-03-31'],
    ['2023-2024.csv', '2024-12-31'],
    ['20240305_20240305.csv', '2024-03-05'],
  ])('%s is a span and speaks of its end', (name, expected) => expect(day(name)).toBe(expected));

  it.each([
    ['05-03-2024.csv', ['2024-03-05', '2024-05-03']],
    ['报关单20240101导出20240315.csv', ['2024-01-01', '2024-03-15']],
    ['20240331-20240101.csv', ['2024-01-01', '2024-03-31']],
    ['report-2024-1.csv', ['2024-01-31', '2024-12-31']],
  ])('%s leaves it open', (name, expected) => expect(day(name)).toEqual(expected));

  it.each([
    'declarations.csv',
    'top2000.csv',
    '企业2000强.csv',
    '20241301.csv',
    '20240230.csv',
    '2024-02-30.csv',
    '4403160001.csv',
    '531620241000012345.csv',
    'v1.2.3.csv',
    'IMG_0001.csv',
    '13800138000.csv',
  ])('%s says nothing', (name) => expect(day(name)).toBeNull());

  it('reads every day in every form back', () => {
    const parts = fc.date({
      min: new Date('1950-01-01'),
      max: new Date('2099-12-31'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(parts, fc.nat(4), fc.constantFrom('', '海关_', 'report '), (date, at, before) => {
        const iso = date.toISOString().slice(0, 10);
        const [y = '', m = '', d = ''] = iso.split('-');
        const month = new Date(Date.UTC(Number(y), Number(m), 0)).toISOString().slice(0, 10);
        const [written = '', expected] = (
          [
            [`${y}${m}${d}`, iso],
            [iso, iso],
            [`${y}年${Number(m)}月${Number(d)}日`, iso],
            [`${y}-${m}`, month],
            [`${y}年${Number(m)}月`, month],
          ] as const
        )[at] ?? ['', ''];
        expect(day(`${before}${written}.csv`)).toBe(expected);
      }),
    );
  });
});
