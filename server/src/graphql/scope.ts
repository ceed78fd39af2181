/** The scope that a question carries, turned into the graph port's shape. */
import type { Scope } from '@phecda/graph-schema/ports/graph-store';
import type { ScopeInput } from '../generated/resolvers.ts';
import { DomainError } from '../domain-error.ts';
import { dayOf } from './day.ts';

const mostNames = 200;

/** @throws DomainError when the window is empty or a list is unreasonably long. */
export function toScope(input: ScopeInput | null | undefined): Scope | undefined {
  if (!input) return undefined;
  const from = input.from ? dayOf(input.from) : undefined;
  const to = input.to ? dayOf(input.to) : undefined;
  if (from !== undefined && to !== undefined && from >= to) {
    throw new DomainError('BAD_INPUT', 'error.emptyWindow', 'The window ends before it begins.');
  }
  return {
    ...(input.types ? { types: bounded(input.types) } : {}),
    ...(input.kinds ? { kinds: bounded(input.kinds) } : {}),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    ...(input.sources ? { sources: bounded(input.sources) } : {}),
    ...(input.tags ? { tags: bounded(input.tags) } : {}),
  };
}

function bounded(names: readonly string[]): readonly string[] {
  if (names.length <= mostNames) return names;
  throw new DomainError('BAD_INPUT', 'error.tooMany', `At most ${mostNames} names.`, {
    most: mostNames,
  });
}

/** For the port's calls with an optional scope, where absent differs from undefined. */
export function scopeField(input: ScopeInput | null | undefined): { scope?: Scope } {
  const scope = toScope(input);
  return scope === undefined ? {} : { scope };
}
