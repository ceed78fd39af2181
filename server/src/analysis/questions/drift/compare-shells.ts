/** An old and a new shell side by side: what both have, what only one has, and at what prices they trade. */
import type { FilingColumn } from '../entity-columns.ts';
import type { CountedGraph } from '../counted-graph.ts';
import { comparedThings, type Comparison } from './result.ts';

type What = (typeof comparedThings)[number];

/** Things of one kind told in each column. */
const MOST_TOLD = 40;
const GRAMS = 1_000;

const byType: Readonly<Record<string, What>> = {
  Person: 'people',
  LegalEntity: 'people',
  Phone: 'phones',
  Email: 'phones',
  Address: 'addresses',
  Device: 'devices',
  Account: 'devices',
  Vehicle: 'trucks',
  Vessel: 'trucks',
  Container: 'trucks',
  OverseasParty: 'overseas',
};

export type ThingsOf = Readonly<Record<What, ReadonlySet<string>>>;

/** Entity ids by what they are to the enterprise; goods are headings. */
export function thingsOf(
  graph: CountedGraph,
  node: number,
  filings: readonly FilingColumn[],
): ThingsOf {
  const things = Object.fromEntries(comparedThings.map((what) => [what, new Set<string>()])) as {
    [K in What]: Set<string>;
  };
  graph.forEach(node, (slot, other, out) => {
    const what = graph.isEnterprise(other)
      ? !out && graph.kindOf(slot) === 'declaresFor'
        ? 'brokers'
        : null
      : byType[graph.typeOf(other)];
    if (what) things[what].add(graph.idOf(other));
  });
  for (const { heading } of filings) if (heading !== '') things.goods.add(heading);
  return things;
}

export function sharedCount(a: ThingsOf, b: ThingsOf): number {
  return comparedThings.reduce(
    (sum, what) => sum + [...a[what]].filter((id) => b[what].has(id)).length,
    0,
  );
}

export function compareShells(
  old: ThingsOf,
  fresh: ThingsOf,
  oldFilings: readonly FilingColumn[],
  newFilings: readonly FilingColumn[],
): Pick<Comparison, 'things' | 'prices'> {
  const least = (ids: Iterable<string>): string[] => [...ids].sort().slice(0, MOST_TOLD);
  return {
    things: comparedThings.map((what) => ({
      what,
      shared: least([...old[what]].filter((id) => fresh[what].has(id))),
      oldOnly: least([...old[what]].filter((id) => !fresh[what].has(id))),
      newOnly: least([...fresh[what]].filter((id) => !old[what].has(id))),
    })),
    prices: prices(oldFilings, newFilings),
  };
}

interface Sum {
  amount: number;
  mass: number;
  declarations: number;
}

function prices(
  old: readonly FilingColumn[],
  fresh: readonly FilingColumn[],
): Comparison['prices'] {
  const [before, after] = [sums(old), sums(fresh)];
  const perKilogram = (sum: Sum | undefined): number | null =>
    sum === undefined || sum.mass === 0 ? null : (sum.amount / sum.mass) * GRAMS;
  return [...new Set([...before.keys(), ...after.keys()])].sort().map((heading) => ({
    heading,
    old: perKilogram(before.get(heading)),
    new: perKilogram(after.get(heading)),
    oldDeclarations: before.get(heading)?.declarations ?? 0,
    newDeclarations: after.get(heading)?.declarations ?? 0,
  }));
}

function sums(filings: readonly FilingColumn[]): Map<string, Sum> {
  const found = new Map<string, Sum>();
  for (const { heading, amount, mass, declarations } of filings) {
    if (heading === '') continue;
    const sum = found.get(heading) ?? { amount: 0, mass: 0, declarations: 0 };
    sum.amount += amount;
    sum.mass += mass;
    sum.declarations += declarations;
    found.set(heading, sum);
  }
  return found;
}
