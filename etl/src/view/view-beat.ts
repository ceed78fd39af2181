/** Whether somebody writes a view that several processes share. How far the view is does not tell: a chunk may take longer than anybody should wait for a process that has gone. */
import type { GraphStore } from '@phecda/graph-schema/ports/graph-store';
import type { Sql } from '@phecda/graph-schema/ports/sql';

const beatEveryMs = 500;
const lookEveryMs = 200;
/** Without a sign of life for so long, another process takes the view over. */
const patienceMs = 5_000;

/** Gives signs of life while the work is on. A view in memory is nobody else's. */
export async function withBeat<T>(
  { state }: Sql,
  { engine: view }: Pick<GraphStore, 'engine'>,
  work: () => Promise<T>,
): Promise<T> {
  if (view === 'embedded') return work();
  let beating = false;
  const beat = (): void => {
    // While the store is away, beats must not queue up for its few connections.
    if (beating) return;
    beating = true;
    state
      .execute(
        `INSERT INTO view_beat (view, beat) VALUES ($1, 1) ON CONFLICT (view) DO UPDATE SET beat = view_beat.beat + 1`,
        [view],
      )
      .catch(() => undefined) // the next beat tries again
      .finally(() => (beating = false));
  };
  const timer = setInterval(beat, beatEveryMs);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}

export interface WaitOptions {
  /** Milliseconds. */
  readonly patience?: number;
  /** Asked between two looks; true ends the wait. */
  readonly stopped?: () => boolean;
}

/** Waits for whoever writes the view. @returns true once it holds the revision, false when nobody writes it or the wait was ended */
export async function waitForView(
  sql: Sql,
  graph: GraphStore,
  wanted: number,
  { patience = patienceMs, stopped = () => false }: WaitOptions = {},
): Promise<boolean> {
  let sign = '';
  let still = 0;
  let lookedAt = performance.now();
  while (!stopped()) {
    const cursor = await graph.cursor();
    if (wanted === 0 || (cursor?.revision ?? 0) > wanted) return true;
    if (cursor?.revision === wanted && cursor.complete) return true;
    const [row] = await sql.state.query<{ beat: number }>(
      `SELECT beat FROM view_beat WHERE view = $1`,
      [graph.engine],
    );
    const now = `${cursor?.revision} ${cursor?.chunk} ${row?.beat}`;
    const at = performance.now();
    // A pause of this process or of a store tells nothing of the others.
    still = now === sign ? still + Math.min(at - lookedAt, 2 * lookEveryMs) : 0;
    sign = now;
    lookedAt = at;
    if (still >= patience) return false;
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
  }
  return false;
}
