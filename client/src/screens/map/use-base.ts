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

export function useBase(scene: Scene | null, palette: Palette, language: 'zh' | 'en') {
  const { t } = useTranslation('map');
  const [base, setBase] = useState<Base | null>(null);
  const [error, setError] = useState<unknown>();
  useEffect(() => {
    const stop = new AbortController();
    const failed = (reason: unknown) => {
      if (!stop.signal.aborted) setError(reason);
    };
    loadTiles(stop.signal)
      .catch((reason: unknown) => {
        failed(reason);
        return null;
      })
      .then(async (tiles) =>
        setBase(tiles ? { tiles } : { tiles: null, ...(await loadBorders(stop.signal)) }),
      )
      .catch(failed);
    return () => stop.abort();
  }, []);
  useEffect(() => {
    if (!scene) return;
    if (!base?.tiles) {
      scene.setBase(basePainter(base?.borders ?? null, baseLook(palette), language));
      return;
    }
    scene.setBase(() => undefined);
    const layer = base.tiles.layer(palette.dark, language).addTo(scene.map);
    return () => void layer.remove();
  }, [scene, base, palette, language]);
  return {
    error,
    foot: base?.tiles
      ? t('tileBase', { attribution: base.tiles.attribution })
      : t(base?.own ? 'ownBase' : 'shippedBase'),
  };
}
