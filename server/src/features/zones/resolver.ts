/** Zones: drawn, kept with every version, and asked who was there. */
import { DomainError, notFound } from '../../domain-error.ts';
import type { Resolvers, ZoneEvent } from '../../generated/resolvers.ts';
import { checkId, checkText, clamp } from '../../graphql/clamp.ts';
import type { RequestContext } from '../../graphql/context.ts';
import { identify, moversOf, type Mover } from '../../tracks/movers.ts';
import {
  certaintyOf,
  msTogether,
  passages,
  presences,
  unseenIn,
  type Certainty,
  type Presence,
  type Window,
} from '../../tracks/questions/presence.ts';
import { searchEveryone, type Found } from '../../tracks/questions/search-tracks.ts';
import { prepareZone } from '../../tracks/zones/prepared-zone.ts';
import type { ZoneEventLine } from '../../tracks/zones/zone-events.ts';
import {
  goesRoundPole,
  zoneCalendar,
  zoneGeometry,
  type ZoneGeometry,
} from '../../tracks/zones/zone-geometry.ts';
import type { Zone } from '../../tracks/zones/zone-store.ts';
import { compileRule, type RuleAnswer } from './multi-zone-rule.ts';

const MOST_LINES = 1_000;
const MOST_DAYS = 62;
const dayMs = 86_400_000;
const iso = (at: number): string => new Date(at).toISOString();

