/** Expansions that the graph's thread writes as JSON: thousands of nodes and links at a time, for one canvas. */
import type { ExpandQuery } from '@phecda/graph-schema/ports/graph-store';
import type {
  ExpansionShape,
  ExpansionWriter,
  LabelGap,
  RowShape,
  WrittenExpansion,
} from '@phecda/graph-schema/ports/written-expansion';
import { notFound } from '../../domain-error.ts';
import type { RequestContext } from '../../graphql/context.ts';
import { selectedFields, type SelectedField } from '../../graphql/selection.ts';
import { WrittenJson, type WrittenField } from '../../graphql/written-fields.ts';
import { goodsType } from '../../reading/goods-names.ts';
import { pendingFacts } from '../inbox/pending-facts.ts';
import { entityIds, entityIdsAnew } from './entity-ids.ts';

const nodeColumns = ['id', 'record', 'type', 'label', 'tags', 'sources', 'degree'] as const;
const linkColumns = ['id', 'kind', 'source', 'target', 'weight', 'periods', 'sources'] as const;
const periodColumns = ['from', 'to'] as const;
const totalColumns = ['hop', 'kind', 'type', 'total', 'shown'] as const;

export interface SubgraphShape {
  /** What the store writes. */
  readonly lists: ExpansionShape;
  /** Of the answer itself; `nodes`, `links` and `totals` once each at most. */
  readonly fields: readonly SelectedField[];
  readonly total: RowShape<(typeof totalColumns)[number]>;
}

export const writtenExpand: WrittenField<SubgraphShape> = {
  name: 'expand',
  shape: (field, fragments) => {
    const below = (
      typeName: string,
      asked: SelectedField | undefined,
    ): readonly SelectedField[] | null =>
      asked ? selectedFields(typeName, asked.node.selectionSet, fragments) : [];
    const fields = selectedFields('Subgraph', field.selectionSet, fragments);
    const only = (among: readonly SelectedField[], name: string): SelectedField | undefined =>
      among.find((asked) => asked.name === name);
    if (fields === null || isTwice(fields)) return null;
    const nodes = below('Node', only(fields, 'nodes'));
    const links = below('Link', only(fields, 'links'));
    const totals = below('ExpandTotal', only(fields, 'totals'));
    if (nodes === null || links === null || totals === null || isTwice(links)) return null;
    const periods = below('Period', only(links, 'periods'));
    if (periods === null) return null;
    const node = rowShape('Node', nodes, nodeColumns);
    // Nothing is pending where this is written.
    const relation = rowShape('Link', links, linkColumns, { pending: null });
    const period = rowShape('Period', periods, periodColumns);
    const total = rowShape('ExpandTotal', totals, totalColumns);
    return node && relation && period && total
      ? { fields, total, lists: { node, relation, period, unlabelled: [goodsType] } }
      : null;
  },
  can: async (context) => {
    const { services, viewer } = context;
    if (services.graph.expandWritten === undefined) return false;
    if (viewer.districts !== 'all' || !viewer.may('read')) return false;
    // What is pending is laid over objects.
    const { relations, removing } = await pendingFacts(context);
    return relations.length === 0 && removing.size === 0;
  },
};

/** The answer in the shape that was asked for. @throws DomainError NOT_FOUND */
export async function expandAsJson(
  asked: readonly string[],
  question: Omit<ExpandQuery, 'ids'>,
  shape: SubgraphShape,
  context: RequestContext,
  write: ExpansionWriter,
): Promise<WrittenJson> {
  if (asked.length === 0) throw notFound('entity');
  const ask = (ids: readonly string[]) => write({ ids, ...question }, shape.lists);
  // Mostly by ids that the graph gave; the truth knows what others lead to.
  let written = await ask(asked);
  if (written.origins < new Set(asked).size) {
    const ids = await entityIds(context, asked);
    if (ids.length === 0) throw notFound('entity');
    written = await ask(ids);
    if (written.origins < ids.length) written = await ask(await entityIdsAnew(context, asked));
  }
  context.services.known.shownTogether(written.subjects);
  return subgraphJson(written, shape, context);
}

async function subgraphJson(
  { nodes, relations, gaps, totals, cut }: WrittenExpansion,
  { fields, total }: SubgraphShape,
  context: RequestContext,
): Promise<WrittenJson> {
  const parts: Uint8Array[] = [];
  const text = (json: string): number => parts.push(Buffer.from(json));
  for (const [place, { key, name }] of fields.entries()) {
    text(`${place === 0 ? '{' : ','}${JSON.stringify(key)}:`);
    if (name === 'nodes') parts.push(...(await withLabels(nodes, gaps, context)));
    else if (name === 'links') parts.push(relations);
    else if (name === 'totals') text(`[${totals.map((row) => rowJson(total, row)).join(',')}]`);
    else text(JSON.stringify(name === 'cut' ? cut : 'Subgraph'));
  }
  text('}');
  return new WrittenJson(parts);
}

/** Labels of goods are said by the truth. */
async function withLabels(
  nodes: Uint8Array,
  gaps: readonly LabelGap[],
  { goods }: RequestContext,
): Promise<Uint8Array[]> {
  if (gaps.length === 0) return [nodes];
  const labels = await Promise.all(gaps.map(({ id }) => goods.load(id)));
  let from = 0;
  const parts = gaps.flatMap(({ at, label }, place) => {
    const before = nodes.subarray(from, (from = at));
    return [before, Buffer.from(JSON.stringify(labels[place] ?? label))];
  });
  return [...parts, nodes.subarray(from)];
}

const isTwice = (fields: readonly SelectedField[]): boolean =>
  new Set(fields.map(({ name }) => name)).size < fields.length;

/** Null where a field is none of the columns. @param constants fields that have one value wherever this is written */
function rowShape<Column extends string>(
  typeName: string,
  fields: readonly SelectedField[],
  columns: readonly Column[],
  constants: Readonly<Record<string, unknown>> = {},
): RowShape<Column> | null {
  const known: Readonly<Record<string, unknown>> = { __typename: typeName, ...constants };
  const found: Column[] = [];
  const texts = ['{'];
  for (const [place, { key, name }] of fields.entries()) {
    const column = columns.find((candidate) => candidate === name);
    if (column === undefined && !Object.hasOwn(known, name)) return null;
    const text = `${place === 0 ? '' : ','}${JSON.stringify(key)}:`;
    texts[texts.length - 1] += column === undefined ? text + JSON.stringify(known[name]) : text;
    if (column !== undefined) {
      found.push(column);
      texts.push('');
    }
  }
  texts[texts.length - 1] += '}';
  return { columns: found, texts };
}

function rowJson<Column extends string>(
  { columns, texts }: RowShape<Column>,
  row: Readonly<Record<Column, unknown>>,
): string {
  return texts
    .map((text, place) => {
      const column = columns[place];
      return column === undefined ? text : text + JSON.stringify(row[column]);
    })
    .join('');
}
