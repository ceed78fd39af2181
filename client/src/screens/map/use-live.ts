/** Keeps the latest positions. */
import { useEffect } from 'react';
import { useQuery } from 'urql';
import type { Store } from '../../app/store.ts';
import { LivePositionsDocument, type LivePartsFragment } from '../../generated/graphql.ts';
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
  });
}

/** While nothing pushes them: often enough for positions that come minutes apart. */
const askEveryMs = 15_000;

export function useLive(live: Store<LiveColumns | null>, shown: boolean) {
  const [{ data, error, fetching }, ask] = useQuery({
    query: LivePositionsDocument,
    variables: {},
    requestPolicy: 'network-only',
  });
  useEffect(() => {
    if (data) live.set(columnsOf(data.livePositions));
  }, [data, live]);
  useEffect(() => {
    if (!shown) return;
    const timer = setInterval(() => ask({ requestPolicy: 'network-only' }), askEveryMs);
    return () => clearInterval(timer);
  }, [ask, shown]);
  return { error, fetching, again: () => ask({ requestPolicy: 'network-only' }) };
}
