/** Which of many watches a change can concern: those that ask the same of entities are asked together, and only whose target is found is asked alone. */
import { conditionNamed } from '../conditions/conditions.ts';
import { acting } from '../conditions/through-people.ts';
import type { SqlReader } from '@phecda/graph-schema';
import type { Watch } from '../watch.ts';
import type { Change } from './change.ts';
import { mayBeNew } from './newcomers.ts';
import type { Target } from './targets.ts';

interface Group {
  readonly sample: Watch;
  readonly watches: Watch[];
  readonly byRecord: Map<string, Watch[]>;
}

/** So few are asked one by one. */
const fewest = 8;

export class Screen {
  readonly #sql: SqlReader;
  #of: readonly Watch[] | null = null;
  #groups: Group[] = [];
  /** Entities of the watched records as of a revision, brought up to the next one by what moved. */
  #entities = new Map<string, string>();
  #missing = new Set<string>();
  #revision: number | null = null;

  constructor(sql: SqlReader) {
    this.#sql = sql;
  }

  /** Those that may find something in the change, in their order. */
  async narrow(watches: readonly Watch[], change: Change): Promise<readonly Watch[]> {
    if (this.#of !== watches) this.#regroup(watches);
    if (this.#groups.length === 0) return watches;
    await this.#follow(change);
    const out = new Set(this.#groups.flatMap((group) => group.watches));
    for (const group of this.#groups)
      for (const watch of await this.#concerned(group, change)) out.delete(watch);
    return watches.filter((watch) => !out.has(watch));
  }

  #regroup(watches: readonly Watch[]): void {
    const groups = new Map<string, Group>();
    for (const watch of watches) {
      if (!watch.active || !watch.targets.every(({ kind }) => kind === 'entities')) continue;
      const key = JSON.stringify([watch.condition, watch.settings, watch.causes]);
      const group: Group = groups.get(key) ?? { sample: watch, watches: [], byRecord: new Map() };
      groups.set(key, group);
      group.watches.push(watch);
      for (const target of watch.targets)
        for (const record of target.kind === 'entities' ? target.records : [])
          group.byRecord.set(record, [...(group.byRecord.get(record) ?? []), watch]);
    }
    this.#of = watches;
    this.#groups = [...groups.values()].filter(({ watches: { length } }) => length >= fewest);
    const wanted = new Set(this.#groups.flatMap(({ byRecord }) => [...byRecord.keys()]));
    for (const record of this.#entities.keys())
      if (!wanted.has(record)) this.#entities.delete(record);
    this.#missing = new Set([...wanted].filter((record) => !this.#entities.has(record)));
  }

  async #follow({ revision, graph }: Change): Promise<void> {
    if (this.#revision === null || revision < this.#revision) {
      this.#missing = new Set([...this.#missing, ...this.#entities.keys()]);
      this.#entities.clear();
    } else if (revision > this.#revision && this.#entities.size > 0) {
      const moved = await this.#sql.query<{ record_id: string; entity_after: string }>(
        `SELECT record_id, entity_after FROM lineage WHERE revision > ${this.#revision} AND revision <= ${revision} ORDER BY revision`,
      );
      for (const { record_id, entity_after } of moved)
        if (this.#entities.has(record_id)) this.#entities.set(record_id, entity_after);
    }
    this.#revision = revision;
    if (this.#missing.size === 0) return;
    for (const [record, entity] of await graph.entitiesOf([...this.#missing])) {
      this.#entities.set(record, entity);
      this.#missing.delete(record);
    }
  }

  async #concerned({ sample, byRecord }: Group, change: Change): Promise<Watch[]> {
    const condition = conditionNamed(sample.condition);
    if (condition === undefined || !sample.causes.includes(change.cause)) return [];
    const targets = new Map<string, Target>();
    const watched = new Map<string, Watch[]>();
    for (const [record, watches] of byRecord) {
      const entity = this.#entities.get(record);
      if (entity === undefined) continue;
      targets.set(entity, { record, entity, gang: null, caseNumber: null });
      watched.set(entity, [...(watched.get(entity) ?? []), ...watches]);
    }
    if (targets.size === 0) return [];
    const newcomers = new Set(await mayBeNew(change, sample.targets, targets));
    const found = await condition.detect(
      {
        ...change,
        screening: true,
        newcomers: { ids: newcomers, watched: new Map() },
        leavers: new Set(change.held?.regrouped),
      },
      targets,
      condition.settings.parse(sample.settings),
    );
    if (found.length === 0) return [];
    const records = [...new Set(found.map(({ target }) => target))];
    const entities = [...new Set((await change.graph.entitiesOf(records)).values())];
    // What an enterprise did is told to who watches a person behind it.
    const behind = await change.graph.edges(entities, acting);
    return [...entities, ...behind.map(({ source }) => source)].flatMap(
      (entity) => watched.get(entity) ?? [],
    );
  }
}
