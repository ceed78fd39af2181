/** Which part of the canvas is shown: types, kinds, tags, sources and days; and how much each would show. */
import { distinctNodes } from './representatives.ts';
import type { CanvasState, LinkItem, NodeItem, PeriodItem } from './types.ts';

export interface Scope {
  /** Switched off. */
  readonly offTypes: readonly string[];
  readonly offKinds: readonly string[];
  readonly offSources: readonly string[];
  /** Only entities with one of these tags; empty = all. */
  readonly tags: readonly string[];
  /** Relations that hold within [from, to]; both whole days, inclusive. */
  readonly from: string | null;
  readonly to: string | null;
}

export const fullScope: Scope = {
  offTypes: [],
  offKinds: [],
  offSources: [],
  tags: [],
  from: null,
  to: null,
};

export function isFull(scope: Scope): boolean {
  return (
    !scope.offTypes.length &&
    !scope.offKinds.length &&
    !scope.offSources.length &&
    !scope.tags.length &&
    scope.from === null &&
    scope.to === null
  );
}

export function nodeInScope(node: NodeItem, scope: Scope): boolean {
  if (scope.offTypes.includes(node.type)) return false;
  if (scope.tags.length && !node.tags.some((tag) => scope.tags.includes(tag))) return false;
  return !(
    scope.offSources.length &&
    node.sources.length &&
    node.sources.every((source) => scope.offSources.includes(source))
  );
}

export function linkInScope(link: LinkItem, scope: Scope): boolean {
  if (scope.offKinds.includes(link.kind)) return false;
  if (
    scope.offSources.length &&
    link.sources.length &&
    link.sources.every((source) => scope.offSources.includes(source))
  ) {
    return false;
  }
  return holdsWithin(link, scope.from, scope.to);
}

/** The last day of a period, whose end is the day after; null = it goes on. */
export function lastDayOf({ to }: PeriodItem): string | null {
  if (to === null) return null;
  const day = new Date(`${to}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() - 1);
  return day.toISOString().slice(0, 10);
}

/** Periods are half-open days; ISO days compare as text. */
export function holdsWithin(link: LinkItem, from: string | null, to: string | null): boolean {
  if ((from === null && to === null) || link.periods.length === 0) return true;
  return link.periods.some(
    (period) =>
      (to === null || period.from === null || period.from <= to) &&
      (from === null || period.to === null || period.to > from),
  );
}

export interface Visible {
  readonly nodes: readonly NodeItem[];
  readonly links: readonly LinkItem[];
}

export function visibleOf(state: CanvasState, scope: Scope): Visible {
  const distinct = distinctNodes(state);
  const nodes = distinct.filter((node) => !state.hidden.has(node.id) && nodeInScope(node, scope));
  const ids = new Set(nodes.map((node) => node.id));
  const nodeOf = new Map(distinct.map((node) => [node.entity, node.id]));
  const standing = (id: string) =>
    ids.has(id) ? id : nodeOf.get(state.nodes.get(id)?.entity ?? null);
  const links: LinkItem[] = [];
  for (const link of state.links.values()) {
    if (state.hidden.has(link.id) || !linkInScope(link, scope)) continue;
    const source = standing(link.source);
    const target = standing(link.target);
    if (source === undefined || target === undefined || !ids.has(source) || !ids.has(target))
      continue;
    const asItIs = source === link.source && target === link.target;
    links.push(asItIs ? link : { ...link, source, target });
  }
  return { nodes, links };
}

export interface Facet {
  readonly name: string;
  readonly total: number;
  readonly shown: number;
}
export interface Facets {
  readonly types: readonly Facet[];
  readonly kinds: readonly Facet[];
  readonly tags: readonly Facet[];
  readonly sources: readonly Facet[];
  /** First and last day that any period on the canvas names. */
  readonly days: readonly [string, string] | null;
}

function tally(all: Iterable<readonly string[]>, shown: Iterable<readonly string[]>): Facet[] {
  const totals = new Map<string, [number, number]>();
  for (const names of all)
    for (const name of names) totals.set(name, [(totals.get(name)?.[0] ?? 0) + 1, 0]);
  for (const names of shown) {
    for (const name of names) {
      const entry = totals.get(name);
      if (entry) entry[1] += 1;
    }
  }
  return [...totals]
    .map(([name, [total, visible]]) => ({ name, total, shown: visible }))
    .sort((a, b) => b.total - a.total || (a.name < b.name ? -1 : 1));
}

export function facetsOf(state: CanvasState, visible: Visible): Facets {
  const nodes = distinctNodes(state);
  const links = [...state.links.values()];
  let first: string | null = null;
  let last: string | null = null;
  for (const link of links) {
    for (const period of link.periods) {
      for (const day of [period.from, lastDayOf(period)]) {
        if (day === null) continue;
        if (first === null || day < first) first = day;
        if (last === null || day > last) last = day;
      }
    }
  }
  return {
    types: tally(
      nodes.map((node) => [node.type]),
      visible.nodes.map((node) => [node.type]),
    ),
    kinds: tally(
      links.map((link) => [link.kind]),
      visible.links.map((link) => [link.kind]),
    ),
    tags: tally(
      nodes.map((node) => node.tags),
      visible.nodes.map((node) => node.tags),
    ),
    sources: tally(
      [...nodes, ...links].map((item) => item.sources),
      [...visible.nodes, ...visible.links].map((item) => item.sources),
    ),
    days: first !== null && last !== null ? [first, last] : null,
  };
}

/** The same restriction as the server understands it; undefined when nothing is restricted. */
export function scopeInput(
  scope: Scope,
  known: {
    readonly types: readonly string[];
    readonly kinds: readonly string[];
    readonly sources: readonly string[];
  },
) {
  if (isFull(scope)) return undefined;
  const rest = (all: readonly string[], off: readonly string[]) =>
    all.filter((name) => !off.includes(name));
  return {
    ...(scope.offTypes.length && { types: rest(known.types, scope.offTypes) }),
    ...(scope.offKinds.length && { kinds: rest(known.kinds, scope.offKinds) }),
    ...(scope.offSources.length && { sources: rest(known.sources, scope.offSources) }),
    ...(scope.tags.length && { tags: [...scope.tags] }),
    ...(scope.from !== null && { from: scope.from }),
    ...(scope.to !== null && { to: scope.to }),
  };
}

export function toggled(names: readonly string[], name: string): string[] {
  return names.includes(name) ? names.filter((one) => one !== name) : [...names, name];
}
