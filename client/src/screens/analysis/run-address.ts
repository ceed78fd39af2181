/** Where a run is shown: on a page of its own, or on that of the gang it is about. */
import { driftAddress, runAddress } from '../../app/addresses.ts';
import { object } from './parameters.ts';

interface Asked {
  readonly id: string;
  readonly question: string;
  readonly parameters: unknown;
}

export function addressOfRun({ id, question, parameters }: Asked): string {
  const gang = question === 'drift' ? gangOf(parameters) : null;
  return gang === null ? runAddress(id) : driftAddress(gang, id);
}

/** Gang that a run of drift tracking is about. */
export function gangOf(parameters: unknown): string | null {
  const { gang } = object(parameters);
  return typeof gang === 'string' ? gang : null;
}
