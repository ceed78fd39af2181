import { expect, it } from 'vitest';
import { monthsOf } from './months.ts';

it('folds days into months and leaves no gap between them', () => {
  const months = monthsOf(
    [
      { day: '2025-11-30', declarations: 2, amount: 500 },
      { day: '2025-11-01', declarations: 1, amount: 250 },
      { day: '2026-02-01', declarations: 1, amount: 1 },
    ],
    [
      { day: '2025-10-05', kind: 'registered' },
      { day: '2025-10-20', kind: 'customsRegistered' },
      { day: '2026-02-11', kind: 'seizure' },
      { day: '2026-02-12', kind: 'case' },
    ],
  );
  expect(months).toEqual([
    { month: '2025-10', declarations: 0, amount: 0, registrations: 1, seizures: 0 },
    { month: '2025-11', declarations: 3, amount: 750, registrations: 0, seizures: 0 },
    { month: '2025-12', declarations: 0, amount: 0, registrations: 0, seizures: 0 },
    { month: '2026-01', declarations: 0, amount: 0, registrations: 0, seizures: 0 },
    { month: '2026-02', declarations: 1, amount: 1, registrations: 0, seizures: 1 },
  ]);
});

it('says nothing where nothing was, and stops at twenty years', () => {
  expect(monthsOf([], [])).toEqual([]);
  const months = monthsOf(
    [{ day: '2026-01-05', declarations: 1, amount: 1 }],
    [{ day: '1950-01-01', kind: 'registered' }],
  );
  expect(months).toHaveLength(240);
  expect(months.at(-1)?.month).toBe('2026-01');
});
