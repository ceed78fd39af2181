/** Addresses that lead from one screen into another. */
import type { WatchQueryInput } from '../generated/graphql.ts';

/** Shows two halves within a hull each, and the one fact between them emphasised: a thing or party, or relations. */
export function halvesAddress(
  halves: readonly (readonly string[])[],
  fact: { readonly records: readonly string[]; readonly relations: readonly string[] },
): string {
  const params = new URLSearchParams({
    add: [...fact.records, ...halves.flat()].join(','),
    halves: halves.map((half) => half.join(',')).join(';'),
    fact: [...fact.records, ...fact.relations].join(','),
  });
  return `/network?${params.toString()}`;
}

/** Shows these entities on the network screen (added to what is there), as a gang within a hull when it is named. */
export function networkAddress(ids: readonly string[], gang?: string): string {
  const name = gang === undefined ? '' : `&gang=${encodeURIComponent(gang)}`;
  return `/network?add=${ids.map(encodeURIComponent).join(',')}${name}`;
}

/** Shows the tracks of these vehicles and vessels on the map, in a span where one is given (milliseconds UTC), beside a zone. */
export function mapAddress(
  ids: readonly string[],
  span?: { readonly from: number; readonly to: number },
  zone?: string,
): string {
  const params = new URLSearchParams({ ids: ids.join(','), sel: ids[0] ?? '' });
  if (zone !== undefined) params.set('zone', zone);
  if (span) {
    params.set('from', new Date(span.from).toISOString());
    params.set('to', new Date(span.to).toISOString());
  }
  return `/map?${params.toString()}`;
}

export function runAddress(run: string, group?: string): string {
  return group === undefined
    ? `/analysis/${run}`
    : `/analysis/${run}?group=${encodeURIComponent(group)}`;
}

export function targetingAddress(list: string): string {
  return `/targeting/${list}`;
}

export function gangAddress(gang: string): string {
  return `/gangs/${gang}`;
}

export function driftAddress(gang: string, run?: string): string {
  return run === undefined ? `/gangs/${gang}/drift` : `/gangs/${gang}/drift?run=${run}`;
}

export function reportAddress(gang: string): string {
  return `/gangs/${gang}/report`;
}

/** What the analysis screen finds in the state of the navigation: the form opens with it. */
export interface AskedAnalysis {
  readonly question: string;
  readonly parameters: Readonly<Record<string, unknown>>;
}

export function askedAnalysis(state: unknown): AskedAnalysis | null {
  if (typeof state !== 'object' || state === null) return null;
  const { question, parameters } = state as Partial<AskedAnalysis>;
  return typeof question === 'string' && typeof parameters === 'object'
    ? { question, parameters }
    : null;
}

export function alertAddress(alert: string): string {
  return `/alerts/${alert}`;
}

/** @param watch 'new': the empty form */
export function watchAddress(watch: string): string {
  return `/watches/${watch}`;
}

export type Watched =
  | { readonly gang: string }
  | { readonly case: string }
  /** `zone`: that these vehicles and vessels come into it; '': into any. */
  | { readonly records: readonly string[]; readonly zone?: string }
  /** A search over several fields. */
  | { readonly query: WatchQueryInput };

/** The form of a new watch on a gang, a case or entities. */
function newWatchAddress(of: Watched, name: string): string {
  const params = new URLSearchParams(
    'records' in of
      ? of.records.map((record) => ['record', record])
      : 'query' in of
        ? { query: JSON.stringify(of.query) }
        : Object.entries(of).map(([kind, id]) => [kind, String(id)]),
  );
  if ('records' in of && of.zone !== undefined) params.set('zone', of.zone);
  params.set('name', name);
  return `/watches/new?${params.toString()}`;
}

/** So many records an address holds; more are handed over beside it. */
const mostInAddress = 50;

/** Where a new watch begins, for the router. */
export function newWatchTarget(
  of: Watched,
  name: string,
): { readonly to: string; readonly state: unknown } {
  if (!('records' in of) || of.records.length <= mostInAddress)
    return { to: newWatchAddress(of, name), state: null };
  return { to: newWatchAddress({ ...of, records: [] }, name), state: { records: of.records } };
}

/** Records that the new watch finds in the state of the navigation. */
export function handedOver(state: unknown): string[] {
  const { records } = (state ?? {}) as { readonly records?: unknown };
  return Array.isArray(records) ? records.filter((one) => typeof one === 'string') : [];
}
