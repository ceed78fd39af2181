import type { Ontology } from '@phecda/graph-schema/model';
import type { Mapping } from './mapping-schema.ts';
export function ftmMapping(_ontology: Ontology): Mapping {
  return { id: 'ftm', title: { zh: 'FollowTheMoney', en: 'FollowTheMoney' }, dataset: 'ftm', mode: 'delta', file: { patterns: [] }, fields: {}, constants: {}, records: {}, relations: [], events: [] };
}
