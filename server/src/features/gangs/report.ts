/** A gang as a report tells it: members and why, trade, ties with the rows of files that they rest on. */
import type { TradeColumn } from '../../analysis/questions/entity-columns.ts';
import type { Resolvers } from '../../generated/resolvers.ts';
import { checkId } from '../../graphql/clamp.ts';
import type { RequestContext } from '../../graphql/context.ts';
import { analysisColumns } from '../../reading/analysis-columns.ts';
import { entityIdsOf } from '../../reading/entity-ids.ts';
import { rowsOfRelations, tiesOfMembers } from '../../reading/gang-ties.ts';
import { findGroup } from './find-group.ts';
import type { GangFacts } from './gang-store.ts';

/** Ties told, rows told of each, and others that may share a thing before it ties nobody. */
const MOST_TIES = 60;
const MOST_ROWS = 6;
const MOST_SHARERS = 60;
const MOST_SHARES = 10;

export const reportResolvers: Pick<NonNullable<Resolvers['Query']>, 'gangReport'> = {
  gangReport: async (_, { id }, context) => {
    const gang = await context.services.gangs.find(checkId(id));
    return gang === null ? null : reportOf(gang, context);
  },
};

async function reportOf(gang: GangFacts, context: RequestContext) {
  const { truth, nodes, viewer } = context;
  const found = await nodes.loadMany(gang.members.map(({ record }) => record));
  const members = gang.members.flatMap((member, index) => {
    const node = found[index];
    return node && !(node instanceof Error) ? [{ ...member, node }] : [];
  });
  const ids = [...new Set(members.map(({ node }) => node.id))];
  const columns = analysisColumns(truth);
  const [entities, trade, ties, judged, state] = await Promise.all([
    columns.entities(ids),
    columns.trade(ids),
    tiesOfMembers(truth, ids),
    judgedMembers(gang, context),
    truth.revision(),
  ]);
  const known = new Map(entities.map((entity) => [entity.id, entity]));
  const days = entities.flatMap(({ firstActivity, lastActivity }) =>
    [firstActivity, lastActivity].filter((day) => day !== null),
  );
  days.sort();
  return {
    gang,
    revision: state,
    at: new Date().toISOString(),
    actor: viewer.name,
    members: members.map(({ node, role }) => ({
      node,
      role,
      reasons: judged.get(node.id)?.reasons ?? [],
      stays: judged.get(node.id)?.stays ?? null,
      amount: known.get(node.id)?.amount ?? null,
      declarations: known.get(node.id)?.declarations ?? 0,
      firstActivity: known.get(node.id)?.firstActivity ?? null,
      lastActivity: known.get(node.id)?.lastActivity ?? null,
    })),
    amount: entities.reduce((sum, { amount }) => sum + (amount ?? 0), 0),
    declarations: entities.reduce((sum, { declarations }) => sum + declarations, 0),
    firstActivity: days[0] ?? null,
    lastActivity: days.at(-1) ?? null,
    ports: shares(trade.filter(({ kind }) => kind === 'port')),
    goods: shares(trade.filter(({ kind }) => kind === 'goods')),
    ...(await told(ties, context)),
  };
}

function shares(rows: readonly TradeColumn[]) {
  const sums = new Map<
    string,
    { id: string; label: string; declarations: number; amount: number }
  >();
  for (const { id, label, declarations, amount } of rows) {
    const sum = sums.get(id) ?? { id, label, declarations: 0, amount: 0 };
    sums.set(id, {
      ...sum,
      declarations: sum.declarations + declarations,
      amount: sum.amount + amount,
    });
  }
  return [...sums.values()]
    .sort((a, b) => b.declarations - a.declarations || (a.id < b.id ? -1 : 1))
    .slice(0, MOST_SHARES);
}

/** Ties by things that not too many share, with files and rows. */
async function told(
  ties: Awaited<ReturnType<typeof tiesOfMembers>>,
  { truth, nodes }: RequestContext,
) {
  const things = await nodes.loadMany(ties.flatMap(({ thing }) => thing ?? []));
  const thingOf = new Map(
    things.flatMap((thing) => (thing && !(thing instanceof Error) ? [[thing.id, thing]] : [])),
  );
  const telling = ties.filter(
    ({ thing }) => thing === null || (thingOf.get(thing)?.degree ?? Infinity) <= MOST_SHARERS,
  );
  const shown = telling.slice(0, MOST_TIES);
  const rows = await rowsOfRelations(
    truth,
    shown.flatMap(({ relations }) => relations),
  );
  return {
    tiesTotal: telling.length,
    ties: shown.map((tie) => {
      const wanted = new Set(tie.relations);
      const resting = rows.filter(({ relation }) => wanted.has(relation));
      // A row that tells of two of the relations is one row.
      const own = [...new Map(resting.map((one) => [`${one.file} ${one.row}`, one])).values()];
      return {
        thing: tie.thing === null ? null : (thingOf.get(tie.thing) ?? null),
        kinds: [...tie.kinds],
        members: [...tie.members],
        rows: own.slice(0, MOST_ROWS),
        rowsTotal: own.length,
      };
    }),
  };
}

/** What the run that it was confirmed from said of its members, by their entity of today. */
async function judgedMembers({ origin }: GangFacts, context: RequestContext) {
  const group = origin.kind === 'run' ? await findGroup(context, origin.run, origin.group) : null;
  if (group === null) return new Map<string, never>();
  const reasons = new Map(group.keyMembers.map((key) => [key.id, key.reasons]));
  const today = await entityIdsOf(
    context.truth,
    group.members.map(({ record }) => record),
  );
  return new Map(
    group.members.map(({ id, record, stays }) => [
      today.get(record) ?? id,
      { stays, reasons: reasons.get(id) ?? [] },
    ]),
  );
}
