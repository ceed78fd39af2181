import fc from 'fast-check';
import { expect, test } from 'vitest';
import { kmBetween } from '../geo.ts';
import type { CleanTrack } from '../questions/clean-track.ts';
import { slackKm, slackShare, type DeclaredTrip } from './follow-journey.ts';
import { judgeTruck, type Judgement } from './judge-truck.ts';
import type { Spot } from './spot.ts';
import { straightFactor, WayNetwork } from './way-network.ts';

const minute = 60_000;
const day = Date.parse('2026-03-09T16:00:00Z');
const morning = day + 8 * 60 * minute;
const settings = { daysAround: 1, boundHours: 24, stopMinutes: 20 };
/** Kilometres east of the gate, and north, in degrees. */
const kmEast = 1 / (111.195 * Math.cos((22.5 * Math.PI) / 180));
const kmNorth = 1 / 111.195;

type Step = readonly [minutes: number, east: number, north: number];

function trackOf(steps: readonly Step[]): CleanTrack {
  let at = morning;
  const rows = steps.map(([minutes, east, north]) => {
    at += minutes * minute;
    return [at, 114 + east * kmEast, 22.5 + north * kmNorth] as const;
  });
  const none = new Float32Array(rows.length);
  return {
    count: rows.length,
    at: Float64Array.from(rows, ([t]) => t),
    lng: Float64Array.from(rows, ([, lng]) => lng),
    lat: Float64Array.from(rows, ([, , lat]) => lat),
    kmh: none,
    course: none,
    flags: new Int32Array(rows.length),
    leftOut: 0,
  };
}

const spotAt = (east: number, north: number, km: number): Spot => ({
  lng: 114 + east * kmEast,
  lat: 22.5 + north * kmNorth,
  km,
});
const trip = (over: Partial<DeclaredTrip> = {}): DeclaredTrip => ({
  direction: 'import',
  day,
  gates: [spotAt(0, 0, 1)],
  ends: [spotAt(30, 0, 0.6)],
  inferred: false,
  others: [],
  rests: [],
  ...over,
});
const straight = (a: number, b: number, c: number, d: number) => ({
  km: kmBetween(a, b, c, d),
  driven: true,
});
async function judge(steps: readonly Step[], over: Partial<DeclaredTrip> = {}) {
  const [judgement] = await judgeTruck(trackOf(steps), [trip(over)], settings, 160, straight);
  if (judgement === undefined) throw new Error('not judged');
  return judgement;
}

/** From one place to another, a fix every two minutes at 60 km/h. */
function drive(from: readonly [number, number], to: readonly [number, number]): Step[] {
  const km = Math.hypot(to[0] - from[0], to[1] - from[1]);
  const parts = Math.ceil(km / 2);
  return Array.from({ length: parts }, (_, i) => [
    2,
    from[0] + ((to[0] - from[0]) * (i + 1)) / parts,
    from[1] + ((to[1] - from[1]) * (i + 1)) / parts,
  ]);
}
const stay = (at: readonly [number, number], minutes: number): Step[] =>
  Array.from({ length: minutes / 10 }, () => [10, at[0], at[1]]);
const honest = [...stay([0, 0], 30), ...drive([0, 0], [30, 0]), ...stay([30, 0], 60)];

test('from the gate straight to the declared place nothing is unexplained, and it is certain', async () => {
  expect(await judge(honest)).toMatchObject({
    journey: { arrived: true, unexplainedKm: 0, unexplainedHours: 0, stops: [], reasons: [] },
  });
});

test('a stay off the way is told with its hours and its kilometres', async () => {
  const shed = [10, 30] as const;
  const steps = [
    ...stay([0, 0], 30),
    ...drive([0, 0], shed),
    ...stay(shed, 60),
    ...drive(shed, [30, 0]),
    ...stay([30, 0], 60),
  ];
  const found = await judge(steps);
  if (!('journey' in found)) throw new Error('not judged');
  const { journey } = found;
  const driven = Math.hypot(10, 30) + Math.hypot(20, 30);
  expect(journey.unexplainedKm).toBeCloseTo(driven - 30 * (1 + slackShare) - slackKm, 0);
  // Until the first fix outside.
  expect(journey.unexplainedHours * 60).toBeCloseTo(62, 0);
  expect(journey.stops).toHaveLength(1);
  // The same stay is explained where another declaration names that place.
  expect(await judge(steps, { others: [spotAt(10, 30, 0.6)] })).toMatchObject({
    journey: { unexplainedKm: 0, unexplainedHours: 0, stops: [] },
  });
  expect(await judge(steps, { rests: [spotAt(10, 30, 0.6)] })).toMatchObject({
    journey: { unexplainedKm: 0, unexplainedHours: 0 },
  });
});

