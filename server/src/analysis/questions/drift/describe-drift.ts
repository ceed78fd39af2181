/** Last step of drift tracking: what is told of each candidate, with evidence, comparison and replay, and of the gang's ports. */
import type { EntityColumn, FilingColumn } from '../entity-columns.ts';
import type { RunContext } from '../question.ts';
import type { Candidate } from './candidates.ts';
import { compareShells, sharedCount, thingsOf, type ThingsOf } from './compare-shells.ts';
import { dateOf, dayNumber, type CountedGraph } from '../counted-graph.ts';
import { evidencePaths, Links } from './evidence-paths.ts';
import type { Neighbourhood } from './neighbourhood.ts';
import type { DriftParameters } from './parameters.ts';
import type { Seed, Split } from './persistent-members.ts';
import { portShare } from './port-share.ts';
import { eventDays, replayOf } from './replay.ts';
import type { Comparison, DriftCandidate, DriftEntity, DriftResult } from './result.ts';
import type { Scorer } from './score.ts';

export interface Scored {
  readonly graph: CountedGraph;
  readonly neighbourhood: Neighbourhood;
  readonly scorer: Scorer;
  readonly split: Split;
  /** Nodes of the former shells. */
  readonly shells: readonly number[];
  readonly late: ReadonlySet<number>;
  readonly filings: ReadonlyMap<string, readonly FilingColumn[]>;
  /** First day of the enterprise at a place. */
  startAt(place: number): number;
  readonly found: number;
  readonly progressFrom: number;
}

export async function describeDrift(
  context: RunContext,
  scored: Scored,
  candidates: readonly Candidate[],
  parameters: DriftParameters & { readonly day: string },
): Promise<DriftResult> {
  const { graph, neighbourhood, split, shells } = scored;
  const links = new Links(neighbourhood);
  const seedAt = new Map<number, Seed>(
    split.seeds.map((seed) => [neighbourhood.placeOf.get(seed.node) as number, seed]),
  );
  const oldThings = new Map(
    shells.map((node) => {
      const id = graph.idOf(node);
      return [id, thingsOf(graph, node, scored.filings.get(id) ?? [])] as const;
    }),
  );
  const drafts = candidates.map((candidate, i) => {
    context.progress(
      'replay',
      scored.progressFrom + ((1 - scored.progressFrom) * i) / candidates.length,
    );
    return {
      candidate,
      evidence: evidencePaths(
        graph,
        neighbourhood,
        links,
        seedAt,
        candidate.place,
        parameters.hops,
      ),
      compared: closestShell(graph, candidate, oldThings, scored.filings),
      replay: replay(scored, candidate, parameters),
    };
  });
  const named = new Set<string>([
    ...shells.map((node) => graph.idOf(node)),
    ...[...split.seeds, ...split.hidden, ...split.hubs].map(({ node }) => graph.idOf(node)),
    ...drafts.flatMap(({ candidate, evidence, compared }) => [
      candidate.id,
      ...evidence.paths.flatMap(({ entities }) => entities),
      ...(compared?.things ?? [])
        .filter(({ what }) => what !== 'goods')
        .flatMap(({ shared, oldOnly, newOnly }) => [...shared, ...oldOnly, ...newOnly]),
    ]),
  ]);
  const known = new Map(
    (named.size === 0 ? [] : await context.columns.entities([...named])).map((row) => [
      row.id,
      row,
    ]),
  );
  const entity = (id: string): DriftEntity => describe(graph, known, id);
  const old = shells.flatMap((node) => scored.filings.get(graph.idOf(node)) ?? []);
  const proposed = candidates.filter(({ score }) => score >= parameters.threshold);
  return {
    revision: context.revision,
    generation: graph.pinned.generation,
    day: parameters.day,
    threshold: parameters.threshold,
    shells: shells.map((node) => entity(graph.idOf(node))),
    persistent: [
      ...persistentMembers(graph, split.seeds, entity, false),
      ...persistentMembers(graph, split.hidden, entity, true),
    ],
    hubs: split.hubs.map(({ node, sharers }) => ({ ...entity(graph.idOf(node)), sharers })),
    reached: neighbourhood.enterprises.length,
    found: scored.found,
    candidates: drafts.map(({ candidate, evidence, compared, replay: told }, i) => ({
      ...entity(candidate.id),
      rank: i + 1,
      score: candidate.score,
      parts: candidate.parts,
      newness: candidate.newness,
      member: scored.late.has(candidate.node),
      registered: candidate.begun?.registered ?? candidate.begun?.customsRegistered ?? null,
      firstActivity: candidate.begun?.firstActivity ?? null,
      firstLink: candidate.firstLink === null ? null : dateOf(candidate.firstLink),
      ...totals(candidate.filings),
      paths: evidence.paths,
      pathsTotal: evidence.total,
      comparison: compared && { ...compared, shell: entity(compared.shell) },
      replay: told,
    })),
    ...portShare(
      old,
      proposed.flatMap(({ filings }) => filings),
      parameters.day,
    ),
    entities: [...named].map(entity),
  };
}

