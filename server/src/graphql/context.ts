/** What every resolver gets besides its arguments: the services, who asks, and loaders that batch within one request. */
import DataLoader from 'dataloader';
import type { EntitySummary } from '@phecda/graph-schema/ports/graph-store';
import { localOperator, requirePermission, type Viewer } from '../features/viewer.ts';
import type { ViewedTruth } from '../reading/truth.ts';
import type { Services } from '../services.ts';

export interface Session {
  /** Name of the operator, null before signing in. */
  readonly operator: string | null;
  /** Starts a new session and tells the browser. */
  start(name: string): Promise<void>;
}

export interface RequestContext {
  readonly services: Services;
  readonly session: Session;
  readonly viewer: Viewer;
  /** What this viewer may read. */
  readonly truth: ViewedTruth;
  /** Aborts when nobody waits for the answer any more. */
  readonly signal: AbortSignal;
  /** Name that a write carries. @throws DomainError UNAUTHENTICATED before signing in. */
  actor(): string;
  /** Node of a record or entity, null when the graph does not hold it. */
  readonly nodes: DataLoader<string, EntitySummary | null>;
  /** Label with the goods' name of an entity that is an HS code; null when no source names it. */
  readonly goods: DataLoader<string, string | null>;
}

export function createContext(
  services: Services,
  session: Session,
  signal: AbortSignal,
): RequestContext {
  const viewer = localOperator(session.operator);
  const truth = services.truthFor(viewer);
  return {
    signal,
    viewer,
    truth,
    services,
    session,
    actor: () => {
      requirePermission(viewer, 'judge');
      return viewer.name ?? '';
    },
    nodes: new DataLoader((ids) => loadNodes(services, truth, ids), { maxBatchSize: 2000 }),
    goods: new DataLoader(async (ids) => {
      const labels = await services.goodsLabels.of(truth, ids);
      return ids.map((id) => labels.get(id) ?? null);
    }),
  };
}

async function loadNodes(
  services: Services,
  truth: ViewedTruth,
  ids: readonly string[],
): Promise<(EntitySummary | null)[]> {
  const found = new Map<string, EntitySummary>();
  for (const look of ['of', 'anew'] as const) {
    const open = ids.filter((id) => !found.has(id));
    if (open.length === 0) break;
    const entities = await services.entityIds[look](truth, open);
    const known = await services.graph.entities([...new Set(entities.values())]);
    const byId = new Map(known.map((node) => [node.id, node]));
    for (const id of open) {
      const node = byId.get(entities.get(id) ?? id);
      if (node) found.set(id, node);
    }
  }
  return ids.map((id) => {
    const node = found.get(id) ?? null;
    if (node) services.known.shown(node, id);
    return node;
  });
}