test('an export is judged up to the gate as an import is from it on', async () => {
  const steps = [
    ...stay([30, 0], 60),
    ...drive([30, 0], [10, 30]),
    ...stay([10, 30], 60),
    ...drive([10, 30], [0, 0]),
    ...stay([0, 0], 30),
  ];
  const found = await judge(steps, { direction: 'export' });
  if (!('journey' in found)) throw new Error('not judged');
  expect(found.journey.arrived).toBe(true);
  expect(found.journey.unexplainedKm).toBeGreaterThan(20);
  expect(found.journey.unexplainedHours).toBeCloseTo(1, 1);
  expect(found.journey.from).toBeLessThan(found.journey.to);
  expect(found.journey.stops[0]?.from).toBeGreaterThan(found.journey.from);
});

test('what never comes there is told as not arrived, with all that led away', async () => {
  const steps = [
    ...stay([0, 0], 30),
    ...drive([0, 0], [-20, 0]),
    ...stay([-20, 0], 60),
    ...drive([-20, 0], [-40, 0]),
    ...stay([-40, 0], 24 * 60),
  ];
  const found = await judge(steps, { rests: [spotAt(-40, 0, 0.5)] });
  if (!('journey' in found)) throw new Error('not judged');
  expect(found.journey).toMatchObject({ arrived: false, reasons: [] });
  expect(found.journey.unexplainedKm).toBeCloseTo(40 - slackKm, 0);
  expect(found.journey.unexplainedHours).toBeCloseTo(1, 1);
});

test('what cannot be judged says why', async () => {
  expect(await judge(honest, { gates: [] })).toEqual({ cause: 'noGate' });
  expect(await judge(honest, { ends: [] })).toEqual({ cause: 'noPlace' });
  expect(await judge(honest, { day: day - 9 * 86_400_000 })).toEqual({ cause: 'noTrack' });
  expect(await judge(honest, { gates: [spotAt(0, 90, 1)] })).toEqual({ cause: 'noPassage' });
  const silent: Step[] = [[0, 0, 10], ...stay([0, 10], 30), [300, 0, 10], ...stay([0, 10], 30)];
  expect(await judge(silent)).toEqual({ cause: 'silentAtGate' });
});

test('silences, inferred places and crossed gates make an answer possible, not certain', async () => {
  const gap: Step[] = [
    ...stay([0, 0], 30),
    ...drive([0, 0], [10, 0]),
    [40, 20, 0],
    ...drive([20, 0], [30, 0]),
    ...stay([30, 0], 60),
  ];
  expect(await judge(gap, { inferred: true })).toMatchObject({
    journey: { arrived: true, gaps: 1, reasons: ['placeInferred', 'gaps'] },
  });
  const crossed: Step[] = [[0, -2, 0], [3, 2, 0], ...drive([2, 0], [30, 0]), ...stay([30, 0], 60)];
  expect(await judge(crossed)).toMatchObject({ journey: { reasons: ['gateCrossed'] } });
});