export const zoneResolvers: Resolvers = {
  Query: {
    zones: (_, __, { services }) => services.zones.list(),
    zoneVisits: async (_, { zones, ids, from, to }, context) => {
      const window = checkWindow(from, to);
      const asked = await Promise.all(zones.slice(0, 100).map((id) => required(context, id)));
      const prepared = asked.map(({ id, geometry }) => ({ id, zone: prepareZone(geometry) }));
      let unseen = 0;
      const { looked, found } = await search(context, window, ids ?? null, (track, bound) =>
        prepared.flatMap(({ id, zone }) => {
          const there = presences(track, zone, window, bound);
          if (there.length === 0 && unseenIn(track, zone, window, bound)) unseen++;
          return there.map((presence) => ({ id, presence }));
        }),
      );
      const lines = (await identified(context, found)).flatMap(({ mover, answer }) =>
        answer.map(({ id, presence }) => ({
          mover,
          zone: id,
          enter: iso(presence.from),
          exit: iso(presence.to),
          minutes: minutes(presence),
          crossed: presence.crossed,
          certainty: presence.certainty,
          fixes: presence.fixes,
          spanMs: presence.to - presence.from,
        })),
      );
      lines.sort((a, b) =>
        a.certainty !== b.certainty
          ? surenessOf(a) - surenessOf(b)
          : a.certainty === 'CERTAIN'
            ? a.enter.localeCompare(b.enter)
            : a.spanMs - b.spanMs,
      );
      const certain = lines.filter(({ certainty }) => certainty === 'CERTAIN').length;
      const visits = lines.slice(0, MOST_LINES);
      return { total: lines.length, certain, looked, unseen, visits };
    },
    areaSearch: async (_, { area, from, to }, context) => {
      const window = checkWindow(from, to);
      const zone = prepareZone(checkGeometry(area));
      let unseen = 0;
      const { looked, found } = await search(context, window, null, (track, bound) => {
        const there = presences(track, zone, window, bound);
        if (there.length === 0 && unseenIn(track, zone, window, bound)) unseen++;
        return there;
      });
      const lines = (await identified(context, found)).map(({ mover, answer }) =>
        presenceLine(mover, window, {
          found: answer,
          certainty: certaintyOf(answer, false),
        }),
      );
      return { ...presenceList(looked, lines), unseen };
    },
    multiZone: async (_, { rule }, context) => {
      const compiled = compileRule(rule, await context.services.zones.list());
      checkWindow(iso(compiled.window.from), iso(compiled.window.to));
      let unseen = 0;
      const { looked, found } = await search(context, compiled.window, null, (track, bound) => {
        const answer = compiled.ask(track, bound);
        if (answer.certainty === 'UNKNOWN') unseen++;
        return answer.certainty === 'EXCLUDED' || answer.certainty === 'UNKNOWN' ? [] : [answer];
      });
      const lines = (await identified(context, found)).flatMap(({ mover, answer }) =>
        answer.map((one) => presenceLine(mover, compiled.window, one)),
      );
      return { ...presenceList(looked, lines), unseen };
    },
    zoneSequence: async (_, { first, second, withinMinutes, from, to }, context) => {
      const window = checkWindow(from, to);
      const [a, b] = await Promise.all([required(context, first), required(context, second)]);
      const [zoneA, zoneB] = [prepareZone(a.geometry), prepareZone(b.geometry)];
      const within = clamp(withinMinutes, 0, MOST_DAYS * 1_440, 0) * 60_000;
      // The second zone may be reached after the window's end.
      const read = { from: window.from, to: window.to + within };
      const { looked, found } = await search(context, read, null, (track, bound) =>
        passages(track, zoneA, zoneB, within, window, bound),
      );
      const lines = (await identified(context, found)).flatMap(({ mover, answer }) =>
        answer.map(({ left, reached, tookMs, certainty }) => ({
          mover,
          left: iso(left),
          reached: iso(reached),
          minutes: tookMs / 60_000,
          certainty,
        })),
      );
      lines.sort((x, y) =>
        x.certainty === y.certainty
          ? x.left < y.left
            ? -1
            : 1
          : x.certainty === 'CERTAIN'
            ? -1
            : 1,
      );
      return { total: lines.length, looked, passages: lines.slice(0, MOST_LINES) };
    },
    zoneEvents: async (_, { zone, mover, first }, { services }) => {
      const { total, events } = await services.zoneEvents.list(
        { ...(zone ? { zone: checkId(zone) } : {}), ...(mover ? { mover } : {}) },
        clamp(first, 1, MOST_LINES, 100),
      );
      const names = await namesOf(services.zones);
      return { total, events: events.map((event) => toEvent(event, names)) };
    },
  },
  Mutation: {
    saveZone: async (_, { input }, context) => {
      const author = context.actor();
      const { zones } = context.services;
      const content = {
        name: checkText(input.name, 'name', 1, 200),
        geometry: checkGeometry(input.geometry),
        calendar: checkCalendar(input.calendar ?? null),
        active: input.active ?? true,
      };
      const reason = checkText(input.reason ?? '', 'reason', 0, 2_000);
      if (!input.id) return required(context, await zones.create(content, author, reason));
      const known = await required(context, input.id);
      await change(context, known.id, input.version ?? known.version, content, reason);
      return required(context, known.id);
    },
    retireZone: async (_, { id, reason }, context) => {
      const { geometry, calendar, name, version } = await required(context, id);
      await change(
        context,
        checkId(id),
        version,
        { name, geometry, calendar, active: false },
        checkText(reason ?? '', 'reason', 0, 2_000),
      );
      return required(context, id);
    },
  },
  Subscription: {
    zoneEvents: {
      subscribe: (_, __, { services, signal }) => services.trackNews.zoneEvents(signal),
      resolve: async (event: unknown, _: unknown, { services }: RequestContext) =>
        toEvent(event as ZoneEventLine, await namesOf(services.zones)) as never,
    },
  },
  Zone: {
    shape: ({ geometry }) =>
      geometry.type === 'Polygon' ? 'POLYGON' : geometry.type === 'Point' ? 'CIRCLE' : 'CORRIDOR',
    versions: ({ id }, _, { services }) => services.zones.versions(id),
  },
};

async function change(
  context: RequestContext,
  id: string,
  version: number,
  content: Parameters<RequestContext['services']['zones']['create']>[0],
  reason: string,
): Promise<void> {
  if (await context.services.zones.change(id, version, content, context.actor(), reason)) return;
  throw new DomainError('CONFLICT', 'error.zoneChanged', 'Somebody changed it meanwhile.', {
    version,
  });
}

async function required({ services }: RequestContext, id: string): Promise<Zone> {
  const zone = await services.zones.find(checkId(id));
  if (!zone) throw notFound('zone');
  return zone;
}

function checkGeometry(given: unknown): ZoneGeometry {
  const parsed = zoneGeometry.safeParse(given);
  if (parsed.success) {
    if (goesRoundPole(parsed.data))
      throw new DomainError(
        'BAD_INPUT',
        'error.zonePole',
        'The outline goes round a pole: draw a circle, or cut it at a meridian.',
      );
    return parsed.data;
  }
  throw new DomainError(
    'BAD_INPUT',
    'error.zoneGeometry',
    'A zone is a Polygon, a Point with a radius or a LineString with a width.',
    {},
    parsed.error.issues,
  );
}

