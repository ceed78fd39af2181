/** Loads the tracks that the view names, each on its own: one that fails does not hide the others. */
import { useCallback, useEffect, useMemo, useState } from 'react';
import { useClient } from 'urql';
import {
  LivePositionsDocument,
  MoverTrackDocument,
  type MoverTrackQuery,
} from '../../generated/graphql.ts';
import { trackLine, type TrackLine } from '../../map/track-line.ts';

export type TrackAnswer = MoverTrackQuery['track'];

export interface LoadedTrack {
  readonly id: string;
  readonly error?: unknown;
  readonly answer?: TrackAnswer;
  readonly line?: TrackLine;
}

/** The span that is shown when nobody has chosen one: the last days of what is chosen. */
export const usualSpanMs = 3 * 86_400_000;
const pointsOf = (tracks: number) => (tracks <= 4 ? 20_000 : 5_000);
const atOnce = 3;

type Span = { readonly from: number; readonly to: number };

/** From the last fixes of these movers, unless the view says. */
function useSpan(ids: readonly string[], from: number | null, to: number | null) {
  const client = useClient();
  const [last, setLast] = useState<{ key: string; at: number | null; error?: unknown } | null>(
    null,
  );
  const key = ids.join(' ');
  const chosen = from !== null && to !== null;
  useEffect(() => {
    if (chosen || !ids.length) return;
    const { unsubscribe } = client
      .query(LivePositionsDocument, { ids: [...ids] }, { requestPolicy: 'network-only' })
      .subscribe(({ data, error }) => {
        if (error) return setLast({ key, at: null, error });
        if (!data) return;
        const times = data.livePositions.time.flatMap((time) => time ?? []);
        setLast({ key, at: times.length ? Math.max(...times) : null });
      });
    return unsubscribe;
  }, [client, ids, key, chosen]);
  const at = last?.key === key ? last.at : null;
  const span = useMemo<Span | null>(() => {
    if (chosen) return { from, to };
    return at === null ? null : { from: at - usualSpanMs, to: at };
  }, [chosen, from, to, at]);
  return { span, error: chosen || last?.key !== key ? undefined : last.error };
}

export function useTracks(ids: readonly string[], from: number | null, to: number | null) {
  const client = useClient();
  const { span, error } = useSpan(ids, from, to);
  const [loaded, setLoaded] = useState<ReadonlyMap<string, LoadedTrack>>(new Map());
  const [cancelled, setCancelled] = useState<string | null>(null);
  const points = pointsOf(ids.length);
  const keyOf = useCallback(
    (id: string) => (span ? `${id} ${span.from} ${span.to} ${points}` : null),
    [span, points],
  );
  const keys = useMemo(() => ids.flatMap((id) => keyOf(id) ?? []), [ids, keyOf]);
  const asked = keys.join('|');
  const isCancelled = cancelled === asked && asked !== '';
  useEffect(() => {
    if (!span || isCancelled) return;
    const waiting = ids.filter((id) => !loaded.has(keyOf(id)!));
    const stops = waiting.slice(0, atOnce).map((id) => {
      const { unsubscribe } = client
        .query(
          MoverTrackDocument,
          {
            id,
            from: new Date(span.from).toISOString(),
            to: new Date(span.to).toISOString(),
            points,
          },
          { requestPolicy: 'network-only' },
        )
        .subscribe(({ data, error: failed }) => {
          if (!data && !failed) return;
          const one: LoadedTrack = data
            ? {
                id,
                answer: data.track,
                line: trackLine(id, data.track.mover.name, data.track),
              }
            : { id, error: failed };
          // Tracks that nobody looks at any more are let go.
          setLoaded((before) =>
            new Map([...before].filter(([key]) => keys.includes(key))).set(keyOf(id)!, one),
          );
        });
      return unsubscribe;
    });
    return () => stops.forEach((stop) => stop());
  }, [client, ids, keys, keyOf, loaded, span, points, isCancelled]);
  const tracks = useMemo<LoadedTrack[]>(
    () => ids.map((id) => loaded.get(keyOf(id) ?? '') ?? { id }),
    [ids, loaded, keyOf],
  );
  const pending = isCancelled
    ? 0
    : tracks.filter(({ line, error: failed }) => !line && !failed).length;
  return {
    span,
    error,
    tracks,
    pending: error ? 0 : pending,
    cancel: () => setCancelled(asked),
    isCancelled,
    again: () => {
      setCancelled(null);
      setLoaded((before) => new Map([...before].filter(([, one]) => one.line)));
    },
  };
}
