/** State of the server (revision, engines, demo), asked again while something moves. */
import { useEffect } from 'react';
import { useQuery, type CombinedError } from 'urql';
import { SystemDocument, type SystemQuery } from '../../generated/graphql.ts';
import { useOnChange } from '../live.ts';

export function useSystem(): {
  system: SystemQuery['system'] | null;
  fault: CombinedError | null;
} {
  const [{ data, error }, again] = useQuery({ query: SystemDocument });
  const demoRuns = data?.system.demo ? !data.system.demo.finished : false;
  const troubled = (data?.system.warnings.length ?? 0) > 0;
  const quick = demoRuns || error !== undefined || troubled;
  useEffect(() => {
    const timer = setInterval(
      () => again({ requestPolicy: 'network-only' }),
      quick ? 1500 : 10_000,
    );
    return () => clearInterval(timer);
  }, [again, quick]);
  useOnChange(() => again({ requestPolicy: 'network-only' }));
  return { system: data?.system ?? null, fault: error ?? null };
}
