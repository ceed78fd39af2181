/** Entity and relation in full: attributes with conflicts, tags with who set them, records, statements, history. */
import type { AttributeValue, RecordInfo, Resolvers } from '../../generated/resolvers.ts';
import { notFound } from '../../domain-error.ts';
import { checkId, checkIds, clamp } from '../../graphql/clamp.ts';
import type { RequestContext } from '../../graphql/context.ts';
import { textOf } from '../../graphql/day.ts';
import { monthsBehind } from '../../reading/declarations.ts';
import type {
  EntityModel,
  NodeModel,
  TagGroundModel,
  TagOnEntityModel,
} from '../../graphql/models.ts';
import { attributeValues } from './attributes.ts';
import {
  readEntity,
  readFileCounts,
  readSaidBy,
  readRecords,
  readRelation,
  relationIdOf,
  type RecordContent,
  type SaidBy,
} from '../../reading/entities.ts';
import { analystDataset, loadEntity } from './load-entity.ts';
import { isGoods } from '../../reading/goods-names.ts';
import { readHistory } from '../../reading/history.ts';
import { readHistoryReach } from '../../reading/history-horizon.ts';
import { entityIdOf, idsOfLiving } from '../../reading/entity-ids.ts';
import { pendingFacts, pendingFactsOnce, type PendingFacts } from '../inbox/pending-facts.ts';
import { notesOf, withPendingTags } from './pending-overlay.ts';
import { groundsOf } from './tag-grounds.ts';
import { readStatements } from '../../reading/statements.ts';

const mostIds = 5000;

export const entityResolvers: Resolvers = {
  Query: {
    entity: (_, { id }, context) => loadEntity(id, context),
    entities: async (_, { ids }, { nodes }) => {
      const found = await nodes.loadMany(checkIds(ids, mostIds));
      return found.flatMap((node) => (node === null || node instanceof Error ? [] : [node]));
    },
    resolved: async (_, { ids }, { nodes, truth }) => {
      const asked = checkIds(ids, mostIds);
      const found = await nodes.loadMany(asked);
      const awaited = await idsOfLiving(
        truth,
        asked.filter((__, index) => (found[index] ?? null) === null),
      );
      return asked.map((id, index) => {
        const node = found[index] ?? null;
        if (node instanceof Error) throw node;
        return { asked: id, node, awaited: awaited.has(id) };
      });
    },
    relation: async (_, { id }, context) => {
      const { truth } = context;
      const { relations } = await pendingFacts(context);
      return (
        relations.find((relation) => relation.id === checkId(id)) ??
        readRelation(truth, await relationNow(context, id))
      );
    },
    statements: async (_, { id, property, limit, offset }, context) => {
      const { truth } = context;
      const owner = (await entityIdOf(truth, id)) ?? (await relationNow(context, id));
      return readStatements(
        truth,
        owner,
        property ?? null,
        clamp(limit, 1, 1000, 200),
        clamp(offset, 0, 1e9, 0),
      );
    },
    historyFrom: async (_, __, { truth }) => (await readHistoryReach(truth))?.at ?? null,
    history: async (_, { id, limit }, { truth }) => {
      const entity = (await entityIdOf(truth, id)) ?? checkId(id);
      return readHistory(truth, entity, clamp(limit, 1, 500, 50));
    },
  },
  Entity: {
    label: labelOf,
    tags: async ({ id }, _, context) =>
      withPendingTags(
        tagsOf(
          await recordsOf(id, context),
          await readSaidBy(context.truth, id),
          await groundsOf(id, context),
        ),
        (await pendingFacts(context)).of(id),
      ),
    notes: async ({ id }, _, context) => {
      const pending = (await pendingFacts(context)).of(id);
      const records = await recordsOf(id, context);
      const said = records.some((record) => Object.hasOwn(record.props, 'notes'))
        ? await readSaidBy(context.truth, id)
        : new Map<string, SaidBy>();
      return notesOf(records, said, pending);
    },
    pending: async ({ id }, _, context) => [...(await pendingFacts(context)).of(id)],
    asserted: ({ sources }) => sources.some((source) => source !== analystDataset),
    attributes: async (entity, _, context) => {
      const order = context.services.ontology.entityTypes[entity.type]?.attributes ?? [];
      return attributeValues(await recordsOf(entity.id, context), entity.props, order);
    },
    behaviour: (entity) => behaviourOf(entity),
    records: async ({ id }, _, context) =>
      recordInfos(await recordsOf(id, context), await readFileCounts(context.truth, id)),
    counts: async ({ id }, _, { services }) => [...(await services.graph.counts(id))],
    degree: async ({ id }, _, { nodes }) => (await nodes.load(id))?.degree ?? 0,
    sources: ({ sources }) => [...sources],
  },
  Relation: {
    link: (relation) => relation,
    source: (relation, _, context) => requireNode(relation.source, context),
    target: (relation, _, context) => requireNode(relation.target, context),
    attributes: async (relation, _, context) => {
      const order = context.services.ontology.relationKinds[relation.kind]?.attributes ?? [];
      return attributeValues(await recordsOf(relation.id, context), relation.props, order);
    },
    aggregated: ({ kind }, _, { services }) =>
      services.ontology.relationKinds[kind]?.aggregated != null,
    byHand: async (relation, _, context) => {
      const records = await recordsOf(relation.id, context);
      return (
        relation.inboxNumber !== undefined ||
        records.some((record) => record.dataset === analystDataset)
      );
    },
    byMonth: async (relation, _, { services, truth }) =>
      services.ontology.relationKinds[relation.kind]?.aggregated
        ? monthsBehind(truth, relation)
        : [],
  },
  Node: {
    label: labelOf,
  },
  Link: {
    pending: (link, _, context) => {
      if (link.inboxNumber !== undefined) return 'adding';
      const removes = (facts: PendingFacts) => (facts.removing.has(link.id) ? 'removing' : null);
      const facts = pendingFactsOnce(context);
      return facts instanceof Promise ? facts.then(removes) : removes(facts);
    },
  },
  Period: {
    from: ({ from }) => (from === null ? null : textOf(from)),
    to: ({ to }) => (to === null ? null : textOf(to)),
  },
};

