/** Everything behind the listening server: ontology, stores, writer queue, graph view, control channel and demo world, wired together. */
import { join } from 'node:path';
import type { Router } from 'express';
import { Inbox } from '@phecda/etl/inbox/inbox';
import { InboxTaker } from '@phecda/etl/inbox/inbox-taker';
import { startControlServer } from '@phecda/etl/control/control-server';
import { createEtlDesk } from '@phecda/etl/control/etl-desk';
import { AlertService, AlertSupervisor } from '@phecda/alerts';
import { alertMetrics, type Awaited } from '@phecda/alerts/alert-health';
import { finishUpgrade } from '@phecda/etl/finish-upgrade';
import { isPruningDue } from '@phecda/etl/history/prune-history';
import { createImportSteps } from '@phecda/etl/jobs/import-steps';
import { JobQueue } from '@phecda/etl/jobs/job-queue';
import { refreshTags, tagsDue } from '@phecda/etl/tags/refresh-tags';
import { homeOf } from '@phecda/etl/jobs/runner-name';
import { deployedOntology } from '@phecda/graph-schema';
import { ownFolder } from '@phecda/graph-schema/data-folder/own-folder';
import { keepDatasetLabels } from '@phecda/graph-schema/truth/dataset-labels';
import type { Config } from './config.ts';
import { DemoProgress } from './demo-progress.ts';
import { createApollo } from './graphql/create-apollo.ts';
import { createSchema } from './graphql/create-schema.ts';
import type { ImportDesk } from './features/imports/import-desk.ts';
import { InboxDesk } from './features/inbox/inbox-desk.ts';
import { KnownSubjects } from './features/inbox/known-subjects.ts';
import { MappingLibrary } from './features/imports/mapping-library.ts';
import { proposeMapping } from './features/imports/propose-mapping.ts';
import { UploadStore } from './features/imports/upload-store.ts';
import { serverItself, type Viewer } from './features/viewer.ts';
import { truthFor } from './reading/truth.ts';
import { AlertDesk } from './features/alerts/alert-desk.ts';
import { AllowanceKeeper } from './features/watches/allowance-keeper.ts';
import { DismissalStore } from './features/drift/dismissal-store.ts';
import { DriftWatch } from './features/drift/drift-watch.ts';
import { FactStore } from './features/gangs/fact-store.ts';
import { GangStore } from './features/gangs/gang-store.ts';
import { TargetingStore } from './features/targeting/targeting-store.ts';
import { RunStore } from './features/analysis/run-store.ts';
import { analysisColumns } from './reading/analysis-columns.ts';
import { askedTogether } from './reading/asked-together.ts';
import { entityIdsOf } from './reading/entity-ids.ts';
import { goodsLabels } from './reading/goods-names.ts';
import { KeptAnswers } from './reading/kept-answers.ts';
import { partiesOfDeclarations } from './reading/search.ts';
import { readChange } from './reading/changes.ts';
import { LiveBus } from './features/live/live-bus.ts';
import { ViewFollower } from './features/live/view-follower.ts';
import { createApi } from './http/create-api.ts';
import { readListedDocuments } from './http/listed-documents.ts';
import { Sessions } from './http/sessions.ts';
import { clientFolder } from './http/static-client.ts';
import type { Log } from './log.ts';
import { HealthMonitor } from './health/health-monitor.ts';
import { createProbes } from './health/probes.ts';
import { jobKinds } from './jobs/job-kinds.ts';
import { HistoryKeeper } from './jobs/history-keeper.ts';
import { TagKeeper } from './jobs/tag-keeper.ts';
import { openStores } from './stores.ts';
import { FileDatums } from './tracks/feeds/datum-proposal-of.ts';
import { FeedDesk } from './tracks/feeds/feed-desk.ts';
import { feedMetrics } from './tracks/feeds/feed-metrics.ts';
import { FeedStore } from './tracks/feeds/feed-store.ts';
import { heardOf } from './tracks/feeds/heard-of.ts';
import { WaysIn } from './tracks/listen/ways-in.ts';
import { BindingStore } from './tracks/bindings/binding-store.ts';
import { DeviceBindings } from './tracks/bindings/device-bindings.ts';
import { RetentionKeeper } from './tracks/retention/retention-keeper.ts';
import { RetentionStore } from './tracks/retention/retention-policy.ts';
import { SilenceStore } from './tracks/silence/silence-store.ts';
import { SilenceWatcher } from './tracks/silence/silence-watcher.ts';
import { TrackFlow } from './tracks/track-flow.ts';
import { TrackNews } from './tracks/track-news.ts';
import { ZoneEvents } from './tracks/zones/zone-events.ts';
import { ZoneStore } from './tracks/zones/zone-store.ts';
import { ZoneWatcher } from './tracks/zones/zone-watcher.ts';

