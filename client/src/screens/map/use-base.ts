/** Loads the base once, the operator's tiles or borders, and shows it in the person's language and ground. */
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Palette } from '../../app/theme.ts';
import { loadBorders, type Borders } from '../../map/base/borders.ts';
import { baseLook, basePainter } from '../../map/base/paint-base.ts';
import { loadTiles, type TileBase } from '../../map/base/tiles.ts';
import type { Scene } from '../../map/scene.ts';

type Base =
  | { readonly tiles: TileBase }
  | { readonly tiles: null; readonly borders: Borders; readonly own: boolean };

/** What of the base map is missing, for the reader. */
interface BaseFault {
  readonly part: 'tiles' | 'borders';
  /** In the words of who found it. */
  readonly reason: unknown;
  /** Of tiles in sight; null: the whole. */
  readonly count: number | null;
}

const wordsOf = { tiles: 'tilesFailed', borders: 'baseFailed' } as const;

export function useBase(scene: Scene | null, palette: Palette, language: 'zh' | 'en') {
  const { t } = useTranslation('map');
  const [base, setBase] = useState<Base | null>(null);
  const [fault, setFault] = useState<BaseFault | null>(null);
  useEffect(() => {
    const stop = new AbortController();
    const failed = (part: BaseFault['part']) => (reason: unknown) => {
      if (!stop.signal.aborted) setFault({ part, reason, count: null });
      return null;
    };
    loadTiles(stop.signal)
      .catch(failed('tiles'))
      .then(async (tiles) =>
        setBase(tiles ? { tiles } : { tiles: null, ...(await loadBorders(stop.signal)) }),
      )
      .catch(failed('borders'));
    return () => stop.abort();
  }, []);
  useEffect(() => {
    if (!scene) return;
    if (!base?.tiles) {
      scene.setBase(basePainter(base?.borders ?? null, baseLook(palette), language));
      return;
    }
    scene.setBase(() => undefined);
    const layer = base.tiles
      .layer(palette.dark, language, (count, reason) =>
        setFault(count === 0 ? null : { part: 'tiles', reason, count }),
      )
      .addTo(scene.map);
    return () => {
      layer.remove();
      setFault(null);
    };
  }, [scene, base, palette, language]);
  const detail = fault && (fault.reason instanceof Error ? fault.reason.message : '');
  return {
    fault:
      fault &&
      (fault.count === null
        ? t(wordsOf[fault.part], { detail })
        : t('tilesBroken', { count: fault.count, detail })),
    foot: base?.tiles
      ? t('tileBase', { attribution: base.tiles.attribution })
      : t(base?.own ? 'ownBase' : 'shippedBase'),
  };
}
