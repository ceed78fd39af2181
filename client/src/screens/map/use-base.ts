/** Loads borders once and paints the base in the person's language and ground. */
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Palette } from '../../app/theme.ts';
import { loadBorders, type Borders } from '../../map/base/borders.ts';
import { baseLook, basePainter } from '../../map/base/paint-base.ts';
import type { Scene } from '../../map/scene.ts';

export function useBase(scene: Scene | null, palette: Palette, language: 'zh' | 'en') {
  const { t } = useTranslation('map');
  const [base, setBase] = useState<{ borders: Borders; own: boolean } | null>(null);
  const [error, setError] = useState<unknown>();
  useEffect(() => {
    const stop = new AbortController();
    loadBorders(stop.signal).then(setBase, (failed: unknown) => {
      if (!stop.signal.aborted) setError(failed);
    });
    return () => stop.abort();
  }, []);
  useEffect(() => {
    scene?.setBase(basePainter(base?.borders ?? null, baseLook(palette), language));
  }, [scene, base, palette, language]);
  return { error, foot: t(base?.own ? 'ownBase' : 'shippedBase') };
}
