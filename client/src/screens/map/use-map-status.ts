/** What the map shows of what there is, for the line at the foot of the page. */
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../app/format.ts';
import { useScreenStatus } from '../../app/status.ts';
import { useStore } from '../../app/store.ts';
import type { LiveColumns } from '../../map/canvas/paint-movers.ts';
import { useMapScope } from './map-scope.ts';

/** @param board as it is shown */
export function useMapStatus(board: LiveColumns | null): void {
  const { t } = useTranslation('map');
  const format = useFormat();
  const { tracks, live, view } = useMapScope();
  const total = useStore(live)?.ids.length ?? 0;
  const there = tracks.flatMap(({ answer }) => answer ?? []);
  const shown = there.reduce((sum, one) => sum + one.shown, 0);
  const fixes = there.reduce((sum, one) => sum + one.fixes, 0);
  const count = board?.ids.length ?? 0;
  useScreenStatus({
    ...(there.length > 0
      ? { shown: t('status.fixes', { shown: format.number(shown), total: format.number(fixes) }) }
      : board && {
          shown: t('status.live', {
            count: total,
            shown:
              count === total
                ? format.number(count)
                : t('xOfY', { ns: 'common', x: format.number(count), y: format.number(total) }),
          }),
        }),
    ...(shown < fixes && { why: t('status.thinned') }),
    ...(view.ids.length > 0 && { selection: t('status.tracks', { count: view.ids.length }) }),
  });
}
