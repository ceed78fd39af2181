/** Everything a resolver may use; put together in main.ts. */
import type { GraphStore, Ontology, PathFinder } from '@phecda/graph-schema';
import type { PositionStore } from '@phecda/graph-schema/ports/position-store';
import type { StateStore } from '@phecda/graph-schema/ports/state-store';
import type { Config } from './config.ts';
import type { Awaited } from '@phecda/alerts/alert-health';
import type { AlertDesk } from './features/alerts/alert-desk.ts';
import type { AllowanceKeeper } from './features/watches/allowance-keeper.ts';
import type { DemoProgress } from './demo-progress.ts';
import type { JobQueue } from '@phecda/etl/jobs/job-queue';
import type { ImportDesk } from './features/imports/import-desk.ts';
import type { DismissalStore } from './features/drift/dismissal-store.ts';
import type { DriftWatch } from './features/drift/drift-watch.ts';
import type { FactStore } from './features/gangs/fact-store.ts';
import type { GangStore } from './features/gangs/gang-store.ts';
import type { TargetingStore } from './features/targeting/targeting-store.ts';
import type { RunStore } from './features/analysis/run-store.ts';
import type { LiveBus } from './features/live/live-bus.ts';
import type { KeptAnswers } from './reading/kept-answers.ts';
import type { ViewedTruth } from './reading/truth.ts';
import type { Viewer } from './features/viewer.ts';
import type { HealthMonitor } from './health/health-monitor.ts';
import type { Log } from './log.ts';
import type { InboxDesk } from './features/inbox/inbox-desk.ts';
import type { KnownSubjects } from './features/inbox/known-subjects.ts';
import type { FileDatums } from './tracks/feeds/datum-proposal-of.ts';
import type { FeedDesk } from './tracks/feeds/feed-desk.ts';
import type { WaysIn } from './tracks/listen/ways-in.ts';
import type { TrackFlow } from './tracks/track-flow.ts';
import type { TrackNews } from './tracks/track-news.ts';
import type { DeviceBindings } from './tracks/bindings/device-bindings.ts';
import type { RetentionStore } from './tracks/retention/retention-policy.ts';
import type { SilenceWatcher } from './tracks/silence/silence-watcher.ts';
import type { ZoneEvents } from './tracks/zones/zone-events.ts';
import type { ZoneStore } from './tracks/zones/zone-store.ts';

export interface Services {
  readonly config: Config;
  readonly ontology: Ontology;
  readonly truthFor: (viewer: Viewer) => ViewedTruth;
  /** Small state that is not truth: cases, settings, uploads. */
  readonly state: StateStore;
  readonly graph: GraphStore;
  readonly paths: PathFinder;
  /** Asked id → entity id. */
  readonly entityIds: KeptAnswers<string>;
  /** Entity id of an HS code → its code with the goods' name; null where no source names them. */
  readonly goodsLabels: KeptAnswers<string | null>;
  /** Number of declarations → entities that took part. */
  readonly declarationParties: KeptAnswers<readonly string[]>;
  readonly inbox: InboxDesk;
  readonly known: KnownSubjects;
  /** Figures of alerts for Prometheus. */
  metrics(): Promise<string>;
  readonly imports: ImportDesk;
  readonly jobs: JobQueue;
  readonly runs: RunStore;
  readonly gangs: GangStore;
  readonly facts: FactStore;
  readonly driftDismissals: DismissalStore;
  readonly drift: DriftWatch;
  readonly targeting: TargetingStore;
  readonly alerts: AlertDesk;
  readonly allowances: AllowanceKeeper;
  readonly live: LiveBus;
  readonly positions: PositionStore;
  readonly tracks: TrackFlow;
  readonly feeds: FeedDesk;
  readonly fileDatums: FileDatums;
  readonly ways: WaysIn;
  readonly trackNews: TrackNews;
  readonly zones: ZoneStore;
  readonly zoneEvents: ZoneEvents;
  readonly silences: SilenceWatcher;
  readonly bindings: DeviceBindings;
  readonly retention: RetentionStore;
  readonly demo: DemoProgress;
  readonly health: HealthMonitor;
  readonly log: Log;
  readonly clock: () => Date;
  readonly daemonAwaited: () => Awaited;
  /** Message keys of what is degraded. */
  readonly warnings: () => readonly string[];
}
