/** A part of a track, by index, half-open; shares its memory. */
import type { CleanTrack } from '../questions/clean-track.ts';

export function sliced(track: CleanTrack, from: number, to: number): CleanTrack {
  return {
    count: Math.max(0, to - from),
    at: track.at.subarray(from, to),
    lng: track.lng.subarray(from, to),
    lat: track.lat.subarray(from, to),
    kmh: track.kmh.subarray(from, to),
    course: track.course.subarray(from, to),
    flags: track.flags.subarray(from, to),
    leftOut: track.leftOut,
  };
}
