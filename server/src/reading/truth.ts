/** The truth as one viewer reads it. Every select of the server stands in this folder and takes this, so that none can be made without saying for whom. */
import type { Ontology, Sql, SqlReader } from '@phecda/graph-schema';
import { requirePermission, type Viewer } from '../features/viewer.ts';

export interface ViewedTruth
  extends SqlReader, Pick<Sql, 'engine' | 'dialect' | 'recordSecret' | 'revision'> {
  readonly viewer: Viewer;
  /** What its types, kinds and roles mean. */
  readonly ontology: Ontology;
}

/** A query throws DomainError UNAUTHENTICATED or FORBIDDEN for a viewer who may not read. */
export function truthFor(viewer: Viewer, sql: Sql, ontology: Ontology): ViewedTruth {
  return {
    viewer,
    ontology,
    engine: sql.engine,
    dialect: sql.dialect,
    recordSecret: sql.recordSecret,
    revision: () => sql.revision(),
    query: async (text, parameters) => {
      requirePermission(viewer, 'read');
      return sql.query(text, parameters);
    },
    stream: (text, parameters, batch) => {
      requirePermission(viewer, 'read');
      return sql.stream(text, parameters, batch);
    },
  };
}
