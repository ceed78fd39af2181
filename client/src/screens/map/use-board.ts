/** The live board as it is shown: of all that have positions, those that are listed and carry the tag, where that is asked. */
import { useEffect, useMemo } from 'react';
import { useQuery } from 'urql';
import { useStore } from '../../app/store.ts';
import { MoversDocument } from '../../generated/graphql.ts';
import { chosenOf, type LiveColumns } from '../../map/canvas/paint-movers.ts';
import { useMapScope } from './map-scope.ts';

/** A list that narrows by more than its own search asks for so many. */
export const everyone = 5_000;

/** @returns null while positions are switched off or not there yet */
export function useBoard(): LiveColumns | null {
  const { live, view } = useMapScope();
  const board = useStore(live);
  const byList = view.listed && view.search !== '';
  const [{ data }, again] = useQuery({
    query: MoversDocument,
    variables: {
      search: view.search,
      kind: view.kind === 'ALL' ? null : view.kind,
      first: everyone,
    },
    pause: !byList,
  });
  // Who comes in for the first time may be of the list.
  const known = board?.ids.length ?? 0;
  useEffect(() => {
    if (byList) again({ requestPolicy: 'network-only' });
  }, [byList, known, again]);
  return useMemo(() => {
    if (!board || !view.live) return null;
    if (!byList && view.tag === null) return board;
    const listed = byList ? new Set(data?.movers.movers.map(({ id }) => id) ?? []) : null;
    return chosenOf(
      board,
      (index) =>
        (listed === null || listed.has(board.ids[index]!)) &&
        (view.tag === null || board.tags[index]!.includes(view.tag)),
    );
  }, [board, byList, data, view.live, view.tag]);
}
