/** Measures along a line of clicks: great circles, kilometres and nautical miles. */
import { useCallback, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../app/format.ts';
import type { LngLat } from '../../map/base/datum.ts';
import { distanceKm, worldX, worldY } from '../../map/geo.ts';
import type { Paint } from '../../map/leaflet/canvas-layer.ts';
import { useLegend } from '../../legend/legend.tsx';
import type { Scene } from '../../map/scene.ts';
import type { LeafletMouseEvent } from 'leaflet';

const kmOfMile = 1.852;

export function useMeasure(scene: Scene | null) {
  const { t } = useTranslation('map');
  const format = useFormat();
  const { palette } = useLegend();
  const [points, setPoints] = useState<readonly LngLat[] | null>(null);
  const active = points !== null;
  useEffect(() => {
    if (!scene || !active) return;
    const { map } = scene;
    const click = ({ latlng }: LeafletMouseEvent) =>
      setPoints((before) => before && [...before, [latlng.lng, latlng.lat]]);
    map.on('click', click);
    return () => void map.off('click', click);
  }, [scene, active]);
  const paints = useMemo<readonly Paint[]>(
    () =>
      !points
        ? []
        : [
            (context, { scale, left, top }) => {
              context.strokeStyle = palette.accent;
              context.fillStyle = palette.panel;
              context.lineWidth = 2;
              context.beginPath();
              const at = ([lng, lat]: LngLat) =>
                [worldX(lng) * scale - left, worldY(lat) * scale - top] as const;
              points.forEach((point, index) =>
                index ? context.lineTo(...at(point)) : context.moveTo(...at(point)),
              );
              context.stroke();
              for (const point of points) {
                context.beginPath();
                context.arc(...at(point), 4, 0, 2 * Math.PI);
                context.fill();
                context.stroke();
              }
            },
          ],
    [points, palette],
  );
  const km = (points ?? []).reduce(
    (sum, point, index) => (index ? sum + distanceKm(points![index - 1]!, point) : 0),
    0,
  );
  const toggle = useCallback(() => setPoints((before) => (before ? null : [])), []);
  const undo = useCallback(() => setPoints((before) => before && before.slice(0, -1)), []);
  return {
    active,
    paints,
    toggle,
    undo,
    text:
      (points?.length ?? 0) < 2
        ? t('measure.hint')
        : t('measure.length', { km: format.number(km), miles: format.number(km / kmOfMile) }),
  };
}
export type Measure = ReturnType<typeof useMeasure>;
