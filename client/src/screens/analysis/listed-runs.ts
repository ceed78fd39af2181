/** Which runs the list shows, and in which order: what its address says. */
import type { RunPartsFragment } from '../../generated/graphql.ts';

export const runOrders = ['newest', 'oldest', 'longest', 'actor'] as const;
export type RunOrder = (typeof runOrders)[number];

/** Names in the address. */
export const listFilters = ['find', 'question', 'order'] as const;

const compare: Readonly<Record<RunOrder, (a: RunPartsFragment, b: RunPartsFragment) => number>> = {
  newest: (a, b) => b.at.localeCompare(a.at),
  oldest: (a, b) => a.at.localeCompare(b.at),
  longest: (a, b) => b.seconds - a.seconds,
  actor: (a, b) => a.actor.localeCompare(b.actor) || b.at.localeCompare(a.at),
};

export function listedRuns(
  runs: readonly RunPartsFragment[],
  wanted: {
    readonly text: string;
    readonly questions: readonly string[];
    readonly order: RunOrder;
  },
  /** Words of a run in which it is sought. */
  wordsOf: (run: RunPartsFragment) => string,
): RunPartsFragment[] {
  const text = wanted.text.trim().toLowerCase();
  return runs
    .filter(
      (run) =>
        (wanted.questions.length === 0 || wanted.questions.includes(run.question)) &&
        wordsOf(run).toLowerCase().includes(text),
    )
    .sort(compare[wanted.order]);
}

/** The part of an address that says what the list shows. */
export function listSearch(params: URLSearchParams): string {
  const kept = new URLSearchParams();
  for (const name of listFilters) for (const value of params.getAll(name)) kept.append(name, value);
  return kept.size === 0 ? '' : `?${kept.toString()}`;
}