function checkCalendar(given: unknown): Zone['calendar'] {
  if (given === null) return null;
  const parsed = zoneCalendar.safeParse(given);
  if (parsed.success) return parsed.data;
  throw new DomainError(
    'BAD_INPUT',
    'error.zoneCalendar',
    'A calendar has days from 1 to 7 and clock times.',
    {},
    parsed.error.issues,
  );
}

function checkWindow(from: string, to: string): Window {
  const window = { from: Date.parse(from), to: Date.parse(to) };
  if (!(window.from <= window.to) || window.to - window.from > MOST_DAYS * dayMs)
    throw new DomainError(
      'BAD_INPUT',
      'error.trackWindow',
      `A time of at most ${MOST_DAYS} days.`,
      { days: MOST_DAYS },
    );
  return window;
}

async function search<T>(
  { services, truth, signal }: RequestContext,
  window: Window,
  ids: readonly string[] | null,
  ask: (track: Parameters<typeof presences>[0], fastestKmh: number) => T[],
): Promise<{ looked: number; found: Found<T[]>[] }> {
  const movers =
    ids === null
      ? null
      : (
          await Promise.all(
            ids.slice(0, 5_000).map((id) => moversOf(truth, services.positions, id)),
          )
        )
          .flat()
          .map(({ facts }) => facts.mover);
  return searchEveryone(services.positions, window, movers, signal, (track, bound) => {
    const answer = ask(track, bound);
    return answer.length === 0 ? null : answer;
  });
}

async function identified<T>(
  { truth }: RequestContext,
  found: readonly Found<T>[],
): Promise<{ mover: Mover; answer: T }[]> {
  const movers = await identify(
    truth,
    found.map(({ facts }) => facts),
  );
  return found.flatMap(({ answer }, i) => {
    const mover = movers[i];
    return mover === undefined ? [] : [{ mover, answer }];
  });
}

function presenceLine(mover: Mover, window: Window, { certainty, found }: RuleAnswer) {
  return {
    mover,
    certainty: certainty === 'CERTAIN' ? ('CERTAIN' as const) : ('POSSIBLE' as const),
    unseen: certainty === 'OPEN',
    from: iso(found[0]?.from ?? window.from),
    to: iso(found.reduce((last, { to }) => Math.max(last, to), found[0]?.to ?? window.to)),
    minutes: msTogether(found) / 60_000,
    visits: found.length,
    crossed: found.some(({ crossed }) => crossed),
    /** The shortest time in which it may have been there. */
    spanMs: found.reduce((least, { from, to }) => Math.min(least, to - from), Infinity),
  };
}

const surenessOf = ({ certainty, unseen }: { certainty: Certainty; unseen?: boolean }): number =>
  certainty === 'CERTAIN' ? 0 : unseen ? 2 : 1;

function presenceList(looked: number, lines: ReturnType<typeof presenceLine>[]) {
  lines.sort(
    (a, b) =>
      surenessOf(a) - surenessOf(b) ||
      (a.certainty === 'CERTAIN' ? b.minutes - a.minutes : 0) ||
      (a.spanMs < b.spanMs ? -1 : a.spanMs > b.spanMs ? 1 : 0),
  );
  return {
    total: lines.length,
    looked,
    certain: lines.filter(({ certainty }) => certainty === 'CERTAIN').length,
    lines: lines.slice(0, MOST_LINES),
  };
}

function minutes({ from, to, certainty }: Presence): number {
  return certainty === 'CERTAIN' ? (to - from) / 60_000 : 0;
}

async function namesOf(zones: RequestContext['services']['zones']): Promise<Map<string, string>> {
  return new Map((await zones.list()).map(({ id, name }) => [id, name]));
}

function toEvent(event: ZoneEventLine, names: ReadonlyMap<string, string>): ZoneEvent {
  const { insideMs, at, zoneVersion: _, passage, ...rest } = event;
  return {
    ...rest,
    zoneName: names.get(event.zone) ?? '',
    at: iso(at),
    minutes: insideMs === null ? null : insideMs / 60_000,
    cameBy: passage?.cameBy ?? null,
    leftBy: passage?.leftBy ?? null,
  };
}
