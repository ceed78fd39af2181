/** Lines of a list: filled in from what enterprises declare most, or as a person wrote them, checked. */
import { randomUUID } from 'node:crypto';
import { DomainError } from '../../domain-error.ts';
import type { TargetLineInput } from '../../generated/resolvers.ts';
import { checkText } from '../../graphql/clamp.ts';
import type { RequestContext } from '../../graphql/context.ts';
import type { NodeModel } from '../../graphql/models.ts';
import { requireRecordId } from '../../reading/entity-ids.ts';
import { readUsualTrade } from '../../reading/targeting.ts';
import type { TargetLine } from './targeting-list.ts';
import { today } from './with-figures.ts';

const MOST_LINES = 500;
/** Pairs of port and heading filled in per enterprise. */
const LINES_PER_ENTERPRISE = 2;
const DAYS_IN_FORCE = 90;
const DAY_MS = 86_400_000;

/** Of the enterprises among the records; one that declares nothing gets a line for any port and goods. */
export async function usualLines(
  context: RequestContext,
  records: readonly string[],
  reason: string,
): Promise<TargetLine[]> {
  const enterprises = await enterprisesAmong(context, records);
  const trade = await readUsualTrade(
    context.truth,
    enterprises.map(({ id }) => id),
    LINES_PER_ENTERPRISE,
  );
  const from = today(context);
  const expires = new Date(Date.parse(from) + DAYS_IN_FORCE * DAY_MS).toISOString().slice(0, 10);
  return enterprises
    .flatMap(({ id, record, tags }) => {
      const usual = trade.filter(({ enterprise }) => enterprise === id);
      const pairs = usual.length > 0 ? usual : [{ port: null, hs: null }];
      return pairs.map(({ port, hs }) => ({
        id: randomUUID(),
        enterprise: record,
        port,
        hs,
        from,
        expires,
        reason,
        tags: [...tags],
      }));
    })
    .slice(0, MOST_LINES);
}

async function enterprisesAmong(
  { nodes }: RequestContext,
  records: readonly string[],
): Promise<NodeModel[]> {
  const known = await nodes.loadMany(records);
  const found = new Map<string, NodeModel>();
  for (const node of known)
    if (node && !(node instanceof Error) && node.type === 'Enterprise') found.set(node.id, node);
  return [...found.values()];
}

/** @throws DomainError naming what is wrong with a line. */
export async function writtenLines(
  context: RequestContext,
  before: readonly TargetLine[],
  written: readonly TargetLineInput[],
): Promise<TargetLine[]> {
  if (written.length > MOST_LINES)
    throw new DomainError('BAD_INPUT', 'error.tooMany', `At most ${MOST_LINES} lines.`, {
      most: MOST_LINES,
    });
  const known = new Map(before.map((line) => [line.id, line]));
  return Promise.all(
    written.map(async (line): Promise<TargetLine> => {
      const old = line.id ? known.get(line.id) : undefined;
      const enterprise =
        old?.enterprise === line.enterprise
          ? old.enterprise
          : await recordOf(context, line.enterprise, 'Enterprise');
      const port = !line.port
        ? null
        : old?.port === line.port
          ? old.port
          : await recordOf(context, line.port, 'Port');
      const node = await context.nodes.load(enterprise);
      return {
        id: old?.id ?? randomUUID(),
        enterprise,
        port,
        hs: checkHs(line.hs ?? ''),
        ...checkDays(line),
        reason: checkText(line.reason, 'reason', 1, 2_000),
        tags: old?.enterprise === enterprise ? old.tags : [...(node?.tags ?? [])],
      };
    }),
  );
}

async function recordOf(context: RequestContext, id: string, type: string): Promise<string> {
  const node = await context.nodes.load(await requireRecordId(context.truth, id));
  if (node?.type !== type)
    throw new DomainError('BAD_INPUT', 'error.targetingType', `Not of type ${type}.`, { type });
  return node.record;
}

function checkHs(text: string): string | null {
  const digits = text.replaceAll(/[\s.]/g, '');
  if (digits === '') return null;
  if (/^\d{2,10}$/.test(digits)) return digits;
  throw new DomainError('BAD_INPUT', 'error.targetingHs', 'An HS code has 2 to 10 digits.');
}

function checkDays({ from, expires }: TargetLineInput): Pick<TargetLine, 'from' | 'expires'> {
  if (from <= expires) return { from, expires };
  throw new DomainError('BAD_INPUT', 'error.targetingDays', 'A line ends before it begins.');
}
