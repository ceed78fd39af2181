/** What the positions hide, worked out from the plans, for tests that look for it in the files. */
import type { TrackAnswers } from './answers.ts';
import { writtenDay } from './days.ts';
import { ref } from './ref.ts';
import type { Outing, Span } from './outing.ts';
import type { Point } from './road-map.ts';
import { along } from './route-network.ts';
import { commuterRoad, convoyPlaces, faultPlace, ghostDay, rolesOf } from './track-roles.ts';
import { roadNetwork } from './outing.ts';
import { deviceOf, ghostSerial, supplierOf } from './track-terminals.ts';
import { trafficOf } from './traffic.ts';
import { habitsOf } from './truck-days.ts';
import type { World } from './world.ts';

/** Counts are filled in when the files are written. */
export function trackAnswers(world: World, firstDay: number): TrackAnswers {
  const roles = rolesOf(world);
  const traffic = trafficOf(world);
  const dates = Array.from({ length: world.lastDay - firstDay + 1 }, (_, i) => firstDay + i);
  const serial = world.trucks.indexOf(roles.cloned);
  const supplier = supplierOf(world, roles.cloned);
  const other = supplier === 'gcj' ? 'wgs' : 'gcj';
  const road = [roadNetwork.place(commuterRoad.from), roadNetwork.place(commuterRoad.to)] as const;
  return {
    fixes: 0,
    duplicates: 0,
    disordered: 0,
    jumps: [],
    convoy: {
      members: roles.convoy.map(ref.truck),
      scout: ref.truck(roles.scout),
      from: roadNetwork.place(convoyPlaces.from),
      to: roadNetwork.place(convoyPlaces.to),
      nights: dates.flatMap((date) => {
        const outing = roles.convoy[0] && traffic.dayOf(roles.convoy[0], date);
        const left = outing?.visits.find(({ node }) => node === convoyPlaces.from);
        const there = outing?.visits.find(({ node }) => node === convoyPlaces.to);
        return left === undefined || there === undefined || left.until % 86_400 < 20 * 3_600
          ? []
          : [written({ from: left.until, until: there.from })];
      }),
    },
    dark: {
      vehicle: ref.truck(roles.dark),
      gaps: dates.flatMap((date) => {
        const outing = traffic.dayOf(roles.dark, date);
        return outing.silent.map((span) => ({
          ...written(span),
          lastSeen: placeAt(outing, span.from),
          nextSeen: placeAt(outing, span.until),
        }));
      }),
    },
    clone: {
      vehicle: ref.truck(roles.cloned),
      devices: [deviceOf(supplier, serial), deviceOf(other, ghostSerial(world))],
      days: dates.flatMap((date) => {
        const segments = ghostDay(world, date)?.segments ?? [];
        const [first, last] = [segments[0], segments.at(-1)];
        return first === undefined || last === undefined
          ? []
          : [written({ from: first.from, until: last.until })];
      }),
    },
    shed: traffic.hidden && {
      vehicle: ref.truck(traffic.hidden.truck),
      place: traffic.hidden.shed.place,
      stays: traffic.hidden.stays
        .filter(({ day }) => day >= firstDay)
        .map(({ declaration, office, day, ...span }) => ({
          declaration,
          office,
          day: writtenDay(day),
          ...written(span),
        })),
    },
    lookAlikes: [
      {
        of: 'convoy',
        zh: '每天早高峰走同一条路的货车，各走各的',
        en: 'trucks that take the same road in the same hour every morning, each on its own',
        members: roles.commuters.map(ref.truck),
        places: [...road],
        spans: [],
      },
      {
        of: 'dark',
        zh: '夜间停在地下车库，信号在原地消失、原地恢复',
        en: 'rests in an underground garage: falls silent and reappears in the same place',
        members: [ref.truck(roles.garage)],
        places: [habitsOf(world, roles.garage).home.place],
        spans: [],
      },
      {
        of: 'dark',
        zh: '终端在盐田码头附近总是失灵，别处正常',
        en: 'a terminal that always fails near the docks of Yantian and nowhere else',
        members: [ref.truck(roles.fault)],
        places: [roadNetwork.place(faultPlace.node)],
        spans: [],
      },
      {
        of: 'clone',
        zh: '终端时钟曾误用格林尼治时间，后已校正；接收时间无矛盾',
        en: 'a terminal whose clock ran on Greenwich time for some hours; the times of receipt agree',
        members: [ref.truck(roles.clock)],
        places: [],
        spans: dates.flatMap((date) => traffic.dayOf(roles.clock, date).late.map(written)),
      },
    ],
  };
}

/** `YYYY-MM-DD HH:MM:SS` of the clock in China. */
function written({ from, until }: Span): { from: string; until: string } {
  const text = (second: number): string =>
    new Date(Math.round(second) * 1_000).toISOString().slice(0, 19).replace('T', ' ');
  return { from: text(from), until: text(until) };
}

function placeAt({ segments }: Outing, second: number): Point {
  const segment = segments.find(({ from, until }) => from <= second && second <= until);
  if (segment === undefined) throw new RangeError('nowhere at that time');
  return 'path' in segment
    ? along(segment.path, (second - segment.from) / segment.pace).place
    : segment.place;
}