function describe(
  graph: CountedGraph,
  known: ReadonlyMap<string, EntityColumn>,
  id: string,
): DriftEntity {
  const { record = id, label = id } = known.get(id) ?? {};
  return { id, record, type: graph.typeOf(graph.find(id)), label };
}

function persistentMembers(
  graph: CountedGraph,
  seeds: readonly Seed[],
  entity: (id: string) => DriftEntity,
  hidden: boolean,
): DriftResult['persistent'] {
  const sum = seeds.reduce((total, { weight }) => total + weight, 0);
  return seeds.map((seed) => ({
    ...entity(graph.idOf(seed.node)),
    member: seed.member,
    hidden,
    kinds: [...seed.kinds].sort(),
    shells: seed.shells.size,
    others: seed.others,
    specificity: seed.specificity,
    weight: hidden || sum === 0 ? 0 : seed.weight / sum,
  }));
}

function totals(
  filings: readonly FilingColumn[],
): Pick<DriftCandidate, 'declarations' | 'amount' | 'ports'> {
  const ports = new Map<string, { id: string; label: string; declarations: number }>();
  let declarations = 0;
  let amount = 0;
  for (const filing of filings) {
    declarations += filing.declarations;
    amount += filing.amount;
    if (filing.port === null) continue;
    const known = ports.get(filing.port)?.declarations ?? 0;
    ports.set(filing.port, {
      id: filing.port,
      label: filing.portLabel,
      declarations: known + filing.declarations,
    });
  }
  return {
    declarations,
    amount,
    ports: [...ports.values()].sort((a, b) => b.declarations - a.declarations),
  };
}

/** Beside the former shell with which it shares most. */
function closestShell(
  graph: CountedGraph,
  candidate: Candidate,
  shells: ReadonlyMap<string, ThingsOf>,
  filings: Scored['filings'],
): (Omit<Comparison, 'shell'> & { shell: string }) | null {
  const own = thingsOf(graph, candidate.node, candidate.filings);
  let best: { shell: string; things: ThingsOf; shared: number } | null = null;
  for (const [shell, things] of shells) {
    const shared = sharedCount(things, own);
    if (best === null || shared > best.shared) best = { shell, things, shared };
  }
  if (best === null) return null;
  return {
    shell: best.shell,
    ...compareShells(best.things, own, filings.get(best.shell) ?? [], candidate.filings),
  };
}

function replay(
  { scorer, startAt }: Scored,
  { place, linkDays, filings, parts, score }: Candidate,
  { day, threshold }: { readonly day: string; readonly threshold: number },
): DriftCandidate['replay'] {
  if (score < threshold) return null;
  const days = eventDays(dayNumber(day), startAt(place), linkDays, filings);
  return replayOf(
    days,
    (asOf) => scorer.score(scorer.parts(place, parts.role, filings, asOf)),
    threshold,
    filings,
  );
}
