/** Trucks and ships: who has positions, where they are now, where they went. */
import type { Box, FixColumns } from '@phecda/graph-schema/ports/position-store';
import { riskLevels } from '@phecda/graph-schema/ontology/risk-levels';
import { DomainError } from '../../domain-error.ts';
import type {
  LiveBoard,
  Resolvers,
  SubscriptionPositionsMovedArgs,
} from '../../generated/resolvers.ts';
import { clamp } from '../../graphql/clamp.ts';
import type { RequestContext } from '../../graphql/context.ts';
import { identify, moversOf, nameOf, type Mover } from '../../tracks/movers.ts';
import { findBases } from '../../tracks/questions/bases.ts';
import { findStops, usualStop } from '../../tracks/questions/stops.ts';
import { prepareZone } from '../../tracks/zones/prepared-zone.ts';
import { gapOf, silencesOver, trackFigures } from '../../tracks/questions/track.ts';
import { thinTrack } from '../../tracks/questions/thin-track.ts';
import { readTrack } from '../../tracks/read-track.ts';
import { inBox } from './box.ts';

const MOST_MOVERS = 5_000;
const MOST_POINTS = 100_000;
/** Plates of a pasted list. */
const MOST_TERMS = 200;
const MOST_STOPS = 5_000;
const MOST_BASES = 50;

/** A pasted list is looked for line by line; names of vessels have spaces of their own. @throws DomainError when there are too many */
function searchTerms(text: string): string[] {
  const terms = text
    .split(/[\n\r\t,，;；、]+/)
    .map((term) => term.trim().replaceAll('·', '').slice(0, 100))
    .filter((term) => term !== '');
  if (terms.length > MOST_TERMS)
    throw new DomainError('BAD_INPUT', 'error.tooMany', `More than ${MOST_TERMS} terms.`, {
      most: MOST_TERMS,
      count: terms.length,
    });
  return [...new Set(terms)];
}

export const trackResolvers: Resolvers = {
  Query: {
    movers: async (_, { search, kind, first }, { services, truth }) => {
      const terms = searchTerms(search ?? '');
      const only = kind
        ? { kind: kind === 'TRUCK' ? ('truck' as const) : ('vessel' as const) }
        : {};
      const { total, movers } = await services.positions.movers({
        limit: clamp(first, 1, MOST_MOVERS, 100),
        terms,
        ...only,
      });
      const unknown: string[] = [];
      if (terms.length > 1)
        for (const term of terms)
          if ((await services.positions.movers({ limit: 1, terms: [term], ...only })).total === 0)
            unknown.push(term);
      return { total, movers: await identify(truth, movers), unknown };
    },
    livePositions: (_, { ids, within, asOf }, context) =>
      liveBoard(context, ids ?? null, within ?? null, asOf ? Date.parse(asOf) : undefined),
    stops: async (_, { id, from, to, radius, minutes, gapMinutes }, { services, truth }) => {
      const movers = await moversOf(truth, services.positions, id);
      const track = await readTrack(services.positions, movers, Date.parse(from), Date.parse(to));
      const gapMs = clamp(gapMinutes, 1, 1e6, 60) * 60_000;
      const stops = findStops(track, {
        radiusKm: clamp(radius, 1, 100_000, 100) / 1_000,
        leastMs: clamp(minutes, 0, 1e6, 20) * 60_000,
        gapMs,
      });
      return {
        total: stops.length,
        gapMinutes: gapMs / 60_000,
        splitByGaps: silencesOver(track, gapMs),
        stops: stops.slice(0, MOST_STOPS).map((stop) => ({
          from: new Date(stop.from).toISOString(),
          to: new Date(stop.to).toISOString(),
          minutes: (stop.to - stop.from) / 60_000,
          lng: stop.lng,
          lat: stop.lat,
          fixes: stop.last - stop.first + 1,
        })),
      };
    },
    bases: async (_, { id, from, to }, { services, truth }) => {
      const movers = await moversOf(truth, services.positions, id);
      const track = await readTrack(services.positions, movers, Date.parse(from), Date.parse(to));
      const zones = (await services.zones.list())
        .filter(({ active }) => active)
        .map(({ name, geometry }) => ({ name, zone: prepareZone(geometry) }));
      return findBases(findStops(track, usualStop))
        .slice(0, MOST_BASES)
        .map((base, i) => ({
          rank: i + 1,
          ...base,
          nearest: zones.find(({ zone }) => zone.contains(base.lng, base.lat))?.name ?? null,
        }));
    },
    track: async (_, { id, from, to, points }, { services, truth }) => {
      const movers = await moversOf(truth, services.positions, id);
      const [mover] = movers;
      if (mover === undefined)
        throw new DomainError('NOT_FOUND', 'error.notFound', 'There is no such mover.');
      const track = await readTrack(services.positions, movers, Date.parse(from), Date.parse(to));
      const gapMs = gapOf(track);
      const done = await services.retention.done();
      const { km, gaps, gapHours, gap } = trackFigures(track, gapMs);
      const shown = thinTrack(track, gap, clamp(points, 2, MOST_POINTS, 5_000));
      const column = (values: ArrayLike<number>, digits: number): (number | null)[] =>
        Array.from(shown, (i) => rounded(values[i], digits));
      // Where points between two that are shown are left out, a gap among them stays one.
      const gapShown = Array.from(shown, (i, place) => {
        for (let at = (shown[place - 1] ?? i) + 1; at <= i; at++) if (gap[at] === 1) return 1;
        return 0;
      });
      return {
        mover,
        from,
        to,
        fixes: track.count,
        shown: shown.length,
        leftOut: track.leftOut,
        thinnedBefore: within(done.thinnedBefore, from),
        removedBefore: within(done.removedBefore, from),
        km,
        gapMinutes: gapMs / 60_000,
        gaps,
        gapHours,
        time: column(track.at, 0),
        lng: column(track.lng, 6),
        lat: column(track.lat, 6),
        kmh: column(track.kmh, 1),
        course: column(track.course, 1),
        gap: gapShown,
        flag: column(track.flags, 0),
      };
    },
  },
  Subscription: {
    positionsMoved: {
      subscribe: (_, __, { services, signal }) => services.trackNews.moved(signal),
      resolve: async (
        _source: unknown,
        { ids, within }: Partial<SubscriptionPositionsMovedArgs>,
        context: RequestContext,
      ) => (await liveBoard(context, ids ?? null, within ?? null, undefined)) as never,
    },
  },
  Mover: {
    entity: ({ entity }, _, { nodes }) => (entity === null ? null : nodes.load(entity)),
    kind: ({ facts }) => kindOf(facts.kind),
    name: nameOf,
    first: ({ facts }) => new Date(facts.first).toISOString(),
    last: ({ facts }) => new Date(facts.last).toISOString(),
    fixes: ({ facts }) => facts.fixes,
  },
};

