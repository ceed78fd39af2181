/** Writes a graph view as sorted JSON lines (entities, relations, tags; no revision, no clock, no digest): the same on every engine for the same records. */
import type { GraphStore, PropertyValue } from '../ports/graph-store.ts';
import { canonicalJson } from './canonical-json.ts';

type View = Pick<GraphStore, 'streamEntities' | 'streamRelations'>;

export async function* dump(view: View): AsyncIterable<string> {
  for await (const batch of view.streamEntities()) {
    for (const { id, record, type, label, names, identifiers, sources, props } of batch) {
      yield `{"entity":"${id}","record":"${record}","type":${JSON.stringify(type)},"label":${JSON.stringify(label)},"names":${JSON.stringify([...names].sort())},"identifiers":${JSON.stringify([...identifiers].sort())},"sources":${JSON.stringify(sources)},"props":${canonicalJson(props as Record<string, PropertyValue>)}}`;
    }
  }
  for await (const batch of view.streamRelations()) {
    for (const { id, kind, source, target, periods, weight, sources, props } of batch) {
      yield `{"relation":"${id}","kind":${JSON.stringify(kind)},"source":"${source}","target":"${target}","periods":${JSON.stringify(periods.map((p) => [p.from, p.to]))},"weight":${weight},"sources":${JSON.stringify(sources)},"props":${canonicalJson(props as Record<string, PropertyValue>)}}`;
    }
  }
  for await (const batch of view.streamEntities()) {
    for (const { id, tags } of batch)
      for (const tag of [...tags].sort()) yield `{"tag":${JSON.stringify(tag)},"entity":"${id}"}`;
  }
}

export async function dumpText(view: View): Promise<string> {
  let text = '';
  for await (const line of dump(view)) text += `${line}\n`;
  return text;
}
