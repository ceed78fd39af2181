import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeRecords, unionPeriods, type MemberRecord } from './merge-records.ts';

const member = (more: Partial<MemberRecord>): MemberRecord => ({
  recordId: 'r',
  version: 'v',
  sourceDate: '2024-01-01',
  dataset: 'registry',
  label: null,
  props: '{}',
  tags: '',
  annotation: false,
  ...more,
});

describe('mergeRecords', () => {
  it('keeps every distinct value, the newest first, and one value as a scalar', () => {
    const merged = mergeRecords([
      member({
        recordId: 'a',
        sourceDate: '2023-01-01',
        label: '旧名',
        props: '{"name":"旧名","status":"active"}',
      }),
      member({
        recordId: 'b',
        sourceDate: '2024-01-01',
        dataset: 'tax',
        label: '新名',
        props: '{"name":"新名","status":"active"}',
        tags: 'tax-arrears',
      }),
    ]);
    expect(merged).toEqual({
      label: '新名',
      props: '{"name":["新名","旧名"],"status":"active"}',
      tags: 'tax-arrears',
      sources: 'registry\ntax',
    });
  });

  it('unites lists, and takes the label of a record before that of an annotation', () => {
    const merged = mergeRecords([
      member({ recordId: 'a', label: '甲', props: '{"roles":["consignee"]}' }),
      member({
        recordId: 'b',
        sourceDate: '2025-01-01',
        label: 'note',
        annotation: true,
        props: '{"roles":["broker","consignee"]}',
      }),
    ]);
    expect(merged.label).toBe('甲');
    expect(merged.props).toBe('{"roles":["broker","consignee"]}');
  });

  it('takes a name before an identifier, and of one day the name that most records say', () => {
    const record = (
      recordId: string,
      label: string,
      more: Partial<MemberRecord> = {},
    ): MemberRecord =>
      member({
        recordId,
        version: recordId,
        label,
        props: JSON.stringify({ name: label }),
        ...more,
      });
    const code = member({
      recordId: 'z',
      version: 'z',
      sourceDate: '2025-01-01',
      label: '5304',
      props: '{"code":"5304"}',
    });
    expect(mergeRecords([code, record('a', '蛇口海关')]).label).toBe('蛇口海关');
    const old = ['a', 'b', 'c'].map((id) => record(id, '旧名', { sourceDate: '2023-01-01' }));
    expect(mergeRecords([...old, record('d', '新名')]).label).toBe('新名');
    expect(
      mergeRecords([record('a', '甲公司'), record('b', '甲公司'), record('c', '甲有限公司')]).label,
    ).toBe('甲公司');
  });

  it('does not depend on the order of the records', () => {
    const records = fc.uniqueArray(
      fc.record({
        recordId: fc.constantFrom('a', 'b', 'c', 'd'),
        version: fc.constantFrom('1', '2'),
        sourceDate: fc.constantFrom(null, '2023-01-01', '2024-01-01'),
        dataset: fc.constantFrom('x', 'y'),
        label: fc.constantFrom(null, '甲', '乙'),
        tags: fc.constantFrom('', 't1', 't1\nt2'),
        annotation: fc.boolean(),
        props: fc.constantFrom(
          '{}',
          '{"name":"甲"}',
          '{"name":"乙"}',
          '{"n":1}',
          '{"n":2}',
          '{"l":["a"]}',
          '{"l":["b","𠮷"]}',
        ),
      }),
      { selector: (record) => record.recordId, minLength: 1 },
    );
    fc.assert(
      fc.property(
        records.chain((all) =>
          fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
        ),
        ([all, shuffled]) => {
          expect(mergeRecords(shuffled)).toEqual(mergeRecords(all));
        },
      ),
    );
  });
});

describe('unionPeriods', () => {
  it('joins what touches, keeps what does not, and lets an undated record hold always', () => {
    expect(
      unionPeriods([
        { from: 5, to: 9 },
        { from: 1, to: 3 },
        { from: 3, to: 4 },
      ]),
    ).toEqual([
      { from: 1, to: 4 },
      { from: 5, to: 9 },
    ]);
    expect(
      unionPeriods([
        { from: 5, to: null },
        { from: null, to: 2 },
      ]),
    ).toEqual([
      { from: null, to: 2 },
      { from: 5, to: null },
    ]);
    expect(
      unionPeriods([
        { from: 5, to: null },
        { from: null, to: 7 },
      ]),
    ).toEqual([]);
    expect(
      unionPeriods([
        { from: 5, to: 9 },
        { from: null, to: null },
      ]),
    ).toEqual([]);
  });

  it('covers exactly the days that one of the periods covers', () => {
    const day = fc.option(fc.integer({ min: 0, max: 12 }));
    fc.assert(
      fc.property(
        fc.array(
          fc
            .record({ from: day, to: day })
            .filter(({ from, to }) => from === null || to === null || from < to),
          { minLength: 1, maxLength: 5 },
        ),
        (periods) => {
          const union = unionPeriods(periods);
          for (let d = -1; d <= 13; d++) {
            const within = ({ from, to }: { from: number | null; to: number | null }): boolean =>
              (from === null || from <= d) && (to === null || d < to);
            expect(union.length === 0 || union.some(within)).toBe(periods.some(within));
          }
        },
      ),
    );
  });
});
