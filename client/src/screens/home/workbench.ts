/** What the answer of the workbench means: which groups are open, which run stands for a question, what is recent. */
import type {
  DriftProposalsQuery,
  OpenGroupsQuery,
  WorkbenchQuery,
} from '../../generated/graphql.ts';
import { gangOf } from '../analysis/run-address.ts';

export type Workbench = WorkbenchQuery;
type Group = NonNullable<OpenGroupsQuery['gangRun']>['groups'][number];
type Run = WorkbenchQuery['analysisRuns'][number];

const DAY_MS = 86_400_000;

/** Nobody has judged them; best first. */
export function openGroups(groups: readonly Group[]): Group[] {
  return groups.filter(({ verdict }) => verdict === null).sort((a, b) => a.rank - b.rank);
}

/** The newest run of each question with how many there are; runs come newest first. */
export function newestRuns(runs: readonly Run[]): { readonly run: Run; readonly total: number }[] {
  const found = new Map<string, { run: Run; total: number }>();
  for (const run of runs) {
    const known = found.get(run.question);
    found.set(run.question, { run: known?.run ?? run, total: (known?.total ?? 0) + 1 });
  }
  return [...found.values()];
}

/** The newest run of drift tracking about each monitored gang, of those since then. */
export function driftRuns(
  { analysisRuns, gangs }: Pick<WorkbenchQuery, 'analysisRuns' | 'gangs'>,
  since: Date,
): { readonly run: Run; readonly gang: WorkbenchQuery['gangs'][number] }[] {
  return gangs.flatMap((gang) => {
    if (!gang.monitored) return [];
    const run = analysisRuns.find(
      ({ question, parameters }) => question === 'drift' && gangOf(parameters) === gang.id,
    );
    return run && recently(run.at, since) ? [{ run, gang }] : [];
  });
}

/** How the same gang is tracked again: its members and those hidden are left to be told anew. */
export function trackedAgain(parameters: unknown): {
  readonly day: string;
  readonly parameters: Readonly<Record<string, unknown>>;
} {
  const known = { ...(parameters as Readonly<Record<string, unknown>>) };
  const day = typeof known['day'] === 'string' ? known['day'] : '';
  for (const name of ['gang', 'members', 'day', 'hidden']) delete known[name];
  return { day, parameters: known };
}

/** Candidates that wait for a verdict. */
export function proposals(run: DriftProposalsQuery['driftRun']): number {
  if (!run) return 0;
  return run.candidates.filter(
    ({ score, member, dismissal }) => score >= run.threshold && !member && dismissal === null,
  ).length;
}

export function dayAgo(now: Date): Date {
  return new Date(now.getTime() - DAY_MS);
}

export function recently(at: string, since: Date): boolean {
  return Date.parse(at) >= since.getTime();
}

/** Every two of them, those of the first ones first. */
export function pairsOf<T>(items: readonly T[]): [T, T][] {
  return items.flatMap((first, at) => items.slice(at + 1).map((second): [T, T] => [first, second]));
}
