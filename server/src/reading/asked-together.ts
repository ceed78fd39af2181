/** One question to the database at a time for all who ask the same kind: what comes while it is being answered is asked together afterwards. */
import type { Read } from './kept-answers.ts';
import type { ViewedTruth } from './truth.ts';

interface Round<V> {
  readonly ids: Set<string>;
  readonly answer: Promise<ReadonlyMap<string, V>>;
}

/** Only for viewers who may see everything: the answers of a round are read as its first one may read. */
export function askedTogether<V>(read: Read<V>): Read<V> {
  let running: Promise<unknown> | null = null;
  let next: Round<V> | null = null;
  const begin = (truth: ViewedTruth, ids: readonly string[]) => {
    const answer = read(truth, ids);
    running = answer.then(
      () => (running = null),
      () => (running = null), // told to whoever waits for it
    );
    return answer;
  };
  return (truth, ids) => {
    if (truth.viewer.districts !== 'all') return read(truth, ids);
    if (running === null) return begin(truth, ids);
    if (next === null) {
      const gathered = new Set<string>();
      const round: Round<V> = {
        ids: gathered,
        answer: running.then(() => {
          next = null;
          return begin(truth, [...gathered]);
        }),
      };
      next = round;
    }
    for (const id of ids) next.ids.add(id);
    return next.answer;
  };
}
