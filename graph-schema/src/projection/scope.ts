/** A Scope made ready for the inner loops: one byte per type, kind, source set and tag set. */
import type { Scope } from '../ports/graph-store.ts';
import type { Dictionary, SetDictionary } from './dictionary.ts';
import { OPEN_FROM, OPEN_TO } from './edge-base.ts';

export interface CompiledScope {
  readonly types: Uint8Array | null;
  readonly kinds: Uint8Array | null;
  readonly tagSets: Uint8Array | null;
  readonly sourceSets: Uint8Array | null;
  readonly dated: boolean;
  readonly from: number;
  readonly to: number;
}

export interface Dictionaries {
  readonly types: Dictionary;
  readonly kinds: Dictionary;
  readonly tagSets: SetDictionary;
  readonly sourceSets: SetDictionary;
}

function mask(dictionary: Dictionary, names: readonly string[]): Uint8Array {
  const found = new Uint8Array(256);
  for (const name of names) {
    const number = dictionary.find(name);
    if (number !== undefined) found[number] = 1;
  }
  return found;
}

export function compileScope(
  scope: Scope | undefined,
  { types, kinds, tagSets, sourceSets }: Dictionaries,
): CompiledScope {
  return {
    types: scope?.types === undefined ? null : mask(types, scope.types),
    kinds: scope?.kinds === undefined ? null : mask(kinds, scope.kinds),
    tagSets: scope?.tags === undefined ? null : tagSets.meeting(scope.tags),
    sourceSets: scope?.sources === undefined ? null : sourceSets.meeting(scope.sources),
    dated: scope?.from !== undefined || scope?.to !== undefined,
    from: scope?.from ?? OPEN_FROM,
    to: scope?.to ?? OPEN_TO,
  };
}
