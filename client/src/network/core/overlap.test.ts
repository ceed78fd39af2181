import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pushedApart, roomBetween, withoutOverlap, type Disc } from './overlap.ts';
import type { Point } from './types.ts';

const place = fc.record({
  x: fc.double({ min: -200, max: 200, noNaN: true }),
  y: fc.double({ min: -200, max: 200, noNaN: true }),
  radius: fc.double({ min: 7, max: 36, noNaN: true }),
});
const world = fc
  .array(fc.oneof(place, fc.constant({ x: 3, y: 3, radius: 18 })), { maxLength: 60 })
  .map((all): Disc[] => all.map((one, index) => ({ ...one, id: `d${index}` })));

/** Every pair that lies on each other, by brute force. */
function overlapping(discs: readonly Disc[], moved: ReadonlyMap<string, Point>): string[] {
  const now = discs.map((disc) => ({ ...disc, ...moved.get(disc.id) }));
  return now.flatMap((a, index) =>
    now
      .slice(index + 1)
      .filter((b) => Math.hypot(a.x - b.x, a.y - b.y) < a.radius + b.radius)
      .map((b) => `${a.id} ${b.id}`),
  );
}

describe('overlap', () => {
  it('leaves no two discs on each other, and moves none that lay on no other', () => {
    fc.assert(
      fc.property(world, (discs) => {
        const moved = withoutOverlap(discs);
        expect(overlapping(discs, moved)).toEqual([]);
        const crowded = new Set(
          discs.flatMap((a) =>
            discs.some((b) => a !== b && Math.hypot(a.x - b.x, a.y - b.y) < a.radius + b.radius + 2)
              ? [a.id]
              : [],
          ),
        );
        for (const id of moved.keys()) expect(crowded.has(id)).toBe(true);
        if (discs[0]) expect(moved.has(discs[0].id)).toBe(false);
        // What was moved need not be moved again.
        expect(withoutOverlap(discs.map((disc) => ({ ...disc, ...moved.get(disc.id) }))).size).toBe(
          0,
        );
      }),
      { numRuns: 60 },
    );
  });

  it('puts two thousand discs in one place apart', () => {
    const discs = Array.from({ length: 2000 }, (_, index) => ({
      id: `d${index}`,
      x: 0,
      y: 0,
      radius: 7 + (index % 12),
    }));
    expect(overlapping(discs, withoutOverlap(discs))).toEqual([]);
  });

  it('tells how much larger discs may be drawn before two touch', () => {
    fc.assert(
      fc.property(world, (discs) => {
        const moved = withoutOverlap(discs);
        const now = discs.map((disc) => ({ ...disc, ...moved.get(disc.id) }));
        let closest = 2;
        for (const a of now)
          for (const b of now)
            if (a.id < b.id)
              closest = Math.min(closest, Math.hypot(a.x - b.x, a.y - b.y) / (a.radius + b.radius));
        expect(roomBetween(now)).toBeCloseTo(closest);
      }),
      { numRuns: 40 },
    );
  });

  it('keeps fixed discs where they are while the rest gives way', () => {
    const discs = [
      { id: 'a', x: 0, y: 0, radius: 10, fixed: true },
      { id: 'b', x: 4, y: 0, radius: 10, fixed: false },
    ];
    const shaped = pushedApart(discs);
    expect(shaped.get('a')).toEqual({ x: 0, y: 0 });
    expect(shaped.get('b')!.x).toBeGreaterThan(20);
  });
});
