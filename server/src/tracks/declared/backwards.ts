/** A track as if time ran the other way: what holds from a gate on holds of it up to the gate. */
import type { CleanTrack } from '../questions/clean-track.ts';

export function backwards(track: CleanTrack): CleanTrack {
  return {
    ...track,
    at: track.at.map((one) => -one).reverse(),
    lng: track.lng.slice().reverse(),
    lat: track.lat.slice().reverse(),
    kmh: track.kmh.slice().reverse(),
    course: track.course.slice().reverse(),
    flags: track.flags.slice().reverse(),
  };
}
