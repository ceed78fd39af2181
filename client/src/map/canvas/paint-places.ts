/** Paints stops and bases: numbers in a disc, bases in a square, ends of a declared journey in a filled one; the one that is pointed at larger. */
import type { Palette } from '../../app/theme.ts';
import { worldX, worldY } from '../geo.ts';
import type { Paint } from '../leaflet/canvas-layer.ts';

interface Place {
  readonly id: string;
  readonly kind: 'stop' | 'base' | 'end';
  readonly lng: number;
  readonly lat: number;
  readonly text: string;
}

export function placesPainter(
  places: readonly Place[],
  pointed: () => string | null,
  palette: Palette,
): Paint {
  return (context, window) => {
    const chosen = pointed();
    const ordered = [...places].sort((a, b) => Number(a.id === chosen) - Number(b.id === chosen));
    for (const { id, kind, lng, lat, text } of ordered) {
      const x = worldX(lng) * window.scale - window.left;
      const y = worldY(lat) * window.scale - window.top;
      if (x < -20 || y < -20 || x > window.width + 20 || y > window.height + 20) continue;
      const half = (kind === 'stop' ? 7 : 9) + (id === chosen ? 3 : 0);
      const filled = (id === chosen) !== (kind === 'end');
      context.fillStyle = filled ? palette.accent : palette.panel;
      context.strokeStyle = palette.accent;
      context.lineWidth = 1.5;
      context.beginPath();
      if (kind !== 'stop') context.rect(x - half, y - half, 2 * half, 2 * half);
      else context.arc(x, y, half, 0, 2 * Math.PI);
      context.fill();
      context.stroke();
      context.fillStyle = filled ? palette.panel : palette.text;
      context.font = `600 10px Inter, sans-serif`;
      context.textAlign = 'center';
      context.textBaseline = 'middle';
      context.fillText(text, x, y + 0.5);
    }
  };
}