const relationNow = ({ truth, services }: RequestContext, id: string): Promise<string> =>
  relationIdOf(truth, checkId(id), services.ontology.relationKinds);

/** A promise for goods alone: of each of a thousand nodes it would cost more than all the rest. */
function labelOf(
  { id, type, label }: Pick<NodeModel, 'id' | 'type' | 'label'>,
  _: unknown,
  { goods }: RequestContext,
): string | Promise<string> {
  return isGoods(type) ? goods.load(id).then((named) => named ?? label) : label;
}

// Several fields of one answer rest on the same records: read once per request.
const recordCache = new WeakMap<RequestContext, Map<string, Promise<RecordContent[]>>>();

function recordsOf(owner: string, context: RequestContext): Promise<RecordContent[]> {
  const cache = recordCache.get(context) ?? new Map<string, Promise<RecordContent[]>>();
  recordCache.set(context, cache);
  const known = cache.get(owner) ?? readRecords(context.truth, owner);
  cache.set(owner, known);
  return known;
}

/** From the graph view, or while the view is behind from the truth. */
async function requireNode(id: string, { nodes, truth }: RequestContext): Promise<NodeModel> {
  const node = await nodes.load(id);
  if (node) return node;
  const entity = await readEntity(truth, id);
  if (!entity) throw notFound('entity');
  return {
    id,
    record: entity.record,
    type: entity.type,
    label: entity.label,
    tags: [],
    sources: entity.sources,
    degree: 0,
  };
}

function tagsOf(
  records: readonly RecordContent[],
  said: ReadonlyMap<string, SaidBy>,
  grounds: ReadonlyMap<string, TagGroundModel>,
): TagOnEntityModel[] {
  const tags = new Map<string, { sources: Set<string>; reason: string | null }>();
  for (const record of records) {
    for (const name of record.tags) {
      const tag = tags.get(name) ?? { sources: new Set<string>(), reason: null };
      tag.sources.add(record.dataset);
      tag.reason ??= said.get(record.recordId)?.reason ?? null;
      tags.set(name, tag);
    }
  }
  for (const name of grounds.keys())
    if (!tags.has(name)) tags.set(name, { sources: new Set(), reason: null });
  return [...tags]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, { sources, reason }]) => ({
      name,
      sources: [...sources].sort(),
      byHand: sources.has(analystDataset),
      reason,
      pending: null,
      ground: grounds.get(name) ?? null,
    }));
}

function recordInfos(
  records: readonly RecordContent[],
  files: ReadonlyMap<string, number>,
): RecordInfo[] {
  return records.map((record) => ({
    id: record.recordId,
    dataset: record.dataset,
    label: record.label,
    keys: [...record.keys],
    files: files.get(record.recordId) ?? 0,
    byHand: record.dataset === analystDataset,
  }));
}

function behaviourOf(entity: EntityModel): AttributeValue[] {
  return Object.entries(entity.behaviour).map(([name, value]) => ({
    name,
    value,
    values: [value],
    conflict: false,
    sources: [],
  }));
}
