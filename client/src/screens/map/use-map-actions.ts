/** Every action of the map under one name: the strip, the keys and the palette run these. */
import { useMemo, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import type { Command } from '../../app/commands.ts';
import { useNotify } from '../../app/notify.tsx';
import { useStore } from '../../app/store.ts';
import type { DrawnTrack } from '../../map/canvas/paint-tracks.ts';
import { secondText } from '../../map/district-time.ts';
import { mapPicture } from '../../map/export-png.ts';
import { changeRate, scrub, toggle } from '../../map/playback/clock.ts';
import type { Scene } from '../../map/scene.ts';
import { download } from '../../ui/download.ts';
import { useMapScope } from './map-scope.ts';
import type { Measure } from './use-measure.ts';

interface Parts {
  readonly scene: Scene | null;
  readonly drawn: readonly DrawnTrack[];
  readonly measure: Measure;
  readonly host: RefObject<HTMLDivElement | null>;
  /** Where the base map comes from. */
  readonly foot: string;
}

export type MapAction = Command & { readonly pressed?: boolean };

/** One step of the arrow keys: a hundredth of the span. */
const stepShare = 0.01;

export function useMapActions({ scene, drawn, measure, host, foot }: Parts): readonly MapAction[] {
  const { t } = useTranslation('map');
  const notify = useNotify();
  const {
    view,
    change,
    setPeriod,
    undo,
    redo,
    clock,
    live,
    span,
    draft: drafts,
    drawing,
  } = useMapScope();
  const draft = useStore(drafts);
  const board = useStore(live);
  return useMemo<MapAction[]>(() => {
    const playable = drawn.length > 0;
    const action = (
      id: string,
      keys: string | undefined,
      run: () => void,
      more: Partial<MapAction> = {},
    ): MapAction => ({
      id: `map-${id}`,
      title: t(`actions.${id}`),
      group: t('group'),
      ...(keys && { keys }),
      run,
      ...more,
    });
    const step = (share: number) => () =>
      clock.set((one) => scrub({ ...one, playing: false }, one.at + (one.to - one.from) * share));
    const zoom = (by: number) => () => scene?.map.setZoom(scene.map.getZoom() + by);
    return [
      action(
        'fit',
        'f',
        () => {
          if (drawn.length)
            scene?.fit(
              drawn.flatMap(({ line }) => [...line.lng]),
              drawn.flatMap(({ line }) => [...line.lat]),
            );
          else if (board) scene?.fit(board.lng, board.lat);
        },
        { enabled: playable || (board?.ids.length ?? 0) > 0 },
      ),
      action('zoomIn', 'plus =', zoom(1)),
      action('zoomOut', '-', zoom(-1)),
      action('play', 'space', () => clock.set(toggle), { enabled: playable }),
      action('faster', '.', () => clock.set((one) => changeRate(one, 1)), { enabled: playable }),
      action('slower', ',', () => clock.set((one) => changeRate(one, -1)), { enabled: playable }),
      action('back', 'arrowleft', step(-stepShare), { enabled: playable }),
      action('forward', 'arrowright', step(stepShare), { enabled: playable }),
      action('follow', 'o', () => change({ follow: !view.follow }), {
        enabled: playable,
        pressed: view.follow,
      }),
      action('live', 'v', () => change({ live: !view.live }), { pressed: view.live }),
      action('measure', 'm', measure.toggle, { pressed: measure.active }),
      action(
        'undo',
        'mod+z',
        () => {
          if (draft) drawing.get()?.undo();
          else if (measure.active) measure.undo();
          else undo?.();
        },
        { enabled: measure.active || draft !== null || undo !== null },
      ),
      action('redo', 'mod+shift+z', () => (draft ? drawing.get()?.redo() : redo?.()), {
        enabled: draft !== null || (!measure.active && redo !== null),
      }),
      action(
        'clear',
        'escape',
        () => {
          if (draft) drafts.set(null);
          else if (measure.active) measure.toggle();
          else {
            change({ ids: [], selected: null, at: null });
            setPeriod(null);
          }
        },
        { enabled: draft !== null || measure.active || view.ids.length > 0 },
      ),
      action('picture', undefined, () => {
        if (!host.current) return;
        const names = drawn.map(({ line }) => line.name).join(', ');
        const times = span ? `${secondText(span.from)} – ${secondText(span.to)}` : '';
        mapPicture(host.current, {
          title: [names, times].filter(Boolean).join(' · '),
          foot,
        }).then(
          (blob) => {
            download(
              blob,
              `phecda-map-${new Date().toISOString().slice(0, 16).replaceAll(':', '')}.png`,
            );
            notify.done(t('pictureDone'));
          },
          (error: unknown) => notify.failed(error, t('pictureFailed')),
        );
      }),
      action('link', undefined, () => {
        navigator.clipboard.writeText(window.location.href).then(
          () => notify.done(t('linkCopied')),
          (error: unknown) => notify.failed(error, t('linkFailed')),
        );
      }),
    ];
  }, [
    t,
    notify,
    view,
    change,
    setPeriod,
    undo,
    redo,
    draft,
    drafts,
    drawing,
    clock,
    board,
    span,
    scene,
    drawn,
    measure,
    host,
    foot,
  ]);
}
