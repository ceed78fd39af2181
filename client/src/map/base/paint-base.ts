/** Paints land, borders, names and a graticule; copies of the world beside each other where the window reaches over the date line. */
import type { Palette } from '../../app/theme.ts';
import { worldX, worldY, type MapWindow } from '../geo.ts';
import type { Borders, Ring } from './borders.ts';
import { cities } from './cities.ts';

export interface BaseLook {
  readonly water: string;
  readonly land: string;
  readonly line: string;
  readonly grid: string;
  readonly text: string;
  readonly halo: string;
}

export const baseLook = (palette: Palette): BaseLook =>
  palette.dark
    ? {
        water: '#141A22',
        land: '#212933',
        line: '#44505F',
        grid: '#1C242E',
        text: '#A9B4C2',
        halo: '#171D25',
      }
    : {
        water: '#DCE6EF',
        land: '#F6F5F1',
        line: '#B9BFC7',
        grid: '#D0DCE7',
        text: '#4A5563',
        halo: '#FFFFFF',
      };

const font = '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", Inter, sans-serif';

function trace(
  context: CanvasRenderingContext2D,
  { points }: Ring,
  window: MapWindow,
  shift: number,
) {
  let lastX = Number.NaN;
  let lastY = Number.NaN;
  for (let at = 0; at < points.length; at += 2) {
    const x = (points[at]! + shift) * window.scale - window.left;
    const y = points[at + 1]! * window.scale - window.top;
    if (at === 0) context.moveTo(x, y);
    else if (Math.abs(x - lastX) < 0.8 && Math.abs(y - lastY) < 0.8 && at < points.length - 2)
      continue;
    else context.lineTo(x, y);
    lastX = x;
    lastY = y;
  }
}

function seen(ring: Ring, window: MapWindow, shift: number): boolean {
  const { scale, left, top, width, height } = window;
  return (
    (ring.east + shift) * scale > left &&
    (ring.west + shift) * scale < left + width &&
    ring.south * scale > top &&
    ring.north * scale < top + height
  );
}

const gridSteps = [30, 15, 10, 5, 2, 1, 0.5, 0.25, 0.1, 0.05, 0.02, 0.01];

function paintGrid(context: CanvasRenderingContext2D, window: MapWindow, look: BaseLook): void {
  const { scale, left, top, width, height } = window;
  const step = gridSteps.findLast((one) => (one / 360) * scale >= 110) ?? 30;
  context.strokeStyle = look.grid;
  context.lineWidth = 1;
  context.beginPath();
  const first = Math.floor(((left / scale - 0.5) * 360) / step) * step;
  for (let lng = first; ; lng += step) {
    const x = Math.round(worldX(lng) * scale - left) + 0.5;
    if (x > width) break;
    context.moveTo(x, 0);
    context.lineTo(x, height);
  }
  for (let lat = -80; lat <= 80; lat += step) {
    const y = Math.round(worldY(lat) * scale - top) + 0.5;
    if (y < 0 || y > height) continue;
    context.moveTo(0, y);
    context.lineTo(width, y);
  }
  context.stroke();
}

interface Label {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly dot: boolean;
}

function paintLabels(
  context: CanvasRenderingContext2D,
  labels: readonly Label[],
  window: MapWindow,
  look: BaseLook,
): void {
  const taken: { left: number; right: number; top: number; bottom: number }[] = [];
  context.lineJoin = 'round';
  context.lineWidth = 3;
  context.textBaseline = 'middle';
  for (const { text, x, y, dot } of labels) {
    const px = x * window.scale - window.left;
    const py = y * window.scale - window.top;
    if (px < -60 || py < -20 || px > window.width + 60 || py > window.height + 20) continue;
    context.font = dot ? `11.5px ${font}` : `600 12px ${font}`;
    context.textAlign = dot ? 'left' : 'center';
    const width = context.measureText(text).width;
    const start = dot ? px - 4 : px - width / 2;
    const box = { left: start - 3, right: start + width + 12, top: py - 9, bottom: py + 9 };
    const covered = taken.some(
      (other) =>
        box.left < other.right &&
        box.right > other.left &&
        box.top < other.bottom &&
        box.bottom > other.top,
    );
    if (covered) continue;
    taken.push(box);
    context.strokeStyle = look.halo;
    context.fillStyle = look.text;
    context.globalAlpha = dot ? 0.95 : 0.6;
    if (dot) {
      context.beginPath();
      context.arc(px, py, 2, 0, 2 * Math.PI);
      context.fill();
    }
    context.strokeText(text, dot ? px + 5 : px, py);
    context.fillText(text, dot ? px + 5 : px, py);
    context.globalAlpha = 1;
  }
}

function countryName(
  region: string,
  name: string,
  language: 'zh' | 'en',
  names: Intl.DisplayNames,
): string {
  if (language === 'en') return name;
  try {
    const code = new Intl.Locale(`und-${region.padStart(3, '0').slice(-3)}`).region;
    return (code && names.of(code)) || name;
  } catch {
    return name;
  }
}

export function basePainter(borders: Borders | null, look: BaseLook, language: 'zh' | 'en') {
  const regions = new Intl.DisplayNames([language === 'zh' ? 'zh-CN' : 'en'], {
    type: 'region',
    fallback: 'none',
    style: 'short',
  });
  const places: readonly (Label & { zoom: number })[] = cities.map((one) => ({
    text: one[language],
    x: worldX(one.lng),
    y: worldY(one.lat),
    dot: true,
    zoom: one.zoom,
  }));
  const countries = (borders?.names ?? []).map(({ region, name, x, y, size }) => ({
    text: countryName(region, name, language, regions),
    x,
    y,
    size,
    dot: false,
  }));
  return (context: CanvasRenderingContext2D, window: MapWindow): void => {
    context.fillStyle = look.water;
    context.fillRect(0, 0, window.width, window.height);
    const shifts = [-1, 0, 1];
    if (borders) {
      context.fillStyle = look.land;
      context.strokeStyle = look.line;
      context.lineWidth = 1;
      context.lineJoin = 'round';
      for (const shift of shifts) {
        for (const polygon of borders.land) {
          if (!polygon[0] || !seen(polygon[0], window, shift)) continue;
          context.beginPath();
          for (const one of polygon) trace(context, one, window, shift);
          context.fill('evenodd');
          context.globalAlpha = 0.8;
          context.stroke();
          context.globalAlpha = 1;
        }
      }
    }
    paintGrid(context, window, look);
    const shown = countries.filter(
      ({ size }) => Math.sqrt(size) * window.scale > 46 && window.zoom < 8,
    );
    const cityLabels = places.filter(({ zoom }) => zoom <= window.zoom);
    paintLabels(
      context,
      shifts.flatMap((shift) =>
        [...cityLabels, ...shown].map((one) => ({ ...one, x: one.x + shift })),
      ),
      window,
      look,
    );
  };
}
