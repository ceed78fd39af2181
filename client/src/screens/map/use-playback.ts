/** Runs the clock while it plays, frame by frame, and keeps the followed mover in sight. */
import { useEffect } from 'react';
import { createStore, useStore, type Store } from '../../app/store.ts';
import { advance, startClock, type Clock } from '../../map/playback/clock.ts';
import type { Scene } from '../../map/scene.ts';
import { whereAt, type TrackLine } from '../../map/track-line.ts';

/** A tab in the background wakes up after minutes: that is no time that was watched. */
const longestFrameMs = 250;

export const createClock = (rate: number): Store<Clock> => createStore(startClock(0, 0, rate));

export function usePlayback(clock: Store<Clock>): void {
  const { playing } = useStore(clock);
  useEffect(() => {
    if (!playing) return;
    let frame = 0;
    let before = performance.now();
    const tick = (now: number) => {
      const elapsed = Math.min(longestFrameMs, now - before);
      before = now;
      clock.set((one) => advance(one, elapsed));
      frame = requestAnimationFrame(tick);
    };
    frame = requestAnimationFrame(tick);
    return () => cancelAnimationFrame(frame);
  }, [clock, playing]);
}

/** Pans only when it nears the edge, so that the ground does not slide under the eyes all the time. */
export function useFollow(clock: Store<Clock>, scene: Scene | null, line: TrackLine | null): void {
  useEffect(() => {
    if (!scene || !line) return;
    const follow = () => {
      const where = whereAt(line, clock.get().at);
      if (!where) return;
      const { map } = scene;
      const point = map.latLngToContainerPoint([where.lat, where.lng]);
      const { x, y } = map.getSize();
      const inside =
        point.x > x * 0.25 && point.x < x * 0.75 && point.y > y * 0.25 && point.y < y * 0.75;
      if (!inside) map.setView([where.lat, where.lng], map.getZoom(), { animate: false });
    };
    follow();
    return clock.subscribe(follow);
  }, [clock, scene, line]);
}
