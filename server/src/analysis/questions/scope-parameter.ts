/** Where a question looks: the whole graph, what lies around one entity, or given entities. */
import { z } from 'zod';
import type { ParameterField } from './question.ts';

/** Ids are hashes: they carry no version. */
const uuid = z.guid();

export const scopeParameter = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('whole') }),
    z.strictObject({
      kind: z.literal('neighbourhood'),
      entity: uuid,
      hops: z.int().min(1).max(4).default(2),
    }),
    z.strictObject({ kind: z.literal('entities'), ids: z.array(uuid).min(2).max(5_000) }),
  ])
  .default({ kind: 'whole' });
export type Scope = z.output<typeof scopeParameter>;

export const scopeField: ParameterField = {
  label: { zh: '范围', en: 'Scope' },
  explanation: {
    zh: '全图、某一对象的若干步邻域，或给定的对象（例如画布上的）。',
    en: 'The whole graph, some steps around one entity, or given entities, such as those on the canvas.',
  },
  control: { kind: 'scope' },
  advanced: false,
};

interface Asked {
  readonly scope: Scope;
  readonly leftOut: readonly (readonly string[])[];
}

/** Ids that scope and facts left out name. */
export function askedIds({ scope, leftOut }: Asked): readonly string[] {
  const left = leftOut.flat();
  if (scope.kind === 'whole') return left;
  return scope.kind === 'neighbourhood' ? [scope.entity, ...left] : [...scope.ids, ...left];
}

/** The same by entities of today; an id that leads nowhere stays: the run says that it is not there. */
export function askedToday<Parameters extends Asked>(
  parameters: Parameters,
  entityOf: ReadonlyMap<string, string>,
): Parameters {
  const idOf = (id: string): string => entityOf.get(id) ?? id;
  return {
    ...parameters,
    scope: scopeToday(parameters.scope, idOf),
    leftOut: parameters.leftOut.map((fact) => fact.map(idOf)),
  };
}

function scopeToday(scope: Scope, idOf: (id: string) => string): Scope {
  if (scope.kind === 'whole') return scope;
  return scope.kind === 'neighbourhood'
    ? { ...scope, entity: idOf(scope.entity) }
    : { ...scope, ids: scope.ids.map(idOf) };
}