test('kilometres and hours of random journeys equal a count by hand', async () => {
  const place = fc.tuple(fc.integer({ min: -25, max: 25 }), fc.integer({ min: -25, max: 25 }));
  const leg = fc.record({ to: place, minutes: fc.constantFrom(0, 30, 60) });
  await fc.assert(
    fc.asyncProperty(fc.array(leg, { maxLength: 5 }), async (legs) => {
      const away = legs.filter(
        ({ to: [x, y] }) => Math.hypot(x, y) > 3 && Math.hypot(x - 30, y) > 3,
      );
      let here: readonly [number, number] = [0, 0];
      const steps = stay([0, 0], 30);
      let [km, minutes] = [0, 0];
      for (const { to, minutes: stood } of [...away, { to: [30, 0] as const, minutes: 60 }]) {
        const near = Math.hypot(to[0] - here[0], to[1] - here[1]) < 1;
        // Ways back over the gate begin the journey anew.
        const clear =
          Math.abs(here[0] * to[1] - here[1] * to[0]) >
          3 * Math.hypot(to[0] - here[0], to[1] - here[1]);
        if (near || (!clear && (here[0] !== 0 || here[1] !== 0))) continue;
        km += Math.hypot(to[0] - here[0], to[1] - here[1]);
        steps.push(...drive(here, to), ...stay(to, stood));
        if (to[0] !== 30 && stood > 0) minutes += stood + 2;
        here = to;
      }
      fc.pre(here[0] === 30 && here[1] === 0);
      const found = await judge(steps);
      if (!('journey' in found)) throw new Error('not judged');
      const { journey } = found;
      const expected = Math.max(0, km - 30 * (1 + slackShare) - slackKm);
      return (
        journey.arrived &&
        Math.abs(journey.unexplainedKm - expected) < 0.5 &&
        Math.abs(journey.unexplainedHours * 60 - minutes) < 1
      );
    }),
  );
});

/** A load a day to the same place; each leaves the gate some hours after midnight of the day after, those of `bad` days by way of a shed. */
function nights(days: number, bad: readonly number[]): Step[] {
  const shed = [10, 30] as const;
  return Array.from({ length: days }, (_, i): Step[] => {
    const way = bad.includes(i)
      ? [...drive([0, 0], shed), ...stay(shed, 60), ...drive(shed, [30, 0])]
      : drive([0, 0], [30, 0]);
    const steps = [...stay([0, 0], 30), ...way, ...stay([30, 0], 60), ...drive([30, 0], [0, 0])];
    const minutes = steps.reduce((sum, [took]) => sum + took, 0);
    return [...steps, ...stay([0, 0], 1_440 - minutes)];
  }).flat();
}

test('loads of neighbouring days are told by journeys of their own, whatever the order of declarations', async () => {
  const bad = [1, 2, 4];
  const track = trackOf(nights(6, bad));
  const trips = Array.from({ length: 5 }, (_, i) => trip({ day: day + (i - 0.4) * 86_400_000 }));
  const told = await judgeTruck(track, trips, settings, 160, straight);
  const begins = told.map((one) => ('journey' in one ? one.journey.from : 0));
  expect(new Set(begins).size).toBe(5);
  expect(told.map((one) => 'journey' in one && one.journey.stops.length)).toEqual(
    trips.map((_, i) => (bad.includes(i) ? 1 : 0)),
  );
  await fc.assert(
    fc.asyncProperty(fc.shuffledSubarray([0, 1, 2, 3, 4], { minLength: 5 }), async (order) => {
      const shuffled = await judgeTruck(
        track,
        order.map((i) => trips[i] as DeclaredTrip),
        settings,
        160,
        straight,
      );
      expect(shuffled).toEqual(order.map((i) => told[i] as Judgement));
    }),
    { numRuns: 10 },
  );
});

test('declarations of one day share a journey; of more days than passages, one goes without', async () => {
  const track = trackOf([...nights(1, []), ...drive([0, 0], [-30, 0]), ...stay([-30, 0], 2_880)]);
  const one = await judgeTruck(track, [trip(), trip()], settings, 160, straight);
  expect(one.map((told) => 'journey' in told && told.journey.arrived)).toEqual([true, true]);
  const two = await judgeTruck(
    trackOf(honest),
    [trip(), trip({ day: day - 86_400_000 })],
    settings,
    160,
    straight,
  );
  expect(two[0]).toHaveProperty('journey');
  expect(two[1]).toEqual({ cause: 'otherLoad' });
});

