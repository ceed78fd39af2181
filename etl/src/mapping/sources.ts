/** Map step: what a name in a mapping stands for: a field, a constant, or a literal. */
import { type OutputType, cleaners } from '../clean/cleaners.ts';
import type { Mapping } from './mapping-schema.ts';

export type ResolvedSource =
  | {
      readonly kind: 'field';
      readonly name: string;
      readonly output: OutputType;
      readonly list: boolean;
    }
  | { readonly kind: 'literal'; readonly value: string };

/** `undefined` = the mapping has no such field or constant. */
export function resolveSource(mapping: Mapping, source: string): ResolvedSource | undefined {
  if (source.startsWith('=')) return { kind: 'literal', value: source.slice(1) };
  const constant = Object.hasOwn(mapping.constants, source) ? mapping.constants[source] : undefined;
  if (constant !== undefined) return { kind: 'literal', value: constant };
  const field = Object.hasOwn(mapping.fields, source) ? mapping.fields[source] : undefined;
  if (field === undefined) return undefined;
  return {
    kind: 'field',
    name: source,
    output: cleaners[field.clean].output,
    list: field.list !== undefined,
  };
}
