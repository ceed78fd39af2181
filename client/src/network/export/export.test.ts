import { describe, expect, it } from 'vitest';
import { safeCell } from '../../ui/csv.ts';
import { toCsv } from './rows.ts';
import { xml } from './graph-files.ts';
import { node } from '../core/test-items.ts';

describe('export', () => {
  it('keeps spreadsheets from running cells as formulas', () => {
    for (const evil of ['=1+1', '+cmd', '-2', '@SUM(A1)', '\t=1'])
      expect(safeCell(evil).replace(/^"/, '')).toMatch(/^'/);
    expect(safeCell('say "hi", you')).toBe('"say ""hi"", you"');
    const names = {
      typeLabel: (x: string) => x,
      kindLabel: (x: string) => x,
      tagLabel: (x: string) => x,
      datasetLabel: (x: string) => x,
    };
    const text = toCsv(
      { nodes: [node('a', { label: '=HYPERLINK("x")' })], links: [] },
      names,
      Array.from({ length: 12 }, String),
    );
    expect(text.startsWith('\uFEFF')).toBe(true);
    expect(text).toContain(`"'=HYPERLINK(""x"")"`);
  });

  it('writes well-formed XML whatever the names hold', () => {
    expect(xml('<a & "b">\u0000\u0008')).toBe('&lt;a &amp; &quot;b&quot;&gt;');
  });
});