test('two loads of one day have a journey each: the one by way of a shed is not hidden behind the other', async () => {
  const shed = [10, 30] as const;
  const away = [...drive([30, 0], [0, 0])];
  const dirty = [...stay([0, 0], 30), ...drive([0, 0], shed), ...stay(shed, 60), ...drive(shed, [30, 0]), ...stay([30, 0], 60)]; // prettier-ignore
  const twice = trackOf([...honest, ...away, ...dirty]);
  const [first, second] = await judgeTruck(twice, [trip(), trip()], settings, 160, straight);
  expect(first).toMatchObject({ journey: { stops: [], reasons: ['sameDay'] } });
  expect(second).toMatchObject({ journey: { arrived: true, reasons: ['sameDay'] } });
  expect(second).toHaveProperty('journey.stops.length', 1);
  // Places of their own tell them apart, whatever their order.
  const near = trip({ ends: [spotAt(15, -5, 0.6)] });
  const apart = trackOf([...stay([0, 0], 30), ...drive([0, 0], [15, -5]), ...stay([15, -5], 60), ...drive([15, -5], [0, 0]), ...dirty]); // prettier-ignore
  const [far, close] = await judgeTruck(apart, [trip(), near], settings, 160, straight);
  expect(far).toHaveProperty('journey.stops.length', 1);
  expect(far).toHaveProperty('journey.reasons', []);
  expect(close).toMatchObject({ journey: { arrived: true, stops: [], reasons: [] } });
  // Who only drives by the gate on the way carries nothing from there.
  const by = trackOf([...stay([0, 0], 30), ...drive([0, 0], shed), ...stay(shed, 60), ...drive(shed, [0, 0]), ...drive([0, 0], [30, 0]), ...stay([30, 0], 60)]); // prettier-ignore
  for (const told of await judgeTruck(by, [trip(), trip()], settings, 160, straight))
    expect(told).toHaveProperty('journey.stops.length', 1);
  // One journey is both loads'.
  const [one, other] = await judgeTruck(trackOf(honest), [trip(), trip()], settings, 160, straight);
  expect(one).toEqual(other);
  expect(one).toHaveProperty('journey.reasons', []);
});

test('a place beside the gate is reached before the gate is left', async () => {
  const beside = [0.6, 0] as const;
  const steps = [
    ...stay([0, 0], 30),
    ...drive([0, 0], beside),
    ...stay(beside, 60),
    ...drive(beside, [100, 0]),
    ...stay([100, 0], 60),
  ];
  const told = { arrived: true, unexplainedKm: 0, unexplainedHours: 0, stops: [] };
  expect(await judge(steps, { ends: [spotAt(...beside, 0.6)] })).toMatchObject({ journey: told });
  const back = [...stay([100, 0], 60), ...drive([100, 0], beside), ...stay(beside, 60), ...drive(beside, [0, 0]), ...stay([0, 0], 30)]; // prettier-ignore
  expect(await judge(back, { direction: 'export', ends: [spotAt(...beside, 0.6)] })).toMatchObject({
    journey: told,
  });
});

test('a wait at the gate is no arrival at a place within its circle, and a stay there is one, as far as the nearer of the two tells', async () => {
  const yard = [0.5, 0] as const;
  const ends = [spotAt(...yard, 0.6)];
  const away = [...drive(yard, [30, 30]), ...stay([30, 30], 60)];
  const arrived = [...stay([0, 0], 30), ...drive([0, 0], yard), ...stay(yard, 60), ...away];
  const told = await judge(arrived, { ends });
  if (!('journey' in told)) throw new Error('not judged');
  expect(told.journey).toMatchObject({ arrived: true, reasons: ['besideGate'] });
  // With the way from the one to the other.
  expect(told.journey.drivenKm).toBeCloseTo(0.5, 1);
  const passed = [...stay([0, 0], 30), ...drive([0, 0], [30, 30]), ...stay([30, 30], 60)];
  const past = await judge(passed, { ends });
  if (!('journey' in past)) throw new Error('not judged');
  expect(past.journey).toMatchObject({ arrived: false });
  expect(past.journey.reasons).toContain('besideGate');
  expect(past.journey.unexplainedKm).toBeGreaterThan(35);
  const loaded = [...stay([30, 30], 60), ...drive([30, 30], yard), ...stay(yard, 60), ...drive(yard, [0, 0]), ...stay([0, 0], 30)]; // prettier-ignore
  expect(await judge(loaded, { ends, direction: 'export' })).toMatchObject({
    journey: { arrived: true, unexplainedKm: 0, reasons: ['besideGate'] },
  });
  // At the gate itself nothing lies between.
  expect(await judge(arrived, { ends: [spotAt(0.2, 0, 0.6)] })).toEqual({ cause: 'placeAtGate' });
});

