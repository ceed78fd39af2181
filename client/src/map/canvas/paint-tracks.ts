/** Paints tracks: coloured where there are fixes, dashed grey over gaps, with marks of direction and of fixes that came late. */
import type { Palette } from '../../app/theme.ts';
import type { MapWindow } from '../geo.ts';
import type { TrackLine } from '../track-line.ts';
import {
  speedStep,
  speedSteps,
  tagColour,
  vehicleColour,
  type ColourBy,
  type SpeedUnit,
} from './colours.ts';
import { stretchesToDraw, type Stretches } from './thin-line.ts';

export interface DrawnTrack {
  readonly line: TrackLine;
  readonly unit: SpeedUnit;
  /** Level of its highest tag. */
  readonly level: number;
}

export interface TracksLook {
  readonly palette: Palette;
  readonly colour: ColourBy;
  /** What lies outside is left out. */
  readonly span: { readonly from: number; readonly to: number };
  /** Drawn stronger than the others. */
  readonly selected: string | null;
}

/** The colour by which a track is told from the others. */
export function trackColour(index: number, track: DrawnTrack, look: TracksLook): string {
  return look.colour === 'tag'
    ? tagColour(track.level, look.palette)
    : vehicleColour(index, look.palette);
}

/** Above so many stretches lines go without a casing and marks. */
const mostCased = 30_000;
const arrowEveryPx = 96;

type Context = CanvasRenderingContext2D;

function stroke(
  context: Context,
  track: TrackLine,
  window: MapWindow,
  { from, to }: Stretches,
  wanted: (index: number) => boolean,
) {
  const { scale, left, top } = window;
  let end = -1;
  context.beginPath();
  for (let index = 0; index < from.length; index += 1) {
    if (!wanted(index)) continue;
    const a = from[index]!;
    const b = to[index]!;
    if (a !== end) context.moveTo(track.x[a]! * scale - left, track.y[a]! * scale - top);
    context.lineTo(track.x[b]! * scale - left, track.y[b]! * scale - top);
    end = b;
  }
  context.stroke();
}

/** @returns stretches drawn */
export function paintTracks(
  context: Context,
  window: MapWindow,
  tracks: readonly DrawnTrack[],
  look: TracksLook,
): number {
  const { palette } = look;
  const all = tracks.map(({ line }) => stretchesToDraw(line, window, look.span));
  const count = all.reduce((sum, { from }) => sum + from.length, 0);
  const cased = count <= mostCased;
  // Round joins cost most of the time where there are very many.
  context.lineJoin = cased ? 'round' : 'bevel';
  context.lineCap = cased ? 'round' : 'butt';
  tracks.forEach((track, index) => {
    const { line } = track;
    const stretches = all[index]!;
    const isGap = (at: number) => line.gap[stretches.to[at]!] === 1;
    const strong = look.selected === null || look.selected === line.id || tracks.length === 1;
    const width = (strong ? 3 : 2) - (cased ? 0 : 1);
    context.globalAlpha = 1;
    if (cased) {
      context.strokeStyle = palette.dark ? '#0E1319' : '#FFFFFF';
      context.lineWidth = width + 2;
      stroke(context, line, window, stretches, (at) => !isGap(at));
    }
    context.strokeStyle = palette.dark ? '#8592A3' : '#7B8694';
    context.lineWidth = 1.5;
    context.setLineDash([5, 5]);
    stroke(context, line, window, stretches, isGap);
    context.setLineDash([]);
    context.lineWidth = width;
    context.globalAlpha = strong ? 1 : 0.65;
    if (look.colour === 'speed') {
      const steps = speedSteps(track.unit, palette);
      const stepOf = Int8Array.from(stretches.to, (at) => speedStep(track.unit, line.kmh[at]!));
      for (let step = -1; step < steps.length; step += 1) {
        context.strokeStyle = steps[step]?.colour ?? palette.muted;
        stroke(context, line, window, stretches, (at) => stepOf[at] === step && !isGap(at));
      }
    } else {
      context.strokeStyle = trackColour(index, track, look);
      stroke(context, line, window, stretches, (at) => !isGap(at));
    }
    context.globalAlpha = 1;
    if (cased) paintArrows(context, line, window, stretches, isGap, palette);
    paintEnds(context, line, window, look, trackColour(index, track, look));
    paintMarks(context, line, window, stretches, palette);
  });
  return count;
}

function paintArrows(
  context: Context,
  line: TrackLine,
  window: MapWindow,
  { from, to }: Stretches,
  isGap: (at: number) => boolean,
  palette: Palette,
) {
  const { scale, left, top } = window;
  let walked = arrowEveryPx / 2;
  context.fillStyle = palette.dark ? '#E3E8EF' : '#FFFFFF';
  context.strokeStyle = palette.dark ? '#0E1319' : '#39424F';
  context.lineWidth = 1;
  for (let index = 0; index < from.length; index += 1) {
    const a = from[index]!;
    const b = to[index]!;
    const dx = (line.x[b]! - line.x[a]!) * scale;
    const dy = (line.y[b]! - line.y[a]!) * scale;
    const length = Math.hypot(dx, dy);
    walked += length;
    if (walked < arrowEveryPx || length < 2 || isGap(index)) continue;
    walked = 0;
    context.save();
    context.translate(
      ((line.x[a]! + line.x[b]!) / 2) * scale - left,
      ((line.y[a]! + line.y[b]!) / 2) * scale - top,
    );
    context.rotate(Math.atan2(dy, dx));
    context.beginPath();
    context.moveTo(5, 0);
    context.lineTo(-4, 4);
    context.lineTo(-2, 0);
    context.lineTo(-4, -4);
    context.closePath();
    context.stroke();
    context.fill();
    context.restore();
  }
}

/** A ring where it begins, a square where it ends. */
function paintEnds(
  context: Context,
  line: TrackLine,
  window: MapWindow,
  { span, palette }: TracksLook,
  colour: string,
) {
  const { scale, left, top } = window;
  const first = line.time.findIndex((at) => at >= span.from);
  const last = line.time.findLastIndex((at) => at <= span.to);
  if (first < 0 || last < first) return;
  const at = (fix: number) => [line.x[fix]! * scale - left, line.y[fix]! * scale - top] as const;
  context.lineWidth = 2.5;
  context.strokeStyle = colour;
  context.fillStyle = palette.dark ? '#0E1319' : '#FFFFFF';
  context.beginPath();
  context.arc(...at(first), 5, 0, 2 * Math.PI);
  context.fill();
  context.stroke();
  const [x, y] = at(last);
  context.fillStyle = colour;
  context.strokeStyle = palette.dark ? '#0E1319' : '#FFFFFF';
  context.lineWidth = 1.5;
  context.beginPath();
  context.rect(x - 4.5, y - 4.5, 9, 9);
  context.fill();
  context.stroke();
}

function paintMarks(
  context: Context,
  line: TrackLine,
  window: MapWindow,
  { to }: Stretches,
  palette: Palette,
) {
  const { scale, left, top } = window;
  context.strokeStyle = palette.muted;
  context.lineWidth = 1.25;
  context.beginPath();
  for (const fix of to) {
    if (!line.late[fix]) continue;
    const x = line.x[fix]! * scale - left;
    const y = line.y[fix]! * scale - top;
    context.moveTo(x - 3, y - 3);
    context.lineTo(x + 3, y + 3);
    context.moveTo(x + 3, y - 3);
    context.lineTo(x - 3, y + 3);
  }
  context.stroke();
}
