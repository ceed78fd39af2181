/** What is pending, laid over the answers of one request: tags, notes and relations at once, merges as a mark. */
import type { InboxLine } from '@phecda/etl/inbox/inbox';
import { md5Uuid } from '@phecda/graph-schema/truth/record-id';
import type { Said } from '@phecda/graph-schema/truth/inbox';
import { dayOf } from '../../graphql/day.ts';
import type { RequestContext } from '../../graphql/context.ts';
import type { RelationModel } from '../../graphql/models.ts';

export interface PendingFacts {
  /** By entity, ascending by number. */
  of(entity: string): readonly InboxLine[];
  /** Drawn and not in the graph view yet; ends are entity ids. */
  readonly relations: readonly RelationModel[];
  /** Relations that are being taken back. */
  readonly removing: ReadonlySet<string>;
}

const nothing: PendingFacts = { of: () => [], relations: [], removing: new Set() };

const perRequest = new WeakMap<RequestContext, Promise<PendingFacts>>();
const arrived = new WeakMap<RequestContext, PendingFacts>();

export function pendingFacts(context: RequestContext): Promise<PendingFacts> {
  let asked = perRequest.get(context);
  if (asked === undefined) {
    asked = read(context).then((facts) => {
      arrived.set(context, facts);
      return facts;
    });
    perRequest.set(context, asked);
  }
  return asked;
}

/** For fields of thousands of links: the facts themselves where this request has them already. */
export function pendingFactsOnce(context: RequestContext): PendingFacts | Promise<PendingFacts> {
  return arrived.get(context) ?? pendingFacts(context);
}

/** Records that an entry speaks of. */
export function recordsOf(said: Said): readonly string[] {
  switch (said.kind) {
    case 'relation':
      return [said.source, said.target];
    case 'same':
    case 'different':
      return [said.left, said.right];
    case 'retract':
      return said.about?.records ?? [];
    default:
      return [said.record];
  }
}

async function read({ services, truth }: RequestContext): Promise<PendingFacts> {
  const lines = withoutCancelled(await services.inbox.pending());
  if (lines.length === 0) return nothing;
  const records = [...new Set(lines.flatMap((line) => recordsOf(line.said)))];
  const entities = await services.entityIds.of(truth, records);
  const byEntity = new Map<string, InboxLine[]>();
  const relations: RelationModel[] = [];
  const removing = new Set<string>();
  for (const line of lines) {
    const { said } = line;
    const about = new Set(recordsOf(said).flatMap((id) => entities.get(id) ?? []));
    for (const entity of about) byEntity.set(entity, [...(byEntity.get(entity) ?? []), line]);
    if (said.kind === 'retract' && said.about?.relation) removing.add(said.about.relation);
    if (said.kind !== 'relation') continue;
    const source = entities.get(said.source);
    const target = entities.get(said.target);
    if (source === undefined || target === undefined || source === target) continue;
    const { from = null, to = null } = said;
    relations.push({
      id: pendingRelationId(line.number),
      kind: said.relation,
      source,
      target,
      periods:
        from === null && to === null
          ? []
          : [{ from: from === null ? null : dayOf(from), to: to === null ? null : dayOf(to) }],
      weight: 1,
      sources: ['analyst'],
      props: {},
      inboxNumber: line.number,
    });
  }
  return { of: (entity) => byEntity.get(entity) ?? [], relations, removing };
}

export function pendingRelationId(number: number): string {
  return md5Uuid(`inbox\u001f${number}`);
}

/** An entry that a later one takes back is shown no more, nor is the taking back. */
function withoutCancelled(lines: readonly InboxLine[]): InboxLine[] {
  const numbers = new Set(lines.map((line) => line.number));
  const cancelled = new Set(
    lines.flatMap(({ said }) => (said.kind === 'retract' ? said.numbers : [])),
  );
  const onlyCancels = (said: Said): boolean =>
    said.kind === 'retract' &&
    said.files.length + said.judgements.length === 0 &&
    said.numbers.every((number) => numbers.has(number));
  return lines.filter(({ number, said }) => !cancelled.has(number) && !onlyCancels(said));
}
