/** Who works at this page; every write carries this name. */
import { createContext, use } from 'react';

export interface OperatorState {
  readonly name: string | null;
  /** Opens the question for the name. */
  ask(): void;
}

export const OperatorContext = createContext<OperatorState>({ name: null, ask: () => undefined });

export function useOperator(): OperatorState {
  return use(OperatorContext);
}
