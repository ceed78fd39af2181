/** Declared versus driven: declarations that name a truck, ranked by what of the journey is not explained. */
import { DomainError } from '../../domain-error.ts';
import type { DeclaredPlace, Resolvers } from '../../generated/resolvers.ts';
import { checkId, clamp } from '../../graphql/clamp.ts';
import { requireEntityId } from '../../reading/entity-ids.ts';
import {
  declaredVersusDriven,
  type DeclaredLine,
  type GroundedSpot,
} from '../../tracks/declared/declared-driven.ts';
import { causes } from '../../tracks/declared/judge-truck.ts';
import { byUnexplained } from './by-unexplained.ts';

const MOST_DAYS = 62;
const MOST_LINES = 10_000;
const dayMs = 86_400_000;
const iso = (at: number): string => new Date(at).toISOString();

export const declaredDrivenResolvers: Resolvers = {
  Query: {
    declaredDriven: async (_, args, { services, truth, signal }) => {
      const days = (Date.parse(args.to) - Date.parse(args.from)) / dayMs;
      if (!(days > 0 && days <= MOST_DAYS))
        throw new DomainError(
          'BAD_INPUT',
          'error.trackWindow',
          `A time of at most ${MOST_DAYS} days.`,
          { days: MOST_DAYS },
        );
      const lines = await declaredVersusDriven(
        truth,
        services.positions,
        {
          from: args.from,
          to: args.to,
          office: args.office ? await requireEntityId(truth, checkId(args.office)) : null,
          vehicle: args.vehicle ? await requireEntityId(truth, checkId(args.vehicle)) : null,
        },
        {
          daysAround: clamp(args.daysAround, 0, 7, 1),
          boundHours: clamp(args.boundHours, 1, 96, 24),
          stopMinutes: clamp(args.stopMinutes, 5, 600, 20),
        },
        signal,
      );
      const order = args.by ?? 'KILOMETRES';
      const unjudged = causes.map((cause) => ({
        cause,
        count: lines.filter(({ judgement }) => 'cause' in judgement && judgement.cause === cause)
          .length,
      }));
      return {
        total: lines.length,
        judged: lines.filter(({ judgement }) => 'journey' in judgement).length,
        unjudged: unjudged.filter(({ count }) => count > 0),
        lines: lines
          .sort((a, b) => byUnexplained(a, b, order))
          .slice(0, MOST_LINES)
          .map(toLine),
      };
    },
  },
};

function toLine(line: DeclaredLine) {
  const { declaration, judgement } = line;
  const { record, number, day, direction, office, party, vehicle } = declaration;
  const common = {
    declaration: record,
    number,
    date: day,
    direction,
    office,
    officeName: line.officeName,
    party,
    partyName: line.partyName,
    vehicle,
    vehicleName: line.vehicleName,
    mover: line.mover,
  };
  if ('cause' in judgement)
    return {
      ...common,
      verdict: 'UNKNOWN' as const,
      ...nothing,
      cause: judgement.cause,
    };
  const { journey } = judgement;
  return {
    ...common,
    verdict: journey.reasons.length === 0 ? ('CERTAIN' as const) : ('POSSIBLE' as const),
    cause: null,
    reasons: [...journey.reasons],
    arrived: journey.arrived,
    from: iso(journey.from),
    to: iso(journey.to),
    gate: placeOf(journey.gate),
    end: placeOf(journey.end),
    drivenKm: journey.drivenKm,
    plausibleKm: journey.plausibleKm,
    unexplainedKm: journey.unexplainedKm,
    unexplainedHours: journey.unexplainedHours,
    stops: journey.stops.map(({ from, to, lng, lat }) => ({
      from: iso(from),
      to: iso(to),
      minutes: (to - from) / 60_000,
      lng,
      lat,
    })),
    gaps: journey.gaps,
    gapHours: journey.gapHours,
    passages: journey.passages,
  };
}

const nothing = {
  reasons: [],
  arrived: null,
  from: null,
  to: null,
  gate: null,
  end: null,
  drivenKm: null,
  plausibleKm: null,
  unexplainedKm: null,
  unexplainedHours: null,
  stops: [],
  gaps: null,
  gapHours: null,
  passages: null,
};

const placeOf = ({ lng, lat, km, ground, label }: GroundedSpot): DeclaredPlace => ({
  lng,
  lat,
  radius: km * 1_000,
  ground,
  label,
});
