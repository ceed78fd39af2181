/** Paints zones beneath the tracks: their ground, and above it their names, where no mover hides them; the chosen one stronger. */
import type { Palette } from '../../app/theme.ts';
import { pixelsPerMetre, worldX, worldY, type MapWindow } from '../geo.ts';
import type { Paint } from '../leaflet/canvas-layer.ts';
import { middleOf, outlineOf, type Position, type ZoneShape } from './zone-shape.ts';

export interface DrawnZone {
  readonly id: string;
  readonly name: string;
  readonly shape: ZoneShape;
}

const font = '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", Inter, sans-serif';

function trace(
  context: CanvasRenderingContext2D,
  line: readonly Position[],
  window: MapWindow,
): void {
  line.forEach(([lng, lat], index) => {
    const x = worldX(lng) * window.scale - window.left;
    const y = worldY(lat) * window.scale - window.top;
    if (index) context.lineTo(x, y);
    else context.moveTo(x, y);
  });
}

/** Over the top of its outline; a corridor's in its middle. */
function aboveOf(shape: ZoneShape, window: MapWindow): [x: number, y: number] {
  const [lng, lat] = middleOf(shape);
  const x = worldX(lng) * window.scale - window.left;
  const y = worldY(lat) * window.scale - window.top;
  if (shape.type === 'LineString') return [x, y];
  const tops = outlineOf(shape).flatMap((line) => line.map(([, north]) => worldY(north)));
  return [x, Math.min(y, ...tops.map((top) => top * window.scale - window.top)) - 10];
}

export function zonesPainter(
  zones: readonly DrawnZone[],
  chosen: ReadonlySet<string>,
  palette: Palette,
): Paint {
  const colour = palette.dark ? '#E5BE5A' : '#8A5A00';
  return (context, window) => {
    context.lineJoin = 'round';
    context.lineCap = 'round';
    for (const { id, shape } of zones) {
      const strong = chosen.has(id);
      context.strokeStyle = colour;
      context.fillStyle = colour;
      context.beginPath();
      for (const line of outlineOf(shape)) trace(context, line, window);
      if (shape.type === 'LineString') {
        context.globalAlpha = strong ? 0.3 : 0.18;
        context.lineWidth = Math.max(3, shape.width * pixelsPerMetre(window, middleOf(shape)[1]));
        context.stroke();
      } else {
        context.globalAlpha = strong ? 0.2 : 0.1;
        context.fill('evenodd');
      }
      context.globalAlpha = 1;
      context.lineWidth = strong ? 2.5 : 1.25;
      context.setLineDash(shape.type === 'LineString' ? [8, 4] : []);
      context.stroke();
      context.setLineDash([]);
    }
    context.font = `600 12px ${font}`;
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    context.lineWidth = 3;
    context.strokeStyle = palette.dark ? '#12161C' : '#FFFFFF';
    context.fillStyle = colour;
    const taken: { x: number; y: number; width: number }[] = [];
    const chosenFirst = [...zones].sort(
      (a, b) => Number(chosen.has(b.id)) - Number(chosen.has(a.id)),
    );
    for (const { name, shape } of chosenFirst) {
      const [x, y] = aboveOf(shape, window);
      const { width } = context.measureText(name);
      if (
        taken.some(
          (one) => Math.abs(one.y - y) < 16 && Math.abs(one.x - x) < (one.width + width) / 2 + 4,
        )
      )
        continue;
      taken.push({ x, y, width });
      context.strokeText(name, x, y);
      context.fillText(name, x, y);
    }
  };
}