async function liveBoard(
  context: RequestContext,
  ids: readonly string[] | null,
  within: Box | null,
  asOf: number | undefined,
): Promise<LiveBoard> {
  const { services, truth } = context;
  const latest = await services.positions.latest(asOf);
  const named = ids?.slice(0, MOST_MOVERS).map((id) => moversOf(truth, services.positions, id));
  const wanted =
    named && new Set((await Promise.all(named)).flat().map(({ facts }) => facts.mover));
  const rows = Array.from({ length: latest.count }, (_, i) => i).filter(
    (i) =>
      (wanted === undefined || wanted.has(latest.mover[i] ?? -1)) &&
      (within === null || inBox(within, latest.lng[i] ?? 0, latest.lat[i] ?? 0)),
  );
  return board(context, latest, rows);
}

async function board(
  { services, truth }: RequestContext,
  latest: FixColumns,
  rows: readonly number[],
): Promise<LiveBoard> {
  const movers = await identify(
    truth,
    await services.positions.moversByNumber(rows.map((i) => latest.mover[i] ?? -1)),
  );
  const byNumber = new Map(movers.map((mover) => [mover.facts.mover, mover]));
  const shown = rows.flatMap((i) => {
    const mover = byNumber.get(latest.mover[i] ?? -1);
    return mover === undefined ? [] : [{ i, mover }];
  });
  const tags = await tagsOf(services, movers);
  const levels = riskLevels(services.ontology);
  const column = (values: ArrayLike<number>, digits: number): (number | null)[] =>
    shown.map(({ i }) => rounded(values[i], digits));
  return {
    at: services.clock().toISOString(),
    total: shown.length,
    ids: shown.map(({ mover }) => mover.id),
    names: shown.map(({ mover }) => nameOf(mover)),
    kinds: shown.map(({ mover }) => kindOf(mover.facts.kind)),
    time: column(latest.at, 0),
    lng: column(latest.lng, 6),
    lat: column(latest.lat, 6),
    kmh: column(latest.kmh, 1),
    course: column(latest.course, 1),
    level: shown.map(({ mover }) => {
      const level = Math.max(0, ...(tags.get(mover.entity) ?? []).map((tag) => levels[tag] ?? 0));
      return level > 0 ? level : null;
    }),
    tags: shown.map(({ mover }) => tags.get(mover.entity) ?? []),
  };
}

async function tagsOf(
  { graph }: RequestContext['services'],
  movers: readonly Mover[],
): Promise<Map<string | null, string[]>> {
  const ids = [...new Set(movers.flatMap(({ entity }) => entity ?? []))];
  const nodes = await graph.entities(ids);
  return new Map(nodes.map(({ id, tags }) => [id, [...tags]]));
}

/** Null where the time asked for begins later. */
function within(before: number | null, from: string): string | null {
  return before === null || Date.parse(from) >= before ? null : new Date(before).toISOString();
}

function kindOf(kind: 'truck' | 'vessel'): 'TRUCK' | 'VESSEL' {
  return kind === 'truck' ? 'TRUCK' : 'VESSEL';
}

function rounded(value: number | undefined, digits: number): number | null {
  if (value === undefined || Number.isNaN(value)) return null;
  const scale = 10 ** digits;
  return Math.round(value * scale) / scale;
}
