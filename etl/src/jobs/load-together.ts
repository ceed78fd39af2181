/** Files that are ready while the writer is busy are applied together, in their order: what several of them say of one entity is merged once, and what follows from it is derived once. */
import { StoreUnavailableError } from '@phecda/graph-schema/ports/store-errors';
import type { AppliedSummary, FileToApply, ImportSteps, StillMine } from './import-job.ts';
import type { StepProgress } from './job-kind.ts';
import type { Lane } from './lane.ts';

export interface ReadyFile {
  readonly file: FileToApply;
  readonly signal: AbortSignal;
  readonly stillMine: StillMine;
  /** Its point of no return. @throws when it was cancelled before */
  begin(): Promise<void>;
  progress(step: StepProgress): void;
  /** The next file may be prepared: called when this one is taken, or at once where there is room. May be called again. */
  makeRoom(): void;
}

interface Place {
  readonly ready: ReadyFile;
  readonly outcome: Promise<AppliedSummary>;
  readonly resolve: (summary: AppliedSummary) => void;
  readonly reject: (reason: unknown) => void;
  taken: boolean;
}

/** Rows of ready files that wait, and that one transaction takes; a larger file goes alone. */
const most = 1_000_000;

export class LoadTogether {
  readonly #lane: Lane;
  readonly #apply: ImportSteps['apply'];
  #waiting: Place[] = [];

  /** @param lane of those who write */
  constructor(lane: Lane, apply: ImportSteps['apply']) {
    this.#lane = lane;
    this.#apply = apply;
  }

  /** What came of this file, whoever took it to the writer. */
  async apply(ready: ReadyFile): Promise<AppliedSummary> {
    const place = placeOf(ready);
    this.#waiting.push(place);
    if (rowsOf(this.#waiting) <= most) ready.makeRoom();
    try {
      const leave = await this.#lane.enter(ready.signal);
      try {
        if (!place.taken) await this.#applyWaiting();
      } finally {
        leave();
      }
    } catch (error) {
      if (!place.taken) {
        this.#waiting = this.#waiting.filter((other) => other !== place);
        throw error;
      }
    }
    return place.outcome;
  }

  async #applyWaiting(): Promise<void> {
    const taken = this.#take();
    const begun: Place[] = [];
    for (const place of taken)
      await place.ready.begin().then(() => begun.push(place), place.reject);
    try {
      await this.#applyAll(begun);
    } catch (error) {
      // One that fails takes none of the others with it; a store that is away is away for each of them.
      if (begun.length === 1 || error instanceof StoreUnavailableError)
        for (const { reject } of begun) reject(error);
      else for (const place of begun) await this.#applyAll([place]).catch(place.reject);
    }
  }

  async #applyAll(places: readonly Place[]): Promise<void> {
    if (places.length === 0) return;
    const summaries = await this.#apply(
      places.map(({ ready }) => ready.file),
      (step) => {
        for (const { ready } of places) ready.progress(step);
      },
      async (tx) => {
        for (const { ready } of places) await ready.stillMine(tx);
      },
    );
    for (const [index, { resolve }] of places.entries()) resolve(summaries[index]!);
  }

  /** The first that wait, as far as they go together. */
  #take(): readonly Place[] {
    const taken: Place[] = [];
    for (const place of this.#waiting) {
      if (taken.length > 0 && !goesWith(taken, place)) break;
      taken.push(place);
    }
    this.#waiting = this.#waiting.slice(taken.length);
    for (const place of taken) {
      place.taken = true;
      place.ready.makeRoom();
    }
    return taken;
  }
}

function placeOf(ready: ReadyFile): Place {
  let resolve: Place['resolve'] = () => undefined;
  let reject: Place['reject'] = () => undefined;
  const outcome = new Promise<AppliedSummary>((...ways) => ([resolve, reject] = ways));
  outcome.catch(() => undefined); // told to whoever asked for it, perhaps later
  return { ready, outcome, resolve, reject, taken: false };
}

/** A revision has one author, one reason, and is news or not. */
function goesWith(taken: readonly Place[], { ready }: Place): boolean {
  const { input, prepared } = ready.file;
  const [first] = taken;
  const same = first?.ready.file.input;
  return (
    same?.actor === input.actor &&
    same.reason === input.reason &&
    same.history === input.history &&
    rowsOf(taken) + prepared.rowsLoaded <= most
  );
}

const rowsOf = (places: readonly Place[]): number =>
  places.reduce((sum, { ready }) => sum + ready.file.prepared.rowsLoaded, 0);
