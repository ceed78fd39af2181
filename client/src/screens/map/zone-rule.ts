/** A question over several zones as it is built on the screen: zones and groups of them, each of which must hold or must not. */
import type { MultiZoneInput } from '../../generated/graphql.ts';
import type { Period } from './period.tsx';

export type Sense = 'in' | 'not';

export interface ZoneTerm {
  readonly kind: 'zone';
  readonly id: number;
  readonly zone: string | null;
  readonly sense: Sense;
  /** Null: the view's period. */
  readonly own: Period | null;
}

export interface ZoneGroup {
  readonly kind: 'group';
  readonly id: number;
  readonly sense: Sense;
  readonly join: 'all' | 'any';
  readonly parts: readonly ZonePart[];
}

export type ZonePart = ZoneTerm | ZoneGroup;

/** Groups within the outermost: the server takes rules of eight levels, and a group that must not hold is two. */
export const deepestGroup = 3;

let last = 0;

export const newTerm = (): ZoneTerm => ({
  kind: 'zone',
  id: ++last,
  zone: null,
  sense: 'in',
  own: null,
});

export const newGroup = (join: ZoneGroup['join']): ZoneGroup => ({
  kind: 'group',
  id: ++last,
  sense: 'in',
  join,
  parts: [newTerm(), newTerm()],
});

/** Whether something in it must not hold. */
export function asksNot(part: ZonePart): boolean {
  return part.sense === 'not' || (part.kind === 'group' && part.parts.some(asksNot));
}

/** Null where no zone is chosen yet; groups without any are left out. */
export function ruleOf(part: ZonePart, common: Period): MultiZoneInput | null {
  const rule = part.kind === 'zone' ? zoneRule(part, common) : groupRule(part, common);
  return rule && part.sense === 'not' ? { not: rule } : rule;
}

function zoneRule({ zone, own }: ZoneTerm, common: Period): MultiZoneInput | null {
  const { from, to } = own ?? common;
  return zone === null
    ? null
    : { zone, from: new Date(from).toISOString(), to: new Date(to).toISOString() };
}

function groupRule({ join, parts }: ZoneGroup, common: Period): MultiZoneInput | null {
  const rules = parts.flatMap((part) => ruleOf(part, common) ?? []);
  return rules.length === 0 ? null : { [join]: rules };
}
