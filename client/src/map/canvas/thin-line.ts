/** Leaves out what cannot be told apart or seen on the screen before it is drawn; ends, gaps and fixes that came late stay. */
import type { MapWindow } from '../geo.ts';
import type { TrackLine } from '../track-line.ts';

/** Stretches to draw: `from[i]` to `to[i]` are indices of fixes. */
export interface Stretches {
  readonly from: Int32Array;
  readonly to: Int32Array;
}

/** Fixes less than `leastPx` from the one before are passed over; stretches that lie wholly beyond one side of the window are not drawn. */
export function stretchesToDraw(
  track: TrackLine,
  window: MapWindow,
  span: { readonly from: number; readonly to: number },
  leastPx = 1.5,
): Stretches {
  const from = new Int32Array(track.x.length);
  const to = new Int32Array(track.x.length);
  let count = 0;
  let before = -1;
  let beforeX = 0;
  let beforeY = 0;
  const { width, height } = window;
  for (let index = 0; index < track.x.length; index += 1) {
    const time = track.time[index]!;
    if (time < span.from) continue;
    if (time > span.to) break;
    const x = track.x[index]! * window.scale - window.left;
    const y = track.y[index]! * window.scale - window.top;
    if (before >= 0) {
      const near = Math.abs(x - beforeX) < leastPx && Math.abs(y - beforeY) < leastPx;
      const stays =
        track.gap[index] === 1 ||
        track.gap[index + 1] === 1 ||
        track.late[index] !== 0 ||
        index === track.x.length - 1;
      if (near && !stays) continue;
      const beyond =
        (x < 0 && beforeX < 0) ||
        (y < 0 && beforeY < 0) ||
        (x > width && beforeX > width) ||
        (y > height && beforeY > height);
      if (!beyond) {
        from[count] = before;
        to[count] = index;
        count += 1;
      }
    }
    before = index;
    beforeX = x;
    beforeY = y;
  }
  return { from: from.subarray(0, count), to: to.subarray(0, count) };
}
