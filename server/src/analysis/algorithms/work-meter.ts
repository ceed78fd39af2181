/** How an algorithm tells its progress and hears that it is to stop: it reports work done, in units of its own, every few milliseconds. */

export interface WorkMeter {
  /** `done` of `total` units; total is an estimate where the algorithm cannot know it. Throws when the caller wants the algorithm to stop. */
  report(done: number, total: number): void;
}

/** For callers that neither watch nor stop. */
export const unmetered: WorkMeter = { report: () => undefined };