test('a base or a silent terminal beside the gate does not end a journey before it began', async () => {
  const beside = [spotAt(1.4, 0, 0.6)];
  const shed = [10, 30] as const;
  const off = [...drive([0, 0], shed), ...stay(shed, 60), ...drive(shed, [30, 0]), ...stay([30, 0], 240)]; // prettier-ignore
  const slept = await judge(
    [...stay([0, 0.9], 240), ...drive([0, 0.9], [0, 0]), ...stay([0, 0], 30), ...off],
    { ends: beside, rests: [spotAt(0, 0.9, 0.4), spotAt(30, 0, 0.4)] },
  );
  const quiet = await judge([...stay([0, 0], 30), [45, 0, 0.02], ...off], {
    ends: beside,
    rests: [spotAt(30, 0, 0.4)],
  });
  for (const found of [slept, quiet]) {
    if (!('journey' in found)) throw new Error('not judged');
    expect(found.journey).toMatchObject({ arrived: false, reasons: [] });
    expect(found.journey.drivenKm).toBeGreaterThan(60);
    expect(found.journey.stops).toHaveLength(1);
  }
});

test('a journey that leads back to the gate is another one than the one from there; driving by the gate begins none', async () => {
  const abroad = [-20, 0] as const;
  const loop = [
    ...stay([0, 0], 30),
    ...drive([0, 0], abroad),
    ...stay(abroad, 90),
    ...drive(abroad, [0, 0]),
    ...honest,
  ];
  expect(await judge(loop)).toMatchObject({
    journey: { arrived: true, unexplainedKm: 0, unexplainedHours: 0, passages: 2 },
  });
  const by = [
    ...stay([0, 0], 30),
    ...drive([0, 0], abroad),
    ...stay(abroad, 90),
    ...drive(abroad, [30, 0]),
    ...stay([30, 0], 60),
  ];
  const found = await judge(by);
  if (!('journey' in found)) throw new Error('not judged');
  expect(found.journey.stops).toHaveLength(1);
  expect(found.journey.unexplainedKm).toBeGreaterThan(30);
});

test('the shortest way follows what was driven, and equals Floyd and Warshall on small networks', () => {
  const network = new WayNetwork();
  const corner = [...drive([0, 0], [20, 20]), ...drive([20, 20], [40, 0])];
  network.add(trackOf(corner));
  const [from, to] = [spotAt(1.4, 1.4, 0), spotAt(40, 0, 0)];
  const way = network.between(from.lng, from.lat, to.lng, to.lat);
  expect(way.driven).toBe(true);
  expect(way.km).toBeGreaterThan(50);
  expect(way.km).toBeLessThan(58);
  const far = spotAt(0, 300, 0);
  expect(network.between(from.lng, from.lat, far.lng, far.lat)).toEqual({
    km: kmBetween(from.lng, from.lat, far.lng, far.lat) * straightFactor,
    driven: false,
  });
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 5 })), {
        minLength: 2,
        maxLength: 12,
      }),
      (visits) => {
        // Nodes ten cells apart in the middles of cells.
        const at = (node: number): readonly [number, number] => [
          114.005 + 0.1 * (node % 3),
          22.505 + 0.1 * Math.floor(node / 3),
        ];
        const small = new WayNetwork();
        const best = Array.from({ length: 6 }, (_, i) =>
          Array.from({ length: 6 }, (__, j) => (i === j ? 0 : Infinity)),
        );
        for (const [a, b] of visits) {
          const [[x1, y1], [x2, y2]] = [at(a), at(b)];
          const km = kmBetween(x1, y1, x2, y2);
          best[a]![b] = Math.min(best[a]![b]!, km);
          best[b]![a] = Math.min(best[b]![a]!, km);
          small.add({
            ...trackOf([]),
            count: 2,
            at: Float64Array.of(0, minute),
            lng: Float64Array.of(x1, x2),
            lat: Float64Array.of(y1, y2),
          });
        }
        for (let k = 0; k < 6; k++)
          for (let i = 0; i < 6; i++)
            for (let j = 0; j < 6; j++)
              best[i]![j] = Math.min(best[i]![j]!, best[i]![k]! + best[k]![j]!);
        for (let i = 0; i < 6; i++)
          for (let j = 0; j < 6; j++) {
            if (i === j) continue;
            const found = small.between(...at(i), ...at(j));
            const expected = best[i]![j]!;
            if (found.driven !== expected < Infinity) return false;
            if (found.driven && Math.abs(found.km - expected) > 0.01) return false;
          }
        return true;
      },
    ),
  );
});
