/** Asks for the declarations of the period against what was driven; one question at a time. */
import { useRef, useState } from 'react';
import { useClient } from 'urql';
import { isoDay } from '../../../map/district-time.ts';
import {
  DeclaredDrivenDocument,
  type DeclaredDrivenQuery,
  type UnexplainedOrder,
} from '../../../generated/graphql.ts';

export type DeclaredAnswer = DeclaredDrivenQuery['declaredDriven'];
export type DeclaredJourney = DeclaredAnswer['lines'][number];

export interface DeclaredFilter {
  /** Milliseconds UTC; whole days of the district are asked for. */
  readonly from: number;
  readonly to: number;
  readonly office: string | null;
  readonly vehicle: string | null;
  readonly by: UnexplainedOrder;
}

const dayMs = 86_400_000;

export function useDeclared() {
  const client = useClient();
  const [answer, setAnswer] = useState<DeclaredAnswer | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [asking, setAsking] = useState(false);
  const [offices, setOffices] = useState<ReadonlyMap<string, string>>(new Map());
  const running = useRef<(() => void) | null>(null);
  const stop = () => {
    running.current?.();
    running.current = null;
    setAsking(false);
  };
  const ask = ({ from, to, office, vehicle, by }: DeclaredFilter) => {
    stop();
    setAsking(true);
    setError(null);
    const { unsubscribe } = client
      .query(
        DeclaredDrivenDocument,
        { from: isoDay(from), to: isoDay(to + dayMs), office, vehicle, by },
        { requestPolicy: 'network-only' },
      )
      .subscribe(({ data, error: failed }) => {
        if (!data && !failed) return;
        running.current = null;
        setAsking(false);
        if (failed) return setError(failed);
        if (!data) return;
        setAnswer(data.declaredDriven);
        setOffices(
          (known) =>
            new Map([
              ...known,
              ...data.declaredDriven.lines.flatMap(({ office: id, officeName }) =>
                id ? [[id, officeName ?? id] as const] : [],
              ),
            ]),
        );
      });
    running.current = unsubscribe;
  };
  return { answer, error, asking, offices, ask, stop };
}
