/** Paints movers: live ones in clusters or as arrows, and those of a playback where the clock finds them. */
import type { Palette } from '../../app/theme.ts';
import { worldX, worldY, type MapWindow } from '../geo.ts';
import { whereAt } from '../track-line.ts';
import { clustersOf, type Cluster } from './clusters.ts';
import { speedIn, tagColour } from './colours.ts';
import { trackColour, type DrawnTrack, type TracksLook } from './paint-tracks.ts';

/** Latest positions, as columns; null where unknown. */
export interface LiveColumns {
  readonly at: number;
  readonly ids: readonly string[];
  readonly names: readonly string[];
  readonly vessel: readonly boolean[];
  readonly time: readonly number[];
  readonly lng: readonly number[];
  readonly lat: readonly number[];
  readonly kmh: readonly (number | null)[];
  readonly course: readonly (number | null)[];
  readonly level: readonly (number | null)[];
  readonly tags: readonly (readonly string[])[];
  readonly x: Float64Array;
  readonly y: Float64Array;
}

export function liveColumns(columns: Omit<LiveColumns, 'x' | 'y'>): LiveColumns {
  return {
    ...columns,
    x: Float64Array.from(columns.lng, worldX),
    y: Float64Array.from(columns.lat, worldY),
  };
}

/** Those of the columns that are wanted. */
export function chosenOf(live: LiveColumns, wanted: (index: number) => boolean): LiveColumns {
  const places = live.ids.flatMap((_, index) => (wanted(index) ? [index] : []));
  const column = <T>(values: ArrayLike<T>): T[] => places.map((index) => values[index]!);
  return {
    at: live.at,
    ids: column(live.ids),
    names: column(live.names),
    vessel: column(live.vessel),
    time: column(live.time),
    lng: column(live.lng),
    lat: column(live.lat),
    kmh: column(live.kmh),
    course: column(live.course),
    level: column(live.level),
    tags: column(live.tags),
    x: Float64Array.from(column(live.x)),
    y: Float64Array.from(column(live.y)),
  };
}

type Context = CanvasRenderingContext2D;
const font = '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", Inter, sans-serif';
/** From here on nothing is clustered. */
const apartFromZoom = 15;
const staleMs = 30 * 60_000;

/** Directions of which marks are drawn once and then copied: every 5 degrees. */
const directions = 72;
/** Half the side of a mark with its ring, px. */
const spriteHalf = (size: number): number => Math.ceil(size * 1.25 + 1);
const sprites = new Map<string, ImageBitmap>();

/** An arrow in the direction of travel, a disc where it stands. */
function paintMover(
  context: Context,
  x: number,
  y: number,
  course: number,
  colour: string,
  ring: string,
  size = 7,
) {
  const ratio = globalThis.devicePixelRatio || 1;
  const step = Number.isFinite(course)
    ? ((Math.round((course * directions) / 360) % directions) + directions) % directions
    : null;
  const key = `${colour} ${ring} ${size} ${ratio} ${step}`;
  let sprite = sprites.get(key);
  if (!sprite) {
    sprite = spriteOf(step === null ? null : (step * 2 * Math.PI) / directions, colour, ring, size);
    sprites.set(key, sprite);
  }
  const half = spriteHalf(size);
  // On whole pixels it is copied as it is.
  context.drawImage(
    sprite,
    Math.round((x - half) * ratio) / ratio,
    Math.round((y - half) * ratio) / ratio,
    sprite.width / ratio,
    sprite.height / ratio,
  );
}

function spriteOf(angle: number | null, colour: string, ring: string, size: number): ImageBitmap {
  const ratio = globalThis.devicePixelRatio || 1;
  const half = spriteHalf(size);
  const side = Math.ceil(2 * half * ratio);
  const sprite = new OffscreenCanvas(side, side);
  const context = sprite.getContext('2d');
  if (!context) return sprite.transferToImageBitmap();
  context.scale(ratio, ratio);
  context.translate(half, half);
  context.fillStyle = colour;
  context.strokeStyle = ring;
  context.lineWidth = 1.5;
  context.beginPath();
  if (angle === null) context.arc(0, 0, size * 0.72, 0, 2 * Math.PI);
  else {
    context.rotate(angle);
    context.moveTo(0, -size * 1.25);
    context.lineTo(size * 0.85, size);
    context.lineTo(0, size * 0.5);
    context.lineTo(-size * 0.85, size);
    context.closePath();
  }
  context.fill();
  context.stroke();
  return sprite.transferToImageBitmap();
}

function paintLabel(
  context: Context,
  text: string,
  x: number,
  y: number,
  palette: Palette,
  strong = false,
) {
  context.font = `${strong ? '600 ' : ''}11.5px ${font}`;
  context.textBaseline = 'middle';
  context.textAlign = 'left';
  context.lineWidth = 3;
  context.lineJoin = 'round';
  context.strokeStyle = palette.dark ? '#12161C' : '#FFFFFF';
  context.fillStyle = palette.text;
  context.strokeText(text, x + 11, y);
  context.fillText(text, x + 11, y);
}

/** Where more marks are in sight none has its name. */
const mostLabels = 150;
const discRadius = (members: number): number => Math.min(22, 10 + Math.log2(members) * 1.6);

/** What marks and names cover, in cells of the screen. */
class FreePlaces {
  readonly #cells = new Map<number, [left: number, top: number, right: number, bottom: number][]>();

  take(x: number, y: number, radius: number): void {
    this.#add([x - radius, y - radius, x + radius, y + radius]);
  }

