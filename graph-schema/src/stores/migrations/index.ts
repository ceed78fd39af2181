/** Ordered list of the truth's schema migrations, run by `Sql.migrate()` on both engines. */
import * as model from '../../generated/model.ts';
import type { Ontology } from '../../model.ts';
import type { SqlTransaction } from '../../ports/sql.ts';
import type { Migration } from '../migrate.ts';
import { truthTables } from './001-truth.ts';
import { workbenchTables } from './002-workbench.ts';
import { declarationRoleIndexes } from './003-declaration-roles.ts';
import { supplementColumn } from './004-supplements.ts';
import { stateLeaves } from './005-state-leaves.ts';
import { inboxTaken } from './006-inbox-taken.ts';
import { currencyTables } from './007-currencies.ts';
import { assertionRuns } from './008-assertion-runs.ts';
import { identityTables, renameEverything } from './009-identity.ts';
import { revisionCause } from './010-revision-cause.ts';
import { derivedTags } from './011-derived-tags.ts';
import { historyFiles } from './012-history-files.ts';
import { historyHorizon } from './013-history-horizon.ts';
import { relationEnds } from './014-relation-ends.ts';

/** What of the ontology the names of entities and relations depend on. */
export type MigrationOntology = Pick<Ontology, 'entityTypes' | 'relationKinds'>;

export const migrationsOf = (ontology: MigrationOntology = model): Migration<SqlTransaction>[] => [
  { version: 1, name: 'truth', statements: truthTables },
  { version: 2, name: 'workbench', statements: workbenchTables },
  { version: 3, name: 'declaration-roles', statements: declarationRoleIndexes },
  { version: 4, name: 'supplements', statements: supplementColumn },
  { version: 5, name: 'state-leaves', statements: stateLeaves },
  { version: 6, name: 'inbox-taken', statements: inboxTaken },
  { version: 7, name: 'currencies', statements: currencyTables },
  { version: 8, name: 'assertion-runs', statements: assertionRuns },
  {
    version: 9,
    name: 'identity',
    statements: identityTables,
    rewrite: (tx) => renameEverything(tx, ontology),
  },
  { version: 10, name: 'revision-cause', statements: revisionCause },
  { version: 11, name: 'derived-tags', statements: derivedTags },
  { version: 12, name: 'history-files', statements: historyFiles },
  { version: 13, name: 'history-horizon', statements: historyHorizon },
  { version: 14, name: 'relation-ends', statements: relationEnds },
];
