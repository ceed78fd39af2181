/** Joins the records of one entity or relation into one row: a pure function of the set of records, whatever order they come in. */
import type { Period, PropertyValue, Scalar } from '../ports/graph-store.ts';
import { canonicalJson, type Properties } from './canonical-json.ts';

export interface MemberRecord {
  readonly recordId: string;
  readonly version: string;
  /** 'YYYY-MM-DD'; null is older than any day. */
  readonly sourceDate: string | null;
  readonly dataset: string;
  readonly label: string | null;
  /** Canonical JSON. */
  readonly props: string;
  /** Sorted, joined by line feeds. */
  readonly tags: string;
  /** Adds to an entity that other records make. */
  readonly annotation: boolean;
}

export interface MergedRecords {
  readonly label: string | null;
  readonly props: string;
  readonly tags: string;
  readonly sources: string;
}

/** Newest first; ties by version, then record, both of which are hashes of content. */
export function byPrecedence(a: MemberRecord, b: MemberRecord): number {
  return (
    compare(b.sourceDate ?? '', a.sourceDate ?? '') ||
    Number(a.annotation) - Number(b.annotation) ||
    compare(b.version, a.version) ||
    compare(a.recordId, b.recordId)
  );
}

export function mergeRecords(members: readonly MemberRecord[]): MergedRecords {
  const ordered = [...members].sort(byPrecedence);
  const properties = ordered.map((member) => JSON.parse(member.props) as Properties);
  return {
    label: labelOf(ordered, properties),
    props: canonicalJson(mergeProperties(properties)),
    tags: joinLines(ordered.map((member) => member.tags)),
    sources: joinLines(ordered.map((member) => member.dataset)),
  };
}

/** A name before an identifier that stands in for one; of names of the newest day the one that most records say. */
function labelOf(
  ordered: readonly MemberRecord[],
  properties: readonly Properties[],
): string | null {
  const labelled = ordered.filter((member) => member.label);
  const names = ordered.filter(
    (member, index) =>
      member.label && !member.annotation && properties[index]?.['name'] === member.label,
  );
  if (names.length === 0)
    return (labelled.find((member) => !member.annotation) ?? labelled[0])?.label ?? null;
  const said = new Map<string | null, number>();
  for (const { label } of names) said.set(label, (said.get(label) ?? 0) + 1);
  const newest = names.filter((member) => member.sourceDate === names[0]?.sourceDate);
  return newest.reduce((best, member) =>
    (said.get(member.label) ?? 0) > (said.get(best.label) ?? 0) ? member : best,
  ).label;
}

/** Scalars: all distinct values, the first object's first; lists: their sorted union. */
export function mergeProperties(ordered: readonly Properties[]): Properties {
  const values = new Map<string, { list: boolean; distinct: Set<Scalar> }>();
  for (const properties of ordered) {
    for (const [key, value] of Object.entries(properties)) {
      let entry = values.get(key);
      if (!entry) values.set(key, (entry = { list: false, distinct: new Set() }));
      if (isList(value)) {
        entry.list = true;
        for (const item of value) entry.distinct.add(item);
      } else entry.distinct.add(value);
    }
  }
  const merged: Properties = {};
  for (const [key, { list, distinct }] of values) {
    const all = [...distinct];
    if (list) merged[key] = all.sort((a, b) => compare(String(a), String(b)));
    else merged[key] = all.length === 1 ? all[0]! : all;
  }
  return merged;
}

/** Union of half-open intervals of days; an undated record holds always, so the union is undated too. */
export function unionPeriods(periods: readonly Period[]): Period[] {
  if (periods.some((period) => period.from === null && period.to === null)) return [];
  const sorted = [...periods]
    .filter((period) => period.from === null || period.to === null || period.from < period.to)
    .sort((a, b) => (a.from ?? -Infinity) - (b.from ?? -Infinity));
  const union: { from: number | null; to: number | null }[] = [];
  for (const period of sorted) {
    const last = union.at(-1);
    if (last && (last.to === null || (period.from ?? -Infinity) <= last.to)) {
      if (last.to !== null) last.to = period.to === null ? null : Math.max(last.to, period.to);
    } else union.push({ from: period.from, to: period.to });
  }
  return union.length === 1 && union[0]!.from === null && union[0]!.to === null ? [] : union;
}

export function periodsJson(periods: readonly Period[]): string {
  return JSON.stringify(periods.map((period) => [period.from, period.to]));
}

function joinLines(texts: readonly string[]): string {
  const lines = new Set<string>();
  for (const text of texts) for (const line of text.split('\n')) if (line) lines.add(line);
  return [...lines].sort(compare).join('\n');
}

function isList(value: PropertyValue): value is readonly Scalar[] {
  return Array.isArray(value);
}

/** By code point, as both databases compare text: UTF-16 order differs only where a surrogate meets a unit above it. */
function compare(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const left = a.charCodeAt(i);
    const right = b.charCodeAt(i);
    if (left !== right) return codePointRank(left) - codePointRank(right);
  }
  return a.length - b.length;
}

function codePointRank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}
