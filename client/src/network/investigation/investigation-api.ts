/** How investigations are stored on the server: whole to open, the changed parts under a version to save. */
import { CombinedError, type Client } from 'urql';
import {
  CreateInvestigationDocument,
  InvestigationVersionDocument,
  OpenInvestigationDocument,
  SaveInvestigationDocument,
} from '../../generated/graphql.ts';
import type { SavedCanvas } from '../core/saved-state.ts';

export interface StoredInvestigation {
  readonly id: string;
  readonly title: string;
  readonly notes: string;
  readonly version: number;
  readonly actor: string;
  readonly updatedAt: string;
  readonly state: unknown;
}

export interface ChangedParts {
  readonly title?: string;
  readonly notes?: string;
  readonly state?: SavedCanvas;
}

export interface InvestigationApi {
  /** Null when there is none, or it was deleted. */
  open(id: string): Promise<StoredInvestigation | null>;
  version(id: string): Promise<number | null>;
  create(title: string, state: SavedCanvas): Promise<{ id: string; version: number }>;
  /**
   * Gives the new version, `conflict` when `version` is not the stored one.
   * @param leaving the page is being closed: the request outlives it.
   */
  save(
    id: string,
    version: number,
    parts: ChangedParts,
    leaving?: boolean,
  ): Promise<number | 'conflict'>;
}

function isConflict(error: unknown): boolean {
  return (
    error instanceof CombinedError &&
    error.graphQLErrors.some((one) => one.extensions['code'] === 'CONFLICT')
  );
}

export function createInvestigationApi(client: Client): InvestigationApi {
  const fresh = { requestPolicy: 'network-only' } as const;
  return {
    async open(id) {
      const { data, error } = await client
        .query(OpenInvestigationDocument, { id }, fresh)
        .toPromise();
      if (error) throw error;
      return data?.investigation ?? null;
    },
    async version(id) {
      const { data, error } = await client
        .query(InvestigationVersionDocument, { id }, fresh)
        .toPromise();
      if (error) throw error;
      return data?.investigation?.version ?? null;
    },
    async create(title, state) {
      const { data, error } = await client
        .mutation(CreateInvestigationDocument, { title, state })
        .toPromise();
      if (error) throw error;
      if (!data) throw new Error('empty answer');
      return data.createInvestigation;
    },
    async save(id, version, parts, leaving = false) {
      const { data, error } = await client
        .mutation(
          SaveInvestigationDocument,
          { id, version, ...parts },
          leaving ? { fetchOptions: { keepalive: true } } : {},
        )
        .toPromise();
      if (isConflict(error)) return 'conflict';
      if (error) throw error;
      if (!data) throw new Error('empty answer');
      return data.saveInvestigation.version;
    },
  };
}
