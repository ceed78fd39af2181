/** Everything a resolver may use; put together in main.ts. */
import type { GraphStore, Ontology, PathFinder, Sql } from '@phecda/graph-schema';
import type { Config } from './config.ts';
import type { DemoProgress } from './demo-progress.ts';
import type { ImportDesk } from './features/imports/import-desk.ts';
import type { LiveBus } from './features/live/live-bus.ts';
import type { Log } from './log.ts';
import type { InboxDesk } from './features/inbox/inbox-desk.ts';

export interface Services {
  readonly config: Config;
  readonly ontology: Ontology;
  readonly sql: Sql;
  readonly graph: GraphStore;
  readonly paths: PathFinder;
  readonly inbox: InboxDesk;
  readonly imports: ImportDesk;
  readonly live: LiveBus;
  readonly demo: DemoProgress;
  readonly log: Log;
  readonly clock: () => Date;
  /** Message keys of what is degraded beyond the view being behind. */
  readonly warnings: () => readonly string[];
}
