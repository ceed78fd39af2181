/** Which enterprises count as newly associated: registered, first active, or drawn close to the persistent members after the day. */
import type { BeginningColumn, FilingColumn } from '../entity-columns.ts';
import type { Association } from './association.ts';
import { ALWAYS, dayNumber, type CountedGraph } from '../counted-graph.ts';
import type { Neighbourhood } from './neighbourhood.ts';
import type { Seed } from './persistent-members.ts';
import type { DriftCandidate, newness } from './result.ts';

/** An enterprise from before the day counts when less than this share of its association was there already. */
const ASSOCIATED_BEFORE = 0.5;

export interface NewlyAssociated {
  readonly id: string;
  readonly node: number;
  readonly place: number;
  readonly newness: (typeof newness)[number][];
  readonly begun: BeginningColumn | null;
  /** Days of its links to persistent members, and to what leads to them; ascending, undated ones left out. */
  readonly linkDays: readonly number[];
  readonly firstLink: number | null;
}

export interface Candidate extends NewlyAssociated {
  /** After the seizure. */
  readonly filings: readonly FilingColumn[];
  readonly parts: DriftCandidate['parts'];
  readonly score: number;
}

/** Closest first. */
export function candidatesOf(
  graph: CountedGraph,
  { nodes, placeOf, a, b, day: days, enterprises }: Neighbourhood,
  association: Association,
  seeds: readonly Seed[],
  {
    day,
    begun,
    excluded,
  }: {
    readonly day: string;
    readonly begun: ReadonlyMap<string, BeginningColumn>;
    /** Nodes. */
    readonly excluded: ReadonlySet<number>;
  },
): NewlyAssociated[] {
  const from = dayNumber(day);
  const today = association.ratios(null);
  const before = association.ratios(from - 1);
  const seedPlaces = new Set(seeds.map(({ node }) => placeOf.get(node) as number));
  const links = new Map<number, { all: number[]; direct: number[] }>();
  a.forEach((one, i) => {
    for (const [place, other] of [
      [one, b[i] as number],
      [b[i] as number, one],
    ] as const) {
      if (days[i] === ALWAYS) continue;
      const known = links.get(place) ?? { all: [], direct: [] };
      links.set(place, known);
      known.all.push(days[i] as number);
      if (seedPlaces.has(other)) known.direct.push(days[i] as number);
    }
  });
  return enterprises
    .flatMap((place): NewlyAssociated[] => {
      const node = nodes[place] as number;
      if (excluded.has(node) || !((today[place] as number) > 0)) return [];
      const id = graph.idOf(node);
      const known = begun.get(id) ?? null;
      const why: NewlyAssociated['newness'] = [];
      if ((known?.registered ?? '') >= day || (known?.customsRegistered ?? '') >= day)
        why.push('registered');
      if ((known?.firstActivity ?? '') >= day) why.push('active');
      if (why.length === 0 && drawnClose(before[place] as number, today[place] as number))
        why.push('linked');
      if (why.length === 0) return [];
      const { all = [], direct = [] } = links.get(place) ?? {};
      const least = [...(direct.length > 0 ? direct : all)].sort((x, y) => x - y)[0];
      return [
        {
          id,
          node,
          place,
          newness: why,
          begun: known,
          linkDays: [...new Set(all)].sort((x, y) => x - y),
          firstLink: least ?? null,
        },
      ];
    })
    .sort((x, y) => (today[y.place] as number) - (today[x.place] as number) || x.place - y.place);
}

function drawnClose(before: number, today: number): boolean {
  return before < today * ASSOCIATED_BEFORE;
}
