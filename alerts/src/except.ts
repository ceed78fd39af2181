/** "Not because of this": an analyst's word on an alert becomes a new version of its watch, and closes what else the watch found the same way. */
import { openStatuses, type AlertFacts, type AlertStore } from './store/alert-store.ts';
import type { WatchStore } from './store/watch-store.ts';
import { contentOf, type Watch } from './watch.ts';

export interface Exception {
  readonly watch: string;
  /** Of the watch before, to which undoing goes back. */
  readonly before: number;
  /** Alerts that were judged false with it. */
  readonly judged: readonly string[];
}

interface Stores {
  readonly alerts: AlertStore;
  readonly watches: WatchStore;
}

/**
 * @param hub record between or at the end of the alert's path; null: this path alone
 * @returns null when somebody changed the watch meanwhile
 */
export async function exceptFromWatch(
  { alerts, watches }: Stores,
  {
    alert,
    watch,
    hub,
  }: { readonly alert: AlertFacts; readonly watch: Watch; readonly hub: string | null },
  actor: string,
  reason: string,
): Promise<Exception | null> {
  const { name, active, version } = watch;
  const content = contentOf(watch);
  const changed = await watches.change(
    watch.id,
    version,
    {
      name,
      active,
      content:
        hub === null
          ? { ...content, exceptPaths: [...content.exceptPaths, [...alert.path]] }
          : { ...content, avoid: [...new Set([...content.avoid, hub])] },
    },
    actor,
    reason,
  );
  if (!changed) return null;
  const same =
    hub === null
      ? []
      : (await alerts.ofWatch(watch.id, openStatuses)).filter(({ path }) =>
          path.slice(1).includes(hub),
        );
  const judged = [...new Set([alert, ...same].map(({ id }) => id))];
  await alerts.act(judged, 'falseAlarm', actor, reason);
  return { watch: watch.id, before: version, judged };
}
