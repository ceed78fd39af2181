import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  differences,
  matchLines,
  moved,
  stateOn,
  type ListMove,
  type ListState,
  type TargetingFacts,
  type TargetLine,
} from './targeting-list.ts';

const line = (patch: Partial<TargetLine> = {}): TargetLine => ({
  id: 'l1',
  enterprise: 'e',
  port: 'p',
  hs: '8471',
  from: '2024-03-01',
  expires: '2024-05-31',
  reason: 'r',
  tags: ['smuggling'],
  ...patch,
});
const list = (patch: Partial<TargetingFacts> = {}): TargetingFacts => ({
  id: 'list',
  name: 'n',
  state: 'approved',
  origin: { kind: 'gang', gang: 'g' },
  lines: [line()],
  version: 3,
  reason: 'r',
  draftedBy: 'a',
  approvedBy: 'b',
  approvedAt: '2024-03-10T01:00:00.000Z',
  createdAt: '',
  updatedAt: '',
  ...patch,
});
const known = (record: string): string => `entity-${record}`;

describe('what a line is counted in', () => {
  it('since approval: from the later of approval and its first day until its last, for line, list, origin, gang and tags', () => {
    const [, since] = matchLines(list(), '2024-04-01', known);
    expect(since).toEqual({
      enterprise: 'entity-e',
      port: 'entity-p',
      hs: '8471',
      from: '2024-03-10',
      until: '2024-05-31',
      groups: ['line:l1', 'list:list', 'origin:gang', 'gang:g', 'tag:smuggling'],
    });
    const later = list({ lines: [line({ from: '2024-04-01' })] });
    expect(matchLines(later, '2024-04-01', known)[1]?.from).toBe('2024-04-01');
  });

  it('before approval: until the day before, so that no declaration is counted on both sides', () => {
    const [before] = matchLines(list(), '2024-04-01', known);
    expect(before).toMatchObject({
      until: '2024-03-09',
      groups: ['lineBefore:l1', 'listBefore:list'],
    });
  });

  it('of a draft: what it would have met until today, and nothing since', () => {
    const draft = list({ state: 'draft', approvedAt: null, approvedBy: null });
    expect(matchLines(draft, '2024-04-01', known)).toMatchObject([{ until: '2024-04-01' }]);
  });

  it('nothing where the enterprise or the named port is gone; never any port instead', () => {
    const gone = (record: string): string | null => (record === 'p' ? null : known(record));
    expect(matchLines(list(), '2024-04-01', gone)).toEqual([]);
    expect(matchLines(list(), '2024-04-01', () => null)).toEqual([]);
    const anywhere = list({ lines: [line({ port: null })] });
    expect(matchLines(anywhere, '2024-04-01', gone)[1]).toMatchObject({ port: null });
  });
});

describe('the way of a list', () => {
  const states: readonly ListState[] = ['draft', 'submitted', 'approved', 'withdrawn'];
  const moves: readonly ListMove[] = ['submit', 'return', 'approve', 'withdraw'];

  it('reaches approval only through submission, and never leaves withdrawn', () => {
    const walk = fc.array(fc.constantFrom(...moves), { maxLength: 8 });
    fc.assert(
      fc.property(walk, (steps) => {
        let state: ListState = 'draft';
        for (const step of steps) {
          const before: ListState = state;
          try {
            ({ state } = moved({ state, lines: [line()] }, step, '2024-03-01'));
          } catch {
            continue;
          }
          if (state === 'approved') expect(before).toBe('submitted');
          expect(before).not.toBe('withdrawn');
          expect(states).toContain(state);
        }
      }),
    );
  });

  it('is refused without lines, and where every line is over', () => {
    expect(() => moved({ state: 'draft', lines: [] }, 'submit', '2024-03-01')).toThrow(/line/);
    const over = { state: 'submitted' as const, lines: [line({ expires: '2024-02-29' })] };
    expect(() => moved(over, 'approve', '2024-03-01')).toThrow(/over/);
  });

  it('ends the day after its last line', () => {
    const lines = [line(), line({ id: 'l2', expires: '2024-06-30' })];
    expect(stateOn({ state: 'approved', lines }, '2024-06-30')).toBe('approved');
    expect(stateOn({ state: 'approved', lines }, '2024-07-01')).toBe('expired');
    expect(stateOn({ state: 'withdrawn', lines }, '2024-07-01')).toBe('withdrawn');
  });
});

describe('differences', () => {
  it('are told by line', () => {
    const before = [line(), line({ id: 'l2' }), line({ id: 'l3' })];
    const after = [line({ hs: null }), line({ id: 'l3' }), line({ id: 'l4' })];
    expect(differences(before, after)).toEqual({ added: 1, removed: 1, changed: 1 });
  });
});