  /** @returns whether it is free; then it is taken */
  label(x: number, y: number, width: number): boolean {
    const box = [x, y - 8, x + width, y + 8] as const;
    for (const key of cellsOf(box))
      for (const [left, top, right, bottom] of this.#cells.get(key) ?? [])
        if (left < box[2] && right > box[0] && top < box[3] && bottom > box[1]) return false;
    this.#add([...box]);
    return true;
  }

  #add(box: [number, number, number, number]): void {
    for (const key of cellsOf(box)) {
      const there = this.#cells.get(key);
      if (there) there.push(box);
      else this.#cells.set(key, [box]);
    }
  }
}

const cellPx = 64;

function cellsOf(box: readonly [number, number, number, number]): number[] {
  const [left, top, right, bottom] = box.map((edge) => Math.floor(edge / cellPx)) as [
    number,
    number,
    number,
    number,
  ];
  const keys: number[] = [];
  for (let row = top; row <= bottom; row += 1)
    for (let column = left; column <= right; column += 1) keys.push(row * 10_000 + column);
  return keys;
}

export function clustersAt(live: LiveColumns, window: MapWindow): Cluster[] {
  return clustersOf(live.x, live.y, window.scale, window.zoom >= apartFromZoom ? 2 : 44);
}

export const moverColours = {
  light: { truck: '#0B7A6E', vessel: '#0B6478' },
  dark: { truck: '#3CC9B5', vessel: '#4FB3C6' },
} as const;

export function paintLive(
  context: Context,
  window: MapWindow,
  live: LiveColumns,
  clusters: readonly Cluster[],
  palette: Palette,
  chosen: ReadonlySet<string>,
) {
  const { scale, left, top, width, height } = window;
  const ring = palette.dark ? '#12161C' : '#FFFFFF';
  const shown = clusters.filter(({ x, y }) => {
    const px = x * scale - left;
    const py = y * scale - top;
    return px > -30 && py > -30 && px < width + 30 && py < height + 30;
  });
  const free = new FreePlaces();
  const labelled = shown.length <= mostLabels;
  if (labelled)
    for (const { x, y, members } of shown)
      free.take(
        x * scale - left,
        y * scale - top,
        members.length === 1 ? 9 : discRadius(members.length),
      );
  const names: { text: string; x: number; y: number; level: number; share: number }[] = [];
  // Tracks are in front: the others step back.
  const share = chosen.size > 0 ? 0.5 : 1;
  context.globalAlpha = share;
  for (const { x, y, members } of shown) {
    const px = x * scale - left;
    const py = y * scale - top;
    const [only] = members;
    const level = members.reduce((most, at) => Math.max(most, live.level[at] ?? 0), 0);
    if (members.length === 1 && only !== undefined) {
      if (chosen.has(live.ids[only]!)) continue;
      const stale = live.at - live.time[only]! > staleMs;
      const moving = (live.kmh[only] ?? 0) >= 3;
      const plain =
        moverColours[palette.dark ? 'dark' : 'light'][live.vessel[only] ? 'vessel' : 'truck'];
      context.globalAlpha = (stale ? 0.55 : 1) * share;
      paintMover(
        context,
        px,
        py,
        moving ? (live.course[only] ?? Number.NaN) : Number.NaN,
        plain,
        level >= 2 ? tagColour(level, palette) : ring,
      );
      context.globalAlpha = share;
      if (labelled)
        names.push({ text: live.names[only]!, x: px, y: py, level, share: stale ? 0.7 : 1 });
      continue;
    }
    const radius = discRadius(members.length);
    context.fillStyle = palette.dark ? '#2B3A4E' : '#FFFFFF';
    context.strokeStyle = level >= 2 ? tagColour(level, palette) : palette.accent;
    context.lineWidth = level >= 2 ? 2.5 : 1.5;
    context.beginPath();
    context.arc(px, py, radius, 0, 2 * Math.PI);
    context.fill();
    context.stroke();
    context.fillStyle = palette.text;
    context.font = `600 11px ${font}`;
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    context.fillText(
      members.length > 999 ? `${(members.length / 1000).toFixed(1)}k` : String(members.length),
      px,
      py + 0.5,
    );
  }
  names.sort((a, b) => b.level - a.level);
  for (const one of names) {
    context.globalAlpha = share * one.share;
    // Names that would cover a mark or another name are left out; pointing at the mark tells them.
    if (free.label(one.x + 11, one.y, one.text.length * 8.5))
      paintLabel(context, one.text, one.x, one.y, palette);
  }
  context.globalAlpha = 1;
}

/** Where each track is at that moment; a guess within a gap is drawn hollow. */
export function paintHeads(
  context: Context,
  window: MapWindow,
  tracks: readonly DrawnTrack[],
  at: number,
  look: TracksLook,
) {
  const { scale, left, top } = window;
  const { palette } = look;
  const ground = palette.dark ? '#12161C' : '#FFFFFF';
  tracks.forEach((track, index) => {
    const where = whereAt(track.line, at);
    if (!where) return;
    const x = where.x * scale - left;
    const y = where.y * scale - top;
    const colour = look.colour === 'speed' ? palette.accent : trackColour(index, track, look);
    if (where.guessed) {
      context.strokeStyle = colour;
      context.fillStyle = ground;
      context.lineWidth = 2;
      context.setLineDash([3, 3]);
      context.beginPath();
      context.arc(x, y, 8, 0, 2 * Math.PI);
      context.fill();
      context.stroke();
      context.setLineDash([]);
    } else paintMover(context, x, y, where.course, colour, ground, 9);
    const speed = Number.isFinite(where.kmh)
      ? ` · ${Math.round(speedIn(track.unit, where.kmh))} ${track.unit}`
      : '';
    paintLabel(context, `${track.line.name}${speed}`, x + 3, y - 1, palette, true);
  });
}
