/** What is seen of jobs that other processes run: which changed, which are over, and whose beat stands still. Measured in looks of our own, so that neither clocks nor a pause of this process or of the store count against them. */
import type { Job } from './job.ts';
import type { StoredJob } from './job-table.ts';

interface Seen {
  beat: number;
  stillMs: number;
}

export class OtherRunners {
  readonly #pollMs: number;
  readonly #seen = new Map<string, Seen>();
  #lookedAt: number | null = null;

  constructor({ pollMs }: { readonly pollMs: number }) {
    this.#pollMs = pollMs;
  }

  /** @returns jobs that moved, and ids of those that are active no more. */
  saw(active: readonly StoredJob[]): { readonly changed: Job[]; readonly gone: string[] } {
    const at = performance.now();
    const since = this.#lookedAt === null ? 0 : Math.min(at - this.#lookedAt, 2 * this.#pollMs);
    this.#lookedAt = at;
    const changed: Job[] = [];
    for (const { job, beat } of active) {
      const before = this.#seen.get(job.id);
      if (before?.beat === beat) before.stillMs += since;
      else {
        this.#seen.set(job.id, { beat, stillMs: 0 });
        changed.push(job);
      }
    }
    const ids = new Set(active.map(({ job }) => job.id));
    const gone = [...this.#seen.keys()].filter((id) => !ids.has(id));
    for (const id of gone) this.#seen.delete(id);
    return { changed, gone };
  }

  /** While nothing can be seen nobody can be blamed for standing still. */
  lookedInVain(): void {
    this.#lookedAt = null;
    for (const seen of this.#seen.values()) seen.stillMs = 0;
  }

  stillFor({ job, beat }: StoredJob): number {
    const seen = this.#seen.get(job.id);
    return seen?.beat === beat ? seen.stillMs : 0;
  }
}
