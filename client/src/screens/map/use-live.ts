/** Keeps the latest positions: asked once, then as they move. */
import { useCallback, useEffect, useMemo } from 'react';
import { useQuery } from 'urql';
import type { Store } from '../../app/store.ts';
import {
  LivePositionsDocument,
  PositionsMovedDocument,
  type LivePartsFragment,
  type PositionsMovedSubscription,
} from '../../generated/graphql.ts';
import { useFeed } from '../../graphql/use-feed.ts';
import { liveColumns, type LiveColumns } from '../../map/canvas/paint-movers.ts';

const numbers = (column: readonly (number | null)[]) => column.map((one) => one ?? Number.NaN);

function columnsOf(board: LivePartsFragment): LiveColumns {
  return liveColumns({
    at: Date.parse(board.at),
    ids: board.ids,
    names: board.names,
    vessel: board.kinds.map((kind) => kind === 'VESSEL'),
    time: numbers(board.time),
    lng: numbers(board.lng),
    lat: numbers(board.lat),
    kmh: board.kmh,
    course: board.course,
    level: board.level,
    tags: board.tags,
  });
}

/** The newer of each mover's positions, in new columns. */
export function movedOn(before: LiveColumns, moved: LiveColumns): LiveColumns {
  const place = new Map(before.ids.map((id, index) => [id, index]));
  const fresh = moved.ids.flatMap((id, index) => {
    const known = place.get(id);
    return known !== undefined && before.time[known]! > moved.time[index]! ? [] : [index];
  });
  const newer = new Set(fresh.map((index) => moved.ids[index]));
  const kept = before.ids.flatMap((id, index) => (newer.has(id) ? [] : [index]));
  const column = <T>(name: (columns: LiveColumns) => readonly T[]): T[] => [
    ...kept.map((index) => name(before)[index]!),
    ...fresh.map((index) => name(moved)[index]!),
  ];
  return liveColumns({
    at: Math.max(before.at, moved.at),
    ids: column((one) => one.ids),
    names: column((one) => one.names),
    vessel: column((one) => one.vessel),
    time: column((one) => one.time),
    lng: column((one) => one.lng),
    lat: column((one) => one.lat),
    kmh: column((one) => one.kmh),
    course: column((one) => one.course),
    level: column((one) => one.level),
    tags: column((one) => one.tags),
  });
}

export function useLive(live: Store<LiveColumns | null>, shown: boolean) {
  const [{ data, error, fetching }, ask] = useQuery({
    query: LivePositionsDocument,
    variables: {},
    requestPolicy: 'network-only',
  });
  useEffect(() => {
    if (data) live.set(columnsOf(data.livePositions));
  }, [data, live]);
  const take = useCallback(
    ({ positionsMoved }: PositionsMovedSubscription) =>
      live.set((before) => {
        const moved = columnsOf(positionsMoved);
        return before ? movedOn(before, moved) : moved;
      }),
    [live],
  );
  useFeed(
    PositionsMovedDocument,
    useMemo(() => (shown ? {} : null), [shown]),
    take,
  );
  return { error, fetching, again: () => ask({ requestPolicy: 'network-only' }) };
}
