/** Ordered list of the small state's schema migrations, run by `Sql.migrate()`. */
import type { Migration } from '../migrate.ts';
import { workbenchState } from './001-workbench.ts';
import { inboxState } from './002-inbox.ts';
import { feedCursors } from './003-feed-cursors.ts';
import { analysisTables } from './005-analysis.ts';
import { driftTables } from './006-drift.ts';
import { carryJobsOver, jobTable } from './004-jobs.ts';
import { targetingTables } from './007-targeting.ts';
import { viewRange } from './008-view-range.ts';
import { alertTables } from './010-alerts.ts';
import { zoneTables } from './011-zones.ts';
import { alertDesk } from './012-alert-desk.ts';
import { alertDelivery } from './013-alert-delivery.ts';
import { positionFeedTables } from './014-position-feeds.ts';
import { trackWatchTables } from './015-track-watches.ts';
import { administrators } from './016-administrators.ts';
import { watchAllowance } from './017-watch-allowance.ts';
import { viewBeat } from './018-view-beat.ts';
import { factVerdicts } from './019-fact-verdicts.ts';
import { datasetLabels } from './020-dataset-labels.ts';
import { watchNews } from './021-watch-news.ts';
import { savedQueries } from './022-saved-queries.ts';
import { feedCounts } from './023-feed-counts.ts';
import { escalatedTo } from './023-escalated-to.ts';
import { alertRecords } from './024-alert-records.ts';
import { watchReach } from './025-watch-reach.ts';

export const stateMigrations: Migration[] = [
  { version: 1, name: 'workbench', statements: workbenchState },
  { version: 2, name: 'inbox', statements: inboxState },
  { version: 3, name: 'feed-cursors', statements: feedCursors },
  { version: 4, name: 'jobs', statements: jobTable, rewrite: carryJobsOver },
  { version: 5, name: 'analysis', statements: analysisTables },
  { version: 6, name: 'drift', statements: driftTables },
  { version: 7, name: 'targeting', statements: targetingTables },
  { version: 8, name: 'view-range', statements: viewRange },
  { version: 10, name: 'alerts', statements: alertTables },
  { version: 11, name: 'zones', statements: zoneTables },
  { version: 12, name: 'alert-desk', statements: alertDesk },
  { version: 13, name: 'alert-delivery', statements: alertDelivery },
  { version: 14, name: 'position-feeds', statements: positionFeedTables },
  { version: 15, name: 'track-watches', statements: trackWatchTables },
  { version: 16, name: 'administrators', statements: administrators },
  { version: 17, name: 'watch-allowance', statements: watchAllowance },
  { version: 18, name: 'view-beat', statements: viewBeat },
  { version: 19, name: 'fact-verdicts', statements: factVerdicts },
  { version: 20, name: 'dataset-labels', statements: datasetLabels },
  { version: 21, name: 'watch-news', statements: watchNews },
  { version: 22, name: 'saved-queries', statements: savedQueries },
  { version: 23, name: 'feed-counts', statements: feedCounts },
  { version: 23, name: 'escalated-to', statements: escalatedTo },
  { version: 24, name: 'alert-records', statements: alertRecords },
  { version: 25, name: 'watch-reach', statements: watchReach },
];
