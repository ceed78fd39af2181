/** Groups in the picture: the disc of a collapsed one, the hull around an open one, and the member that names it. */
import type { DisplayNode, Hull, Style } from './display.ts';
import { clipLabel } from './label-text.ts';
import type { Visible } from './scope.ts';
import type { Group, NodeItem } from './types.ts';

const hullColours = [
  '#4C8DAE',
  '#8D6CAB',
  '#5E9C6B',
  '#B0785A',
  '#A06580',
  '#7C8A3C',
  '#5B73B5',
  '#3F9A93',
];

/** What a group is called after, if it holds one: what is not a party only joins them. */
const parties = new Set(['Enterprise', 'Person', 'OverseasParty', 'Vehicle', 'Vessel']);

/** The top member: a party before what joins parties, then by risk, then by relations within the group. */
export function topMember(
  members: readonly NodeItem[],
  links: Visible['links'],
  level: (tags: readonly string[]) => number,
): NodeItem | undefined {
  const ids = new Set(members.map((member) => member.id));
  const within = new Map<string, number>();
  for (const { source, target } of links) {
    if (!ids.has(source) || !ids.has(target)) continue;
    within.set(source, (within.get(source) ?? 0) + 1);
    within.set(target, (within.get(target) ?? 0) + 1);
  }
  return [...members].sort(
    (a, b) =>
      Number(parties.has(b.type)) - Number(parties.has(a.type)) ||
      level(b.tags) - level(a.tags) ||
      (within.get(b.id) ?? 0) - (within.get(a.id) ?? 0) ||
      (a.id < b.id ? -1 : 1),
  )[0];
}

export function hullOf(
  group: Group,
  index: number,
  members: readonly NodeItem[],
  label: string,
): Hull {
  return {
    id: group.id,
    label,
    members: members.map((member) => member.id),
    colour: hullColours[index % hullColours.length]!,
  };
}

export function groupDisc(
  group: Group,
  members: readonly NodeItem[],
  label: string,
  style: Style,
  pinned: boolean,
): DisplayNode {
  const counts = new Map<string, number>();
  for (const member of members) counts.set(member.type, (counts.get(member.type) ?? 0) + 1);
  const sorted = [...counts].sort((x, y) => y[1] - x[1] || (x[0] < y[0] ? -1 : 1));
  return {
    id: group.id,
    type: sorted[0]?.[0] ?? '',
    radius: Math.min(34, 18 + Math.log2(1 + members.length) * 2.2),
    colour: style.palette.dark ? '#3A4656' : '#E3E8EF',
    icon: null,
    level: members.reduce((most, member) => Math.max(most, style.level(member.tags)), 0),
    label: clipLabel(label),
    fullLabel: label,
    inherited: false,
    gauge: null,
    unseen: 0,
    pinned,
    loops: 0,
    group: {
      count: members.length,
      shares: sorted.map(([type, count]) => ({
        colour: style.typeColour(type),
        share: count / members.length,
      })),
    },
  };
}
