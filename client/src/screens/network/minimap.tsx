/** The whole network in small, with the part on the screen framed; a click goes there. */
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useLegend } from '../../legend/legend.tsx';
import { boundsOf } from '../../network/core/geometry.ts';
import type { Stage } from '../../network/stage/stage.ts';
import { useDisplay } from './network-context.ts';

const width = 150;
const height = 100;

export function Minimap({ stage }: { stage: Stage }) {
  const { t } = useTranslation('network');
  const { palette } = useLegend();
  const display = useDisplay();
  const canvas = useRef<HTMLCanvasElement>(null);
  const scaleNow = useRef({ scale: 1, left: 0, top: 0 });
  useEffect(() => {
    const paint = () => {
      const context = canvas.current?.getContext('2d');
      if (!context || !display) return;
      const ratio = window.devicePixelRatio || 1;
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      context.clearRect(0, 0, width, height);
      const view = stage.viewport;
      const box = boundsOf(
        [...display.nodes.keys()].flatMap((id) => stage.positions.get(id) ?? []),
      );
      if (!box) return;
      const pad = 60;
      const scale = Math.min(
        width / (box.right - box.left + pad * 2),
        height / (box.bottom - box.top + pad * 2),
      );
      const left = (box.left + box.right) / 2 - width / scale / 2;
      const top = (box.top + box.bottom) / 2 - height / scale / 2;
      scaleNow.current = { scale, left, top };
      for (const node of display.nodes.values()) {
        const point = stage.positions.get(node.id);
        if (!point) continue;
        const size = node.group ? 4 : 2.2;
        context.fillStyle = node.group ? palette.faint : node.colour;
        context.fillRect(
          (point.x - left) * scale - size / 2,
          (point.y - top) * scale - size / 2,
          size,
          size,
        );
      }
      context.strokeStyle = palette.accent;
      context.lineWidth = 1;
      const x = Math.max(0.5, (view.left - left) * scale);
      const y = Math.max(0.5, (view.top - top) * scale);
      context.strokeRect(
        x,
        y,
        Math.min(width - 0.5, (view.right - left) * scale) - x,
        Math.min(height - 0.5, (view.bottom - top) * scale) - y,
      );
    };
    let last = 0;
    let timer: ReturnType<typeof setTimeout> | undefined;
    stage.onFrame = () => {
      clearTimeout(timer);
      const now = performance.now();
      if (now - last > 60) {
        last = now;
        paint();
      } else timer = setTimeout(paint, 60);
    };
    paint();
    return () => {
      stage.onFrame = null;
      clearTimeout(timer);
    };
  }, [stage, display, palette]);
  const go = (event: React.PointerEvent<HTMLCanvasElement>) => {
    if (event.buttons !== 1) return;
    const box = event.currentTarget.getBoundingClientRect();
    const { scale, left, top } = scaleNow.current;
    stage.setCamera({
      x: (event.clientX - box.left) / scale + left,
      y: (event.clientY - box.top) / scale + top,
      scale: stage.camera.scale,
    });
  };
  const ratio = typeof window === 'undefined' ? 1 : window.devicePixelRatio || 1;
  return (
    <canvas
      ref={canvas}
      className="minimap"
      width={width * ratio}
      height={height * ratio}
      style={{ width, height }}
      aria-label={t('minimap')}
      onPointerDown={go}
      onPointerMove={go}
    />
  );
}