export interface Backend {
  readonly api: Router;
  readonly health: HealthMonitor;
  /** Settles when it cannot answer any more and the process has to be started again. */
  readonly lost: Promise<Error>;
  /** Returns once the graph view holds everything and the import queue runs; gives the revision. */
  start(): Promise<number>;
  /** In the background; the screens show how far it is. */
  startDemo(): void;
  close(): Promise<void>;
}

const clock = (): Date => new Date();
const sweepEveryMs = 3_600_000;

/** Names that resolvers use are checked when the schema is made; nothing is opened before. */
/** @param address where it listens */
export async function openBackend(
  config: Config,
  log: Log,
  instance: string,
  address: string,
): Promise<Backend> {
  const ontology = deployedOntology(config.ontologyDirs);
  const schema = createSchema(ontology);
  const apollo = createApollo(schema, config.production, log);
  await apollo.start();
  const stores = await openStores(config, ontology);
  const { sql, graph, paths, positions } = stores;
  await finishUpgrade(sql, { ontology });
  const ownTruth = truthFor(serverItself, sql, ontology);
  const live = new LiveBus((revision) => readChange(ownTruth, revision, ontology.relationKinds));
  const follower = new ViewFollower({
    sql,
    graph,
    ontology,
    token: await sql.takeToken('view'),
    live,
    log,
  });
  const inbox = new Inbox(sql.state, clock);
  const taker = new InboxTaker({
    sql,
    inbox,
    ontology,
    onRevision: () => {
      follower
        .catchUp()
        .catch((error: unknown) => log.warn({ err: error }, 'the graph view could not follow'));
    },
    onError: (error) => log.error({ err: error }, 'the inbox could not be taken in; trying again'),
  });
  const inboxDesk = new InboxDesk(inbox, () => follower.reached, log);
  const mappings = new MappingLibrary(ontology, join(config.dataDir, 'mappings'));
  await keepDatasetLabels(
    sql.state,
    mappings.list().map(({ mapping }) => mapping),
  );
  const scratchFolder = ownFolder(join(config.dataDir, 'scratch'));
  const importSteps = createImportSteps({
    sql,
    ontology,
    scratchFolder,
    mapping: (id) => mappings.find(id)?.mapping ?? null,
    beforeApply: () => taker.drain(),
    view: (onChanges) => follower.catchUp(onChanges),
  });
  const zones = new ZoneStore(sql.state, clock);
  const zoneEvents = new ZoneEvents(sql.state, clock);
  const silences = new SilenceWatcher({
    positions,
    truth: ownTruth,
    state: sql.state,
    silences: new SilenceStore(sql.state, clock),
    clock,
    onError: (error) => log.error({ err: error }, 'silences could not be looked for; trying again'),
  });
  const zoneWatcher = new ZoneWatcher({
    positions,
    zones,
    events: zoneEvents,
    truth: ownTruth,
    thinnedBefore: () => retention.thinnedBefore(),
    onError: (error) => log.error({ err: error }, 'zones could not be looked at; trying again'),
    onTouched: (spans) => silences.touched(spans),
  });
  const trackNews = new TrackNews();
  zoneWatcher.onEvents((events) => trackNews.tellEvents(events));
  const onStored = (): void => {
    zoneWatcher.wake();
    trackNews.tellMoved();
  };
  const bindings = new DeviceBindings({
    store: new BindingStore(sql.state, clock),
    positions,
    truth: ownTruth,
    onMoved: onStored,
    onError: (error) => log.warn({ err: error }, 'bindings could not take effect'),
  });
  const retention = new RetentionStore(sql.state, clock);
  const tagging = () => ({ ontology, today: clock().toISOString().slice(0, 10) });
  const runs = new RunStore(sql.state);
  const facts = new FactStore(sql.state, clock);
  const jobs = new JobQueue({
    state: sql.state,
    kinds: jobKinds({
      sql,
      importSteps,
      analysis: {
        ontology,
        columns: analysisColumns(ownTruth),
        entityIds: (ids) => entityIdsOf(ownTruth, ids),
        runs,
        clock,
        leftOut: () => facts.leftOut(),
        workers: config.analysisWorkers,
        pin: stores.pin,
      },
      positions,
      onPositions: onStored,
      historyDays: config.historyDays,
      clock,
      retention: { positions, retention, zones, clock },
      rebuild: (onChanges) => follower.rebuild(onChanges),
      refreshTags: async () => {
        const revisions = await refreshTags(sql, tagging());
        if (revisions.length > 0) await follower.catchUp();
        return revisions;
      },
    }),
    home: homeOf(config.dataDir),
    onError: (error, job) =>
      log.error({ err: error, job: job?.id, kind: job?.kind }, 'a job failed'),
  });
  const uploads = new UploadStore(sql.state, join(config.dataDir, 'uploads'), clock);
  const imports: ImportDesk = {
    mappings,
    uploads,
    propose: (upload, reading) =>
      proposeMapping(
        upload,
        mappings.list().map(({ mapping }) => mapping),
        scratchFolder,
        reading,
      ),
  };
  const sessions = new Sessions(sql.state, clock);
  await Promise.all([sessions.sweep(), uploads.sweep()]);
  const tracks = new TrackFlow({ positions, clock, onStored });
  const feeds = new FeedDesk(new FeedStore(sql.state, clock), tracks, clock, log, () =>
    heardOf(positions),
  );
  const began = performance.now();
  const daemonAwaited = (): Awaited => (config.alertDaemon ? performance.now() - began : null);
  const health = new HealthMonitor(createProbes(sql, graph, config.dataDir, feeds, daemonAwaited));
  await health.start();
  const sweeping = setInterval(() => {
    Promise.all([sessions.sweep(), uploads.sweep()]).catch((error: unknown) =>
      log.warn({ err: error }, 'what is old could not be removed'),
    );
  }, sweepEveryMs);
  sweeping.unref();
  const demo = new DemoProgress();
  const gangs = new GangStore(sql.state, clock);
  const drift = new DriftWatch({
    gangs,
    runs,
    jobs,
    live,
    leftOut: () => facts.leftOut(),
    log,
  });
  const alerts = new AlertDesk(sql.state, clock, log);
  const allowances = new AllowanceKeeper({
    desk: alerts,
    truth: ownTruth,
    state: sql.state,
    silences,
    clock,
    log,
  });
  // A team runs daemons of its own (`npm run alerts`).
  const alertService =
    config.sqlUrl === null
      ? new AlertService({
          sql,
          ontology,
          settings: config.alerts,
          publicUrl: () => config.publicUrl ?? address,
          name: `server ${instance}`,
          clock,
          onError: (error, step) => log.error({ err: error, step }, 'alerts: trying again'),
        })
      : null;
  const alertSupervisor = new AlertSupervisor({
    sql,
    ontology,
    settings: config.alerts,
    publicUrl: () => config.publicUrl ?? address,
    awaited: daemonAwaited,
    clock,
    onError: (error) => log.error({ err: error }, 'faults of alerts could not be looked at'),
  });
  const unfollow = live.onReached(() => {
    alertService?.wake();
    bindings.wake();
  });
  const { historyDays } = config;
  const history = new HistoryKeeper({
    jobs,
    log,
    due: async () =>
      historyDays !== null && (await isPruningDue(sql, { days: historyDays, now: clock() })),
  });
  const tags = new TagKeeper({ jobs, live, log, due: () => tagsDue(sql, tagging()) });
  const retentionKeeper = new RetentionKeeper({ jobs, retention, clock, log });
  const ways = new WaysIn(config.positions, feeds, log);
  const services = {
    config,
    ontology,
    truthFor: (viewer: Viewer) => truthFor(viewer, sql, ontology),
    state: sql.state,
    graph,
    paths,
    entityIds: new KeptAnswers(() => follower.reached, entityIdsOf),
    goodsLabels: new KeptAnswers(() => follower.reached, goodsLabels),
    declarationParties: new KeptAnswers(
      () => follower.reached,
      askedTogether(partiesOfDeclarations),
    ),
    imports,
    jobs,
    runs,
    gangs,
    facts,
    driftDismissals: new DismissalStore(sql.state, clock),
    drift,
    targeting: new TargetingStore(sql.state, clock),
    alerts,
    allowances,
    live,
    positions,
    tracks,
    feeds,
    fileDatums: new FileDatums(positions, clock),
    ways,
    trackNews,
    zones,
    zoneEvents,
    silences,
    bindings,
    retention,
    log,
    clock,
    inbox: inboxDesk,
    known: new KnownSubjects(),
    daemonAwaited,
    metrics: async () =>
      (await alertMetrics(sql, clock(), daemonAwaited())) + (await feedMetrics(feeds, clock())),
    demo,
    health,
    warnings: (): string[] => [
      ...health.warnings,
      ...(mappings.broken.length > 0 ? ['system.mappingsBroken'] : []),
      ...(demo.failed ? ['system.demoFailed'] : []),
    ],
  };
  const control = await startControlServer({
    dataDir: config.dataDir,
    instance,
    desk: createEtlDesk({
      dataDir: config.dataDir,
      sql,
      graph,
      jobs,
      positions,
      catchUp: () => follower.catchUp(),
    }),
    onError: (error) => log.error({ err: error }, 'a command failed'),
  });
  const demoStop = new AbortController();
  return {
    health,
    lost: stores.lost,
    api: createApi({
      services,
      sessions,
      schema,
      apollo,
      documents: readListedDocuments(clientFolder),
    }),
    start: async () => {
      await follower.catchUp();
      follower.watchOthers();
      await taker.start();
      await jobs.start();
      drift.start(follower.reached);
      alerts.start();
      allowances.start();
      await alertService?.start();
      alertSupervisor.start();
      tags.start();
      history.start();
      await ways.start();
      zoneWatcher.wake();
      silences.start();
      bindings.wake();
      retentionKeeper.start();
      return follower.reached;
    },
    startDemo: () => {
      const { signal } = demoStop;
      const { dataDir, demoPositionDays: positionDays } = config;
      import('./demo-world.ts')
        .then(({ fillWithDemo }) =>
          fillWithDemo({
            sql,
            jobs,
            progress: demo,
            dataDir,
            positionDays,
            alerts,
            now: clock(),
            signal,
          }),
        )
        .catch((error: unknown) => {
          if (signal.aborted) return;
          log.error({ err: error }, 'the demo world could not be loaded');
          demo.fail();
        });
    },
    close: async () => {
      demoStop.abort();
      health.stop();
      clearInterval(sweeping);
      await control.close();
      await ways.close();
      drift.stop();
      unfollow();
      alerts.stop();
      await allowances.stop();
      await alertService?.stop();
      await alertSupervisor.stop();
      tags.stop();
      history.stop();
      await jobs.close();
      await bindings.stop();
      await zoneWatcher.stop();
      retentionKeeper.stop();
      await silences.stop();
      await taker.close();
      inboxDesk.close();
      await follower.stop();
      await live.close();
      await stores.close();
    },
  };
}
