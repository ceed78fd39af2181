/** Flat tables of what is shown, for CSV and for the table beside the canvas. */
import { csv } from '../../ui/csv.ts';
import { lastDayOf, type Visible } from '../core/scope.ts';
import type { LinkItem } from '../core/types.ts';

export interface Names {
  typeLabel(name: string): string;
  kindLabel(name: string): string;
  tagLabel(name: string): string;
  datasetLabel(name: string): string;
}

/** Last day on which the relation held; empty while it goes on. */
export function lastDay(link: LinkItem): string {
  const last = link.periods.at(-1);
  return (last && lastDayOf(last)) ?? '';
}

/** Entities, an empty line, relations; with a byte-order mark so that Excel reads the Chinese. */
export function toCsv(visible: Visible, names: Names, words: readonly string[]): string {
  const [id, type, name, tags, sources, degree, kind, from, to, weight, since, until] = words as [
    string,
    string,
    string,
    string,
    string,
    string,
    string,
    string,
    string,
    string,
    string,
    string,
  ];
  const labels = new Map(visible.nodes.map((node) => [node.id, node.label]));
  return csv([
    [id, type, name, tags, sources, degree],
    ...visible.nodes.map((node) => [
      node.id,
      names.typeLabel(node.type),
      node.label,
      node.tags.map(names.tagLabel).join('; '),
      node.sources.map(names.datasetLabel).join('; '),
      node.degree,
    ]),
    [],
    [id, kind, from, to, weight, since, until, sources],
    ...visible.links.map((link) => [
      link.id,
      names.kindLabel(link.kind),
      labels.get(link.source) ?? link.source,
      labels.get(link.target) ?? link.target,
      link.weight,
      link.periods[0]?.from ?? '',
      lastDay(link),
      link.sources.map(names.datasetLabel).join('; '),
    ]),
  ]);
}
