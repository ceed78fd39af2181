/** Whom a watch is about: its targets as entities of the revision that is looked at. */
import type { StateReader } from '@phecda/graph-schema';
import type { FieldCondition } from '@phecda/graph-schema/truth/field-conditions';
import { z } from 'zod';
import type { WatchTarget } from '../watch.ts';
import { mostFound, type GraphAt } from './graph-at.ts';

export interface Target {
  /** As the watch names it. */
  readonly record: string;
  readonly entity: string;
  /** Through what it is watched. */
  readonly gang: string | null;
  readonly caseNumber: string | null;
}

/** By entity; of several ways to be watched, the first. */
export type Targets = ReadonlyMap<string, Target>;

interface Gang {
  readonly id: string;
  readonly monitored: boolean;
  readonly records: readonly string[];
}

const members = z.array(z.object({ record: z.string(), role: z.string() }));

interface Searches {
  readonly kind: 'searches';
  readonly type: string;
  readonly searches: readonly (readonly FieldCondition[])[];
}
type OneOrSearches = Exclude<WatchTarget, { kind: 'query' }> | Searches;

/** Searches for one type go over its entities once, where the first of them stands. */
function together(targets: readonly WatchTarget[]): readonly OneOrSearches[] {
  const searches = new Map<string, (readonly FieldCondition[])[]>();
  return targets.flatMap((target): OneOrSearches[] => {
    if (target.kind !== 'query') return [target];
    const { type, conditions } = target;
    const known = searches.get(type);
    if (known !== undefined) {
      known.push(conditions);
      return [];
    }
    const all = [conditions];
    searches.set(type, all);
    return [{ kind: 'searches', type, searches: all }];
  });
}

/** Reads gangs and closed cases at most once for all watches of a revision. */
export class TargetFinder {
  readonly state: StateReader;
  readonly #graph: GraphAt;
  readonly #among: readonly string[] | undefined;
  readonly #found = new Map<string, Promise<Target[]>>();
  readonly #counts = new Map<string, Promise<number>>();
  #gangs: Promise<Gang[]> | null = null;

  /** @param among of tags and searches, those among these entities alone */
  constructor(state: StateReader, graph: GraphAt, among?: readonly string[]) {
    this.state = state;
    this.#graph = graph;
    this.#among = among;
  }

  static async monitoredGangs(state: StateReader): Promise<Set<string>> {
    const rows = await state.query<{ gang_id: string }>(`SELECT gang_id FROM gang WHERE monitored`);
    return new Set(rows.map(({ gang_id }) => gang_id));
  }

  async find(targets: readonly WatchTarget[]): Promise<Targets> {
    const found = new Map<string, Target>();
    for (const target of together(targets))
      for (const one of await this.#one(target))
        if (!found.has(one.entity)) found.set(one.entity, one);
    return found;
  }

  /** How many of a tag or of searches are more than are looked at. */
  async leftOut(targets: readonly WatchTarget[]): Promise<number> {
    let count = 0;
    for (const target of together(targets)) {
      if (target.kind !== 'tag' && target.kind !== 'searches') continue;
      const most = target.kind === 'tag' ? mostFound : mostFound * target.searches.length;
      count += Math.max(0, (await this.#count(target)) - most);
    }
    return count;
  }

  /** Several watches may ask the same. */
  #count(target: Extract<OneOrSearches, { kind: 'tag' | 'searches' }>): Promise<number> {
    const key = JSON.stringify(target);
    const known =
      this.#counts.get(key) ??
      (target.kind === 'tag'
        ? this.#graph.countTagged(target.tag)
        : this.#graph.countMatching(target.type, target.searches));
    this.#counts.set(key, known);
    return known;
  }

  /** Searches go over all entities: several watches may ask the same. */
  #one(target: OneOrSearches): Promise<Target[]> {
    if (target.kind === 'entities') return this.#look(target);
    const key = JSON.stringify(target);
    const known = this.#found.get(key) ?? this.#look(target);
    this.#found.set(key, known);
    return known;
  }

  #look(target: OneOrSearches): Promise<Target[]> {
    switch (target.kind) {
      case 'entities':
        return this.#ofRecords(target.records, null, null);
      case 'gang':
        return this.#ofGang(target.gang);
      case 'case':
        return this.#ofCase(target.record);
      case 'tag':
        return this.#ofTag(target.tag);
      case 'searches':
        return this.#ofSearches(target);
      case 'monitored':
        return this.#ofMonitored();
    }
  }

  async #ofRecords(
    records: readonly string[],
    gang: string | null,
    caseNumber: string | null,
  ): Promise<Target[]> {
    const entities = await this.#graph.entitiesOf(records);
    return [...entities].map(([record, entity]) => ({ record, entity, gang, caseNumber }));
  }

  async #ofGang(id: string): Promise<Target[]> {
    const gang = (await this.#readGangs()).find((one) => one.id === id);
    return gang === undefined ? [] : this.#ofRecords(gang.records, id, null);
  }

  async #ofCase(record: string): Promise<Target[]> {
    const entity = (await this.#graph.entitiesOf([record])).get(record);
    return entity === undefined ? [] : this.#subjects([entity]);
  }

  async #ofTag(tag: string): Promise<Target[]> {
    return (await this.#graph.tagged(tag, this.#among)).map(({ id, record }) => ({
      record,
      entity: id,
      gang: null,
      caseNumber: null,
    }));
  }

  async #ofSearches({ type, searches }: Searches): Promise<Target[]> {
    return (await this.#graph.matching(type, searches, this.#among)).map(({ id, record }) => ({
      record,
      entity: id,
      gang: null,
      caseNumber: null,
    }));
  }

  async #ofMonitored(): Promise<Target[]> {
    const gangs = (await this.#readGangs()).filter(({ monitored }) => monitored);
    const found: Target[] = [];
    for (const { id, records } of gangs) found.push(...(await this.#ofRecords(records, id, null)));
    found.push(...(await this.#subjects(await this.#graph.closedCases())));
    return found;
  }

  async #subjects(cases: readonly string[]): Promise<Target[]> {
    const edges = await this.#graph.edges(cases, ['subjectOf']);
    const nodes = await this.#graph.nodes(edges.flatMap(({ source, target }) => [source, target]));
    return edges.flatMap(({ source, target }) => {
      const [subject, about] = [nodes.get(source), nodes.get(target)];
      if (subject === undefined || about === undefined || !cases.includes(target)) return [];
      const number = about.props['number'];
      return [
        {
          record: subject.record,
          entity: source,
          gang: null,
          caseNumber: typeof number === 'string' ? number : about.label,
        },
      ];
    });
  }

  #readGangs(): Promise<Gang[]> {
    return (this.#gangs ??= this.state
      .query<{ gang_id: string; monitored: boolean; members: string }>(
        `SELECT gang_id, monitored, members FROM gang ORDER BY gang_id`,
      )
      .then((rows) =>
        rows.map((row) => ({
          id: row.gang_id,
          monitored: row.monitored,
          records: members
            .parse(JSON.parse(row.members))
            .filter(({ role }) => role !== 'doubtful')
            .map(({ record }) => record),
        })),
      ));
  }
}
