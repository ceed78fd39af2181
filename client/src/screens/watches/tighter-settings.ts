/** What can be set a step tighter, so that a watch fires less. */
import type { WatchFormQuery } from '../../generated/graphql.ts';

type Condition = WatchFormQuery['watchConditions'][number];
type Field = Condition['fields'][number];

/** How a setting gets tighter; those that are not named here have no direction. */
const tighter: Readonly<Record<string, (value: number) => number>> = {
  hops: (value) => value - 1,
  minLevel: (value) => value + 1,
  minSpecificity: (value) => Math.min(100, Math.max(1, value * 2)),
  minMembers: (value) => value + 1,
  minScore: (value) => Math.min(100, value + 10),
  bound: (value) => value * 2,
};

export function tighterSettings(
  condition: Condition | undefined,
  settings: unknown,
): { readonly field: Field; readonly value: number }[] {
  const all = { ...(condition?.defaults as object), ...(settings as object) } as Readonly<
    Record<string, unknown>
  >;
  return (condition?.fields ?? []).flatMap((field) => {
    const [value, step] = [all[field.name], tighter[field.name]];
    if (typeof value !== 'number' || step === undefined) return [];
    const next = step(value);
    const [least, most] = [field.min ?? 1, field.max ?? (field.control === 'level' ? 5 : Infinity)];
    return next !== value && next >= least && next <= most ? [{ field, value: next }] : [];
  });
}
