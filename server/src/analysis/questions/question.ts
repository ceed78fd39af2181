/** What every question to the graph declares: parameters with words, what a run gets, and a result in plain JSON. */
import type { PinnedProjection } from '@phecda/graph-schema/projection/projection';
import type { z } from 'zod';
import type { EntityColumns } from './entity-columns.ts';

export interface Words {
  readonly zh: string;
  readonly en: string;
}

/** How a form asks for one parameter. */
export interface ParameterField {
  /** Name and, in one sentence, what it does. */
  readonly label: Words;
  readonly explanation: Words;
  readonly control:
    | {
        readonly kind: 'integer' | 'number';
        readonly min: number;
        readonly max: number;
        readonly step: number;
      }
    | {
        readonly kind: 'numbers';
        readonly min: number;
        readonly max: number;
        readonly count: readonly [number, number];
      }
    | { readonly kind: 'date' }
    | { readonly kind: 'tags' }
    | { readonly kind: 'scope' }
    /** Given by the gang on whose page it is asked; no form asks for it. */
    | { readonly kind: 'gang' }
    /** What people have judged, as it stands when the run starts where it is not given; no form asks for it. */
    | { readonly kind: 'judged' }
    /** A weight for each of some named things; labels of relation kinds stand in the ontology where none is given. */
    | {
        readonly kind: 'weights';
        readonly names: readonly string[];
        readonly labels?: Readonly<Record<string, Words>>;
        readonly max: number;
      };
  /** Belongs behind "more". */
  readonly advanced: boolean;
}

export interface RunContext {
  /** One generation of the graph, which no change touches. */
  readonly projection: PinnedProjection;
  /** Revision that the generation shows. */
  readonly revision: number;
  /** Level 1 to 5 of each tag. */
  readonly tagLevels: Readonly<Record<string, number>>;
  readonly columns: EntityColumns;
  /** Told of a step's name and of the share of the whole run that is done, 0 to 1; throws when the run is to stop. */
  readonly progress: (step: string, share: number) => void;
  /** Bytes that the run may take beside the projection. */
  readonly memoryLimit: number;
  /** Threads that it may use at a time, 1 or more; the answer does not depend on it. */
  readonly workers: number;
}

export interface Question<Parameters extends z.ZodType, Result extends z.ZodType> {
  readonly name: string;
  readonly title: Words;
  readonly explanation: Words;
  readonly parameters: Parameters;
  readonly fields: Readonly<Record<keyof z.output<Parameters> & string, ParameterField>>;
  readonly result: Result;
  /** Steps of a run in order, for a progress display. */
  readonly steps: Readonly<Record<string, Words>>;
  /** What a run is about, such as a gang: runs are kept per subject. Absent: the graph as such. */
  subjectOf?(parameters: z.output<Parameters>): string | null;
  /** Ids that the parameters name: of records, or of entities as they were when it was asked. */
  references(parameters: z.output<Parameters>): readonly string[];
  /** The same by entities of today; a run keeps what it was asked with. @param entityOf id → entity, of those that lead to one */
  today(
    parameters: z.output<Parameters>,
    entityOf: ReadonlyMap<string, string>,
  ): z.output<Parameters>;
  /** Bytes that a run would take beside the projection; an upper bound, quick. */
  estimateMemory(
    projection: PinnedProjection,
    parameters: z.output<Parameters>,
    workers?: number,
  ): number;
  /** Equal input and seed give an equal result. @throws DomainError TOO_LARGE with the figure when the estimate exceeds the limit */
  run(context: RunContext, parameters: z.output<Parameters>): Promise<z.output<Result>>;
}
